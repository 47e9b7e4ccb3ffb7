/** What a failure class is made of. A rule says what a text means, and what follows from it and the state of the cluster. */

import type { StoreReader } from '../evidence/store.ts'
import type { ClassId } from '../model/classes.ts'
import type { ArmErrorFact, CheckRowFact, ObjectRef, TextFact } from '../model/evidence.ts'
import type { Fields, Finding, Permanence, Witness } from '../model/finding.ts'
import type { Unwrapped } from './text/unwrap.ts'

/** What one text says: `key` is the same for the same cause. */
export interface Match {
  readonly key: string
  readonly fields: Fields
  /** It repeats an earlier try, and is none itself. */
  readonly repeats?: boolean
  /** Where the class's permanence depends on the reason in the text. */
  readonly permanence?: Permanence
}

/** An object of which it was seen. */
export interface Sighting {
  readonly object: ObjectRef
  /** Tries that failed on it; what only repeats an earlier one is none. */
  readonly times: number
  /** By evidence time, ms since the epoch. */
  readonly firstAt: number
  readonly lastAt: number
  /** It had met it before the run began to look. */
  readonly old: boolean
  /** What it was seen with last. */
  readonly text: string
}

/** What makes a rule suspect its class: a text, or a refused row of the check. */
export type Clue = TextFact | CheckRowFact

/** All that was seen of one key. */
export interface Suspicion {
  readonly match: Match
  readonly first: Clue
  /** The first few, for the report. */
  readonly witnesses: readonly Witness[]
  /** Lines, and events by their count. */
  readonly seen: number
  /** By evidence time, ms since the epoch. */
  readonly firstAt: number
  readonly lastAt: number
  /** Objects that events and statuses told it of. */
  readonly sightings: ReadonlyMap<string, Sighting>
  /** Container ids in whose logs it was seen, by container. */
  readonly starts: ReadonlyMap<
    string,
    { readonly object: ObjectRef; readonly podUid: string; readonly ids: ReadonlySet<string> }
  >
}

/** What Azure or a command line tool says: in a component's log the same words may be of its everyday work. */
export const ANSWERS = ['arm-error', 'cli-output'] as const

export interface Rule<Id extends ClassId = ClassId> {
  readonly class: Id
  /** Kinds of facts that it looks at; all when absent. */
  readonly of?: readonly TextFact['kind'][]
  /** Codes of Azure and Entra ID (and ours, for what is stated by a state) that are of this class, whatever the text. */
  readonly codes?: RegExp
  /** Whether an answer is of this class by its kind alone; asked where neither a code nor a text is known. */
  readonly answer?: (data: ArmErrorFact['data']) => boolean
  /** What a log line must hold for the rule to look at it. Free of quotes: logs are JSON that escapes them. */
  readonly literals: readonly string[]
  /**
   * @param texts one layer of what the fact says, in its parts; the innermost layer is tried first, by all rules.
   * @param whole all of it.
   * @param known the class is known already, by Azure's code or by the kind of the answer: a match is what is read of it.
   */
  match(texts: readonly Unwrapped[], fact: TextFact, whole: string, known?: boolean): Match | undefined
  /** Called again when a policy, pod or cluster changed. @param others what the other rules concluded; symptoms come last. */
  conclude(
    suspicion: Suspicion,
    store: StoreReader,
    others: readonly Finding[],
  ): Finding | undefined | Promise<Finding | undefined>
}
