/** Names and ids, built and parsed once. */
import type { ClusterId, ClusterType } from './request.ts'

/** RFC 1123 label: the API server's rule for namespaces, and Azure's for extensions. */
export const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** An id of a subscription, a tenant or an application. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What Azure takes for the names of a cluster and of a resource group. */
export const CLUSTER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/
export const GROUP_NAME = /^[-\w.()]{1,90}$/

/** The resource provider of each type of cluster. */
const PROVIDERS: Readonly<Record<ClusterType, string>> = {
  managedClusters: 'Microsoft.ContainerService',
  connectedClusters: 'Microsoft.Kubernetes',
}
const CLUSTER =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/(?:Microsoft\.ContainerService\/(managedClusters)|Microsoft\.Kubernetes\/(connectedClusters))\/([^/]+)\/?$/i

/** @returns the ARM id of a cluster. */
export function clusterArmId({ type, subscriptionId, resourceGroup, name }: ClusterId): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${PROVIDERS[type]}/${type}/${name}`
}

/** @returns the names in the ARM id of a cluster; undefined where it is not one. */
export function parseClusterId(id: string): ClusterId | undefined {
  const [, subscriptionId, resourceGroup, managed, , name] = CLUSTER.exec(id) ?? []
  if (!subscriptionId || !resourceGroup || !name) return undefined
  return { type: managed === undefined ? 'connectedClusters' : 'managedClusters', subscriptionId, resourceGroup, name }
}

/** @returns whether the names are such as Azure takes: an id may come from anywhere, and goes into queries and commands. */
export function isPlainClusterId({ subscriptionId, resourceGroup, name }: ClusterId): boolean {
  return GUID.test(subscriptionId) && GROUP_NAME.test(resourceGroup) && CLUSTER_NAME.test(name)
}

/** @returns what people call a cluster of the type. */
export function clusterWords(type: ClusterType): string {
  return type === 'managedClusters' ? 'managed cluster' : 'Arc-connected cluster'
}

/** @returns the name of the resource that an ARM id is of; '' where it names none. */
export function lastNameIn(id: string): string {
  return id.split('/').at(-1) ?? ''
}
