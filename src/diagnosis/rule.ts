/** What a failure class is made of. A rule says what a text means, and what follows from it and the state of the cluster. */

import type { StoreReader } from '../evidence/store.ts'
import type {
  ArmErrorFact,
  CliOutputFact,
  ClusterEvent,
  ObjectRef,
  PodLog,
  PodState,
  PodStatus,
} from '../model/evidence.ts'
import type { ClassId, Fields, Finding, Permanence, Witness } from '../model/finding.ts'
import type { Unwrapped } from './unwrap.ts'

/** Facts that carry an emitter's text. */
export type TextFact = PodLog | ClusterEvent | ArmErrorFact | CliOutputFact | PodStatus

/** What one text says: `key` is the same for the same cause. */
export interface Match {
  readonly key: string
  readonly fields: Fields
  /** Where the class's permanence depends on the reason in the text. */
  readonly permanence?: Permanence
}

/** All that was seen of one key. */
export interface Suspicion {
  readonly match: Match
  readonly first: TextFact
  /** The first few, for the report. */
  readonly witnesses: readonly Witness[]
  /** Lines, and events by their count. */
  readonly seen: number
  /** By evidence time, ms since the epoch. */
  readonly firstAt: number
  readonly lastAt: number
  /** Container ids in whose logs it was seen, by container. */
  readonly starts: ReadonlyMap<
    string,
    { readonly object: ObjectRef; readonly podUid: string; readonly ids: ReadonlySet<string> }
  >
}

export interface Rule {
  readonly class: ClassId
  readonly permanence: Permanence | 'by-reason'
  /** Kinds of facts that it looks at; all when absent. */
  readonly of?: readonly TextFact['kind'][]
  /** What a log line must hold for the rule to look at it. Free of quotes: logs are JSON that escapes them. */
  readonly literals: readonly string[]
  /**
   * @param texts one layer of what the fact says, in its parts; the innermost layer is tried first, by all rules.
   * @param whole all of it.
   */
  match(texts: readonly Unwrapped[], fact: TextFact, whole: string): Match | undefined
  /** Called again when a policy, pod or cluster changed. @param others what the other rules concluded; symptoms come last. */
  conclude(
    suspicion: Suspicion,
    store: StoreReader,
    others: readonly Finding[],
  ): Finding | undefined | Promise<Finding | undefined>
}

/** Whether what a suspicion saw keeps a container from coming up; see the design of "blocking". */
export interface Blocking {
  readonly blocking: boolean
  /** A pod that met it is not Ready. */
  readonly implicated: boolean
  /** The most starts of one container that showed it. */
  readonly starts: number
  /** The container that settled it, or the first one. */
  readonly at: ObjectRef | undefined
}

/**
 * The same text from two starts of one container, or one text and that start ended non-zero, its pod not Ready. A
 * component may log one refusal and live on. For events: the controller met it again.
 */
export function blockingOf(suspicion: Suspicion, store: StoreReader): Blocking {
  let starts = 0
  let first: ObjectRef | undefined
  let implicated = false
  for (const { object, podUid, ids } of suspicion.starts.values()) {
    starts = Math.max(starts, ids.size)
    first ??= object
    const pod = store.pod(object.namespace ?? '', object.name)?.data
    if (pod === undefined || pod.ready || pod.uid !== podUid || passing(pod, store)) continue
    implicated = true
    const container = pod.containers.find(each => each.name === object.container)
    const failed =
      (container?.state === 'terminated' && isFailure(container.exitCode) && ids.has(container.id)) ||
      (container?.last !== undefined && isFailure(container.last.exitCode) && ids.has(container.last.id))
    if (ids.size >= 2 || failed) return { blocking: true, implicated, starts, at: object }
  }
  const at = first ?? suspicion.first.object
  if (suspicion.first.kind === 'pod-log') return { blocking: false, implicated, starts, at }
  const held = holdsUp(suspicion, store)
  return { blocking: held, implicated: implicated || held, starts, at }
}

/** Of what is not in a log: Azure's own error ends the install; a controller or kubelet met it again, and what it is of is not well. */
function holdsUp({ first, seen }: Suspicion, store: StoreReader): boolean {
  if (first.kind === 'arm-error' || first.kind === 'cli-output')
    return store.extension()?.provisioningState !== 'Succeeded'
  if (seen < 2) return false
  const { object } = first
  if (object === undefined) return true
  const pods = store.pods().filter(pod => !pod.data.deleted)
  if (object.kind === 'Pod') {
    const pod = store.pod(object.namespace ?? '', object.name)?.data
    return pod === undefined || !(pod.ready || passing(pod, store))
  }
  // What it could not make at first it has made since.
  const made = pods.filter(({ data }) => data.owner === `${object.kind}/${object.name}`)
  return made.length === 0 || made.some(({ data }) => !data.ready)
}

/** Ended by a signal from outside (SIGKILL, SIGTERM) is not failed on what it logged. */
function isFailure(exitCode: number | undefined): boolean {
  return exitCode !== 0 && exitCode !== 137 && exitCode !== 143
}

/**
 * A pod that blocks nothing: one that was there before a write that may cure it, while that goes on (an install that others
 * had begun is no such write: its pods are the ones that were there); one that is being deleted; one that is gone, once
 * another of its owner is Ready (after a rollback there is none).
 */
function passing(pod: PodState, store: StoreReader): boolean {
  const { provisioningState = 'Succeeded', change = '' } = store.extension() ?? {}
  const writing = !/^(Succeeded|Failed|Canceled)$/.test(provisioningState)
  const others = change === '' && provisioningState === 'Creating'
  if (writing && !others && store.isOld(pod.uid)) return true
  if (!pod.deleted) return pod.terminating
  return pod.owner !== '' && store.pods().some(({ data }) => data.owner === pod.owner && data.ready && !data.deleted)
}

/** @returns the workload's name: the pod's owner without the hash that its controller appended. */
export function workloadOf(object: ObjectRef | undefined, store: StoreReader): string {
  if (object === undefined) return ''
  const pod = object.kind === 'Pod' ? store.pod(object.namespace ?? '', object.name)?.data : undefined
  const [kind = object.kind, name = object.name] = pod?.owner ? pod.owner.split('/') : []
  if (kind === 'ReplicaSet') return name.replace(/-[a-z0-9]{1,10}$/, '')
  return kind === 'Pod' ? name.replace(/-[a-z0-9]{5,10}-[a-z0-9]{5}$/, '') : name
}

/**
 * A command with names in it that a cluster wrote: shown to be copied, so a name that a shell would read as more than a
 * name makes it none. A placeholder such as <cluster> stands for what is not known.
 */
export function command(parts: TemplateStringsArray, ...names: readonly string[]): { readonly command?: string } {
  if (!names.every(name => /^(?:[A-Za-z0-9][A-Za-z0-9:._/-]{0,252}|<[a-z-]{1,30}>)$/.test(name))) return {}
  return { command: String.raw({ raw: parts.raw }, ...names) }
}
