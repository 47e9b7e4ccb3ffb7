/** The last state of every object that was seen, for those who conclude and those who report. Fed one fact at a time. */
import { type CollectionId, isOfVerdicts, isParamsOf, type SourceId } from '../model/collections.ts'
import type {
  ArmErrorFact,
  BindingFact,
  CheckRow,
  ClusterState,
  DryRunFact,
  EndedFact,
  Evidence,
  ExtensionState,
  ExtensionsFact,
  Gap,
  KubernetesObject,
  ManifestPlace,
  NodeView,
  PodState,
  PodStatus,
  PolicyFact,
  RunFact,
  WorkloadsFact,
} from '../model/evidence.ts'
import { releaseNamespace } from '../model/extension-types.ts'
import { type Ancestry, type FluxConfiguration, type FluxObject, fluxKey, type GateRequest } from '../model/flux.ts'
import type { Offer } from '../model/offer.ts'

export interface PolicyObject {
  readonly body: KubernetesObject
  readonly readAt: string
  /** It held a registered secret, which was taken out: what is left is not what the cluster evaluates. */
  readonly altered: boolean
}

/** All that was seen of Flux. */
export interface FluxFacts {
  readonly gate: GateRequest | undefined
  /** By name, in lower case. */
  readonly configurations: ReadonlyMap<string, FluxConfiguration>
  /** By key; each as Azure and as the cluster told of it last, and as it last was not Ready since it was Ready. */
  readonly objects: ReadonlyMap<
    string,
    { readonly azure?: FluxObject; readonly cluster?: FluxObject; readonly unready?: FluxObject }
  >
  /** By `commit ancestor`, seven digits of each. */
  readonly ancestry: ReadonlyMap<string, Ancestry>
  /** By the key of the Flux object and that of what it applies. */
  readonly manifests: ReadonlyMap<string, ManifestPlace>
  /** When the gate began (ISO 8601). */
  readonly beganAt: string
}

/** What can be asked of the store. */
export interface StoreReader {
  readonly now: string
  /** Changes whenever a policy, binding, param or namespace does: what was concluded from them is concluded anew then. */
  readonly admissionVersion: number
  /** The same for pods. */
  readonly podVersion: number
  /** Counts single reads: nodes, workloads and their like. */
  readonly readVersion: number
  /** The same for what is known of Flux. */
  readonly fluxVersion: number
  flux(): FluxFacts
  /** Those of the release: in its namespace, once Azure has told that. */
  pods(): readonly PodStatus[]
  /** It was there before the extension was read or written for the first time. */
  isOld(uid: string): boolean
  /** Something that verdicts are made of held a registered secret. */
  paramsAltered(): boolean
  /** By name, deleted ones included: their logs outlive them. */
  pod(namespace: string, name: string): PodStatus | undefined
  namespaceLabels(name: string): Readonly<Record<string, string>> | undefined
  policies(): readonly PolicyObject[]
  bindings(): readonly KubernetesObject[]
  params(): readonly KubernetesObject[]
  /** The whole collection was read at least once. */
  wasListed(what: CollectionId): boolean
  /** When the list was asked for that was read last (ISO 8601); undefined where none was. */
  listedAt(what: CollectionId): string | undefined
  /** It was read, and no gap has come since. */
  isRead(what: CollectionId): boolean
  /** The same for all params of a policy, of which there must be some. */
  areParamsRead(policy: string): boolean
  gaps(): readonly Gap[]
  /** What Azure wrote, the latest last. */
  armErrors(): readonly ArmErrorFact[]
  cluster(): ClusterState | undefined
  extension(): ExtensionState | undefined
  /** As it was first told of: of an instance that was there, its version before this run. */
  extensionBefore(): ExtensionState | undefined
  run(): RunFact | undefined
  /** What the check read; undefined where it did not, or could not. */
  nodes(): readonly NodeView[] | undefined
  releases(): readonly string[] | undefined
  /** The workloads of the release namespace; undefined where they were not read. */
  workloads(): WorkloadsFact['data']['workloads'] | undefined
  providerState(): string | undefined
  offer(): Offer | undefined
  extensions(): ExtensionsFact['data']['instances'] | undefined
  dryRun(): DryRunFact | undefined
  /** Whether an operation runs in Azure that outlives this process. */
  operationRunning(): boolean
  /** How the run ended; undefined while it goes on, and where it was killed. */
  ended(): EndedFact['data'] | undefined
  /** What the check before the install found, row by row. */
  checkRows(): readonly CheckRow[]
  /** When the extension was first told of (ISO 8601): from then on the run may be stopped. */
  installBegan(): string | undefined
  /** When this run wrote the extension (ISO 8601); undefined where it wrote nothing. */
  wroteAt(): string | undefined
}

/** ms by which two clocks may differ. */
const SKEW_MS = 60_000

/** Single reads of the check: the last of each counts. */
type ReadKind = 'nodes' | 'releases' | 'workloads' | 'provider' | 'offer' | 'extensions' | 'dry-run'

export class Store implements StoreReader {
  now = ''
  admissionVersion = 0
  podVersion = 0
  readVersion = 0
  fluxVersion = 0
  readonly #configurations = new Map<string, FluxConfiguration>()
  readonly #fluxObjects = new Map<string, { azure?: FluxObject; cluster?: FluxObject; unready?: FluxObject }>()
  readonly #ancestry = new Map<string, Ancestry>()
  readonly #manifests = new Map<string, ManifestPlace>()
  #gate: GateRequest | undefined
  #gateAt = ''
  readonly #pods = new Map<string, PodStatus>()
  /** All of them, as of a version: rules ask for it for each thing that they suspect. */
  #list: readonly PodStatus[] = []
  #listOf = ''
  readonly #namespaces = new Map<string, Readonly<Record<string, string>>>()
  readonly #policies = new Map<string, PolicyObject>()
  readonly #bindings = new Map<string, KubernetesObject>()
  readonly #params = new Map<string, KubernetesObject>()
  readonly #old = new Set<string>()
  #altered = false
  readonly #listed = new Map<SourceId, string>()
  readonly #gaps: Gap[] = []
  readonly #open = new Set<SourceId>()
  readonly #armErrors: ArmErrorFact[] = []
  readonly #checkRows: CheckRow[] = []
  #cluster: ClusterState | undefined
  #extension: ExtensionState | undefined
  #extensionBefore: ExtensionState | undefined
  #run: RunFact | undefined
  #installBegan: string | undefined
  #wroteAt: string | undefined
  readonly #reads = new Map<ReadKind, Evidence>()
  #running = false
  #ended: EndedFact['data'] | undefined

  apply(fact: Evidence): void {
    this.now = fact.time
    switch (fact.kind) {
      case 'pod-status':
        // A pasted text is of no pod that is known.
        if (fact.object === undefined) break
        this.podVersion++
        if (this.#isOld(fact)) this.#old.add(fact.data.uid)
        this.#pods.set(`${fact.object?.namespace}/${fact.object?.name}`, fact)
        break
      case 'namespace':
        this.admissionVersion++
        if (fact.data.deleted) this.#namespaces.delete(fact.object?.name ?? '')
        else this.#namespaces.set(fact.object?.name ?? '', fact.data.labels)
        break
      case 'policy':
      case 'binding':
        this.#applyAdmission(fact)
        break
      case 'param':
        this.admissionVersion++
        this.#altered ||= fact.data.altered === true
        if (fact.data.deleted) this.#params.delete(paramKey(fact.data.body))
        else this.#params.set(paramKey(fact.data.body), fact.data.body)
        break
      case 'listing':
        this.#listed.set(fact.data.what, fact.data.asked ?? fact.time)
        this.#open.delete(fact.data.what)
        this.admissionVersion++
        break
      case 'gap':
        this.#gaps.push(fact)
        this.#open.add(fact.data.what)
        // What else is not seen changes no verdict, and each version has every policy evaluated anew.
        if (isOfVerdicts(fact.data.what)) this.admissionVersion++
        break
      case 'cluster':
        this.#cluster = fact.data
        this.admissionVersion++
        break
      case 'extension':
        this.#extension = fact.data
        this.#extensionBefore ??= fact.data
        this.#installBegan ??= fact.time
        if (fact.data.written) this.#wroteAt ??= fact.time
        break
      case 'run':
        this.#run = fact
        break
      case 'arm-error':
        this.#armErrors.push(fact)
        break
      case 'check-row':
        this.#checkRows.push(fact.data)
        break
      case 'nodes':
      case 'releases':
      case 'workloads':
      case 'provider':
      case 'offer':
      case 'extensions':
      case 'dry-run':
        this.#reads.set(fact.kind, fact)
        this.readVersion++
        break
      case 'gate':
        this.#gate = fact.data
        this.#gateAt ||= fact.time
        this.fluxVersion++
        break
      case 'flux-configuration':
        this.#configurations.set(fact.data.name.toLowerCase(), fact.data)
        this.fluxVersion++
        break
      case 'flux-object': {
        const { kind = '', namespace = '', name = '' } = fact.object ?? {}
        const key = fluxKey(kind, namespace, name)
        const both = this.#fluxObjects.get(key) ?? {}
        both[fact.data.seenBy] = fact.data
        const ready = fact.data.conditions.find(each => each.type === 'Ready')?.status
        if (ready === 'False') both.unready = fact.data
        else if (ready === 'True') delete both.unready
        this.#fluxObjects.set(key, both)
        this.fluxVersion++
        break
      }
      case 'ancestry':
        this.#ancestry.set(`${fact.data.commit.slice(0, 7)} ${fact.data.ancestor.slice(0, 7)}`, fact.data)
        this.fluxVersion++
        break
      case 'manifest': {
        const { kind = '', namespace = '', name = '' } = fact.object ?? {}
        this.#manifests.set(`${fact.data.of} ${fluxKey(kind, namespace, name)}`, fact.data)
        this.fluxVersion++
        break
      }
      case 'operation':
        this.#running = fact.data.running
        break
      case 'ended':
        this.#ended = fact.data
        break
      case 'checked':
      case 'pod-log':
      case 'event':
      case 'cli-output':
      case 'tick':
        break
      default:
        // A kind that nobody thought of does not compile; one of a later version, out of a file, is kept by nobody.
        fact satisfies never
    }
  }

  #applyAdmission({ kind, object, data, time }: PolicyFact | BindingFact): void {
    const name = object?.name ?? ''
    const altered = data.altered === true
    this.admissionVersion++
    if (data.body === null) (kind === 'policy' ? this.#policies : this.#bindings).delete(name)
    else if (kind === 'policy') this.#policies.set(name, { body: data.body, readAt: time, altered })
    else {
      this.#bindings.set(name, data.body)
      this.#altered ||= altered
    }
  }

  #read<Kind extends ReadKind>(kind: Kind): Extract<Evidence, { readonly kind: Kind }> | undefined {
    return this.#reads.get(kind) as Extract<Evidence, { readonly kind: Kind }> | undefined
  }

  isOld = (uid: string) => this.#old.has(uid)
  paramsAltered = () => this.#altered
  pods = () => {
    // A gate looks at what the repository deploys too, wherever that is.
    const of = this.#gate === undefined ? (this.#extension?.releaseNamespace ?? '') : ''
    const version = `${this.podVersion} ${of}`
    if (this.#listOf !== version)
      this.#list = [...this.#pods.values()].filter(({ object }) => of === '' || object?.namespace === of)
    this.#listOf = version
    return this.#list
  }
  flux = (): FluxFacts => ({
    gate: this.#gate,
    configurations: this.#configurations,
    objects: this.#fluxObjects,
    ancestry: this.#ancestry,
    manifests: this.#manifests,
    beganAt: this.#gateAt,
  })
  pod = (namespace: string, name: string) => this.#pods.get(`${namespace}/${name}`)
  namespaceLabels = (name: string) => this.#namespaces.get(name)
  policies = () => [...this.#policies.values()]
  bindings = () => [...this.#bindings.values()]
  params = () => [...this.#params.values()]
  wasListed = (what: CollectionId) => this.#listed.has(what)
  listedAt = (what: CollectionId) => this.#listed.get(what)
  isRead = (what: CollectionId) => this.#listed.has(what) && !this.#open.has(what)
  areParamsRead = (policy: string) => {
    const isOfIt = (what: SourceId) => isParamsOf(what, policy)
    return [...this.#listed.keys()].some(isOfIt) && ![...this.#open].some(isOfIt)
  }
  gaps = () => this.#gaps
  armErrors = () => this.#armErrors
  cluster = () => this.#cluster
  extension = () => this.#extension
  extensionBefore = () => this.#extensionBefore
  run = () => this.#run
  checkRows = () => this.#checkRows
  nodes = () => this.#read('nodes')?.data.nodes
  releases = () => this.#read('releases')?.data.names
  workloads = () => {
    const read = this.#read('workloads')?.data
    return read?.namespace === releaseNamespaceOf(this) ? read.workloads : undefined
  }
  providerState = () => this.#read('provider')?.data.state
  offer = () => this.#read('offer')?.data
  extensions = () => this.#read('extensions')?.data.instances
  dryRun = () => this.#read('dry-run')
  /** What was there before the install may be what it is to cure. The cluster's clock may differ from the runner's. */
  #isOld({ data }: PodStatus): boolean {
    if (this.#installBegan === undefined) return true
    return Date.parse(data.createdAt ?? '') < Date.parse(this.#installBegan) - SKEW_MS
  }

  operationRunning = () => this.#running
  ended = () => this.#ended
  installBegan = () => this.#installBegan
  wroteAt = () => this.#wroteAt
}

function paramKey(body: KubernetesObject): string {
  return [body.apiVersion, body.kind, body.metadata.namespace, body.metadata.name].join(' ')
}

/** @returns the release namespace as far as evidence tells it: of the instance, else as the run's inputs and its type say; or ''. */
export function releaseNamespaceOf(store: StoreReader): string {
  const inputs = store.run()?.data.inputs ?? {}
  const type = store.extension()?.type ?? inputs['extension-type'] ?? ''
  return releaseNamespace(store.extension(), { type, releaseNamespace: inputs['release-namespace'] })
}

/**
 * @returns whether a pod counts against the release: there, not being deleted (on a dead node that may last for ever), not
 * finished (Failed ones are replaced), and not Ready.
 */
export function notReady(pod: PodState): boolean {
  return !pod.deleted && !pod.terminating && !pod.ready && pod.phase !== 'Succeeded' && pod.phase !== 'Failed'
}
