/** All rows, by chapter. */
import { ARM } from './arm.ts'
import { CLUSTER } from './cluster.ts'
import type { Row } from './row.ts'
import { SIGN_IN } from './sign-in.ts'
import { STATES } from './states.ts'
import { TRUST } from './trust.ts'
import { WAITS } from './waits.ts'

export const CHAPTERS: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  ['Existing extension', STATES],
  ['Destroy nothing, lie never', TRUST],
  ['Nothing optional holds the write or the verdict up', WAITS],
  ['Sign-in', SIGN_IN],
  ['Azure Resource Manager', ARM],
  ['The cluster', CLUSTER],
]
