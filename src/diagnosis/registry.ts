/** The failure classes that are known, as a table of contents, in the order of their precedence: the first that matches owns a text. */

import {
  admissionWebhookDenied,
  platformAuthorizationDenied,
  podSecurityDenied,
  quotaExceeded,
  webhookUnavailable,
} from './classes/admission.ts'
import { admissionPolicyDenied } from './classes/admission-policy-denied.ts'
import {
  agentNotResponding,
  apiserverUnreachable,
  egressBlocked,
  fluxReconcileFailed,
  fluxSourceFailed,
  identityFailure,
} from './classes/agent.ts'
import {
  armPolicyDenied,
  authLoginFailed,
  authorizationFailed,
  cloudQuotaExceeded,
  clusterStopped,
  extensionTypeNotRegistered,
  marketplaceTerms,
  providerNotRegistered,
  resourceLocked,
  versionNotFound,
} from './classes/azure.ts'
import {
  chartDownloadFailed,
  dependencyMissing,
  extensionAlreadyExists,
  helmHookFailed,
  helmRenderFailed,
  immutableField,
  invalidObject,
  namespaceTerminating,
  operationInProgress,
  resourceAlreadyExists,
  writeConflict,
} from './classes/helm.ts'
import { helmTimeoutUnknown } from './classes/helm-timeout-unknown.ts'
import {
  configMissing,
  crashLoop,
  imagePull,
  oomKilled,
  sandboxNetworkFailed,
  unsupportedCluster,
  volumeUnavailable,
} from './classes/pods.ts'
import { rbacForbidden } from './classes/rbac-forbidden.ts'
import { nodeNotReady, taintNotTolerated, unschedulableResources } from './classes/scheduling.ts'
import type { Rule } from './rule.ts'

export const RULES: readonly Rule[] = [
  // Admission and authorization in the cluster: all carry "forbidden", the server's own order.
  admissionPolicyDenied,
  admissionWebhookDenied,
  podSecurityDenied,
  quotaExceeded,
  namespaceTerminating,
  immutableField,
  platformAuthorizationDenied,
  rbacForbidden,
  webhookUnavailable,
  // Azure, by its codes.
  authLoginFailed,
  authorizationFailed,
  providerNotRegistered,
  extensionTypeNotRegistered,
  versionNotFound,
  armPolicyDenied,
  resourceLocked,
  marketplaceTerms,
  cloudQuotaExceeded,
  clusterStopped,
  // Helm and what it asks the API server for.
  unsupportedCluster,
  resourceAlreadyExists,
  extensionAlreadyExists,
  operationInProgress,
  dependencyMissing,
  invalidObject,
  helmRenderFailed,
  chartDownloadFailed,
  writeConflict,
  // Pods and nodes.
  sandboxNetworkFailed,
  imagePull,
  configMissing,
  volumeUnavailable,
  unschedulableResources,
  taintNotTolerated,
  nodeNotReady,
  oomKilled,
  // Identity, network, Flux.
  fluxSourceFailed,
  identityFailure,
  egressBlocked,
  apiserverUnreachable,
  fluxReconcileFailed,
  // Symptoms: only where nothing else is known.
  helmHookFailed,
  helmTimeoutUnknown,
  agentNotResponding,
  crashLoop,
]

/** What a log line must hold to be looked at by any rule. */
export const LITERALS: readonly string[] = [...new Set(RULES.flatMap(rule => rule.literals))]

/**
 * What every log line holds that any rule knows: the first and last lines of each log come here whatever they say, and most
 * are everyday work. Not a level: the config agent prints real failures as Information.
 */
export const SUSPECT =
  /fail|error|denied|forbidden|refus|unable|cannot|can't|could ?n[o']t|not (?:found|authorized|allowed|populated|valid|ready|supported)|no (?:such|matches|azure|kind|space)|time(?:d )? ?out|exceed|invalid|violat|terminated|back-?off|oom|out of memory|taint|insufficient|too ?many|conflict|already (?:exists|in use)|immutable|unauthori[sz]ed|in progress|NODE DENY|mismatch|still in use|AADSTS|response code|\{<nil>\}/i

/** Of what components log: that it was met and dealt with. */
export const EVERYDAY =
  /\b(?:skipp(?:ed|ing)|continuing|ignoring)\b(?!: failed to|" err=)|will be updated|, (?:installing|updating|downloading|creating)\b|using default|error=<nil>|\bno error\b|in cache|(?<!Ready)=false\b|count=0\b|\bdisabled\b|waiting for .{0,60} to clear/i

/** Exact forms that say of themselves that nothing was refused, or that are everyday work. */
export const BENIGN =
  /would violate PodSecurity|Validation failed for ValidatingAdmissionPolicy|Warning: \[azurepolicy-|"?constraint_(?:enforcement_)?action"?\s*[:=]\s*"?(?:dryrun|warn)|\[(?:dryrun|warn)\] |attempting to acquire leader lease|successfully acquired lease|PolicyViolation.{0,200}\b(?:audit|Audit)\b/
