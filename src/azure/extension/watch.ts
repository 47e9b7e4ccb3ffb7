/** Follows an extension that another process installs. Writes nothing. */
import type { Evidence } from '../../model/evidence.ts'
import { armErrorFact } from '../arm/error.ts'
import { refuseOtherName, refuseUnchangeable } from './compare.ts'
import { type ExtensionFollower, POLL_MS } from './follow.ts'
import { failureOf, type Instance, notListed } from './read.ts'
import type { ExtensionEnd, ExtensionRun } from './run.ts'
import { TERMINAL } from './state.ts'

/** A Failed instance that was there before may be about to be written again: so long it is waited for that. */
const AGAIN_MS = 120_000

/**
 * @param fresh the cluster was seen not to be there, so that whatever is on it is new.
 * @param onWait told what is waited for.
 */
export function watchExtension(
  follower: ExtensionFollower,
  fresh: () => boolean,
  onWait: (why: string) => void,
): ExtensionRun {
  const run = new WatchRun(follower, fresh, onWait)
  return { evidence: run.follow(), end: () => run.end, operationRunning: () => run.operationRunning }
}

class WatchRun {
  end: ExtensionEnd | undefined
  operationRunning = false
  readonly #follower: ExtensionFollower
  /** It was seen not to be there: what appears was installed meanwhile. */
  #seenAbsent = false
  readonly #clusterWasAbsent: () => boolean

  /** It was told that the extensions of the cluster cannot be listed. */
  #unlisted = false
  readonly #onWait: (why: string) => void

  constructor(follower: ExtensionFollower, clusterWasAbsent: () => boolean, onWait: (why: string) => void) {
    this.#follower = follower
    this.#clusterWasAbsent = clusterWasAbsent
    this.#onWait = onWait
  }

  get #fresh(): boolean {
    return this.#seenAbsent || this.#clusterWasAbsent()
  }

  async *follow(): AsyncGenerator<Evidence> {
    const { request } = this.#follower
    /** The state that was seen running, by which an install is told from an update. */
    let running = ''
    for (;;) {
      const current = yield* this.#untilAppeared()
      refuseUnchangeable(request, current)
      const state = current.provisioningState
      if (TERMINAL.test(state)) {
        if (state !== 'Succeeded' && running === '' && !this.#fresh) {
          const again = yield* this.#writtenAgain(current)
          if (again) continue
        }
        return yield* this.#finish(current, running)
      }
      running = state
      if (state === 'Updating') this.#follower.change = 'update'
      this.operationRunning = true
      yield* this.#follower.tellChange(current, '')
      const settled = yield* this.#follower.untilSettled()
      this.operationRunning = false
      if (settled !== undefined) return yield* this.#finish(settled, running)
      // Deleted by the other process, which will write it again.
      running = ''
    }
  }

  /** Waits until it is there. */
  async *#untilAppeared(): AsyncGenerator<Evidence, Instance> {
    const { request } = this.#follower
    for (let waits = false; ; ) {
      const presence = await this.#follower.presence()
      if (presence.is === 'existing') return presence.extension
      // What cannot be read may be there all the while: nothing follows from it. A role may be given yet.
      if (presence.is === 'unread') yield* this.#follower.unreadOnce(presence.error)
      else {
        if (!waits) this.#onWait(`the extension ${request.name} does not exist yet`)
        waits = true
        this.#seenAbsent = true
        // Under another name it would be waited for in vain.
        if (presence.others !== undefined) refuseOtherName(request, presence.others)
        else if (presence.unlisted !== undefined && !this.#unlisted) {
          this.#unlisted = true
          yield notListed(presence.unlisted)
        }
      }
      await this.#follower.pause()
    }
  }

  /** @returns whether it is written again, by whomever, before long. */
  async *#writtenAgain(before: Instance): AsyncGenerator<Evidence, boolean> {
    const why = `it was already in this state; waiting up to ${AGAIN_MS / 60_000} minutes for it to be written again`
    yield* this.#follower.tellChange(before, why)
    for (let waited = 0; waited < AGAIN_MS; waited += POLL_MS) {
      await this.#follower.pause()
      const reading = await this.#follower.read()
      if (reading.is === 'unread') yield* this.#follower.unreadOnce(reading.error)
      const now = reading.is === 'existing' ? reading.extension : undefined
      if (now !== undefined && isWritten(now, before)) return true
      if (reading.is === 'missing' && (await this.#follower.presence(reading)).is === 'absent') return true
    }
    return false
  }

  *#finish(extension: Instance, running: string): Generator<Evidence> {
    const succeeded = extension.provisioningState === 'Succeeded'
    const result = this.#fresh
      ? 'installed'
      : running === 'Updating'
        ? 'updated'
        : running === ''
          ? 'unchanged'
          : 'installed'
    this.end = { result: succeeded ? result : 'failed' }
    const during = running === 'Updating' ? 'updating the extension' : 'installing the extension'
    if (!succeeded) yield armErrorFact(failureOf(extension), during)
    yield this.#follower.fact(extension, '')
  }
}

function isWritten(now: Instance, before: Instance): boolean {
  return now.provisioningState !== before.provisioningState || now.lastModifiedAt !== before.lastModifiedAt
}
