/** Follows an extension as evidence. Reads only; whatever a single read meets, the following goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../errors.ts'
import { type Evidence, type ExtensionFact, type ExtensionState, gap } from '../../model/evidence.ts'
import { releaseNamespace } from '../../model/extension-types.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import { roleRemedy } from '../../model/roles.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, lineOf } from '../arm/error.ts'
import { offeredNamespace } from '../offer.ts'
import { type Instance, listExtensions, nameOf, namespaceOf, type Reading, readExtension, stateOf } from './read.ts'
import { TERMINAL } from './state.ts'

/** No answer about an operation was seen with a Retry-After, so the pace is the client's choice. */
export const POLL_MS = 3000
/** Two reads this far apart are two witnesses: a replica that lags behind has caught up by then. */
export const APART_MS = 5000

/** The list is the second witness of an absence: it is waited for, and not without end. */
export const LIST_PATIENCE = { answerMs: 20_000, longestPauseMs: 60_000 }

/** What became of the extension; undefined results are of those who only follow. */
export type Change = ExtensionState['change']

/** Whether there is an instance, by as many witnesses as it takes. */
export type Presence =
  | { readonly is: 'existing'; readonly extension: Instance }
  /** `others` are all instances on the cluster; undefined where they may not be listed, and why. */
  | { readonly is: 'absent'; readonly others: readonly Instance[] | undefined; readonly unlisted: ArmError | undefined }
  | { readonly is: 'unread'; readonly error: ArmError }

/** @returns the instance that a look found; undefined where it found none, or could not look. */
export function instanceOf(presence: Presence | undefined): Instance | undefined {
  return presence?.is === 'existing' ? presence.extension : undefined
}

/** @returns the release namespace of the instance that a look found, or as the step asks for it; '' where that is not known. */
export function releaseNamespaceOf(presence: Presence | undefined, request: ExtensionRequest): string {
  return releaseNamespace({ releaseNamespace: namespaceOf(instanceOf(presence)) }, request)
}

/** @returns the same, and of a type that is not known here what the service says of it; '' where nobody says. */
export async function expectedNamespace(
  arm: Arm,
  cluster: ClusterId,
  presence: Presence | undefined,
  request: ExtensionRequest,
  signal: AbortSignal,
): Promise<string> {
  return releaseNamespaceOf(presence, request) || offeredNamespace(arm, cluster, request.type, signal)
}

export class ExtensionFollower {
  readonly arm: Arm
  readonly cluster: ClusterId
  readonly request: ExtensionRequest
  readonly signal: AbortSignal
  /** This run wrote it, and how. */
  written = false
  change: Change = ''
  /** The instance as it was last read, whatever became of it since. */
  lastRead: Instance | undefined
  #lastState = ''
  #toldUnread = false

  constructor(arm: Arm, cluster: ClusterId, request: ExtensionRequest, signal: AbortSignal) {
    this.arm = arm
    this.cluster = cluster
    this.request = request
    this.signal = signal
  }

  async read(): Promise<Reading> {
    const reading = await this.#once()
    if (reading.is === 'existing') this.lastRead = reading.extension
    if (reading.is !== 'unread') this.#toldUnread = false
    return reading
  }

  async #once(): Promise<Reading> {
    try {
      return await readExtension(this.arm, this.cluster, this.request.name, this.signal)
    } catch (thrown) {
      // A sign-in that broke down in mid-run may be well again by the next read.
      this.signal.throwIfAborted()
      const message = messageOf(thrown)
      return { is: 'unread', error: { code: 'NotAsked', message, status: 0, details: [] } }
    }
  }

  /**
   * Not there needs two witnesses: the service's own 404, and a list without it; where that may not be read, the same 404
   * some seconds later.
   * @param first a read that was made just before.
   */
  async presence(first?: Reading): Promise<Presence> {
    const reading = first ?? (await this.read())
    if (reading.is !== 'missing') return reading
    const all = await listExtensions(this.arm, this.cluster, this.signal, LIST_PATIENCE)
    if (!('code' in all)) {
      const name = this.request.name.toLowerCase()
      if (!all.some(each => nameOf(each).toLowerCase() === name))
        return { is: 'absent', others: all, unlisted: undefined }
      const message = 'a read answers 404, but the list of extensions contains it'
      return { is: 'unread', error: { code: 'Contradiction', message, status: 404, details: [] } }
    }
    if (all.status !== 403) return { is: 'unread', error: all }
    await this.pause(APART_MS)
    const second = await this.read()
    return second.is === 'missing' ? { is: 'absent', others: undefined, unlisted: all } : second
  }

  async pause(ms: number = POLL_MS): Promise<void> {
    await sleep(ms, undefined, { signal: this.signal })
  }

  /**
   * Reads the resource itself, for operations begun by others, until it is settled.
   * @returns undefined when it is gone, by two reads some seconds apart and the list.
   */
  async *untilSettled(): AsyncGenerator<Evidence, Instance | undefined> {
    const gone = new Absence()
    for (;;) {
      await this.pause()
      const reading = await this.read()
      if (reading.is === 'existing') {
        gone.reset()
        if (TERMINAL.test(reading.extension.provisioningState)) return reading.extension
        yield* this.tellChange(reading.extension, '')
      } else if (reading.is === 'unread') yield* this.unreadOnce(reading.error)
      else if (gone.isSecond() && (await this.presence(reading)).is === 'absent') return undefined
    }
  }

  /** Told once per row of reads that failed. */
  *unreadOnce(error: ArmError): Generator<Evidence> {
    if (this.#toldUnread) return
    this.#toldUnread = true
    yield gap('extension', `could not be read (${lineOf(error)}); still watching`, {
      remedy: roleRemedy(error.message),
    })
  }

  /** Tells the state once. */
  *tellChange(extension: Partial<Instance> | undefined, why: string): Generator<ExtensionFact> {
    if (extension === undefined) return
    const fact = this.fact(extension, why)
    const key = JSON.stringify([fact.data, fact.text])
    if (key === this.#lastState) return
    this.#lastState = key
    yield fact
  }

  fact(extension: Partial<Instance>, why: string): ExtensionFact {
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

/** Two reads in a row that say that it is gone, some seconds apart. */
export class Absence {
  #since: number | undefined

  /** @returns whether this is the second witness. */
  isSecond(): boolean {
    const now = performance.now()
    this.#since ??= now
    return now - this.#since >= APART_MS
  }

  reset(): void {
    this.#since = undefined
  }
}
