/** Installs the extension: compared with what was asked, written where it differs, and followed to its end. */
import type { Refusal } from '../../errors.ts'
import { type Evidence, gap } from '../../model/evidence.ts'
import { type ArmError, armErrorFact, isBusy, refusal, stateAsError } from '../arm/error.ts'
import { growing } from '../pause.ts'
import {
  differences,
  droppedSecrets,
  isPatchable,
  refuseOtherName,
  refuseRemoving,
  refuseUnchangeable,
} from './compare.ts'
import { deleteFailed, type Workloads } from './delete.ts'
import type { Change, ExtensionFollower, Presence } from './follow.ts'
import { lookUntilKnown } from './known.ts'
import { type Instance, isFailed, notListed } from './read.ts'
import type { ExtensionEnd, ExtensionRun } from './run.ts'
import { type Settled, Settlement } from './settle.ts'
import { TERMINAL } from './state.ts'
import { isNotYet, isUnclear, sendWrite, type WriteAnswer, type WriteMethod, writeRefused } from './write.ts'

export interface InstallOptions {
  /** Resolves when the cluster is being watched: nothing is written before. */
  readonly watching: Promise<void>
  /** Deletes an instance that is Failed before it is written. */
  readonly recreateFailed: boolean
  /** A write may remove protected settings that are in Azure and were not given. */
  readonly allowRemovingSecrets: boolean
  /** What runs in the release namespace, for those who would delete. */
  readonly workloads: Workloads
}

/** @param presence whether there is an instance, as it was established just before. */
export function install(follower: ExtensionFollower, presence: Presence, options: InstallOptions): ExtensionRun {
  const run = new InstallRun(follower, options)
  return {
    evidence: run.follow(presence),
    end: () => run.end,
    operationRunning: () => run.operationRunning,
  }
}

/** Writes without a clear answer, after which it is given up. */
const WRITES = 7
/** Writes that were throttled, or could not be sent, after which it is given up. */
const REFUSALS = 7

/** What was read longer ago than this many ms is read again before a write; it may have been asked for a second ahead. */
const STALE_MS = 1000
/** So long a busy cluster or extension is left alone before it is asked again. */
const BUSY_MS = 10_000
/** So long after a write of which it is not known what became of it. */
const UNCLEAR_MS = 2000

/** Ended; or to be written again, after so many ms. */
type Written = 'ended' | { readonly pauseMs: number }

class InstallRun {
  end: ExtensionEnd | undefined
  operationRunning = false
  readonly #follower: ExtensionFollower
  readonly #options: InstallOptions
  /** A write was sent, whatever became of it. */
  #sent = false
  #deleted = false
  /** Writes in a row of which it is not known what became of them. */
  #unanswered = 0
  #refusals = 0

  constructor(follower: ExtensionFollower, options: InstallOptions) {
    this.#follower = follower
    this.#options = options
  }

  async *follow(presence: Presence): AsyncGenerator<Evidence> {
    const began = performance.now()
    await this.#options.watching
    // Meanwhile somebody else may have created it, changed it, or deleted it.
    let there = performance.now() - began > STALE_MS ? yield* this.#lookAgain() : presence
    for (;;) {
      const current = yield* this.#untilFree(there)
      if (current === undefined && there.is === 'existing') {
        // Deleted by whoever held it: looked at again, with the others of its type.
        there = yield* this.#lookAgain()
        continue
      }
      yield* this.#refuseInTheWay(there, current)
      const differing = current === undefined ? ['it is not found'] : differences(this.#follower.request, current)
      if (current !== undefined && differing.length === 0) return yield* this.#done(current)
      let existing = current
      if (this.#options.recreateFailed && isFailed(current)) {
        // Read just before: what was Failed some seconds ago may be another run's install by now.
        there = yield* this.#lookAgain()
        if (there.is !== 'existing' || !isFailed(there.extension)) continue
        this.#refuseDropping(there.extension)
        yield* this.#delete(there.extension)
        existing = undefined
      }
      const written = yield* this.#write(this.#methodFor(existing), existing, differing)
      if (written === 'ended') return
      await this.#follower.pause(written.pauseMs)
      there = yield* this.#lookAgain()
    }
  }

  /** @throws ActionError for what a write would be refused for. */
  *#refuseInTheWay(there: Presence, current: Instance | undefined): Generator<Evidence> {
    const { request } = this.#follower
    if (current !== undefined) refuseUnchangeable(request, current)
    else if (there.is === 'absent' && there.others !== undefined) refuseOtherName(request, there.others)
    else if (there.is === 'absent' && there.unlisted !== undefined) yield notListed(there.unlisted)
  }

  /** @throws ActionError where the write would remove protected settings, and may not. */
  #methodFor(existing: Instance | undefined): WriteMethod {
    const { request } = this.#follower
    if (existing === undefined) return 'PUT'
    if (isPatchable(request, existing) && droppedSecrets(request, existing).length > 0) return 'PATCH'
    this.#refuseDropping(existing)
    return 'PUT'
  }

  /** @throws ActionError where protected settings would go that may not. */
  #refuseDropping(existing: Instance): void {
    const { request, cluster } = this.#follower
    if (!this.#options.allowRemovingSecrets) refuseRemoving(request, cluster, existing)
  }

  /** @returns what is there now. Once something may have been written, it is asked until that is known. */
  #lookAgain(): AsyncGenerator<Evidence, Presence> {
    return lookUntilKnown(this.#follower, this.#sent || this.#deleted ? 'until-known' : 'bounded')
  }

  /** Waits for the end of an operation that somebody else began. @returns undefined where there is no instance. */
  async *#untilFree(presence: Presence): AsyncGenerator<Evidence, Instance | undefined> {
    if (presence.is !== 'existing') return undefined
    const current = presence.extension
    if (TERMINAL.test(current.provisioningState)) return current
    this.operationRunning = true
    yield* this.#follower.tellChange(current, 'another operation is running on it; waiting until it ends')
    const settled = yield* this.#follower.untilSettled()
    this.operationRunning = false
    return settled
  }

  *#done(current: Instance): Generator<Evidence> {
    this.end = { result: this.#sent ? resultOf(this.#follower.change) : 'unchanged' }
    const why = this.#sent ? 'it is as written by this step' : 'no setting of this step differs; not written'
    yield* this.#follower.tellChange(current, why)
  }

  async *#delete(current: Instance): AsyncGenerator<Evidence> {
    // An end from outside does not end what was sent.
    this.operationRunning = true
    try {
      yield* deleteFailed(this.#follower, current, this.#options.workloads)
    } catch (thrown) {
      if (!this.#follower.signal.aborted) this.operationRunning = false
      throw thrown
    }
    this.#deleted = true
    this.operationRunning = false
  }

  async *#write(
    method: WriteMethod,
    existing: Instance | undefined,
    differing: readonly string[],
  ): AsyncGenerator<Evidence, Written> {
    const { request } = this.#follower
    const before = this.#follower.lastRead
    // From here on a write may have reached Azure, whatever becomes of this process: the journal says so before.
    this.operationRunning = true
    const sentBefore = this.#sent
    this.#sent = true
    this.#follower.change = existing?.provisioningState === 'Succeeded' ? 'update' : 'install'
    const asked = { name: request.name, extensionType: request.type }
    const over = isFailed(existing) ? `over the existing ${existing?.provisioningState} one` : ''
    yield* this.#follower.tellChange({ ...existing, ...asked, provisioningState: 'Writing' }, over)
    const answer = await this.#send(method, existing)
    if ('error' in answer) {
      const next = yield* this.#unaccepted(answer, existing, asked, sentBefore)
      if (next !== 'taken') return next
    }
    this.#follower.written = true
    const dropped = droppedSecrets(request, existing)
    const gone =
      dropped.length === 0 || method === 'PATCH'
        ? ''
        : `; this write removes protected settings you did not pass (allow-removing-protected-settings): ${dropped.join(', ')}`
    const kept = method === 'PATCH' ? '; by PATCH, which keeps the existing protected settings' : ''
    const reading = await this.#follower.read()
    const now = reading.is === 'existing' ? reading.extension : undefined
    if (reading.is === 'unread') yield* this.#follower.unreadOnce(reading.error)
    yield* this.#follower.tellChange(now, `written because ${differing.join(', ')}${gone}${kept}`)
    const settlement = new Settlement(this.#follower, before)
    if (now !== undefined) settlement.saw(now)
    const settled = yield* settlement.end('operation' in answer ? answer.operation : '')
    if (settled.failure !== undefined && isBusy(settled.failure)) {
      this.operationRunning = false
      yield* this.#waits(existing ?? asked, settled.failure, BUSY_MS)
      return { pauseMs: BUSY_MS }
    }
    yield* this.#finish(settled, asked)
    return 'ended'
  }

  *#finish({ failure, last, gone, unread }: Settled, asked: Partial<Instance>): Generator<Evidence> {
    const during = this.#follower.change === 'update' ? 'updating the extension' : 'installing the extension'
    this.operationRunning = false
    if (gone === true || unread !== undefined) {
      // Not the end yet: what is thrown is the error that the run ends with.
      yield this.#follower.fact({ ...(gone ? asked : (this.#follower.lastRead ?? asked)), provisioningState: '' }, '')
      throw gone === true ? this.#deletedMeanwhile() : this.#neverConfirmed(unread as ArmError)
    }
    this.end = { result: failure === undefined ? resultOf(this.#follower.change) : 'failed' }
    if (failure !== undefined) yield armErrorFact(failure, during)
    // Told in any case, as the last of it: whoever follows ends with it. Where the state lags, the operation's end is told.
    const provisioningState = failure === undefined ? 'Succeeded' : 'Failed'
    const settledLast = last !== undefined && TERMINAL.test(last.provisioningState) ? last : undefined
    yield this.#follower.fact(settledLast ?? { ...(last ?? asked), provisioningState }, '')
  }

  #deletedMeanwhile(): Refusal {
    const { request, lastRead } = this.#follower
    const by = lastRead?.lastModifiedBy
      ? ` Last written by ${lastRead.lastModifiedBy}, ${lastRead.lastModifiedAt}.`
      : ''
    return refusal(
      stateAsError(
        'ExtensionDeleted',
        `The extension was deleted while this step waited for it: Azure answered 404 twice, and the list of extensions does not contain it.${by}`,
      ),
      `Reading the extension ${request.name} after its operation ended.`,
    )
  }

  #neverConfirmed(error: ArmError): Refusal {
    const { request } = this.#follower
    return refusal(
      error,
      `Reading the extension ${request.name} after its operation Succeeded. Unknown whether it is installed.`,
    )
  }

  /**
   * A write that was not accepted: not made, or busy, to be tried again; without an answer that tells, but begun all the
   * same; or refused.
   * @returns taken: the resource itself is to be followed. @throws ActionError when refused.
   */
  async *#unaccepted(
    { error, retryAfterMs }: Extract<WriteAnswer, { readonly error: ArmError }>,
    existing: Instance | undefined,
    asked: Partial<Instance>,
    sentBefore: boolean,
  ): AsyncGenerator<Evidence, 'taken' | { readonly pauseMs: number }> {
    const unclear = isUnclear(error)
    if (isNotYet(error) && ++this.#refusals < REFUSALS) {
      // A clear no: nothing of it reached Azure, and whoever is asked meanwhile says so.
      this.operationRunning = false
      this.#sent = sentBefore
      const pauseMs = Math.max(retryAfterMs ?? 0, growing(this.#refusals - 1))
      yield* this.#waits(existing ?? asked, error, pauseMs)
      return { pauseMs }
    }
    const reading = await this.#follower.read()
    const now = reading.is === 'existing' ? reading.extension : undefined
    const running = now !== undefined && !TERMINAL.test(now.provisioningState)
    // 5xx and broken connections come after the request: what is there tells whether it was taken.
    if (running && unclear) {
      yield gap('write', `${error.code}: ${error.message}; the extension is ${now.provisioningState}`)
      return 'taken'
    }
    this.operationRunning = false
    if (unclear && ++this.#unanswered < WRITES) {
      yield gap('write', `${error.code}: ${error.message}; reading the extension, and writing it again if needed`)
      return { pauseMs: UNCLEAR_MS }
    }
    if (isBusy(error) || (error.status === 409 && running)) {
      this.#sent = sentBefore
      yield* this.#waits(now ?? existing ?? asked, error, BUSY_MS)
      return { pauseMs: BUSY_MS }
    }
    yield this.#follower.fact(now ?? existing ?? { ...asked, provisioningState: '' }, '')
    throw writeRefused(this.#follower, error, now ?? existing, this.#deleted)
  }

  async #send(method: WriteMethod, existing: Instance | undefined): Promise<WriteAnswer> {
    try {
      return await sendWrite(this.#follower, method, existing)
    } catch (thrown) {
      // Cancelled on its way, it may have arrived.
      if (!this.#follower.signal.aborted) this.operationRunning = false
      throw thrown
    }
  }

  *#waits(extension: Partial<Instance>, { code, message }: ArmError, ms: number): Generator<Evidence> {
    const what =
      code === 'NoAnswer' || /throttl|TooManyRequests|HTTP 429/i.test(code)
        ? 'Azure did not accept the write'
        : 'another operation is in progress'
    const why = `waiting, not written yet: ${what} (${code}: ${message}); retrying in ${Math.ceil(ms / 1000)} s`
    yield* this.#follower.tellChange({ ...extension, statuses: [] }, why)
  }
}

function resultOf(change: Change): 'installed' | 'updated' {
  return change === 'update' ? 'updated' : 'installed'
}
