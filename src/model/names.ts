/** Names and ids, built and parsed once. */
import type { ClusterId } from './request.ts'

/** RFC 1123 label: the API server's rule for namespaces, and Azure's for extensions. */
export const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

const MANAGED_CLUSTER =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerService\/managedClusters\/([^/]+)\/?$/i

/** @returns the ARM id of a managed cluster. */
export function managedClusterId({ subscriptionId, resourceGroup, name }: ClusterId): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`
}

/** @returns the names in the ARM id of a managed cluster; undefined where it is not one. */
export function parseManagedClusterId(id: string): ClusterId | undefined {
  const [, subscriptionId, resourceGroup, name] = MANAGED_CLUSTER.exec(id) ?? []
  return subscriptionId && resourceGroup && name ? { subscriptionId, resourceGroup, name } : undefined
}

/** @returns the name of the resource that an ARM id is of; '' where it names none. */
export function lastNameIn(id: string): string {
  return id.split('/').at(-1) ?? ''
}
