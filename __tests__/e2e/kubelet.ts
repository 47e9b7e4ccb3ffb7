/**
 * A stand-in for the scheduler and a kubelet: binds pods, plays their containers by actors, keeps their status, serves
 * their logs over HTTPS. What an actor asks of the API server is asked of the real one, with its service account's token.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '../../simulator/server.ts'
import { type Api, until } from './api.ts'
import type { ControlPlane } from './control-plane.ts'
import { StartLog } from './kubelet-log.ts'

export const NODE = 'stand-in'

/** What an actor has of its container. */
export interface Container {
  readonly namespace: string
  readonly pod: string
  readonly name: string
  /** Counts from 1. */
  readonly start: number
  log(text: string): void
  /** The API server, as the pod's own service account. */
  api(): Promise<Api>
  ready(): void
  /** Aborted when the pod is deleted. */
  readonly stopped: AbortSignal
}

/** Plays one start of a container. @returns its exit code; a component that stays up returns when it is stopped. */
export type Actor = (container: Container) => Promise<number>

/** @returns what plays a container of a pod, or why it cannot be started (an image that cannot be pulled, say). */
export type Casting = (pod: Pod, container: string) => Actor | { readonly waiting: string; readonly message: string }

export interface Pod {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly uid: string
    readonly deletionTimestamp?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly spec: {
    readonly nodeName?: string
    readonly serviceAccountName?: string
    readonly containers: readonly { readonly name: string; readonly image: string }[]
  }
}

interface Status {
  readonly name: string
  readonly image: string
  state: object
  lastState: object
  ready: boolean
  restarts: number
  id: string
}

export interface Kubelet {
  /** Lines that a container wrote, all starts together. */
  written(pod: string, container: string): number
  stop(): Promise<void>
}

export interface KubeletOptions {
  readonly cast: Casting
  /** Told once the API server knows that a container has ended. */
  readonly onExit?: (pod: string, container: string) => void
  /** Seconds before a container that ended is started again, by how often it was; the last holds on. */
  readonly backOff?: readonly number[]
}

export async function startKubelet(
  plane: ControlPlane,
  { cast, onExit = () => undefined, backOff = [1, 2, 4, 8] }: KubeletOptions,
): Promise<Kubelet> {
  const { admin } = plane
  const stopping = new AbortController()
  const played = new Map<string, PlayedPod>()
  const server = await serve(
    { cert: plane.ca, key: readFileSync(join(plane.folder, 'tls.key'), 'utf8') },
    async (_, response, url) => {
      const [, , namespace = '', pod = '', container = ''] = url.pathname.split('/').map(decodeURIComponent)
      const found = [...played.values()].find(({ is }) => is.name === pod && is.namespace === namespace)
      const log = found?.logOf(container, url.searchParams.get('previous') === 'true')
      if (log === undefined || typeof log === 'string')
        response.writeHead(400, { 'content-type': 'text/plain' }).end(log ?? `pod "${pod}" not found`)
      else await log.serve(url.searchParams, response)
    },
  )
  const port = Number(new URL(server.origin).port)
  await admin.ask('DELETE', `/api/v1/nodes/${NODE}`)
  await admin.must('POST', '/api/v1/nodes', { metadata: { name: NODE } })
  await admin.must('PATCH', `/api/v1/nodes/${NODE}/status`, {
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    },
  })
  const learn = (type: string, pod: Pod) => {
    const { uid, deletionTimestamp } = pod.metadata
    const known = played.get(uid)
    if (type === 'DELETED') {
      known?.stop()
      played.delete(uid)
    } else if (deletionTimestamp !== undefined) {
      known?.stop()
      void admin
        .ask('DELETE', `${pathOf(pod)}`, { gracePeriodSeconds: 0, preconditions: { uid } })
        .catch(() => undefined)
    } else if (pod.spec.nodeName === undefined) {
      const target = { apiVersion: 'v1', kind: 'Node', name: NODE }
      void admin
        .ask('POST', `${pathOf(pod)}/binding`, { metadata: { name: pod.metadata.name }, target })
        .catch(() => undefined)
    } else if (known === undefined && pod.spec.nodeName === NODE) {
      const playing = new PlayedPod(plane, pod, cast, onExit, backOff)
      played.set(uid, playing)
      playing.play()
    }
  }
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const { metadata, items } = await admin.must('GET', '/api/v1/pods')
        for (const pod of items) learn('ADDED', pod)
        const path = `/api/v1/pods?watch=true&resourceVersion=${metadata.resourceVersion}`
        await admin.watch(path, (type, pod) => learn(type, pod), stopping.signal)
      } catch {
        // The API server is away, or this ends: asked again below.
        await new Promise(resolve => setTimeout(resolve, 200))
      }
    }
  })()
  return {
    written: (pod, container) =>
      [...played.values()]
        .filter(({ is }) => is.name.startsWith(pod))
        .reduce((sum, each) => sum + each.written(container), 0),
    async stop() {
      stopping.abort()
      for (const each of played.values()) each.stop()
      await watching
      await server.close()
    },
  }
}

function pathOf({ metadata }: Pod): string {
  return `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`
}

class PlayedPod {
  readonly is: Pod['metadata']
  readonly #plane: ControlPlane
  readonly #pod: Pod
  readonly #cast: Casting
  readonly #onExit: (pod: string, container: string) => void
  readonly #backOff: readonly number[]
  readonly #stopped = new AbortController()
  readonly #statuses: Status[]
  readonly #logs = new Map<string, StartLog[]>()
  #patching: Promise<unknown> = Promise.resolve()
  #patchWanted = false

  constructor(
    plane: ControlPlane,
    pod: Pod,
    cast: Casting,
    onExit: (pod: string, container: string) => void,
    backOff: readonly number[],
  ) {
    this.#plane = plane
    this.#pod = pod
    this.is = pod.metadata
    this.#cast = cast
    this.#onExit = onExit
    this.#backOff = backOff
    this.#statuses = pod.spec.containers.map(({ name, image }) => ({
      name,
      image,
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
      ready: false,
      restarts: 0,
      id: '',
    }))
  }

  /** @returns what the kubelet says instead, when there is none. */
  logOf(container: string, previous: boolean): StartLog | string {
    const logs = this.#logs.get(container) ?? []
    // As long as the next start waits, the last one that ended is the previous one.
    const waiting = this.#statuses.some(({ name, state }) => name === container && 'waiting' in state)
    const log = previous && !waiting ? logs.at(-2) : logs.at(-1)
    if (log !== undefined) return log
    return previous
      ? `previous terminated container "${container}" in pod "${this.is.name}" not found`
      : `container "${container}" in pod "${this.is.name}" is waiting to start: ContainerCreating`
  }

  written(container: string): number {
    return (this.#logs.get(container) ?? []).reduce((sum, log) => sum + log.count, 0)
  }

  play(): void {
    this.#tell()
    for (const status of this.#statuses) void this.#playContainer(status)
  }

  stop(): void {
    this.#stopped.abort()
    for (const logs of this.#logs.values()) for (const log of logs) log.end()
  }

  async #playContainer(status: Status): Promise<void> {
    const actor = this.#cast(this.#pod, status.name)
    if (typeof actor !== 'function') {
      status.state = { waiting: { reason: actor.waiting, message: actor.message } }
      this.#tell()
      return this.#event(status, 'Failed', actor.message)
    }
    for (let start = 1; !this.#stopped.signal.aborted; start++) {
      const log = new StartLog()
      // A restart counts when the container is started again, not while its back-off lasts.
      status.restarts = start - 1
      this.#logs.set(status.name, [...(this.#logs.get(status.name) ?? []), log])
      status.id = `containerd://${this.is.uid.replaceAll('-', '')}${status.name}${start}`
      const startedAt = new Date().toISOString().replace(/\.\d+/, '')
      status.state = { running: { startedAt } }
      this.#tell()
      const exitCode = await actor(this.#containerOf(status, start, log)).catch((thrown: unknown) => {
        log.write(`the actor broke: ${thrown}`)
        return 2
      })
      log.end()
      if (this.#stopped.signal.aborted) return
      status.ready = false
      const reason = exitCode === 0 ? 'Completed' : exitCode === 137 ? 'OOMKilled' : 'Error'
      const finishedAt = new Date().toISOString().replace(/\.\d+/, '')
      const terminated = { exitCode, reason, startedAt, finishedAt, containerID: status.id }
      status.lastState = { terminated }
      status.state = { terminated }
      this.#tell()
      void this.#patching.then(() => this.#onExit(this.is.name, status.name))
      await this.#pause(this.#backOff[Math.min(start, this.#backOff.length) - 1] ?? 1, status)
    }
  }

  async #pause(seconds: number, status: Status): Promise<void> {
    const message = `back-off ${seconds}s restarting failed container=${status.name} pod=${this.is.name}_${this.is.namespace}(${this.is.uid})`
    status.state = { waiting: { reason: 'CrashLoopBackOff', message } }
    this.#tell()
    const text = `Back-off restarting failed container ${status.name} in pod ${this.is.name}_${this.is.namespace}(${this.is.uid})`
    this.#event(status, 'BackOff', text)
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, seconds * 1000)
      this.#stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #containerOf(status: Status, start: number, log: StartLog): Container {
    const { namespace, name: pod } = this.is
    return {
      namespace,
      pod,
      name: status.name,
      start,
      log: text => log.write(text),
      stopped: this.#stopped.signal,
      ready: () => {
        status.ready = true
        this.#tell()
      },
      api: async () => {
        const account = this.#pod.spec.serviceAccountName ?? 'default'
        const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`
        const { status: granted } = await this.#plane.admin.must('POST', path, { spec: {} })
        return this.#plane.admin.as(granted.token)
      },
    }
  }

  /** One patch after the other; what changed meanwhile goes with the next. */
  #tell(): void {
    if (this.#patchWanted) return
    this.#patchWanted = true
    this.#patching = this.#patching.then(() => {
      this.#patchWanted = false
      const ready = this.#statuses.every(each => each.ready)
      const condition = (type: string) => ({ type, status: ready ? 'True' : 'False' })
      const containerStatuses = this.#statuses.map(({ restarts, id, ...each }) => ({
        ...each,
        imageID: `${each.image}@sha256:0`,
        restartCount: restarts,
        containerID: id,
        started: each.ready,
      }))
      const body = {
        status: {
          phase: this.#statuses.some(each => each.id !== '') ? 'Running' : 'Pending',
          conditions: [condition('Ready'), condition('ContainersReady')],
          containerStatuses,
        },
      }
      // Not while the API server is away: the status is what it is, and is told when it is back.
      return until(
        'the status is told',
        async () => {
          const answer = await this.#plane.admin
            .ask('PATCH', `${pathOf(this.#pod)}/status`, body)
            .catch(() => undefined)
          return answer !== undefined || this.#stopped.signal.aborted
        },
        300_000,
      ).catch(() => undefined)
    })
  }

  #event(status: Status, reason: string, message: string): void {
    const { namespace, name, uid } = this.is
    const now = new Date().toISOString().replace(/\.\d+/, '')
    const event = {
      metadata: { generateName: `${name}.`, namespace },
      involvedObject: {
        kind: 'Pod',
        apiVersion: 'v1',
        namespace,
        name,
        uid,
        fieldPath: `spec.containers{${status.name}}`,
      },
      type: 'Warning',
      reason,
      message,
      source: { component: 'kubelet', host: NODE },
      reportingComponent: 'kubelet',
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    }
    void this.#plane.admin.ask('POST', `/api/v1/namespaces/${namespace}/events`, event).catch(() => undefined)
  }
}
