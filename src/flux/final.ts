/**
 * Failures that no further try can change: only a commit, or another configuration. Everything else is waited for: a CRD, a
 * secret, a network, a pod may yet come.
 */
import type { FluxCondition, FluxObject } from '../model/flux.ts'
import { conditionOf, isTrue } from './conditions.ts'

/** What a controller could not build of what it fetched (kustomize-controller: BuildFailed, ArtifactFailed). */
const BUILD =
  /kustomization path not found|kustomize build failed|kustomize create failed|accumulating resources|failed to (?:decode|parse)|is not a directory/
/** Of a build, what something else than a commit may change: a key, a ConfigMap to substitute from, a remote base. */
const NOT_OF_THE_REPOSITORY =
  /substitut\w* from|decrypt|sops|secrets? "|configmaps? "|not found in namespace|dial tcp|timeout|timed out|lookup |connection refused|(?<![\w/.-])remote(?![\w/.-])|https?:\/\/|git fetch|deadline|no space left|too many open files/i
/** The repository has no such branch, tag or commit. What an artifact's registry does not have may be pushed without a commit. */
const NO_REF =
  /couldn't find remote ref|reference not found|no match found for semver|unable to find .{0,40}(?:reference|tag|branch)|failed to resolve commit object|object not found/
const NO_RANGE = /unable to parse semver|improper constraint/
/** What the API server calls invalid, since something else has it; that may go. */
const TAKEN = /already allocated|already in use/
/** The API server refuses what the manifest says, whoever applies it and however often. */
const CONTENT = /field is immutable|ValidatingAdmissionPolicy '[^']*' with binding '[^']*' denied request/
const CONTENT_OF_CORE =
  /failed to create typed patch object|^[A-Z]\w+\/(?:\S+ )?dry-run failed \(Invalid\)|ValidationError|strict decoding error: unknown field/
/** Kinds whose schema the API server itself has: nothing that is installed later changes it. */
const CORE =
  /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Job|CronJob|Service|ConfigMap|Secret|Namespace|ServiceAccount|Role|RoleBinding|ClusterRole|ClusterRoleBinding|Ingress|NetworkPolicy|PersistentVolumeClaim|HorizontalPodAutoscaler|PodDisruptionBudget)\//

/** @param key of the object. @param fault the condition that says that it has failed. @returns whether only a commit or another configuration changes it. */
export function isFinal(key: string, object: FluxObject, { reason, message }: FluxCondition): boolean {
  if (isTrue(object, 'Stalled') || conditionOf(object, 'Ready')?.reason === 'RetriesExceeded') return true
  if (reason === 'DependencyCycle' || NO_RANGE.test(message)) return true
  if (key.startsWith('GitRepository/') && NO_REF.test(message)) return true
  if (CONTENT.test(message)) return true
  if (CORE.test(message) && CONTENT_OF_CORE.test(message) && !TAKEN.test(message)) return true
  const isBuild = reason === 'BuildFailed' || BUILD.test(message)
  return isBuild && !NOT_OF_THE_REPOSITORY.test(message.replace(/^stat \S+/, ''))
}
