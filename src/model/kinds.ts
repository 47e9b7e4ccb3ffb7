/** What is known of kinds of objects for advice about them: what is lost with one, and where its name is unique (Kubernetes API reference). */

/** What such an object holds is deleted with it. */
const HOLDS_DATA =
  /^(?:persistentvolumes?|persistentvolumeclaims?|namespaces?|customresourcedefinitions?|secrets?|configmaps?|statefulsets?)$/
/** What is made again from its description, and holds nothing besides. */
const MADE_AGAIN =
  /^(?:deployments?|daemonsets?|replicasets?|jobs?|cronjobs?|pods?|services?|serviceaccounts?|roles?|rolebindings?|clusterroles?|clusterrolebindings?|horizontalpodautoscalers?|poddisruptionbudgets?|ingress(?:es)?|networkpolic(?:y|ies)|priorityclass(?:es)?|(?:validating|mutating)webhookconfigurations?)$/
const CLUSTER_SCOPED =
  /^(?:clusterroles?|clusterrolebindings?|customresourcedefinitions?|namespaces?|nodes?|persistentvolumes?|storageclass(?:es)?|priorityclass(?:es)?|ingressclass(?:es)?|runtimeclass(?:es)?|csidrivers?|apiservices?|(?:validating|mutating)webhookconfigurations?|(?:validating|mutating)admissionpolic(?:y|ies)|(?:validating|mutating)admissionpolicybindings?)$/

/** @returns a kind or a resource without its group, in lower case. */
function bare(kind: string): string {
  return kind.toLowerCase().split('.')[0] ?? ''
}

/** @param kind `PersistentVolumeClaim`, or a resource such as `jobs.batch`. @returns whether deleting one loses what nobody makes again. */
export function holdsData(kind: string): boolean {
  return HOLDS_DATA.test(bare(kind))
}

/** @returns whether one can be deleted and is made again as it was: only of kinds that are known to hold nothing else. */
export function isMadeAgain(kind: string): boolean {
  return MADE_AGAIN.test(bare(kind))
}

/** Groups of kinds whose plural is plain, as the API server serves them (Kubernetes API reference). */
const RESOURCES: Readonly<Record<string, string>> = {
  Pod: 'pods',
  Service: 'services',
  ConfigMap: 'configmaps',
  Secret: 'secrets',
  ServiceAccount: 'serviceaccounts',
  Namespace: 'namespaces',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Deployment: 'deployments.apps',
  StatefulSet: 'statefulsets.apps',
  DaemonSet: 'daemonsets.apps',
  ReplicaSet: 'replicasets.apps',
  Job: 'jobs.batch',
  CronJob: 'cronjobs.batch',
  Ingress: 'ingresses.networking.k8s.io',
  NetworkPolicy: 'networkpolicies.networking.k8s.io',
  Role: 'roles.rbac.authorization.k8s.io',
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
  ClusterRole: 'clusterroles.rbac.authorization.k8s.io',
  ClusterRoleBinding: 'clusterrolebindings.rbac.authorization.k8s.io',
}

/** @returns the resource of a kind with its group, such as `deployments.apps`; '' where it is not known here. */
export function resourceOf(kind: string): string {
  return Object.hasOwn(RESOURCES, kind) ? (RESOURCES[kind] ?? '') : ''
}

export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.test(bare(kind))
}
