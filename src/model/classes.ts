/**
 * The failure classes: what is known of each, in the order of their precedence, in which the first that matches owns a text.
 * Ids, docs/classes.md, the list of rules and every count are made from this table.
 */
import type { FieldName, Permanence } from './finding.ts'

export interface ClassTraits {
  /** `by-reason`: the reason in the text tells. */
  readonly permanence: Permanence | 'by-reason'
  /** What it is, in a line of docs/classes.md. */
  readonly line: string
  /** It is the API server's own word, final whoever logs it; other words of components are everyday work as well. */
  readonly final?: true
  /** Nothing is wrapped in it: it is looked for in all layers before any other. */
  readonly innermost?: true
  /** False for what comes after an install, and never ends one. */
  readonly partOfInstall?: false
  /** So long it may last in a healthy install too (ms): an autoscaler acts, an update's old pods free what its new ones need. */
  readonly graceMs?: number
  /** What of a pod says that it is over, before the pod is Ready: a node was found, a container has started. */
  readonly heals?: 'scheduled' | 'started'
  /** The write itself is refused for it, and says so: the check need not warn of it. */
  readonly metByWrite?: true
  /** Somebody's request was denied: who asked, and for what, are fields. */
  readonly denies?: true
  /** Findings with the same value in the first of these fields are one thing to mend. */
  readonly oneBy?: readonly FieldName[]
}

const TABLE = {
  // Admission and authorization in the cluster: all carry "forbidden", the server's own order.
  'admission-policy-denied': {
    permanence: 'permanent',
    line: 'a ValidatingAdmissionPolicy denied a write',
    innermost: true,
    final: true,
    denies: true,
    oneBy: ['policy'],
  },
  'admission-webhook-denied': {
    permanence: 'permanent',
    line: 'Gatekeeper, Azure Policy, Kyverno or another webhook denied a write',
    final: true,
    denies: true,
    oneBy: ['policy', 'webhook'],
  },
  'pod-security-denied': {
    permanence: 'permanent',
    line: 'the namespace enforces a Pod Security level',
    final: true,
    denies: true,
    oneBy: ['policy'],
  },
  'quota-exceeded': {
    permanence: 'permanent',
    line: 'a ResourceQuota is exhausted',
    graceMs: 60_000,
    oneBy: ['quota'],
  },
  'namespace-terminating': { permanence: 'transient', line: 'an earlier uninstall still runs' },
  'immutable-field': { permanence: 'permanent', line: 'an upgrade changes an immutable field' },
  'platform-authorization-denied': {
    permanence: 'permanent',
    line: "AKS's own lock denied a request, before admission",
    final: true,
    denies: true,
  },
  'rbac-forbidden': {
    permanence: 'grace',
    denies: true,
    line: 'Kubernetes RBAC denied a request; a binding may follow seconds later',
  },
  'webhook-unavailable': { permanence: 'by-reason', line: 'a webhook could not be reached', oneBy: ['webhook'] },
  // Azure, by its codes.
  'service-principal-missing': {
    permanence: 'permanent',
    line: 'the tenant has no service principal of the resource provider',
  },
  'auth-login-failed': { permanence: 'permanent', line: 'signing in failed' },
  'authorization-failed': { permanence: 'grace', line: 'Azure RBAC denied a request; a new grant takes minutes' },
  'extension-not-installed': { permanence: 'permanent', line: 'something needs the extension, which is not installed' },
  'resource-not-found': {
    permanence: 'permanent',
    line: 'a subscription, resource group, cluster or extension does not exist or is not visible',
  },
  'provider-not-registered': {
    permanence: 'permanent',
    line: 'the subscription is not registered for a resource provider',
  },
  'extension-type-not-registered': { permanence: 'permanent', line: 'the region does not offer this extension type' },
  'version-not-found': { permanence: 'permanent', line: 'the train does not have this version' },
  'arm-policy-denied': { permanence: 'permanent', line: 'Azure Policy denied the write', oneBy: ['policy'] },
  'resource-locked': { permanence: 'permanent', line: 'a resource lock blocked the write' },
  'system-extension': { permanence: 'permanent', line: 'AKS installs and changes this extension itself' },
  'marketplace-terms': {
    permanence: 'permanent',
    line: 'the marketplace rejected the offer: terms, billing or market',
  },
  'flux-configuration-refused': { permanence: 'permanent', line: 'Azure rejected a Flux configuration' },
  'nodes-not-provisioned': {
    permanence: 'by-reason',
    line: 'Azure has no capacity for the nodes',
  },
  'cloud-quota-exceeded': { permanence: 'permanent', line: 'no vCPU quota for the nodes', oneBy: ['quota'] },
  'cluster-disconnected': { permanence: 'permanent', line: 'Arc has no connection to the cluster' },
  'cluster-stopped': { permanence: 'permanent', line: 'the cluster is stopped' },
  // Helm and what it asks the API server for.
  'extension-deleted': { permanence: 'permanent', line: 'somebody deleted the extension during the run' },
  'azure-api-unsupported': { permanence: 'permanent', line: 'this cloud does not support the API version' },
  'request-throttled': { permanence: 'transient', line: 'Azure throttles the subscription or the identity' },
  'azure-unavailable': { permanence: 'transient', line: 'Azure Resource Manager kept answering with a server error' },
  'azure-unreachable': {
    permanence: 'transient',
    line: 'Azure Resource Manager did not answer, or something else answered',
  },
  'unsupported-cluster': { permanence: 'permanent', line: 'a prerequisite of the extension is not met' },
  'resource-already-exists': { permanence: 'permanent', line: 'an object belongs to something else' },
  'extension-already-exists': { permanence: 'permanent', line: 'the name or type already exists', metByWrite: true },
  'no-deployed-release': {
    permanence: 'permanent',
    line: 'Helm has nothing to upgrade: the first install failed and left its record',
  },
  'release-object-missing': { permanence: 'permanent', line: 'objects of the release are missing from the cluster' },
  'operation-in-progress': { permanence: 'transient', line: 'another operation is in progress' },
  'dependency-missing': { permanence: 'grace', line: 'a CRD or component is missing' },
  'invalid-object': { permanence: 'permanent', line: 'the API server rejected an object as invalid' },
  'helm-render-failed': { permanence: 'permanent', line: 'the chart does not render with these settings' },
  'chart-download-failed': { permanence: 'by-reason', line: 'the chart cannot be fetched' },
  'write-conflict': {
    permanence: 'by-reason',
    line: 'two writers at the same time, or a field that another writer owns',
  },
  // Pods and nodes.
  'sandbox-network-failed': { permanence: 'transient', line: 'the CNI cannot set up a pod', heals: 'started' },
  'image-pull': { permanence: 'by-reason', line: 'an image cannot be pulled', heals: 'started' },
  'config-missing': {
    permanence: 'grace',
    line: 'a Secret, ConfigMap or service account is missing',
    heals: 'started',
  },
  'volume-unavailable': { permanence: 'by-reason', line: 'a claim or mount fails', heals: 'started' },
  'unschedulable-resources': {
    permanence: 'by-reason',
    line: 'no node has enough free resources',
    graceMs: 300_000,
    heals: 'scheduled',
  },
  'taint-not-tolerated': { permanence: 'grace', line: 'the nodes have taints', graceMs: 300_000, heals: 'scheduled' },
  'node-not-ready': { permanence: 'transient', line: 'nodes are not Ready' },
  'oom-killed': { permanence: 'grace', line: 'a memory limit was exceeded' },
  // Identity, network, Flux.
  'flux-source-failed': { permanence: 'by-reason', line: 'a Flux source cannot be fetched', partOfInstall: false },
  'identity-failure': { permanence: 'grace', line: 'an identity of the extension gets no token' },
  'egress-blocked': { permanence: 'grace', line: "Azure's endpoints cannot be reached from the cluster" },
  'apiserver-unreachable': { permanence: 'transient', line: 'the API server cannot be reached' },
  'flux-reconcile-failed': { permanence: 'by-reason', line: 'Flux cannot build or apply', partOfInstall: false },
  // Symptoms: only where nothing else is known.
  'failed-extension': { permanence: 'permanent', line: 'the Failed extension cannot be overwritten or deleted' },
  'helm-hook-failed': { permanence: 'symptom', line: 'a hook of the chart failed, cause unknown' },
  'helm-timeout-unknown': { permanence: 'symptom', line: 'Helm timed out, cause unknown' },
  'agent-not-responding': { permanence: 'symptom', line: 'Azure got no answer from the agent' },
  'crash-loop': { permanence: 'symptom', line: 'a container keeps crashing, cause unknown' },
  'unrecognised-failure': {
    permanence: 'symptom',
    line: 'a failure that no other class explains',
  },
} as const satisfies Readonly<Record<string, ClassTraits>>

export type ClassId = keyof typeof TABLE

export const CLASSES: Readonly<Record<ClassId, ClassTraits>> = TABLE

/** In the order of their precedence. */
export const CLASS_IDS = Object.keys(TABLE) as readonly ClassId[]
