/** How what was suspected stands against what is known of its objects: whether it blocks, goes on, or is over. */
import type { StoreReader } from '../evidence/store.ts'
import { CLASSES, type ClassId } from '../model/classes.ts'
import { podsIn } from '../model/collections.ts'
import type { ObjectRef, PodState } from '../model/evidence.ts'
import type { Finding, Permanence } from '../model/finding.ts'
import { isFluxKind } from '../model/flux.ts'
import { isLeaf, isUnreconciled } from './flux-leaf.ts'
import type { Sighting, Suspicion } from './rule.ts'

/** Whether an object is known to be of another namespace than the release's: the first guess of that may have been wrong. */
function isElsewhere({ namespace }: ObjectRef, store: StoreReader): boolean {
  // What the repository deploys is looked at wherever it is.
  if (store.flux().gate !== undefined) return false
  const release = store.extension()?.releaseNamespace ?? ''
  return release !== '' && namespace !== undefined && namespace !== '' && namespace !== release
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
  /** ms between the first and the last time, of what settled it. */
  readonly lasted: number
}

/** What a Flux object fails on holds the gate up where the object is a leaf of it. */
function ofFlux({ sightings }: Suspicion, store: StoreReader, starts: number, at: ObjectRef | undefined): Blocking {
  const objects = [...sightings.values()].map(({ object }) => object)
  const held = objects.find(each => isLeaf(each, store))
  const implicated = held !== undefined || objects.some(each => isUnreconciled(each, store))
  return { blocking: held !== undefined, implicated, starts, at: held ?? at, lasted: 0 }
}

/** Controllers try again after 5, 10, 20 ms and so on: only what is still refused after this long is refused "again". */
const AGAIN_MS = 10_000

/** Whether what is known of it are conditions and events of Flux's own objects. */
export function isOfFlux({ sightings, starts }: Suspicion): boolean {
  return (
    starts.size === 0 && sightings.size > 0 && [...sightings.values()].every(({ object }) => isFluxKind(object.kind))
  )
}

/** What an extension is made of; events of anything else (a Flux object of the user's, say) block no install. */
const MADE_OF: ReadonlySet<string> = new Set(['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job'])

/**
 * The same text from two starts of one container, or one text and that start ended non-zero, its pod not Ready. A
 * component may log one refusal and live on. For events: the controller met it again, some time later.
 */
export function blockingOf(suspicion: Suspicion, store: StoreReader): Blocking {
  const { first, firstAt, lastAt } = suspicion
  const lasted = lastAt - firstAt
  if (first.kind === 'check-row') return { blocking: false, implicated: false, starts: 0, at: undefined, lasted: 0 }
  let starts = 0
  let logged: ObjectRef | undefined
  let implicated = false
  for (const { object, podUid, ids } of suspicion.starts.values()) {
    starts = Math.max(starts, ids.size)
    logged ??= object
    const pod = isElsewhere(object, store) ? undefined : store.pod(object.namespace ?? '', object.name)?.data
    if (pod === undefined || pod.ready || pod.uid !== podUid || passing(pod, store)) continue
    implicated = true
    const container = pod.containers.find(each => each.name === object.container)
    const failed =
      (container?.state === 'terminated' && isFailure(container.exitCode) && ids.has(container.id)) ||
      (container?.last !== undefined && isFailure(container.last.exitCode) && ids.has(container.last.id))
    if (ids.size >= 2 || failed) return { blocking: true, implicated, starts, at: object, lasted }
  }
  const at = logged ?? first.object
  if (first.kind === 'pod-log') return { blocking: false, implicated, starts, at, lasted }
  if (first.kind === 'arm-error' || first.kind === 'cli-output') {
    // What the run ended on holds it up, however well the instance is that exists.
    const ends = first.kind === 'arm-error' && first.data.ends === true
    const blocking = ends || store.extension()?.provisioningState !== 'Succeeded'
    return { blocking, implicated: blocking, starts, at, lasted }
  }
  if (isOfFlux(suspicion)) return ofFlux(suspicion, store, starts, at)
  const unwell = [...suspicion.sightings.values()].filter(each => isUnwell(each, store))
  const held = unwell.find(each => each.times >= 2 && each.lastAt - each.firstAt >= AGAIN_MS)
  return {
    blocking: held !== undefined,
    implicated: implicated || unwell.some(each => each.times >= 2),
    starts,
    at: held?.object ?? at,
    lasted: held === undefined ? 0 : held.lastAt - held.firstAt,
  }
}

function isUnwell({ object, old }: Sighting, store: StoreReader): boolean {
  if (!MADE_OF.has(object.kind) || isElsewhere(object, store)) return false
  if (object.kind === 'Pod') {
    const pod = store.pod(object.namespace ?? '', object.name)?.data
    return pod === undefined ? !store.isRead(podsIn(object.namespace ?? '')) : !(pod.ready || passing(pod, store))
  }
  if (old && isCuring(store)) return false
  const made = podsOf(object, store)
  return made.length === 0 || made.some(pod => !pod.ready)
}

/** @returns the pods of an object's workload that are there: what it could not make at first it may have made since. */
function podsOf(object: ObjectRef, store: StoreReader): PodState[] {
  const workload = workloadOf(object, store)
  return store
    .pods()
    .filter(pod => !pod.data.deleted && workloadOf(pod.object, store) === workload)
    .map(pod => pod.data)
}

/** Ended by a signal from outside (SIGKILL, SIGTERM) is not failed on what it logged. */
function isFailure(exitCode: number | undefined): boolean {
  return exitCode !== 0 && exitCode !== 137 && exitCode !== 143
}

/** A write goes on that may cure what was there before it (an install that others had begun is no such write). */
function isCuring(store: StoreReader): boolean {
  const { provisioningState = 'Succeeded', change = '' } = store.extension() ?? {}
  const writing = !/^(Succeeded|Failed|Canceled)$/.test(provisioningState)
  return writing && !(change === '' && provisioningState === 'Creating')
}

/**
 * A pod that blocks nothing: one that was there before a write that may cure it, while that goes on; one that is being
 * deleted; one that is gone, once another of its workload is Ready (after a rollback there is none).
 */
function passing(pod: PodState, store: StoreReader): boolean {
  if (isCuring(store) && store.isOld(pod.uid)) return true
  if (!pod.deleted) return pod.terminating
  const gone = store.pods().find(({ data }) => data.uid === pod.uid)?.object
  return pod.owner !== '' && gone !== undefined && podsOf(gone, store).some(each => each.ready)
}

/** Success of the same objects since, all of them: what was suspected is forgotten. */
export function overcome(id: ClassId, { first, sightings, starts }: Suspicion, store: StoreReader): boolean {
  if (first.kind === 'arm-error' || first.kind === 'cli-output' || first.kind === 'check-row') return false
  const objects = [
    ...[...sightings.values()].map(each => each.object),
    ...[...starts.values()].map(each => each.object),
  ]
  return objects.length > 0 && objects.every(object => isOver(id, object, store))
}

function isOver(id: ClassId, object: ObjectRef, store: StoreReader): boolean {
  if (object.kind !== 'Pod') {
    const made = podsOf(object, store)
    return made.length > 0 && made.every(pod => pod.ready)
  }
  const pod = store.pod(object.namespace ?? '', object.name)?.data
  if (pod === undefined) return false
  if (pod.ready) return true
  const { heals } = CLASSES[id]
  if (heals === 'scheduled') return pod.node !== ''
  return heals === 'started' && pod.containers.length > 0 && pod.containers.every(each => each.id !== '')
}

/** How long a grace is where its class names none, by evidence time. */
const GRACE_MS = 120_000

/** What is there for a while in healthy installs as well is a cause when it goes on past its grace; what is permanent is one at once. */
export function hasOutlasted(id: ClassId, permanence: Permanence, { lasted }: Blocking): boolean {
  const { graceMs } = CLASSES[id]
  if (permanence === 'permanent') return lasted >= (graceMs ?? 0)
  return permanence === 'grace' && lasted >= (graceMs ?? GRACE_MS)
}

/** Whether a cause explains a symptom: that of the same pod or workload; for what Azure says, any that holds the install up. */
export function explains(other: Finding, { first }: Suspicion, store: StoreReader): boolean {
  if (other.permanence === 'symptom') return false
  if (first.kind === 'arm-error') return other.blocking || other.implicated
  if (first.object === undefined) return true
  const mine = workloadOf(first.object, store)
  return other.witnesses.some(({ object }) => object !== undefined && workloadOf(object, store) === mine)
}

/** @returns the workload's name: the pod's owner without the hash that its controller appended. */
export function workloadOf(object: ObjectRef | undefined, store: StoreReader): string {
  if (object === undefined) return ''
  const pod = object.kind === 'Pod' ? store.pod(object.namespace ?? '', object.name)?.data : undefined
  const [kind = object.kind, name = object.name] = pod?.owner ? pod.owner.split('/') : []
  if (kind === 'ReplicaSet') return name.replace(/-[a-z0-9]{1,10}$/, '')
  return kind === 'Pod' ? name.replace(/-[a-z0-9]{5,10}-[a-z0-9]{5}$/, '') : name
}
