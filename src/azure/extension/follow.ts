/** Follows an extension and its operations as evidence. Reads only; whatever a single read throws, the following goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { messageOf } from '../../errors.ts'
import { type Evidence, type ExtensionFact, type ExtensionState, gap } from '../../model/evidence.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import type { Arm, ArmAnswer } from '../arm/client.ts'
import { type ArmError, armErrorIn } from '../arm/error.ts'
import { readExtension, stateOf, statusError, TERMINAL } from './read.ts'

/** No answer about an operation was seen with a Retry-After, so the pace is the client's choice. */
export const POLL_MS = 3000

/** What became of the extension; undefined results are of those who only follow. */
export type Change = ExtensionState['change']

export class ExtensionFollower {
  readonly arm: Arm
  readonly cluster: ClusterId
  readonly request: ExtensionRequest
  readonly signal: AbortSignal
  /** This run wrote it, and how. */
  written = false
  change: Change = ''
  #lastState = ''
  #pollFault = ''
  /** Reads in a row that failed: while there are any, "not there" is not known. */
  #readFaults = 0

  constructor(arm: Arm, cluster: ClusterId, request: ExtensionRequest, signal: AbortSignal) {
    this.arm = arm
    this.cluster = cluster
    this.request = request
    this.signal = signal
  }

  /** @returns undefined where it is gone, and where it could not be read (see `unread`). */
  async read(): Promise<Extension | undefined> {
    try {
      const extension = await readExtension(this.arm, this.cluster, this.request.name, this.signal)
      this.#readFaults = 0
      return extension
    } catch (thrown) {
      this.signal.throwIfAborted()
      this.#readFaults++
      this.#pollFault = messageOf(thrown)
      return undefined
    }
  }

  /** The last read failed. */
  get unread(): boolean {
    return this.#readFaults > 0
  }

  async pause(ms: number = POLL_MS): Promise<void> {
    await sleep(ms, undefined, { signal: this.signal })
  }

  /** Polls the resource itself, for operations begun by others, until it is settled or gone. */
  async *untilSettled(): AsyncGenerator<Evidence, Extension | undefined> {
    for (;;) {
      await this.pause()
      const now = await this.read()
      if (this.unread) {
        yield* this.unreadOnce()
        continue
      }
      if (now === undefined || TERMINAL.test(now.provisioningState ?? '')) return now
      yield* this.changed(now, '')
    }
  }

  /**
   * @param operation its whole URL, with the signature that the service gave; '' where there is none.
   * @returns the error that it ended with, or undefined. A URL that is of no use (404, another host) is left for the resource.
   */
  async *untilOperationEnds(operation: string): AsyncGenerator<Evidence, ArmError | undefined> {
    let waitMs = POLL_MS / 3
    let broken = 0
    for (let polls = 1; operation !== ''; polls++) {
      await this.pause(waitMs)
      const poll = await this.#poll(operation)
      waitMs = poll?.retryAfterMs ?? POLL_MS
      if (poll === undefined) {
        yield* this.#brokenOnce(++broken)
        // What the resource says is as good, should the operation never be readable.
        if (broken % 5 === 0 && isSettled(await this.read())) break
        continue
      }
      broken = 0
      if (poll.status === 404) {
        yield gap('the operation in Azure', 'its address answers 404; the extension itself is polled instead')
        break
      }
      const { status, error } = poll.body as { status?: string; error?: unknown }
      if (status === 'Succeeded') return undefined
      if (status === 'Failed' || status === 'Canceled') return armErrorIn({ error }, 200) ?? ended(status)
      if (polls % 5 === 0) yield* this.seen('')
    }
    return yield* this.#settledError()
  }

  /** How the resource itself says that the operation ended. */
  async *#settledError(): AsyncGenerator<Evidence, ArmError | undefined> {
    const now = await this.read()
    const settled = isSettled(now) ? now : yield* this.untilSettled()
    return settled?.provisioningState === 'Succeeded' ? undefined : statusError(settled)
  }

  /** A failed poll says nothing about the operation; it is told once per row of them. */
  *#brokenOnce(broken: number): Generator<Evidence> {
    if (broken === 1)
      yield gap('the operation in Azure', `a poll was not answered (${this.#pollFault}); polling goes on`)
  }

  async #poll(operation: string): Promise<ArmAnswer | undefined> {
    try {
      const answer = await this.arm.send('GET', operation, this.signal)
      if (answer.status === 404 || (answer.status < 300 && answer.body instanceof Object)) return answer
      this.#pollFault = answer.error
        ? `${answer.error.code}: ${answer.error.message}`
        : `HTTP ${answer.status} without JSON`
      return undefined
    } catch (thrown) {
      this.signal.throwIfAborted()
      this.#pollFault = messageOf(thrown)
      return undefined
    }
  }

  /** Reads it and tells what changed. */
  async *seen(why: string): AsyncGenerator<Evidence> {
    const extension = await this.read()
    yield* this.unreadOnce()
    yield* this.changed(extension, why)
  }

  /** Told once per row of reads that failed. */
  *unreadOnce(): Generator<Evidence> {
    if (this.#readFaults === 1)
      yield gap('the extension in Azure', `it could not be read (${this.#pollFault}); it is followed on`)
  }

  /** Tells the state once. */
  *changed(extension: Extension | undefined, why: string): Generator<ExtensionFact> {
    if (extension === undefined) return
    const fact = this.fact(extension, why)
    const key = JSON.stringify([fact.data, fact.text])
    if (key === this.#lastState) return
    this.#lastState = key
    yield fact
  }

  fact(extension: Extension, why: string): ExtensionFact {
    const data = { ...stateOf(extension, this.cluster), written: this.written, change: this.change }
    const status = extension.statuses?.[0]?.message ?? ''
    return {
      kind: 'extension',
      time: new Date().toISOString(),
      object: { kind: 'Extension', name: data.name },
      text: [why, status].filter(Boolean).join('; '),
      data,
    }
  }
}

function isSettled(extension: Extension | undefined): boolean {
  return extension !== undefined && TERMINAL.test(extension.provisioningState ?? '')
}

function ended(status: string): ArmError {
  const how =
    status === 'Canceled'
      ? 'The operation was cancelled in Azure, by someone or by the service itself. A rerun of this step writes the extension again.'
      : `The operation ended ${status}, and Azure gives no reason.`
  return { code: status, message: how, status: 200, details: [] }
}
