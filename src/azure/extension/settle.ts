/**
 * How an operation on the extension ends. Neither the operation's word nor the resource's decides alone: operations have been
 * seen to hang and to answer in other words, and a resource may lag behind its operation by some seconds.
 */
import { messageOf } from '../../errors.ts'
import { isRecord } from '../../json.ts'
import { type Evidence, gap } from '../../model/evidence.ts'
import type { ArmAnswer } from '../arm/client.ts'
import { type ArmError, armErrorIn } from '../arm/error.ts'
import { Absence, APART_MS, type ExtensionFollower, POLL_MS } from './follow.ts'
import { failureOf, type Instance, statusError } from './read.ts'
import { isRunning, operationState, TERMINAL } from './state.ts'

/** A poll is made once, and its next is the retry. */
const POLL_PATIENCE = { tries: 1, answerMs: 20_000 }
const LONGEST_POLL_MS = 30_000
/** Polls between two looks at the resource, while the operation answers well. */
const LOOK_EVERY = 3
/** So long the resource may lag behind the end of its operation. */
const LAG_MS = 30_000
/** So long a resource that cannot be read after the end is asked for. */
const UNREAD_MS = 60_000
/** So long a state that was there before the write must go on to count, while the operation says that it runs. */
const STUCK_MS = 60_000

export interface Settled {
  /** Why it failed; undefined where it succeeded. */
  readonly failure: ArmError | undefined
  /** As it was read after the end; undefined where it is gone, or could not be read. */
  readonly last: Instance | undefined
  /** There is no instance any more, by two witnesses, though the operation did not fail. */
  readonly gone?: true
  /** It could not be read after the end, and why: whether it succeeded is not known. */
  readonly unread?: ArmError
}

/** Whether a terminal state that is read is of after the write, or the one from before it. */
export class Freshness {
  readonly #before: Instance | undefined
  #running = false
  #same = ''
  #since = 0

  /** @param before the instance as it was last read before the write. */
  constructor(before: Instance | undefined) {
    this.#before = before
  }

  /**
   * @param agreeMs so long one state must go on, where nothing else tells it from the one before.
   * @returns whether the state counts as the end.
   */
  counts({ provisioningState: state, lastModifiedAt }: Instance, agreeMs: number): boolean {
    if (!TERMINAL.test(state)) {
      this.#running = true
      this.#same = ''
      return false
    }
    const before = this.#before
    if (before === undefined || this.#running || state !== before.provisioningState) return true
    if (lastModifiedAt !== '' && before.lastModifiedAt !== '' && lastModifiedAt !== before.lastModifiedAt) return true
    const now = performance.now()
    if (this.#same !== state) this.#since = now
    this.#same = state
    return now - this.#since >= agreeMs
  }
}

/** One operation, from its acceptance to its end. */
export class Settlement {
  readonly #follower: ExtensionFollower
  readonly #fresh: Freshness
  readonly #absence = new Absence()
  #settledReads = 0

  /** @param before the instance as it was last read before the write. */
  constructor(follower: ExtensionFollower, before: Instance | undefined) {
    this.#follower = follower
    this.#fresh = new Freshness(before)
  }

  /** Learns of a read that was made after the write. */
  saw(extension: Instance): void {
    this.#fresh.counts(extension, Number.POSITIVE_INFINITY)
  }

  /** @param operation its whole URL, with the signature that the service gave; '' where there is none. */
  async *end(operation: string): AsyncGenerator<Evidence, Settled> {
    const end = yield* this.#operationEnd(operation)
    switch (end.is) {
      case 'succeeded':
        return yield* this.#confirm()
      case 'failed':
        return yield* this.#explainFailure(end.error)
      case 'settled':
        return { failure: isSucceeded(end.last) ? undefined : failureOf(end.last), last: end.last }
      case 'gone':
        return { failure: undefined, last: undefined, gone: true }
    }
  }

  /** The end of a deletion's operation; whether the resource is gone by then, others see to. */
  async *deletionEnd(operation: string): AsyncGenerator<Evidence, Pick<Settled, 'failure' | 'gone'>> {
    const end = yield* this.#operationEnd(operation)
    return { failure: end.is === 'failed' ? end.error : undefined, ...(end.is === 'gone' ? { gone: true } : {}) }
  }

  /** Polls the operation, and looks at the resource beside it: whichever tells the end first. */
  async *#operationEnd(given: string): AsyncGenerator<Evidence, End> {
    let operation = given
    let waitMs = POLL_MS / 3
    let broken = 0
    for (let polls = 1; ; polls++) {
      await this.#follower.pause(waitMs)
      const poll = operation === '' ? undefined : await this.#poll(operation)
      if (poll?.end !== undefined) return poll.end
      waitMs = pollPause(poll?.retryAfterMs, polls)
      broken = poll?.answered === false ? broken + 1 : 0
      // A failed poll says nothing about the operation; it is told once per row of them.
      if (broken === 1) yield gap('operation', `a poll was not answered (${poll?.fault}); polling continues`)
      if (poll?.dead) {
        yield gap('operation', 'its address answers 404; polling the extension instead')
        operation = ''
      }
      const runs = operation !== '' && poll?.runs === true
      if (runs && polls % LOOK_EVERY !== 0) continue
      const seen = yield* this.#look(runs, operation !== '' && broken === 0)
      if (seen !== undefined) return seen
    }
  }

  /**
   * @param runs the operation says, in known words, that it goes on.
   * @param answers the operation's address is of use.
   * @returns the end, where the resource tells it twice.
   */
  async *#look(runs: boolean, answers: boolean): AsyncGenerator<Evidence, End | undefined> {
    const reading = await this.#follower.read()
    if (reading.is === 'unread') {
      yield* this.#follower.unreadOnce(reading.error)
      return undefined
    }
    if (reading.is === 'missing') {
      this.#settledReads = 0
      // While the operation answers, a resource that is not there yet, or not any more, is for its end to tell.
      if (answers || !this.#absence.isSecond()) return undefined
      const presence = await this.#follower.presence(reading)
      return presence.is === 'absent' ? { is: 'gone' } : undefined
    }
    this.#absence.reset()
    const last = reading.extension
    yield* this.#follower.tellChange(last, '')
    if (!this.#fresh.counts(last, runs ? STUCK_MS : APART_MS)) {
      this.#settledReads = 0
      return undefined
    }
    return ++this.#settledReads >= 2 ? { is: 'settled', last } : undefined
  }

  /** The operation Succeeded: green only where the resource, read after it, says the same. */
  async *#confirm(): AsyncGenerator<Evidence, Settled> {
    const began = performance.now()
    const absence = new Absence()
    for (;;) {
      const passed = performance.now() - began
      const reading = await this.#follower.read()
      if (reading.is !== 'missing') absence.reset()
      if (reading.is === 'existing') {
        const last = reading.extension
        const counts = this.#fresh.counts(last, APART_MS)
        if (isSucceeded(last) && counts) return { failure: undefined, last }
        if (passed >= LAG_MS) return yield* this.#concludeUnconfirmed(last)
        if (!TERMINAL.test(last.provisioningState)) yield* this.#follower.tellChange(last, '')
      } else if (reading.is === 'unread') {
        yield* this.#follower.unreadOnce(reading.error)
        if (passed >= UNREAD_MS) return { failure: undefined, last: undefined, unread: reading.error }
      } else if (absence.isSecond() && (await this.#follower.presence(reading)).is === 'absent')
        return { failure: undefined, last: undefined, gone: true }
      await this.#follower.pause(POLL_MS / 2)
    }
  }

  /** It has had its time to catch up: it has failed after all, or is in the next operation, of somebody else. */
  async *#concludeUnconfirmed(given: Instance): AsyncGenerator<Evidence, Settled> {
    const last = TERMINAL.test(given.provisioningState) ? given : yield* this.#follower.untilSettled()
    if (last === undefined) return { failure: undefined, last, gone: true }
    return { failure: isSucceeded(last) ? undefined : failureOf(last), last }
  }

  /** The operation Failed: the reason is its error, else what the resource holds, which may lag behind. */
  async *#explainFailure(error: ArmError): AsyncGenerator<Evidence, Settled> {
    const began = performance.now()
    for (;;) {
      const reading = await this.#follower.read()
      const last = reading.is === 'existing' ? reading.extension : undefined
      if (reading.is === 'unread') yield* this.#follower.unreadOnce(reading.error)
      if (error.code !== UNEXPLAINED) return { failure: error, last }
      const own = last !== undefined && this.#fresh.counts(last, APART_MS) ? statusError(last) : undefined
      if (own !== undefined || performance.now() - began >= LAG_MS) return { failure: own ?? error, last }
      await this.#follower.pause(POLL_MS / 2)
    }
  }

  async #poll(operation: string): Promise<Poll> {
    const { arm, signal } = this.#follower
    let answer: ArmAnswer
    try {
      answer = await arm.send('GET', operation, signal, POLL_PATIENCE)
    } catch (thrown) {
      // An address on another host, or no token: what the resource says is as good.
      signal.throwIfAborted()
      return { answered: false, fault: messageOf(thrown) }
    }
    const { error, status, body, retryAfterMs } = answer
    // Azure's own 404: the address is of no use any more.
    if (status === 404 && error !== undefined && !error.code.startsWith('HTTP ')) return { answered: true, dead: true }
    if (error !== undefined) return { answered: false, fault: `${error.code}: ${error.message}`, retryAfterMs }
    if (!isRecord(body)) return { answered: false, fault: `HTTP ${status} without JSON`, retryAfterMs }
    const state = operationState(body['status'])
    if (state === 'Succeeded') return { answered: true, end: { is: 'succeeded' } }
    if (state === 'Failed' || state === 'Canceled')
      return {
        answered: true,
        end: { is: 'failed', error: armErrorIn({ error: body['error'] }, 200) ?? endedAs(state) },
      }
    return { answered: true, runs: isRunning(state), retryAfterMs }
  }
}

/** What one poll of an operation says. */
interface Poll {
  readonly answered: boolean
  /** Why it was not answered well. */
  readonly fault?: string
  readonly end?: End
  /** Its address is of no use any more. */
  readonly dead?: true
  /** It says, in known words, that it goes on. */
  readonly runs?: boolean
  readonly retryAfterMs?: number | undefined
}

type End =
  | { readonly is: 'succeeded' }
  | { readonly is: 'failed'; readonly error: ArmError }
  | { readonly is: 'settled'; readonly last: Instance }
  | { readonly is: 'gone' }

/** @returns ms until the next poll: what Azure asks for, within bounds; never less than a pause that grows to our own pace. */
export function pollPause(asked: number | undefined, polls: number): number {
  const floor = Math.min(1000 * polls, POLL_MS)
  return asked === undefined ? POLL_MS : Math.min(Math.max(asked, floor), LONGEST_POLL_MS)
}

function isSucceeded({ provisioningState }: Instance): boolean {
  return provisioningState === 'Succeeded'
}

/** The code of an operation that ended without an error of its own. */
const UNEXPLAINED = 'Failed'

function endedAs(state: string): ArmError {
  const how =
    state === 'Canceled'
      ? 'The operation was cancelled in Azure, by a person or by the service. A rerun of this step writes the extension again.'
      : `The operation ended ${state}. Azure gives no reason.`
  return { code: state === 'Failed' ? UNEXPLAINED : state, message: how, status: 200, details: [] }
}
