/** Follows an extension that another process installs. Writes nothing. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import type { Evidence } from '../../model/evidence.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import type { Arm } from '../arm/client.ts'
import { refuseOtherName, refuseUnchangeable } from './compare.ts'
import { ExtensionFollower, POLL_MS } from './follow.ts'
import type { ExtensionEnd, ExtensionRun } from './install.ts'
import { armErrorFact, listExtensions, notListed, statusError, TERMINAL } from './read.ts'

/** A Failed instance that was there before may be about to be written again: so long it is waited for that. */
const AGAIN_MS = 120_000

/**
 * @param fresh the cluster was seen not to be there, so that whatever is on it is new.
 * @param told what is waited for.
 */
export function watchExtension(
  arm: Arm,
  cluster: ClusterId,
  request: ExtensionRequest,
  fresh: boolean,
  told: (why: string) => void,
  signal: AbortSignal,
): ExtensionRun {
  const run = new WatchRun(new ExtensionFollower(arm, cluster, request, signal), fresh, told)
  return { evidence: run.follow(), end: () => run.end, operationRunning: () => run.operationRunning }
}

class WatchRun {
  end: ExtensionEnd | undefined
  operationRunning = false
  readonly #follower: ExtensionFollower
  /** It was seen not to be there: what appears was installed meanwhile. */
  #fresh: boolean

  /** It was told that the extensions of the cluster cannot be listed. */
  #unlisted = false
  readonly #told: (why: string) => void

  constructor(follower: ExtensionFollower, fresh: boolean, told: (why: string) => void) {
    this.#follower = follower
    this.#fresh = fresh
    this.#told = told
  }

  async *follow(): AsyncGenerator<Evidence> {
    const { request } = this.#follower
    /** The state that was seen running, by which an install is told from an update. */
    let running = ''
    for (;;) {
      const current = yield* this.#appeared()
      refuseUnchangeable(request, current)
      const state = current.provisioningState ?? ''
      if (TERMINAL.test(state)) {
        if (state !== 'Succeeded' && running === '' && !this.#fresh) {
          const again = yield* this.#writtenAgain(current)
          if (again) continue
        }
        return yield* this.#ended(current, running)
      }
      running = state
      if (state === 'Updating') this.#follower.change = 'update'
      this.operationRunning = true
      yield* this.#follower.changed(current, '')
      const settled = yield* this.#follower.untilSettled()
      this.operationRunning = false
      if (settled !== undefined) return yield* this.#ended(settled, running)
      // Deleted by the other process, which will write it anew.
      running = ''
    }
  }

  /** Waits until it is there. */
  async *#appeared(): AsyncGenerator<Evidence, Extension> {
    let told = false
    for (;;) {
      const current = await this.#follower.read()
      if (current !== undefined) return current
      // What cannot be read may be there all the while: nothing follows from it. A role may be given yet.
      if (this.#follower.unread) yield* this.#follower.unreadOnce()
      else {
        if (!told) this.#told(`the extension ${this.#follower.request.name} is not there yet`)
        told = true
        this.#fresh = true
        yield* this.#refuseOtherName()
      }
      await this.#follower.pause()
    }
  }

  /** Under another name it would be waited for in vain. */
  async *#refuseOtherName(): AsyncGenerator<Evidence> {
    const { arm, cluster, request, signal } = this.#follower
    let all: Extension[]
    try {
      all = await listExtensions(arm, cluster, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      if (!this.#unlisted) yield notListed(thrown)
      this.#unlisted = true
      return
    }
    refuseOtherName(request, all)
  }

  /** @returns whether it is written again, by whomever, before long. */
  async *#writtenAgain(before: Extension): AsyncGenerator<Evidence, boolean> {
    const why = `it was so before; waiting up to ${AGAIN_MS / 60_000} minutes for it to be written again`
    yield* this.#follower.changed(before, why)
    for (let waited = 0; waited < AGAIN_MS; waited += POLL_MS) {
      await this.#follower.pause()
      const now = await this.#follower.read()
      if (now?.provisioningState !== before.provisioningState && !this.#follower.unread) return true
    }
    return false
  }

  *#ended(extension: Extension, running: string): Generator<Evidence> {
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
    if (!succeeded) yield armErrorFact(statusError(extension), during)
    yield this.#follower.fact(extension, '')
  }
}
