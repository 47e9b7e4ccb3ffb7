/** The pods of the release namespace, and the logs of their containers. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import { podsIn } from '../model/collections.ts'
import {
  type ContainerState,
  type Evidence,
  gap,
  type KubernetesObject,
  type PodState,
  type PodStatus,
} from '../model/evidence.ts'
import { readerRemedy } from '../model/roles.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf, type Refresh } from './collection.ts'
import { literalFilter } from './logs/lines.ts'
import { ContainerTail, type TailTarget } from './logs/tail.ts'
import { STREAMS, TailPool } from './logs/tail-pool.ts'
import type { WireContainerStatus, WirePod } from './wire.ts'

export interface PodOptions {
  /** Literals by which lines are found; text inside quotes does not count, as logs escape quotes. */
  readonly literals: readonly string[]
  /** When asked, the pods are listed once more. */
  readonly refresh: Refresh
  readonly echo?: (target: TailTarget, text: string) => void
}

/** Ends when the signal is aborted; what the logs' ends hold is handed out after that. */
export async function* watchPods(
  api: ApiServer,
  namespace: string,
  options: PodOptions,
  signal: AbortSignal,
): AsyncGenerator<Evidence> {
  const out = new Channel<Evidence>()
  const filter = literalFilter(options.literals)
  const pool = new TailPool(() =>
    out.push(
      gap(`logs/${namespace}`, `more than ${STREAMS} containers: logs of pods that are not Ready are read first`),
    ),
  )
  const tails = new Map<string, ContainerTail>()
  const running = new Set<Promise<void>>()
  const tailOf = (uid: string, target: TailTarget) => {
    const key = `${uid} ${target.container}`
    let tail = tails.get(key)
    if (tail === undefined) {
      const tailOptions = { filter, pool, emit: (fact: Evidence) => out.push(fact), echo: options.echo }
      tail = new ContainerTail(api, target, tailOptions, signal)
      tails.set(key, tail)
      const run = tail.run().finally(() => running.delete(run))
      running.add(run)
    }
    return tail
  }
  const follow = async () => {
    const collection = {
      what: podsIn(namespace),
      path: `/api/v1/namespaces/${namespace}/pods`,
      remedy: readerRemedy('pods and their logs'),
    }
    for await (const change of changesOf(api, collection, signal, options.refresh)) {
      if (change.type === 'told') {
        out.push(change.fact)
        continue
      }
      const fact = statusOf(change.object, namespace, change.type === 'deleted', api.takenAt !== undefined)
      out.push(fact)
      for (const state of fact.data.containers) {
        const target = { podUid: fact.data.uid, namespace, pod: change.object.metadata.name, container: state.name }
        const tail = tailOf(fact.data.uid, target)
        tail.update(state, fact.data.ready)
        if (fact.data.deleted) tail.remove()
      }
    }
    await Promise.all(running)
  }
  follow()
    .catch((thrown: unknown) => out.push(gap(podsIn(namespace), messageOf(thrown))))
    .finally(() => out.close())
  yield* out
}

function statusOf(object: KubernetesObject, namespace: string, deleted: boolean, dated: boolean): PodStatus {
  const { metadata, spec, status } = object as WirePod
  const owners = metadata?.ownerReferences ?? []
  const owner = owners.find(each => each.controller) ?? owners[0]
  const data: PodState = {
    uid: metadata?.uid ?? '',
    serviceAccount: spec?.serviceAccountName ?? '',
    phase: status?.phase ?? '',
    ready: status?.conditions?.some(each => each.type === 'Ready' && each.status === 'True') ?? false,
    terminating: deleted || (metadata?.deletionTimestamp ?? undefined) !== undefined,
    deleted,
    owner: owner === undefined ? '' : `${owner.kind}/${owner.name}`,
    node: spec?.nodeName ?? '',
    ...(dated ? { createdAt: metadata?.creationTimestamp ?? '' } : {}),
    containers: [
      ...(status?.initContainerStatuses ?? []).map(each => containerOf(each, true)),
      ...(status?.containerStatuses ?? []).map(each => containerOf(each, false)),
    ],
  }
  return {
    kind: 'pod-status',
    time: new Date().toISOString(),
    object: { kind: 'Pod', namespace, name: object.metadata.name },
    text: '',
    data,
  }
}

function containerOf(status: WireContainerStatus, init: boolean): ContainerState {
  const { waiting, running, terminated } = status.state ?? {}
  const last = status.lastState?.terminated
  return {
    name: status.name ?? '',
    image: status.image ?? '',
    init,
    id: status.containerID ?? terminated?.containerID ?? '',
    ready: status.ready ?? false,
    restarts: Number(status.restartCount) || 0,
    state: terminated ? 'terminated' : running ? 'running' : 'waiting',
    reason: waiting?.reason ?? terminated?.reason ?? '',
    message: waiting?.message ?? terminated?.message ?? '',
    startedAt: running?.startedAt ?? terminated?.startedAt ?? '',
    ...(terminated == null || terminated.exitCode == null ? {} : { exitCode: Number(terminated.exitCode) }),
    ...(last == null
      ? {}
      : { last: { id: last.containerID ?? '', exitCode: Number(last.exitCode ?? 0), reason: last.reason ?? '' } }),
  }
}
