/** What is there, established before anything is written. */
import type { Refusal } from '../../errors.ts'
import type { Evidence } from '../../model/evidence.ts'
import { type ArmError, refusal } from '../arm/error.ts'
import { growing } from '../pause.ts'
import type { ExtensionFollower, Presence } from './follow.ts'

/** Rounds of reading what could not be read; each of them has its own retries of what Azure answers in passing. */
const ROUNDS = 4
/** No round begins after this long. */
const BOUND_MS = 90_000

/**
 * @param patience bounded before anything was sent: then what cannot be read is an error. Once something may have been
 *   written, it is asked until it is known, or the step's time is over.
 * @throws Refusal where it is not known, and nothing was written.
 */
export async function* lookUntilKnown(
  follower: ExtensionFollower,
  patience: 'bounded' | 'until-known',
): AsyncGenerator<Evidence, Exclude<Presence, { is: 'unread' }>> {
  const began = performance.now()
  for (let round = 0; ; round++) {
    const presence = await follower.presence()
    if (presence.is !== 'unread') return presence
    const spent = round + 1 >= ROUNDS || performance.now() - began > BOUND_MS
    if (patience === 'bounded' && (spent || isFinal(presence.error))) throw notKnown(follower, presence.error)
    yield* follower.unreadOnce(presence.error)
    await follower.pause(2 * growing(Math.min(round, 2)))
  }
}

/** The same, for who needs it before the facts are followed. @throws Refusal where it is not known. */
export async function establish(
  follower: ExtensionFollower,
  onFact: (fact: Evidence) => void,
): Promise<Exclude<Presence, { is: 'unread' }>> {
  const asking = lookUntilKnown(follower, 'bounded')
  for (;;) {
    const { done, value } = await asking.next()
    if (done) return value
    onFact(value)
  }
}

/** What another round does not change: a role takes minutes to arrive, and what passes has been tried again already. */
function isFinal({ status, code }: ArmError): boolean {
  return status === 401 || status === 403 || status === 0 || status === 429 || status >= 500 || code.startsWith('HTTP ')
}

function notKnown({ cluster, request }: ExtensionFollower, error: ArmError): Refusal {
  return refusal(
    error,
    `Reading the extension ${request.name} of ${cluster.name} before any write. Unknown whether it exists.`,
  )
}
