/** Made from the table of failure classes by `npm run classes`: each class's rule. A class without its file does not compile. */
import { CLASS_IDS, type ClassId } from '../../model/classes.ts'
import type { Rule } from '../rule.ts'
import { rule as admissionPolicyDenied } from './admission-policy-denied.ts'
import { rule as admissionWebhookDenied } from './admission-webhook-denied.ts'
import { rule as agentNotResponding } from './agent-not-responding.ts'
import { rule as apiserverUnreachable } from './apiserver-unreachable.ts'
import { rule as armPolicyDenied } from './arm-policy-denied.ts'
import { rule as authLoginFailed } from './auth-login-failed.ts'
import { rule as authorizationFailed } from './authorization-failed.ts'
import { rule as azureApiUnsupported } from './azure-api-unsupported.ts'
import { rule as azureUnavailable } from './azure-unavailable.ts'
import { rule as azureUnreachable } from './azure-unreachable.ts'
import { rule as chartDownloadFailed } from './chart-download-failed.ts'
import { rule as cloudQuotaExceeded } from './cloud-quota-exceeded.ts'
import { rule as clusterDisconnected } from './cluster-disconnected.ts'
import { rule as clusterStopped } from './cluster-stopped.ts'
import { rule as configMissing } from './config-missing.ts'
import { rule as crashLoop } from './crash-loop.ts'
import { rule as dependencyMissing } from './dependency-missing.ts'
import { rule as egressBlocked } from './egress-blocked.ts'
import { rule as extensionAlreadyExists } from './extension-already-exists.ts'
import { rule as extensionDeleted } from './extension-deleted.ts'
import { rule as extensionNotInstalled } from './extension-not-installed.ts'
import { rule as extensionTypeNotRegistered } from './extension-type-not-registered.ts'
import { rule as failedExtension } from './failed-extension.ts'
import { rule as fluxConfigurationRefused } from './flux-configuration-refused.ts'
import { rule as fluxReconcileFailed } from './flux-reconcile-failed.ts'
import { rule as fluxSourceFailed } from './flux-source-failed.ts'
import { rule as helmHookFailed } from './helm-hook-failed.ts'
import { rule as helmRenderFailed } from './helm-render-failed.ts'
import { rule as helmTimeoutUnknown } from './helm-timeout-unknown.ts'
import { rule as identityFailure } from './identity-failure.ts'
import { rule as imagePull } from './image-pull.ts'
import { rule as immutableField } from './immutable-field.ts'
import { rule as invalidObject } from './invalid-object.ts'
import { rule as marketplaceTerms } from './marketplace-terms.ts'
import { rule as namespaceTerminating } from './namespace-terminating.ts'
import { rule as noDeployedRelease } from './no-deployed-release.ts'
import { rule as nodeNotReady } from './node-not-ready.ts'
import { rule as nodesNotProvisioned } from './nodes-not-provisioned.ts'
import { rule as oomKilled } from './oom-killed.ts'
import { rule as operationInProgress } from './operation-in-progress.ts'
import { rule as platformAuthorizationDenied } from './platform-authorization-denied.ts'
import { rule as podSecurityDenied } from './pod-security-denied.ts'
import { rule as providerNotRegistered } from './provider-not-registered.ts'
import { rule as quotaExceeded } from './quota-exceeded.ts'
import { rule as rbacForbidden } from './rbac-forbidden.ts'
import { rule as releaseObjectMissing } from './release-object-missing.ts'
import { rule as requestThrottled } from './request-throttled.ts'
import { rule as resourceAlreadyExists } from './resource-already-exists.ts'
import { rule as resourceLocked } from './resource-locked.ts'
import { rule as resourceNotFound } from './resource-not-found.ts'
import { rule as sandboxNetworkFailed } from './sandbox-network-failed.ts'
import { rule as servicePrincipalMissing } from './service-principal-missing.ts'
import { rule as systemExtension } from './system-extension.ts'
import { rule as taintNotTolerated } from './taint-not-tolerated.ts'
import { rule as unrecognisedFailure } from './unrecognised-failure.ts'
import { rule as unschedulableResources } from './unschedulable-resources.ts'
import { rule as unsupportedCluster } from './unsupported-cluster.ts'
import { rule as versionNotFound } from './version-not-found.ts'
import { rule as volumeUnavailable } from './volume-unavailable.ts'
import { rule as webhookUnavailable } from './webhook-unavailable.ts'
import { rule as writeConflict } from './write-conflict.ts'

export const RULE_OF: { readonly [Id in ClassId]: Rule<Id> } = {
  'admission-policy-denied': admissionPolicyDenied,
  'admission-webhook-denied': admissionWebhookDenied,
  'agent-not-responding': agentNotResponding,
  'apiserver-unreachable': apiserverUnreachable,
  'arm-policy-denied': armPolicyDenied,
  'auth-login-failed': authLoginFailed,
  'authorization-failed': authorizationFailed,
  'azure-api-unsupported': azureApiUnsupported,
  'azure-unavailable': azureUnavailable,
  'azure-unreachable': azureUnreachable,
  'chart-download-failed': chartDownloadFailed,
  'cloud-quota-exceeded': cloudQuotaExceeded,
  'cluster-disconnected': clusterDisconnected,
  'cluster-stopped': clusterStopped,
  'config-missing': configMissing,
  'crash-loop': crashLoop,
  'dependency-missing': dependencyMissing,
  'egress-blocked': egressBlocked,
  'extension-already-exists': extensionAlreadyExists,
  'extension-deleted': extensionDeleted,
  'extension-not-installed': extensionNotInstalled,
  'extension-type-not-registered': extensionTypeNotRegistered,
  'failed-extension': failedExtension,
  'flux-configuration-refused': fluxConfigurationRefused,
  'flux-reconcile-failed': fluxReconcileFailed,
  'flux-source-failed': fluxSourceFailed,
  'helm-hook-failed': helmHookFailed,
  'helm-render-failed': helmRenderFailed,
  'helm-timeout-unknown': helmTimeoutUnknown,
  'identity-failure': identityFailure,
  'image-pull': imagePull,
  'immutable-field': immutableField,
  'invalid-object': invalidObject,
  'marketplace-terms': marketplaceTerms,
  'namespace-terminating': namespaceTerminating,
  'no-deployed-release': noDeployedRelease,
  'node-not-ready': nodeNotReady,
  'nodes-not-provisioned': nodesNotProvisioned,
  'oom-killed': oomKilled,
  'operation-in-progress': operationInProgress,
  'platform-authorization-denied': platformAuthorizationDenied,
  'pod-security-denied': podSecurityDenied,
  'provider-not-registered': providerNotRegistered,
  'quota-exceeded': quotaExceeded,
  'rbac-forbidden': rbacForbidden,
  'release-object-missing': releaseObjectMissing,
  'request-throttled': requestThrottled,
  'resource-already-exists': resourceAlreadyExists,
  'resource-locked': resourceLocked,
  'resource-not-found': resourceNotFound,
  'sandbox-network-failed': sandboxNetworkFailed,
  'service-principal-missing': servicePrincipalMissing,
  'system-extension': systemExtension,
  'taint-not-tolerated': taintNotTolerated,
  'unrecognised-failure': unrecognisedFailure,
  'unschedulable-resources': unschedulableResources,
  'unsupported-cluster': unsupportedCluster,
  'version-not-found': versionNotFound,
  'volume-unavailable': volumeUnavailable,
  'webhook-unavailable': webhookUnavailable,
  'write-conflict': writeConflict,
}

/** In the order of their precedence: the first that matches owns a text. */
export const RULES: readonly Rule[] = CLASS_IDS.map(id => RULE_OF[id])

/** What a log line must hold to be looked at by any rule. */
export const LITERALS: readonly string[] = [...new Set(RULES.flatMap(rule => rule.literals))]
