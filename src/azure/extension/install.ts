/** Installs the extension: compared with what was asked, written where it differs, and followed to its end. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { type Evidence, gap } from '../../model/evidence.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import { isBusy } from '../arm/advice.ts'
import type { Arm } from '../arm/client.ts'
import type { ArmError } from '../arm/error.ts'
import { differences, droppedSecrets, refuseOtherName, refuseUnchangeable } from './compare.ts'
import { deleteFailed, type Workloads } from './delete.ts'
import { type Change, ExtensionFollower } from './follow.ts'
import { armErrorFact, isFailed, listExtensions, notListed, statusError, TERMINAL } from './read.ts'
import { sendWrite, writeRefused } from './write.ts'

export interface ExtensionEnd {
  readonly result: 'installed' | 'updated' | 'unchanged' | 'failed'
}

/** An extension being installed, or watched while others install it. */
export interface ExtensionRun {
  /** The extension's states and the service's errors, until it is settled. @throws ActionError for what ends the run. */
  readonly evidence: AsyncGenerator<Evidence>
  /** How it ended; undefined while it goes on. */
  end(): ExtensionEnd | undefined
  /** The service runs an operation that outlives this process. */
  operationRunning(): boolean
}

export interface InstallOptions {
  /** Resolves when the cluster is being watched: nothing is written before. */
  readonly watching: Promise<void>
  /** Deletes an instance that is Failed before it is written. */
  readonly recreateFailed: boolean
  /** What runs in the release namespace, for those who would delete. */
  readonly workloads: Workloads
}

/** @param existing the instance that is there, as read just before. */
export function install(
  arm: Arm,
  cluster: ClusterId,
  request: ExtensionRequest,
  existing: Extension | undefined,
  options: InstallOptions,
  signal: AbortSignal,
): ExtensionRun {
  const run = new InstallRun(new ExtensionFollower(arm, cluster, request, signal), options)
  return {
    evidence: run.follow(existing),
    end: () => run.end,
    operationRunning: () => run.operationRunning,
  }
}

/** Writes without a clear answer, after which it is given up. */
const WRITES = 5

/** So long a busy cluster or extension is left alone before it is asked again. */
const BUSY_MS = 10_000
/** So long after a write of which it is not known what became of it. */
const UNCLEAR_MS = 2000

type Written = 'ended' | 'busy' | 'unclear'

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

  constructor(follower: ExtensionFollower, options: InstallOptions) {
    this.#follower = follower
    this.#options = options
  }

  async *follow(existing: Extension | undefined): AsyncGenerator<Evidence> {
    const { request } = this.#follower
    await this.#options.watching
    let current = existing
    for (;;) {
      current = yield* this.#settled(current)
      if (current === undefined) yield* this.#refuseOtherName()
      else refuseUnchangeable(request, current)
      const differing = current === undefined ? ['it is not there'] : differences(request, current)
      if (current !== undefined && differing.length === 0) return yield* this.#done(current)
      if (this.#options.recreateFailed && isFailed(current)) {
        // Read just before: what was Failed some seconds ago may be another run's install by now.
        current = yield* this.#known()
        if (current === undefined || !isFailed(current)) continue
        yield* this.#delete(current)
        current = undefined
      }
      const written = yield* this.#write(current, differing)
      if (written === 'ended') return
      await this.#follower.pause(written === 'busy' ? BUSY_MS : UNCLEAR_MS)
      current = yield* this.#known()
    }
  }

  /** @returns what is there now, however often it must be asked: a write must not be based on a guess. */
  async *#known(): AsyncGenerator<Evidence, Extension | undefined> {
    for (;;) {
      const current = await this.#follower.read()
      if (!this.#follower.unread) return current
      yield* this.#follower.unreadOnce()
      await this.#follower.pause()
    }
  }

  /** Waits for the end of an operation that somebody else began. */
  async *#settled(current: Extension | undefined): AsyncGenerator<Evidence, Extension | undefined> {
    if (current === undefined || TERMINAL.test(current.provisioningState ?? '')) return current
    yield* this.#follower.changed(current, 'another operation is running on it; waiting for its end')
    this.operationRunning = true
    const settled = yield* this.#follower.untilSettled()
    this.operationRunning = false
    return settled
  }

  /** One instance of a type is all that a cluster takes. */
  async *#refuseOtherName(): AsyncGenerator<Evidence> {
    const { arm, cluster, request, signal } = this.#follower
    let all: Extension[]
    try {
      all = await listExtensions(arm, cluster, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      yield notListed(thrown)
      return
    }
    refuseOtherName(request, all)
  }

  *#done(current: Extension): Generator<Evidence> {
    this.end = { result: this.#sent ? resultOf(this.#follower.change) : 'unchanged' }
    const why = this.#sent ? 'it is as this step wrote it' : 'nothing that this step sets differs; no write'
    yield* this.#follower.changed(current, why)
  }

  async *#delete(current: Extension): AsyncGenerator<Evidence> {
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

  /** @returns whether it has ended; else it is to be tried again, since the cluster was busy or the answer unclear. */
  async *#write(existing: Extension | undefined, differing: readonly string[]): AsyncGenerator<Evidence, Written> {
    const { request } = this.#follower
    // From here on a write may have reached Azure, whatever becomes of this process: the journal says so before.
    this.operationRunning = true
    this.#sent = true
    this.#follower.change = existing?.provisioningState === 'Succeeded' ? 'update' : 'install'
    const asked: Extension = { name: request.name, extensionType: request.type }
    const over = isFailed(existing) ? `over the one that is ${existing?.provisioningState} from before` : ''
    yield* this.#follower.changed({ ...existing, ...asked, provisioningState: 'Writing' }, over)
    let operation = await this.#send(existing)
    if (typeof operation !== 'string') {
      const next = yield* this.#unaccepted(operation, existing, asked)
      if (next !== 'taken') return next
      operation = ''
    }
    this.#follower.written = true
    const dropped = droppedSecrets(request, existing)
    const gone =
      dropped.length === 0
        ? ''
        : `; protected settings that are there and were not given go with this write, since Azure wants all of them each time: ${dropped.join(', ')}`
    yield* this.#follower.seen(`written, because ${differing.join(', ')}${gone}`)
    const failure = yield* this.#follower.untilOperationEnds(operation)
    this.operationRunning = false
    if (failure !== undefined && isBusy(failure)) {
      yield* this.#busy(existing ?? asked, failure)
      return 'busy'
    }
    let last = await this.#follower.read()
    // The resource may lag behind its operation, or be in the next one, of somebody else.
    if (failure === undefined && last !== undefined && !TERMINAL.test(last.provisioningState ?? '')) {
      this.operationRunning = true
      last = yield* this.#follower.untilSettled()
      this.operationRunning = false
    }
    // Where the last state cannot be read, the operation's own end counts.
    const failed = failure !== undefined || (last !== undefined && last.provisioningState !== 'Succeeded')
    this.end = { result: failed ? 'failed' : resultOf(this.#follower.change) }
    const during = this.#follower.change === 'update' ? 'updating the extension' : 'installing the extension'
    if (failed) yield armErrorFact(failure ?? statusError(last), during)
    // Told in any case, as the last of it: whoever follows ends with it.
    yield this.#follower.fact(last ?? { ...asked, provisioningState: failed ? 'Failed' : 'Succeeded' }, '')
    return 'ended'
  }

  /**
   * A write that was not accepted: busy, to be tried again; without an answer that tells, but begun all the same; or refused.
   * @returns taken: the resource itself is to be followed. @throws ActionError when refused.
   */
  async *#unaccepted(
    error: ArmError,
    existing: Extension | undefined,
    asked: Extension,
  ): AsyncGenerator<Evidence, 'taken' | 'busy' | 'unclear'> {
    const now = await this.#follower.read()
    const running = now !== undefined && !TERMINAL.test(now.provisioningState ?? '')
    // 5xx and broken connections come after the request: what is there tells whether it was taken.
    const unclear = error.status === 0 || error.status === 408 || error.status >= 500
    if (running && unclear) {
      this.operationRunning = true
      yield gap('the answer to the write', `${error.code}: ${error.message}; the extension is ${now.provisioningState}`)
      return 'taken'
    }
    this.operationRunning = false
    if (unclear && ++this.#unanswered < WRITES) {
      yield gap(
        'the answer to the write',
        `${error.code}: ${error.message}; the extension is looked at, and written again where it must be`,
      )
      return 'unclear'
    }
    if (isBusy(error) || (error.status === 409 && running)) {
      this.#sent = false
      yield* this.#busy(now ?? existing ?? asked, error)
      return 'busy'
    }
    yield armErrorFact(error, 'writing the extension')
    yield this.#follower.fact(now ?? existing ?? { ...asked, provisioningState: '' }, '')
    throw writeRefused(this.#follower, error, now ?? existing, this.#deleted)
  }

  async #send(existing: Extension | undefined): Promise<string | ArmError> {
    try {
      return await sendWrite(this.#follower, existing)
    } catch (thrown) {
      // Cancelled on its way, it may have arrived.
      if (!this.#follower.signal.aborted) this.operationRunning = false
      throw thrown
    }
  }

  *#busy(extension: Extension, { code, message }: ArmError): Generator<Evidence> {
    const why = `not written yet, something else is in progress (${code}: ${message}); tried again each ${BUSY_MS / 1000} s`
    yield* this.#follower.changed({ ...extension, statuses: [] }, why)
  }
}

function resultOf(change: Change): 'installed' | 'updated' {
  return change === 'update' ? 'updated' : 'installed'
}
