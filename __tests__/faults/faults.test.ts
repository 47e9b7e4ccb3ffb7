import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ARM } from './arm.ts'
import { CLUSTER } from './cluster.ts'
import { play, wrongs } from './row.ts'
import { SIGN_IN } from './sign-in.ts'
import { STATES } from './states.ts'

/** The bundled action, as its own process, against each of them. */
for (const [title, rows] of [
  ['an extension that is there', STATES],
  ['sign-in', SIGN_IN],
  ['Azure Resource Manager', ARM],
  ['the cluster', CLUSTER],
] as const)
  describe(title, { concurrency: 4 }, () => {
    for (const row of rows)
      test(row.name, async () => {
        const played = await play(row)
        assert.deepEqual(wrongs(row, played), [], played.run.stdout)
      })
  })
