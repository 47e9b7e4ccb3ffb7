/** The request that a policy is asked about. A property that is `undefined` is not known; `null` is known to be absent. */
import type { KubernetesObject } from '../model/evidence.ts'

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

export interface AdmissionRequest {
  readonly operation: Operation
  readonly group: string
  readonly version: string | undefined
  readonly resource: string
  /** '' for the main resource. */
  readonly subresource: string
  /** Kind of the object in the request. */
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string } | undefined
  /** '' for a cluster-scoped object. */
  readonly namespace: string
  readonly name: string | undefined
  readonly user:
    | { readonly username: string; readonly groups: readonly string[]; readonly uid: string | undefined }
    | undefined
  readonly dryRun: boolean | undefined
  readonly object: KubernetesObject | null | undefined
  readonly oldObject: KubernetesObject | null | undefined
}

/** What else a verdict depends on. */
export interface AdmissionContext {
  /** Labels of the request's namespace; undefined when they were not read. */
  readonly namespaceLabels: Readonly<Record<string, string>> | undefined
  /** The namespace's object, where it was read whole. */
  readonly namespaceObject: KubernetesObject | null | undefined
  /** Objects read as params, of any kind. */
  readonly params: readonly KubernetesObject[]
  /** Whether a policy's params were read, so that one that is missing here is missing in the cluster. */
  readonly paramsRead: (policy: string) => boolean
}

/** The user of a service account with the groups that the API server gives it (Kubernetes docs, "Authenticating"). */
export function serviceAccountUser(namespace: string, name: string): NonNullable<AdmissionRequest['user']> {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    uid: undefined,
  }
}

/** @param name system:serviceaccount:namespace:name. @returns the caller; undefined where the name is of no service account. */
export function callerOf(name: string): AdmissionRequest['user'] {
  const [, , namespace, account] = name.split(':')
  return namespace && account ? serviceAccountUser(namespace, account) : undefined
}

/**
 * @returns the group of all service accounts of the caller's namespace; '' for Kubernetes' own controllers, since with
 * kube-system's group exempt the policy would refuse nothing that any controller makes.
 */
export function callersGroup(user: AdmissionRequest['user']): string {
  const group = user?.groups.find(each => each.startsWith('system:serviceaccounts:')) ?? ''
  return group === 'system:serviceaccounts:kube-system' || !/^[\w:.-]*$/.test(group) ? '' : group
}
