/** What a pasted text is taken apart into: statements, each as the kind of fact that it would be live. */
import type { ObjectRef, TextFact } from '../../model/evidence.ts'
import type { Values } from '../text/fields.ts'

export interface Passage {
  /** As what the rules look at it. */
  readonly kind: TextFact['kind']
  readonly text: string
  /** The lines that the text was joined of, where it was. */
  readonly lines?: string
  /** It was drawn in a box, whose lines are surely wrapped. */
  readonly boxed?: boolean
  readonly object?: ObjectRef
  /** The reason of an event, a condition or a state. */
  readonly reason?: string
  /** How often an event was counted. */
  readonly count?: number
  /** What stands beside the text, by the names of a finding's fields. */
  readonly fields?: Values
  /** The text itself says that something failed: it is told of though no class is known. */
  readonly failed?: boolean
}
