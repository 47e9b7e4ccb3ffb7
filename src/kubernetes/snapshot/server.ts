/**
 * What a run command brought, as an API server: lists and logs as they were at one moment. Each is handed out once; asked
 * again, it waits for the next one. So everything that reads a cluster reads a snapshot too, and the facts are the same.
 */
import { isRecord, parsedJson, recordOf } from '../../json.ts'
import { type ApiServer, KubernetesError, type LogStream, type WatchEvent } from '../api-server/interface.ts'
import { Pace } from '../api-server/pace.ts'
import { rest } from '../rest.ts'
import { type Part, partsOf } from './script.ts'

interface Snapshot {
  readonly parts: ReadonlyMap<string, Part>
  /** ISO 8601: nothing in it is older. */
  readonly takenAt: string
}

/** Of the parts, those that are one list each. */
const LISTS: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/v1\/namespaces\/[^/]+\/pods$/, 'pods'],
  [/^\/api\/v1\/namespaces\/[^/]+\/events$/, 'events'],
  [/^\/api\/v1\/namespaces$/, 'namespace'],
  [/^\/apis\/admissionregistration\.k8s\.io\/v1\/validatingadmissionpolicies$/, 'policies'],
  [/^\/apis\/admissionregistration\.k8s\.io\/v1\/validatingadmissionpolicybindings$/, 'bindings'],
]
const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
}
const LOG = /^\/api\/v1\/namespaces\/[^/]+\/pods\/([^/]+)\/log$/

export class SnapshotServer implements ApiServer {
  readonly pace = new Pace()
  readonly host = 'the run command'
  readonly ownCredential = false
  #latest: Snapshot | undefined
  #arrived = Promise.withResolvers<void>()
  /** What was handed out, by path, and of which snapshot. */
  readonly #handed = new Map<string, Snapshot>()

  /** @param output of the script. @param takenAt before it was run. @throws Error where it holds no part */
  take(output: string, mark: string, takenAt: string): void {
    const parts = partsOf(output, mark)
    if (parts.size === 0)
      throw new Error(`its output is not that of the script: ${output.trim().slice(0, 300) || 'it is empty'}`)
    this.#latest = { parts, takenAt }
    this.#arrived.resolve()
    this.#arrived = Promise.withResolvers<void>()
  }

  takenAt(): string {
    return this.#latest?.takenAt ?? ''
  }

  async reach(): Promise<void> {}

  async get(path: string, signal: AbortSignal): Promise<unknown> {
    const { pathname } = new URL(path, 'https://snapshot')
    const name = LISTS.find(([pattern]) => pattern.test(pathname))?.[1]
    const workloads = /^\/apis\/apps\/v1\/namespaces\/[^/]+\/(\w+)$/.exec(pathname)?.[1]
    if (name === undefined && workloads === undefined) throw new KubernetesError('a run command does not read it', 0)
    // Workloads are read once in a while, and not followed: what is known of them is good enough.
    const { parts } = (workloads === undefined ? undefined : this.#latest) ?? (await this.#unseen(pathname, signal))
    const list = listIn(parts.get(name ?? 'workloads'), name ?? 'workloads')
    if (workloads === undefined) return list
    return { ...list, items: list.items.filter(each => recordOf(each)['kind'] === KINDS[workloads]) }
  }

  async stream(path: string, signal: AbortSignal): Promise<LogStream> {
    const { pathname, searchParams } = new URL(path, 'https://snapshot')
    const [, pod = ''] = LOG.exec(pathname) ?? []
    const which = searchParams.get('previous') === 'true' ? 'previous' : 'current'
    const name = `log/${pod}/${searchParams.get('container')}/${which}`
    // Who has read nothing of a start yet gets what is there; who has, the next snapshot's lines.
    let latest = searchParams.has('sinceTime') ? undefined : this.#latest
    for (; ; latest = undefined) {
      const { parts } = latest ?? (await this.#unseen(name, signal))
      const part = parts.get(name)
      // Logs of what is Ready are not among them.
      if (part === undefined) continue
      if (part.status !== 0) throw errorOf(part)
      return logOf(part.text)
    }
  }

  /** The next snapshot is another version of everything: it is listed then. */
  async watch(
    _: string,
    __: Record<string, string>,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#next(signal)
    if (!signal.aborted) onEvent({ type: 'ERROR', object: { code: 410, message: 'there is a newer snapshot' } })
  }

  async dryRun(): Promise<never> {
    throw new KubernetesError('a run command makes no dry run', 0)
  }

  close(): void {}

  async #unseen(key: string, signal: AbortSignal): Promise<Snapshot> {
    for (;;) {
      signal.throwIfAborted()
      const latest = this.#latest
      if (latest !== undefined && this.#handed.get(key) !== latest) {
        this.#handed.set(key, latest)
        return latest
      }
      await this.#next(signal)
    }
  }

  async #next(signal: AbortSignal): Promise<void> {
    const given = new AbortController()
    const ended = rest(2 ** 31 - 1, AbortSignal.any([signal, given.signal]))
    await Promise.race([this.#arrived.promise, ended])
    given.abort()
  }
}

/** @throws KubernetesError with what kubectl said, or where it was cut */
function listIn(part: Part | undefined, name: string): { readonly items: readonly unknown[] } {
  if (part === undefined) throw new KubernetesError('the output of the run command ended before it', 0)
  const text = part.text.trim()
  if (part.status !== 0) throw errorOf(part)
  if (part.cut) throw new KubernetesError(`there is more of ${name} than a run command hands over`, 0)
  const list = parsedJson(text)
  if (isRecord(list) && Array.isArray(list['items'])) return { ...list, items: list['items'] }
  throw new KubernetesError('the answer is no list', 0)
}

/** kubectl names the reason of a Status: "Error from server (NotFound): …". */
const STATUS: Readonly<Record<string, number>> = { BadRequest: 400, Unauthorized: 401, Forbidden: 403, NotFound: 404 }

function errorOf({ text }: Part): KubernetesError {
  const [, reason = ''] = /^Error from server \((\w+)\)/m.exec(text) ?? []
  return new KubernetesError(text.trim() || 'kubectl gave no reason', STATUS[reason] ?? 0)
}

function logOf(text: string): LogStream {
  const lines = Buffer.from(text.endsWith('\n') ? text : `${text}\n`)
  return {
    complete: true,
    async *[Symbol.asyncIterator]() {
      yield lines
    },
  }
}
