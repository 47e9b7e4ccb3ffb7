/** What conditions of a Flux object say. Some are good when True (Ready, Healthy), some bad (fluxcd.io, "Conditions" of each kind). */
import type { FluxCondition, FluxObject } from '../model/flux.ts'

/** Bad when True, whatever Ready is. */
const BAD = /^(?:Stalled|FetchFailed|BuildFailed|StorageOperationFailed|Remediated)$/
/** Work goes on while they are True. */
const BUSY_WHEN_TRUE = ['Reconciling', 'ArtifactOutdated'] as const

/** @returns a condition of an object, or undefined. */
export function conditionOf({ conditions }: FluxObject, type: string): FluxCondition | undefined {
  return conditions.find(each => each.type === type)
}

/** @returns whether a condition is True. */
export function isTrue(object: FluxObject, type: string): boolean {
  return conditionOf(object, type)?.status === 'True'
}

/** Flux's controllers set the object's observed generation with a success; each condition carries its own. */
export function observedGeneration({ observedGeneration: own, conditions }: FluxObject): number {
  return Math.max(own, ...conditions.map(each => each.generation))
}

/** @returns whether its controller says that it still works on it. */
export function isBusy(object: FluxObject): boolean {
  return BUSY_WHEN_TRUE.some(type => isTrue(object, type)) || conditionOf(object, 'Ready')?.status === 'Unknown'
}

/** Reasons by which a controller says that it waits, and that nothing has failed. */
const WAITS =
  /^(?:DependencyNotReady|Progressing|ProgressingWithRetry|ArtifactUpToDate|ReconciliationInProgress|Succeeded|Suspended|HealthCheckCanceled)$/
/** What is said before there is an artifact to apply: the source's own condition says whether that has failed. */
const NO_ARTIFACT =
  /^[Ss]ource (?:artifact not found|(?:is )?not ready)|artifact not found[.,] ?[Rr]etrying|latest generation of object has not been reconciled|HelmChart '[^']*' is not ready(?:: (?:latest generation|no artifact|does not have an artifact|.*reconcil))?$|Fulfilling prerequisites/

/** @returns the condition that says that it has failed, the most telling first; undefined where none does. */
export function faultOf(object: FluxObject): FluxCondition | undefined {
  const ready = conditionOf(object, 'Ready')
  const stalled = conditionOf(object, 'Stalled')
  if (stalled?.status === 'True') return telling(object, stalled)
  if (ready?.status === 'True') return object.conditions.find(each => BAD.test(each.type) && each.status === 'True')
  if (ready !== undefined && ready.status === 'False') return isWait(ready) ? undefined : telling(object, ready)
  // While it is tried again Ready is Unknown, and the last failure stands in a condition of its own.
  return object.conditions.find(each => FAILING.test(each.type) && each.status === 'True' && !isWait(each))
}

/** Of ours: what an object failed on, while it is tried again. */
export const LAST_FAILURE = 'LastFailure'
const FAILING = /^(?:FetchFailed|BuildFailed|StorageOperationFailed|Remediated|LastFailure)$/

/** @returns whether it only says that it waits for something else. */
export function isWait({ reason, message }: FluxCondition): boolean {
  // A dependency that does not exist is more than one that is not ready yet.
  if (/^dependency '[^']*' not found|^unable to get '[^']*' dependency: .* not found/.test(message)) return false
  return WAITS.test(reason) || NO_ARTIFACT.test(message)
}

/** "retries exhausted", "rolled back" and their like are ends: what led there stands in another condition. */
const AN_END =
  /^(?:(?:install|upgrade) retries exhausted|Failed to (?:install|upgrade) after|Failed to perform remediation|Missing target release for rollback|Helm rollback to previous release)/
function telling(object: FluxObject, condition: FluxCondition): FluxCondition {
  if (
    !AN_END.test(condition.message) &&
    condition.reason !== 'RetriesExceeded' &&
    condition.reason !== 'RollbackSucceeded'
  )
    return condition
  const cause = ['Released', 'TestSuccess', 'Ready'].flatMap(type => {
    const each = conditionOf(object, type)
    return each !== undefined && each.status === 'False' && each !== condition && !AN_END.test(each.message)
      ? [each]
      : []
  })[0]
  return cause ?? condition
}
