/** How one Flux object stands: reconciled, waiting, failed, suspended, or unknown. */
import { type FluxCondition, type FluxObject, keyWords } from '../model/flux.ts'
import { behind } from './behind.ts'
import { conditionOf, isBusy, isTrue, observedGeneration } from './conditions.ts'
import { faultAt } from './cycle.ts'
import { isFinal } from './final.ts'
import { isSameRevision, shortRevision } from './revision.ts'
import { isSource } from './view.ts'

export type FluxState = 'reconciled' | 'waiting' | 'failed' | 'suspended' | 'unknown'

export interface Standing {
  readonly state: FluxState
  /** Why it is not reconciled, in some words; '' where it is. */
  readonly why: string
  /** The condition that says that it has failed. */
  readonly fault?: FluxCondition
  /** Only a commit or another configuration changes it. */
  readonly final: boolean
}

const RECONCILED: Standing = { state: 'reconciled', why: '', final: false }

function waiting(why: string): Standing {
  return { state: 'waiting', why, final: false }
}

/**
 * @param all of the gate, by key: an applier is held against its source.
 * @returns how it stands, whatever revision is demanded.
 */
export function standingOf(key: string, object: FluxObject, all: ReadonlyMap<string, FluxObject>): Standing {
  if (object.suspended) return { state: 'suspended', why: 'suspended', final: false }
  // A HelmRepository of type oci has no status: nothing is fetched by it (source-controller 1.7, "Helm repositories").
  const isOfRegistry = key.startsWith('HelmRepository/') && object.url.startsWith('oci://')
  if (isOfRegistry && object.conditions.length === 0 && object.seenBy === 'cluster') return RECONCILED
  const ready = conditionOf(object, 'Ready')
  const fault = faultAt(key, object, all)
  if (object.deleting) return waiting('being deleted')
  if (observedGeneration(object) < object.generation) return waiting('its last change is not yet observed')
  if (fault !== undefined) return failedOf(key, object, fault, all)
  if (ready === undefined) return object.seenBy === 'cluster' ? waiting('not yet reconciled') : unknownOf()
  // Ready is written a moment before what it speaks of.
  const isOfBefore = ready.generation > 0 && ready.generation < object.generation
  if (ready.status === 'True' && (object.observedGeneration < object.generation || isOfBefore))
    return waiting('its status is being updated')
  if (ready.status === 'True' && !isBusy(object)) return ofReady(key, object, all)
  return waiting([ready.reason, ready.message].filter(Boolean).join(': ') || 'being reconciled')
}

function unknownOf(): Standing {
  return { state: 'unknown', why: 'Azure reports no condition', final: false }
}

function failedOf(
  key: string,
  object: FluxObject,
  fault: FluxCondition,
  all: ReadonlyMap<string, FluxObject>,
): Standing {
  const why = [fault.reason, fault.message].filter(Boolean).join(': ')
  // What was tried is not what the source has by now: the next try may be another.
  const source = all.get(object.source)
  const isOld =
    !isSource(key) &&
    source !== undefined &&
    source.revision !== '' &&
    attemptedRevision(object) !== '' &&
    !isSameRevision(attemptedRevision(object), source.revision) &&
    key.startsWith('Kustomization/')
  return { state: 'failed', why, fault, final: !isOld && !isTrueBusy(object) && isFinal(key, object, fault) }
}

/** While Reconciling is True a try runs whose end is not known; Stalled says that none does. */
function isTrueBusy(object: FluxObject): boolean {
  return isTrue(object, 'Reconciling') && !isTrue(object, 'Stalled') && conditionOf(object, 'Ready')?.status !== 'False'
}

/** Ready at an older revision than its source's is waiting. */
function ofReady(key: string, object: FluxObject, all: ReadonlyMap<string, FluxObject>): Standing {
  const [has, wants] = behind(key, object, all) ?? []
  if (has === undefined || wants === undefined) return RECONCILED
  return waiting(`runs ${shortRevision(has)}; its source has ${shortRevision(wants)}`)
}

/**
 * A failure to fetch leaves `lastAttemptedRevision` as it was; what is tried stands in the message of Reconciling then.
 * @returns what an applier tried last.
 */
export function attemptedRevision(object: FluxObject): string {
  const [, tried = ''] =
    /for revision (\S+) with a timeout/.exec(conditionOf(object, 'Reconciling')?.message ?? '') ?? []
  return tried || object.attempted
}

/** @returns what the object waits for or has failed on, in a line. */
export function standingWords(key: string, { why }: Standing): string {
  return why === '' ? keyWords(key) : `${keyWords(key)} (${why.replace(/\s+/g, ' ').slice(0, 160)})`
}
