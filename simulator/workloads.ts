/** Plays what a scenario says of namespaces, policies, pods, logs and events, at its times. */
import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import { ContainerLog, type KubernetesApi, pluralOf } from './kubernetes.ts'
import { type ContainerStart, type LogEntry, msOf, type Scenario, type ScenarioPod } from './scenario.ts'

/** Something that the simulator let be seen, with the moment at which it did. */
export interface Emission {
  readonly kind: 'log' | 'exit' | 'event' | 'created' | 'removed' | 'ready'
  readonly what: string
  readonly text: string
  /** performance.now() of this process, ms. */
  readonly at: number
}

interface ContainerPlay {
  readonly name: string
  readonly image: string
  waiting: string
  starts: number
  id: string
  running: boolean
  ready: boolean
  startedAt: string
  last: { exitCode: number; reason: string; containerID: string; startedAt: string; finishedAt: string } | undefined
}

export function play(
  scenario: Scenario,
  api: KubernetesApi,
  clock: Clock,
  onEmission: (emission: Emission) => void,
): void {
  const { kubernetes = {}, azure } = scenario
  const release = scenario.inputs?.['release-namespace'] ?? azure?.extension?.releaseNamespace ?? 'flux-system'
  const emit = (kind: Emission['kind'], what: string, text: string) =>
    onEmission({ kind, what, text, at: performance.now() })
  for (const { name, labels, created, removed } of kubernetes.namespaces ?? [{ name: release, created: '1s' }]) {
    const all = { 'kubernetes.io/metadata.name': name, ...labels }
    const put = (phase: string) => api.put('namespaces', { metadata: { name, labels: all }, status: { phase } })
    if (created === undefined) put('Active')
    else clock.at(msOf(created), () => put('Active'))
    if (removed !== undefined) clock.at(msOf(removed), () => api.remove('namespaces', name))
  }
  for (const policy of kubernetes.policies ?? []) api.put('validatingadmissionpolicies', policy)
  for (const binding of kubernetes.bindings ?? []) api.put('validatingadmissionpolicybindings', binding)
  for (const object of kubernetes.objects ?? []) api.put('configmaps', object)
  for (const { at, deleted, object } of kubernetes.flux ?? []) {
    const plural = pluralOf(object.kind)
    const { name, namespace } = object.metadata
    const act = () => (deleted === true ? api.remove(plural, `${namespace}/${name}`) : api.put(plural, object))
    if (at === undefined) act()
    else clock.at(msOf(at), act)
  }
  for (const { at, policy, binding } of kubernetes.changes ?? [])
    clock.at(msOf(at), () => {
      if (policy) api.put('validatingadmissionpolicies', policy)
      if (binding) api.put('validatingadmissionpolicybindings', binding)
    })
  for (const pod of kubernetes.pods ?? []) new PodPlay(pod, pod.namespace ?? release, api, clock, emit).schedule()
  for (const [index, event] of (kubernetes.events ?? []).entries())
    clock.at(msOf(event.at), () => {
      const namespace = event.namespace ?? release
      const [kind, name = ''] = event.object.split('/')
      const now = new Date().toISOString()
      api.put('events', {
        metadata: { name: `${name}.${index}`, namespace },
        involvedObject: { kind, name, namespace },
        type: event.type ?? 'Warning',
        reason: event.reason,
        message: event.message,
        count: event.count ?? 1,
        reportingComponent: event.controller ?? 'kubelet',
        source: { component: event.controller ?? 'kubelet' },
        firstTimestamp: now,
        lastTimestamp: now,
      })
      emit('event', event.object, event.message)
    })
}

class PodPlay {
  readonly #pod: ScenarioPod
  readonly #namespace: string
  readonly #api: KubernetesApi
  readonly #clock: Clock
  readonly #emit: (kind: Emission['kind'], what: string, text: string) => void
  readonly #containers: ContainerPlay[]
  readonly #uid = `pod-${randomBytes(6).toString('hex')}`
  #removed = false
  #deletedAt = ''
  #ms = 0
  #nanos = 0

  constructor(
    pod: ScenarioPod,
    namespace: string,
    api: KubernetesApi,
    clock: Clock,
    emit: (kind: Emission['kind'], what: string, text: string) => void,
  ) {
    this.#pod = pod
    this.#namespace = namespace
    this.#api = api
    this.#clock = clock
    this.#emit = emit
    this.#containers = pod.containers.map(({ name, image, waiting }) => ({
      name,
      image: image ?? `registry.example/${name}:1`,
      waiting: waiting ?? 'ContainerCreating',
      starts: 0,
      id: '',
      running: false,
      ready: false,
      startedAt: '',
      last: undefined,
    }))
  }

  schedule(): void {
    const { name, created, removed, containers } = this.#pod
    this.#clock.at(msOf(created), () => {
      this.#put()
      this.#emit('created', name, '')
    })
    const { terminating } = this.#pod
    if (terminating !== undefined)
      this.#clock.at(msOf(terminating), () => {
        this.#deletedAt = new Date().toISOString()
        this.#put()
      })
    if (removed !== undefined)
      this.#clock.at(msOf(removed), () => {
        this.#removed = true
        for (const container of this.#containers) this.#logs(container.name).at(-1)?.end()
        this.#api.remove('pods', `${this.#namespace}/${name}`)
        for (const container of containers) this.#api.logs.delete(this.#key(container.name))
        this.#emit('removed', name, '')
      })
    for (const [index, container] of containers.entries())
      for (const start of container.starts ?? []) this.#scheduleStart(this.#containers[index] as ContainerPlay, start)
  }

  #scheduleStart(container: ContainerPlay, start: ContainerStart): void {
    const at = msOf(start.at)
    const what = `${this.#pod.name}/${container.name}`
    const when = (ms: number, act: () => void) =>
      this.#clock.at(at + ms, () => {
        if (!this.#removed) act()
      })
    when(0, () => {
      container.id = `containerd://${randomBytes(16).toString('hex')}`
      container.starts++
      container.running = true
      container.startedAt = new Date().toISOString()
      this.#api.logs.set(this.#key(container.name), [...this.#logs(container.name), new ContainerLog(container.id)])
      this.#put()
    })
    for (const entry of start.log ?? []) {
      const { after, text = '', base64, repeat = 1 } = typeof entry === 'string' ? ({ text: entry } as LogEntry) : entry
      when(msOf(after), () => {
        const log = this.#logs(container.name).at(-1)
        if (base64 !== undefined) log?.appendBytes(this.#now(), Buffer.from(base64, 'base64'))
        else for (let n = 1; n <= repeat; n++) log?.append(this.#now(), text.replaceAll('{n}', String(n)))
        this.#emit('log', what, text)
      })
    }
    if (start.ready !== undefined)
      when(msOf(start.ready), () => {
        container.ready = true
        this.#put()
        this.#emit('ready', what, '')
      })
    const { exit } = start
    if (exit !== undefined)
      when(msOf(exit.after), () => {
        const { code = 1, reason = code === 0 ? 'Completed' : 'Error' } = exit
        const finishedAt = new Date().toISOString()
        container.last = {
          exitCode: code,
          reason,
          containerID: container.id,
          startedAt: container.startedAt,
          finishedAt,
        }
        container.running = false
        container.ready = false
        container.waiting = 'CrashLoopBackOff'
        this.#logs(container.name).at(-1)?.end()
        this.#put()
        this.#emit('exit', what, String(code))
      })
  }

  #logs(container: string): ContainerLog[] {
    return this.#api.logs.get(this.#key(container)) ?? []
  }

  #key(container: string): string {
    return `${this.#namespace}/${this.#pod.name}/${container}`
  }

  /** Nine digits, as the kubelet writes them, and never the same or an earlier one. */
  #now(): string {
    const ms = Date.now()
    if (ms > this.#ms) {
      this.#ms = ms
      this.#nanos = 0
    } else if (++this.#nanos === 1_000_000) {
      this.#ms++
      this.#nanos = 0
    }
    return `${new Date(this.#ms).toISOString().slice(0, -1)}${String(this.#nanos).padStart(6, '0')}Z`
  }

  /** What the pod is of, as Helm marks what it makes. */
  #putWorkload(kind: string, owner: string): void {
    const plurals: Readonly<Record<string, string>> = {
      ReplicaSet: 'deployments',
      StatefulSet: 'statefulsets',
      DaemonSet: 'daemonsets',
    }
    const plural = plurals[kind]
    if (plural === undefined) return
    const name = kind === 'ReplicaSet' ? owner.replace(/-[a-z0-9]{1,10}$/, '') : owner
    const annotations = this.#pod.foreign ? {} : { 'meta.helm.sh/release-name': 'release' }
    this.#api.put(plural, { metadata: { name, namespace: this.#namespace, annotations } })
  }

  #put(): void {
    const { name, owner, serviceAccount } = this.#pod
    const ready = this.#containers.every(each => each.ready)
    const [kind, ownerName] = owner?.split('/') ?? []
    if (kind !== undefined && ownerName !== undefined) this.#putWorkload(kind, ownerName)
    this.#api.put('pods', {
      metadata: {
        name,
        namespace: this.#namespace,
        uid: this.#uid,
        ...(this.#deletedAt === '' ? {} : { deletionTimestamp: this.#deletedAt }),
        ...(kind ? { ownerReferences: [{ apiVersion: 'apps/v1', kind, name: ownerName, controller: true }] } : {}),
      },
      spec: { serviceAccountName: serviceAccount ?? 'default', nodeName: 'aks-system-surge-x7k2p' },
      status: {
        phase: this.#containers.some(each => each.starts > 0) ? 'Running' : 'Pending',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: this.#containers.map(each => ({
          name: each.name,
          image: each.image,
          imageID: '',
          ...(each.id ? { containerID: each.id } : {}),
          ready: each.ready,
          restartCount: Math.max(0, each.starts - 1),
          state: each.running ? { running: { startedAt: each.startedAt } } : { waiting: { reason: each.waiting } },
          lastState: each.last ? { terminated: each.last } : {},
        })),
      },
    })
  }
}
