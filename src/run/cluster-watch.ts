/** The cluster's own evidence: pods, logs, events, policies, the release namespace. Without it a run goes on, and says so. */
import { LITERALS } from '../diagnosis/index.ts'
import type { Inputs } from '../inputs/index.ts'
import { type ApiServer, KubernetesError } from '../kubernetes/api-server/interface.ts'
import { listsOnly } from '../kubernetes/api-server/lists-only.ts'
import { Refresh } from '../kubernetes/collection.ts'
import { rest } from '../kubernetes/rest.ts'
import { eventsIn, FLUX_OBJECTS, namespaceItself, podsIn, type SourceId } from '../model/collections.ts'
import { type Evidence, gap } from '../model/evidence.ts'
import { FLUX_KINDS, isFluxKind, partsOfKey } from '../model/flux.ts'
import { type Access, COST, connect, isOfSignIn, RUN_COMMAND, unreachable, whyNot } from './cluster-access.ts'
import type { Session } from './session.ts'
import { Snapshots } from './snapshots.ts'

/** So long the first write waits for the cluster to be reached, and its sources to have read what is there. */
const WATCHING_MS = 15_000
/** A role that is missing may be given yet, and a throttled subscription recovers: the way to the cluster is asked for again. */
const AGAIN_MS = 30_000
/** The same where a run command is waited for. */
const COMMAND_MS = 130_000
/** An API server that takes no connection may only be restarting. */
const UNREACHED_MS = 5000
/** So many tries are made one soon after the other. */
const SOON = 6

/** So long a run that is about to end waits for the last read. */
const CONFIRM_MS = 2000
const CONFIRM_REMEDY =
  'With Azure Kubernetes Service RBAC Reader the action can tell the extension’s workloads from others in the namespace.'
/** Nodes are read again where the scheduler still says so after this long. */
const NODES_MS = 60_000

/** Namespaces that are watched besides the release's, at most. */
const NAMESPACES = 20

/** Where the agents of Arc run: what they log tells why an extension does not come. */
const AGENTS = 'azure-arc'

function loadSources() {
  return Promise.all([
    import('../kubernetes/pods.ts'),
    import('../kubernetes/events.ts'),
    import('../kubernetes/policies.ts'),
    import('../kubernetes/namespace.ts'),
  ])
}

export class ClusterWatch {
  readonly #session: Session
  readonly #inputs: Inputs
  readonly #namespace = Promise.withResolvers<string>()
  /** Ends the sources of the namespace that is watched. */
  #moved = new AbortController()
  #watched = ''
  #watch: ((namespace: string) => void) | undefined
  readonly #read = Promise.withResolvers<void>()
  readonly #reached = Promise.withResolvers<void>()
  readonly #awaited = new Set<SourceId>()
  readonly #pods = new Refresh()
  /** Namespaces besides the release's whose pods and events are watched. */
  readonly #also = new Set<string>()
  #watchAlso: ((namespace: string) => void) | undefined
  #api: ApiServer | undefined
  #snapshots: Snapshots | undefined
  #asking = false
  #nodesAt = Number.NEGATIVE_INFINITY

  constructor(session: Session, inputs: Inputs) {
    this.#session = session
    this.#inputs = inputs
    session.ending.signal.addEventListener('abort', () => this.#api?.close(), { once: true })
  }

  /** Loads what reads the cluster, while Azure's answers are on their way. */
  load(): void {
    if (this.#inputs.kubeAccess === 'none') return
    // Whoever needs them loads them again, and is told.
    void Promise.all([import('../kubernetes/api-server/client.ts'), loadSources()]).catch(() => undefined)
  }

  /** Resolves when the sources have read what is there, or cannot: from then on nothing that happens is missed. */
  get watching(): Promise<void> {
    return this.#read.promise
  }

  /** Resolves when it can be asked, or is not reached (yet). */
  get reached(): Promise<void> {
    return Promise.race([this.#reached.promise, this.#read.promise])
  }

  /** @returns undefined where it cannot be asked at any time. */
  api(): ApiServer | undefined {
    return this.#snapshots === undefined ? this.#api : undefined
  }

  /** Watches pods, logs and events of another namespace too, once the cluster is reached. */
  watchNamespace(namespace: string): void {
    if (this.#also.has(namespace) || namespace === this.#watched || this.#also.size >= NAMESPACES) return
    this.#also.add(namespace)
    this.#watchAlso?.(namespace)
  }

  /** Asks a Flux source to fetch now, as `flux reconcile source` does (fluxcd.io). @throws KubernetesError */
  async reconcile(key: string): Promise<void> {
    const { kind, namespace, name } = partsOfKey(key)
    const api = this.api()
    if (api === undefined || !isFluxKind(kind)) throw new Error('the API server cannot be queried')
    const { group, plural, versions } = FLUX_KINDS[kind]
    const path = `/apis/${group}/${versions[0]}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`
    const requestedAt = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() }
    await api.annotate(path, requestedAt, this.#session.ending.signal)
  }

  /** Has the pods listed once more, whatever their watch says. */
  relistPods(): void {
    this.#pods.ask()
  }

  /** @returns which workloads are of a Helm release, for a run that is about to be ended for one of them. */
  async readWorkloads(): Promise<Evidence[]> {
    const [api, namespace] = [this.#api, this.#watched]
    if (api === undefined || namespace === '') return []
    const { readWorkloads } = await import('../kubernetes/workloads.ts')
    const until = AbortSignal.any([this.#session.ending.signal, AbortSignal.timeout(CONFIRM_MS)])
    const { value, fault } = await readWorkloads(api, namespace, until)
    const what: SourceId = `workloads/${namespace}`
    if (value === undefined) return [gap(what, fault, { remedy: CONFIRM_REMEDY })]
    return [{ kind: 'workloads', time: new Date().toISOString(), text: '', data: { namespace, workloads: value } }]
  }

  /** Has them read as a source, for what is judged after the install; what cannot be read is asked for again. */
  askWorkloads(): void {
    const [api, namespace] = [this.#api, this.#watched]
    if (api === undefined || namespace === '' || this.#asking) return
    this.#asking = true
    const read = async function* (watch: ClusterWatch): AsyncGenerator<Evidence> {
      try {
        yield* await watch.readWorkloads()
      } finally {
        watch.#asking = false
      }
    }
    this.#session.add(`workloads/${namespace}`, read(this))
  }

  /** What the scheduler says is told of better with the nodes at hand; they change, so once in a while. */
  #readNodes({ kind, data }: Evidence): void {
    const [api, { signal }] = [this.#api, this.#session.ending]
    if (kind !== 'event' || !/^(?:FailedScheduling|NotTriggerScaleUp)$/.test(data.reason) || data.old) return
    if (api === undefined || signal.aborted || performance.now() - this.#nodesAt < NODES_MS) return
    this.#nodesAt = performance.now()
    const read = async function* (): AsyncGenerator<Evidence> {
      const { readNodes } = await import('../kubernetes/nodes.ts')
      const { value, fault } = await readNodes(api, signal)
      yield value === undefined
        ? gap('nodes', fault)
        : { kind: 'nodes', time: new Date().toISOString(), text: '', data: { nodes: value } }
    }
    this.#session.add('nodes', read())
  }

  /** Learns from evidence what has been read, and which namespace is the release's. */
  onFact(fact: Evidence): void {
    if (this.#snapshots === undefined) this.#readNodes(fact)
    else this.#snapshots.onFact(fact)
    if (fact.kind === 'listing' || fact.kind === 'gap') {
      this.#awaited.delete(fact.data.what)
      // Without Flux's APIs there is no list of them.
      if (fact.data.what === 'flux-objects') for (const each of FLUX_OBJECTS) this.#awaited.delete(each)
      if (this.#api !== undefined && this.#awaited.size === 0) this.#read.resolve()
    }
    if (fact.kind === 'extension' && fact.data.releaseNamespace) this.#follow(fact.data.releaseNamespace)
  }

  /**
   * Reaches the cluster, however long that takes; nobody has to wait for it.
   * @param namespace of the instance, as asked for, or of the type; '' where only the service knows it, and tells it later.
   */
  async begin(access: Access, namespace: Promise<string>): Promise<void> {
    const direct = this.#inputs.kubeAccess === 'direct'
    let last = ''
    const late = setTimeout(() => {
      // Whoever wants the API server or nothing has waited long enough for it.
      if (direct && this.#api === undefined) return this.#session.end('failed', { thrown: unreachable(last) })
      const why = `not read within ${this.#watchingMs / 1000} s; still retrying`
      if (this.#api === undefined) this.#notSeen(why, access)
      for (const what of this.#awaited) this.#session.push(gap(what, why))
      this.#read.resolve()
    }, this.#watchingMs).unref()
    if (this.#inputs.kubeAccess === 'none') return this.#stayOut(late)
    if (this.#inputs.kubeAccess === 'run-command') return this.#beginSnapshots(access, await namespace, late)
    await this.#reach(access, namespace, why => {
      last = why
      if (direct) return
      clearTimeout(late)
      this.#read.resolve()
    })
  }

  /** Tries until it is reached, or the run ends. @param onFailure told why not, each time. */
  async #reach(access: Access, namespace: Promise<string>, onFailure: (why: string) => void): Promise<void> {
    const { ending } = this.#session
    const direct = this.#inputs.kubeAccess === 'direct'
    let last = ''
    for (let tries = 1; !ending.signal.aborted; tries++) {
      const fault = await this.#tryOnce(access, namespace)
      if (fault === undefined || ending.signal.aborted) return
      const why = whyNot(fault)
      const unreached = fault instanceof KubernetesError
      if (why !== last) this.#notSeen(why, access)
      // A connection that is refused may be taken in a moment, until the wait is over.
      if (direct && !unreached) throw unreachable(why)
      // Before anything is written: the install goes on without the cluster's own evidence, and somebody should know.
      if (last === '' && isOfSignIn(fault)) await this.#warn(why)
      last = why
      onFailure(why)
      await rest(unreached && tries < SOON ? UNREACHED_MS : AGAIN_MS, ending.signal)
    }
  }

  /** @returns what was thrown; undefined where it was reached. */
  async #tryOnce(access: Access, namespace: Promise<string>): Promise<unknown> {
    try {
      const api = await connect(access, this.#session, this.#inputs.kubeconfig)
      await this.#addSources(api, await namespace)
      return undefined
    } catch (thrown) {
      return thrown ?? new Error('it could not be reached')
    }
  }

  /** A look at what is there waits for it; an install does not: there is nothing to see yet. */
  get #looksAtOnce(): boolean {
    const { kubeAccess, mode } = this.#inputs
    return kubeAccess === 'run-command' && (mode === 'diagnose' || mode === 'check')
  }

  get #watchingMs(): number {
    return this.#looksAtOnce ? COMMAND_MS : WATCHING_MS
  }

  async #beginSnapshots(access: Access, namespace: string, late: NodeJS.Timeout): Promise<void> {
    const { runScript, runCommandToken, runCommandRefused, runCommandDoubt } = access
    const snapshots = new Snapshots(this.#session, runScript, () => this.#watched)
    this.#snapshots = snapshots
    if (runCommandRefused !== '') {
      clearTimeout(late)
      snapshots.refuse(runCommandRefused)
      return this.#read.resolve()
    }
    if (runCommandDoubt !== '') this.#session.log.line(runCommandDoubt)
    // A session that cannot give the token is told before anything is written, and not a minute later.
    const fault = await runCommandToken().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (isOfSignIn(fault)) await this.#warn(whyNot(fault))
    await this.#addSources(snapshots.server, namespace)
    if (this.#looksAtOnce) {
      snapshots.take()
      return
    }
    clearTimeout(late)
    this.#awaited.clear()
    this.#read.resolve()
  }

  #stayOut(late: NodeJS.Timeout): void {
    clearTimeout(late)
    this.#session.push(gap('api-server', 'kube-access: none', { remedy: COST }))
    this.#read.resolve()
  }

  #notSeen(why: string, { closed }: Access): void {
    const hint = closed === '' ? '' : ` ${closed}`
    const { kubeAccess } = this.#inputs
    const other = closed !== '' && kubeAccess === 'auto'
    this.#session.push(gap('api-server', `${why}${hint}`, { remedy: other ? `${COST} ${RUN_COMMAND}` : COST }))
    if (other) this.#session.log.line(RUN_COMMAND)
  }

  #warn(why: string): Promise<void> {
    return this.#session.warn('the API server cannot be read', [
      why,
      'The step follows Azure only, so most causes remain unknown.',
    ])
  }

  async #addSources(reached: ApiServer, known: string): Promise<void> {
    // What a run command brought is asked of no connection.
    const api = this.#inputs.mode === 'check' && this.#snapshots === undefined ? listsOnly(reached) : reached
    const { signal } = this.#session.ending
    const [{ watchPods }, { watchEvents }, { watchPolicies }, { watchNamespace }] = await loadSources()
    const all = this.#inputs.logs === 'all'
    const options = {
      literals: LITERALS,
      refresh: this.#pods,
      ...(all
        ? {
            echo: (target: { pod: string; container: string }, text: string) =>
              this.#session.echo(target.pod, target.container, text),
          }
        : {}),
    }
    const awaited: SourceId[] = ['policies', 'bindings']
    const watchesFlux = this.#inputs.flux.wait && this.#inputs.kubeAccess !== 'run-command'
    // A gate that has seen the Kustomizations alone would be green over a HelmRelease that fails.
    if (watchesFlux) awaited.push(...FLUX_OBJECTS)
    const first = this.#watched || known
    if (first) awaited.push(podsIn(first), eventsIn(first), namespaceItself(first))
    for (const what of awaited) this.#awaited.add(what)
    this.#api = api
    this.#reached.resolve()
    this.#session.add('policies', watchPolicies(api, this.#namespace.promise, signal))
    if (watchesFlux) {
      const { watchFluxObjects } = await import('../kubernetes/flux-objects.ts')
      this.#session.add('flux-objects', watchFluxObjects(api, signal))
    }
    if (this.#inputs.cluster.type === 'connectedClusters')
      this.#session.add(podsIn(AGENTS), watchPods(api, AGENTS, options, signal))
    this.#watchAlso = namespace => {
      this.#session.add(podsIn(namespace), watchPods(api, namespace, options, signal))
      this.#session.add(eventsIn(namespace), watchEvents(api, namespace, signal))
      this.#session.add(namespaceItself(namespace), watchNamespace(api, namespace, signal))
    }
    for (const namespace of this.#also) this.#watchAlso(namespace)
    this.#watch = namespace => {
      const until = AbortSignal.any([signal, this.#moved.signal])
      this.#session.add(podsIn(namespace), watchPods(api, namespace, options, until))
      this.#session.add(eventsIn(namespace), watchEvents(api, namespace, until))
      this.#session.add(namespaceItself(namespace), watchNamespace(api, namespace, until))
    }
    if (this.#watched) this.#watch(this.#watched)
    else if (known) this.#follow(known)
  }

  /** Azure's word on the namespace comes after the first guess, where nobody named one: then it is the other that counts. */
  #follow(namespace: string): void {
    if (namespace === this.#watched) return
    this.#moved.abort()
    this.#moved = new AbortController()
    this.#watched = namespace
    this.#namespace.resolve(namespace)
    this.#watch?.(namespace)
    if (this.#looksAtOnce) this.#snapshots?.take()
  }
}
