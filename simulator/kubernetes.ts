/** The Kubernetes API as far as a reader needs it: lists, watches that follow, logs that follow. It admits nothing and denies nothing. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AKS_SERVER, bearerFault } from './entra.ts'
import { type AnyObject, msOf, type Scenario } from './scenario.ts'
import { sendJson } from './server.ts'

export interface ResourceType {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
  readonly namespaced: boolean
}

export const TYPES: readonly ResourceType[] = [
  { group: '', version: 'v1', plural: 'pods', kind: 'Pod', namespaced: true },
  { group: '', version: 'v1', plural: 'events', kind: 'Event', namespaced: true },
  { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true },
  { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false },
  ...(['Deployment', 'StatefulSet', 'DaemonSet'] as const).map(kind => ({
    group: 'apps',
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    kind,
    namespaced: true,
  })),
  ...(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'] as const).map(kind => ({
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    plural: kind === 'ValidatingAdmissionPolicy' ? 'validatingadmissionpolicies' : 'validatingadmissionpolicybindings',
    kind,
    namespaced: false,
  })),
]

/** Flux's own, in the versions that Flux 2.7 serves. */
const FLUX = {
  'source.toolkit.fluxcd.io': ['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository', 'HelmChart'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'image.toolkit.fluxcd.io': ['ImageRepository', 'ImagePolicy', 'ImageUpdateAutomation'],
} as const

/** @returns the plural of a kind, as its CRD names it. */
export function pluralOf(kind: string): string {
  return kind.toLowerCase().replace(/y$/, 'ie').concat('s').replace(/ss$/, 'ses')
}

export const FLUX_TYPES: readonly ResourceType[] = Object.entries(FLUX).flatMap(([group, kinds]) =>
  kinds.map(kind => ({
    group,
    version: group.startsWith('helm.') ? 'v2' : 'v1',
    plural: pluralOf(kind),
    kind,
    namespaced: true,
  })),
)

interface Change {
  readonly version: number
  readonly plural: string
  readonly event: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: AnyObject }
}

/** Lines that are written at once. */
const BLOCK_LINES = 10_000

/** One start of a container: its log as far as it is written, and whether it goes on. */
export class ContainerLog {
  readonly id: string
  readonly lines: { readonly emitted: string; readonly text: string | Buffer }[] = []
  ended = false
  readonly #followers = new Set<() => void>()

  constructor(id: string) {
    this.id = id
  }

  append(emitted: string, text: string): void {
    for (const line of text.split('\n')) this.lines.push({ emitted, text: line })
    this.#tell()
  }

  /** Bytes that need be no text; a newline in them is a line's end to whoever reads. */
  appendBytes(emitted: string, bytes: Buffer): void {
    this.lines.push({ emitted, text: bytes })
    this.#tell()
  }

  /** @returns lines as the kubelet writes them. @param since whole seconds; earlier lines are left out */
  block(from: number, count: number, stamps: boolean, since: string | undefined): Buffer {
    const parts: (string | Buffer)[] = []
    for (const { emitted, text } of this.lines.slice(from, from + count)) {
      if (since !== undefined && emitted.slice(0, 19) < since) continue
      parts.push(stamps ? `${emitted} ` : '', text, '\n')
    }
    return parts.some(part => typeof part !== 'string')
      ? Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)))
      : Buffer.from(parts.join(''))
  }

  end(): void {
    this.ended = true
    this.#tell()
  }

  /** @returns a function that ends the following. */
  follow(tell: () => void): () => void {
    this.#followers.add(tell)
    return () => this.#followers.delete(tell)
  }

  #tell(): void {
    for (const tell of [...this.#followers]) tell()
  }
}

/** As a real API server does: `null` for none, where only metadata is asked for. */
function listed(request: IncomingMessage, items: readonly AnyObject[]) {
  return items.length === 0 && /PartialObjectMetadataList/.test(request.headers.accept ?? '') ? null : items
}

export class KubernetesApi {
  readonly #scenario: Scenario
  readonly #types: readonly ResourceType[]
  readonly #objects = new Map<string, Map<string, AnyObject>>()
  readonly #changes: Change[] = []
  readonly #watchers = new Set<(change: Change) => void>()
  /** By namespace/pod/container, in the order of the starts. */
  readonly logs = new Map<string, ContainerLog[]>()
  #version = 100
  #logStreams = 0
  #openLogs = 0
  /** Log streams that were open at once, at the most. */
  mostLogs = 0
  #watchStreams = 0

  readonly #now: () => number

  /** @param now ms since the epoch, by which tokens are checked. */
  constructor(scenario: Scenario, now: () => number = Date.now) {
    this.#scenario = scenario
    this.#now = now
    this.#types = scenario.kubernetes?.flux === undefined ? TYPES : [...TYPES, ...FLUX_TYPES]
    for (const { plural } of this.#types) this.#objects.set(plural, new Map())
  }

  put(plural: string, object: AnyObject): void {
    const key = keyOf(object)
    const all = this.#objects.get(plural)
    const known = all?.has(key) === true
    const version = ++this.#version
    const type = this.#types.find(each => each.plural === plural)
    const whole: AnyObject = {
      apiVersion: [type?.group, type?.version].filter(Boolean).join('/'),
      kind: type?.kind,
      ...object,
      metadata: {
        uid: `uid-${plural}-${key}`,
        creationTimestamp: new Date().toISOString(),
        ...object.metadata,
        resourceVersion: String(version),
      },
    }
    all?.set(key, whole)
    this.#tell({ version, plural, event: { type: known ? 'MODIFIED' : 'ADDED', object: whole } })
  }

  remove(plural: string, key: string): void {
    const object = this.#objects.get(plural)?.get(key)
    if (object === undefined) return
    this.#objects.get(plural)?.delete(key)
    const version = ++this.#version
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
    this.#tell({ version, plural, event: { type: 'DELETED', object: last } })
  }

  get(plural: string, key: string): AnyObject | undefined {
    return this.#objects.get(plural)?.get(key)
  }

  #tell(change: Change): void {
    this.#changes.push(change)
    for (const watcher of [...this.#watchers]) watcher(change)
  }

  /** @returns whether a PATCH sets the one annotation by which Flux is asked to fetch now, and nothing else. */
  annotates(path: string, body: string): boolean {
    const [, plural = '', name = ''] =
      /^\/apis\/source\.toolkit\.fluxcd\.io\/v1\/namespaces\/[^/]+\/([^/]+)\/([^/]+)$/.exec(path) ?? []
    const { metadata, ...rest } = JSON.parse(body) as { metadata?: { annotations?: object; [name: string]: unknown } }
    const { annotations = {}, ...others } = metadata ?? {}
    const isOnly = Object.keys(annotations).join() === 'reconcile.fluxcd.io/requestedAt'
    return name !== '' && this.#objects.has(plural) && isOnly && Object.keys({ ...rest, ...others }).length === 0
  }

  handle(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (this.#scenario.azure?.managedCluster?.entra === false) {
      if (request.headers.authorization !== `Bearer ${ADMIN_TOKEN}`)
        return refuse(response, 401, 'Unauthorized', 'Unauthorized')
    } else if (bearerFault(request, AKS_SERVER, this.#now()) !== undefined)
      return refuse(response, 401, 'Unauthorized', 'Unauthorized')
    if (url.pathname === '/apis') {
      const groups = [...new Set(this.#types.map(each => each.group))].filter(Boolean).map(name => {
        const versions = [...new Set(this.#types.filter(each => each.group === name).map(({ version }) => version))]
        return { name, versions: versions.map(version => ({ groupVersion: `${name}/${version}`, version })) }
      })
      return sendJson(response, 200, { kind: 'APIGroupList', apiVersion: 'v1', groups })
    }
    const [, core, group, version, rest = ''] =
      /^\/(?:(api)|apis\/([^/]+))\/([^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? []
    if (version === undefined)
      return refuse(response, 404, 'NotFound', 'the server could not find the requested resource')
    const served = this.#types.filter(type => type.group === (core ? '' : group) && type.version === version)
    if (rest === '')
      return sendJson(response, 200, {
        kind: 'APIResourceList',
        groupVersion: url.pathname.replace(/^\/apis?\//, ''),
        resources: served.map(({ plural, kind, namespaced }) => ({
          name: plural,
          kind,
          namespaced,
          verbs: ['get', 'list', 'watch'],
        })),
      })
    const [, namespace, plural = '', name, sub] =
      /^(?:namespaces\/([^/]+)\/(?=[^/]))?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(rest) ?? []
    const asked = sub === 'log' ? 'pods/log' : plural
    // What Azure's reader role does not hold, and what the scenario takes away.
    const forbidden = ['nodes', 'secrets', ...(this.#scenario.kubernetes?.forbidden ?? [])]
    if (forbidden.includes(asked)) return refuseList(response, asked, sub ? 'get' : 'list', group, namespace)
    if (!served.some(type => type.plural === plural))
      return refuse(response, 404, 'NotFound', 'the server could not find the requested resource')
    if (sub === 'log')
      return this.#log(request, response, url, `${namespace}/${name}/${url.searchParams.get('container')}`)
    if (name !== undefined) {
      const object = this.get(plural, namespace ? `${namespace}/${name}` : name)
      return object
        ? sendJson(response, 200, object)
        : refuse(response, 404, 'NotFound', `${plural} "${name}" not found`)
    }
    const selected = (object: AnyObject) => {
      const byName = /^metadata\.name=(.+)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1]
      return (
        (namespace === undefined || object.metadata.namespace === namespace) &&
        (byName === undefined || object.metadata.name === byName)
      )
    }
    if (url.searchParams.get('watch') === 'true') return this.#watch(request, response, url, plural, selected)
    const items = [...(this.#objects.get(plural)?.values() ?? [])].filter(selected)
    const more = plural === 'pods' && this.#scenario.kubernetes?.endless === true ? { continue: randomUUID() } : {}
    return sendJson(response, 200, {
      kind: 'List',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(this.#version), ...more },
      items: listed(request, items),
    })
  }

  #watch(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    plural: string,
    selected: (object: AnyObject) => boolean,
  ): void {
    const from = Number(url.searchParams.get('resourceVersion') ?? 0)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    const buffered = this.#scenario.kubernetes?.buffered === true
    const tell = (change: Change) => {
      if (buffered) return
      if (change.plural === plural && change.version > from && selected(change.event.object))
        response.write(`${JSON.stringify(change.event)}\n`)
    }
    const compacted = this.#scenario.kubernetes?.compacted ?? 0
    if (this.#watchStreams < compacted) {
      // etcd has dropped the version: the API server says so as an event, on a stream that began well.
      this.#watchStreams++
      const gone = {
        kind: 'Status',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
        message: 'too old resource version',
      }
      response.end(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`)
      return
    }
    for (const change of this.#changes) tell(change)
    this.#watchers.add(tell)
    request.on('close', () => this.#watchers.delete(tell))
    response.on('close', () => this.#watchers.delete(tell))
    const cut = this.#scenario.cuts?.watches?.[this.#watchStreams++]
    if (cut !== undefined) setTimeout(() => response.destroy(), msOf(cut) / (this.#scenario.speed ?? 1)).unref()
  }

  /** As the API server and the kubelet serve it: sinceTime counts whole seconds, a follow ends with the container. */
  #log(request: IncomingMessage, response: ServerResponse, url: URL, key: string): void {
    const { searchParams } = url
    const [podNamespace, podName] = key.split('/')
    if (this.get('pods', `${podNamespace}/${podName}`) === undefined)
      return refuse(response, 404, 'NotFound', `pods "${podName}" not found`)
    const starts = this.logs.get(key) ?? []
    const log = searchParams.get('previous') === 'true' ? starts.at(-2) : starts.at(-1)
    if (log === undefined) {
      const container = key.split('/')[2]
      return refuse(
        response,
        400,
        'BadRequest',
        searchParams.get('previous') === 'true'
          ? `previous terminated container "${container}" in pod "${key.split('/')[1]}" not found`
          : `container "${container}" in pod "${key.split('/')[1]}" is waiting to start: ContainerCreating`,
      )
    }
    const since = searchParams.get('sinceTime')?.slice(0, 19)
    const follow = searchParams.get('follow') === 'true'
    const stamps = searchParams.get('timestamps') === 'true'
    this.mostLogs = Math.max(this.mostLogs, ++this.#openLogs)
    response.on('close', () => this.#openLogs--)
    let left = this.#scenario.cuts?.logs?.[this.#logStreams++] ?? Number.POSITIVE_INFINITY
    let next = 0
    let stop = () => {}
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.flushHeaders()
    const write = () => {
      // What a slow reader has not taken yet is not piled up.
      if (response.writableNeedDrain) return
      const block = log.block(next, BLOCK_LINES, stamps, since)
      next = Math.min(next + BLOCK_LINES, log.lines.length)
      if (block.length > left) {
        // In the middle of a line, where the bytes run out.
        response.write(block.subarray(0, left), () => response.destroy())
        left = 0
        stop()
        return
      }
      left -= block.length
      if (block.length > 0) response.write(block)
      if (next < log.lines.length) {
        if (!response.writableNeedDrain) setImmediate(write)
        return
      }
      if (log.ended || !follow) {
        stop()
        response.end()
      }
    }
    if (follow && !log.ended) stop = log.follow(write)
    response.on('drain', write)
    request.on('close', () => stop())
    response.on('close', () => stop())
    write()
  }
}

export const ADMIN_TOKEN = 'simulated-admin-token-5d1c'

function keyOf({ metadata }: AnyObject): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name
}

function refuseList(
  response: ServerResponse,
  resource: string,
  verb: string,
  group = '',
  namespace: string | undefined = undefined,
): void {
  const where = namespace ? ` in the namespace "${namespace}"` : ' at the cluster scope'
  const plural = resource.split('/')[0]
  const message = `${plural} is forbidden: User "99999999" cannot ${verb} resource "${resource}" in API group "${group}"${where}`
  refuse(response, 403, 'Forbidden', message)
}

function refuse(response: ServerResponse, code: number, reason: string, message: string): void {
  sendJson(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code })
}
