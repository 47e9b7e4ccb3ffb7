/**
 * What a run command brought, as an API server: lists and logs as they were at one moment. Each is handed out once; asked
 * again, it waits for the next one. So everything that reads a cluster reads a snapshot too, and the facts are the same.
 */
import { recordOf } from '../../json.ts'
import { type ApiServer, KubernetesError, type LogStream, type WatchEvent } from '../api-server/interface.ts'
import { Pace } from '../api-server/pace.ts'
import { rest } from '../rest.ts'
import { errorOf, listIn, Snapshot, type Which } from './snapshot.ts'

/** Of the parts, those that are one list each; whether they are of one namespace. */
const LISTS: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/v1\/namespaces\/([^/]+)\/pods$/, 'pods'],
  [/^\/api\/v1\/namespaces\/([^/]+)\/events$/, 'events'],
  [/^\/api\/v1\/namespaces$/, 'namespace'],
  [/^\/apis\/admissionregistration\.k8s\.io\/v1\/validatingadmissionpolicies$/, 'policies'],
  [/^\/apis\/admissionregistration\.k8s\.io\/v1\/validatingadmissionpolicybindings$/, 'bindings'],
]
const WORKLOADS = /^\/apis\/apps\/v1\/namespaces\/([^/]+)\/(\w+)$/
const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
}
const LOG = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/

export class SnapshotServer implements ApiServer {
  readonly pace = new Pace()
  readonly host = 'the run command'
  readonly ownCredential = false
  #latest: Snapshot | undefined
  #arrived = Promise.withResolvers<void>()
  /** What was handed out, by path, and of which snapshot. */
  readonly #handed = new Map<string, Snapshot>()
  #handedAt = ''

  /** @param output of the script, in a namespace. @param takenAt before it was run (ISO 8601). @throws Error where it holds no part */
  take(output: string, mark: string, namespace: string, takenAt: string): void {
    this.#latest = new Snapshot(output, mark, namespace, takenAt)
    this.#arrived.resolve()
    this.#arrived = Promise.withResolvers<void>()
  }

  takenAt(): string {
    return this.#handedAt
  }

  async reach(): Promise<void> {}

  async get(path: string, signal: AbortSignal): Promise<unknown> {
    const { pathname } = new URL(path, 'https://snapshot')
    const workloads = WORKLOADS.exec(pathname)
    if (workloads !== null) return this.#workloads(workloads[1] ?? '', workloads[2] ?? '', signal)
    for (const [pattern, name] of LISTS) {
      const match = pattern.exec(pathname)
      if (match === null) continue
      const snapshot = await this.#unseen(pathname, match[1], signal)
      this.#handedAt = snapshot.takenAt
      return listIn(snapshot.parts.get(name), name)
    }
    throw new KubernetesError('a run command cannot read it', 0)
  }

  /** Read once in a while, and not followed: what is known of them is good enough. */
  async #workloads(namespace: string, plural: string, signal: AbortSignal): Promise<unknown> {
    const known = this.#latest?.namespace === namespace ? this.#latest : undefined
    const { parts } = known ?? (await this.#unseen(`${namespace}/${plural}`, namespace, signal))
    const list = listIn(parts.get('workloads'), 'workloads')
    return { ...list, items: list.items.filter(each => recordOf(each)['kind'] === KINDS[plural]) }
  }

  /**
   * A log belongs to one start of its container: whose it is, the pods say that were handed out last. In a later snapshot the
   * same start may be the previous one, or gone.
   */
  async stream(path: string, signal: AbortSignal): Promise<LogStream> {
    const { pathname, searchParams } = new URL(path, 'https://snapshot')
    const [, namespace = '', pod = ''] = LOG.exec(pathname) ?? []
    const container = searchParams.get('container') ?? ''
    const which: Which = searchParams.get('previous') === 'true' ? 'previous' : 'current'
    const seen = this.#handed.get(`/api/v1/namespaces/${namespace}/pods`)
    const id = seen?.startOf(pod, container, which) ?? ''
    // Who has read nothing of a start yet gets what is there; who has, the next snapshot's lines.
    let snapshot = searchParams.has('sinceTime') ? undefined : seen
    const key = `${pathname} ${container} ${id}`
    if (snapshot !== undefined) this.#handed.set(key, snapshot)
    for (; ; snapshot = undefined) {
      snapshot ??= await this.#unseen(key, namespace, signal)
      const part = snapshot.logOf(pod, container, id)
      if (part === 'gone') throw new KubernetesError('the container restarted, and the log of this start was lost', 404)
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
    if (!signal.aborted) onEvent({ type: 'ERROR', object: { code: 410, message: 'a newer snapshot exists' } })
  }

  async dryRun(): Promise<never> {
    throw new KubernetesError('a run command makes no dry run', 0)
  }

  async annotate(): Promise<never> {
    throw new KubernetesError('a run command writes nothing', 0)
  }

  close(): void {}

  /** @param namespace that it has to be of; undefined for what is of none. */
  async #unseen(key: string, namespace: string | undefined, signal: AbortSignal): Promise<Snapshot> {
    for (;;) {
      signal.throwIfAborted()
      const latest = this.#latest
      const fits = namespace === undefined || latest?.namespace === namespace
      if (latest !== undefined && fits && this.#handed.get(key) !== latest) {
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

function logOf(text: string): LogStream {
  const lines = Buffer.from(text.endsWith('\n') ? text : `${text}\n`)
  return {
    complete: true,
    async *[Symbol.asyncIterator]() {
      yield lines
    },
  }
}
