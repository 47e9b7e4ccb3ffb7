/** Which cluster: by its ARM id, or by its names. */
import { GUID, parseClusterId } from '../model/names.ts'
import { CLUSTER_TYPES, type ClusterId } from '../model/request.ts'
import type { Reader } from './reader.ts'

/** @returns the names; '' for each that is missing, which the reader is told. */
export function parseCluster(read: Reader): ClusterId {
  const id = read.text('cluster-resource-id')
  const name = read.matching('cluster-name', /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'a name of a cluster')
  const resourceGroup = read.matching('resource-group', /^[-\w.()]{1,90}$/, 'a name of a resource group')
  const subscriptionId = read.matching('subscription-id', GUID, 'a subscription id (a GUID)')
  const type = read.oneOf('cluster-type', CLUSTER_TYPES, 'managedClusters')
  const nothing = { type, subscriptionId: '', resourceGroup: '', name: '' }
  if (id !== undefined) {
    const parsed = parseClusterId(id) ?? nothing
    const sub = parsed.subscriptionId
    if (!GUID.test(sub))
      read.wrong.push(
        `cluster-resource-id: '${id}' is not /subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name> (Arc: Microsoft.Kubernetes/connectedClusters)`,
      )
    if (name !== undefined || resourceGroup !== undefined)
      read.wrong.push('cluster-resource-id: it holds name and group already; leave out cluster-name and resource-group')
    if (subscriptionId !== undefined && sub.toLowerCase() !== subscriptionId.toLowerCase())
      read.wrong.push('cluster-resource-id: its subscription is not the one of subscription-id')
    return parsed
  }
  if (name === undefined && resourceGroup === undefined) {
    read.wrong.push(
      'cluster-name: which cluster? Give cluster-name, resource-group and subscription-id, or cluster-resource-id',
    )
    return nothing
  }
  if (name === undefined) read.wrong.push('cluster-name: missing beside resource-group')
  if (resourceGroup === undefined) read.wrong.push('resource-group: missing beside cluster-name')
  if (subscriptionId === undefined) read.wrong.push('subscription-id: missing (or give cluster-resource-id)')
  return { type, subscriptionId: subscriptionId ?? '', resourceGroup: resourceGroup ?? '', name: name ?? '' }
}
