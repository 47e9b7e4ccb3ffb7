/** Which cluster: by its ARM id, or by its names. */
import { CLUSTER_NAME, GROUP_NAME, GUID, parseClusterId } from '../model/names.ts'
import { CLUSTER_TYPES, type ClusterId } from '../model/request.ts'
import type { Reader } from './reader.ts'

/** @returns the names; '' for each that is missing, which the reader is told. */
export function parseCluster(read: Reader): ClusterId {
  const id = read.text('cluster-resource-id')
  const name = read.matching('cluster-name', CLUSTER_NAME, 'a name of a cluster')
  const resourceGroup = read.matching('resource-group', GROUP_NAME, 'a name of a resource group')
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
      read.wrong.push('cluster-resource-id: it already contains name and group; remove cluster-name and resource-group')
    if (subscriptionId !== undefined && sub.toLowerCase() !== subscriptionId.toLowerCase())
      read.wrong.push('cluster-resource-id: its subscription differs from subscription-id')
    return parsed
  }
  if (name === undefined && resourceGroup === undefined) {
    read.wrong.push(
      'cluster-name: missing. Set cluster-name, resource-group and subscription-id, or cluster-resource-id',
    )
    return nothing
  }
  if (name === undefined) read.wrong.push('cluster-name: missing, but resource-group is set')
  if (resourceGroup === undefined) read.wrong.push('resource-group: missing, but cluster-name is set')
  if (subscriptionId === undefined) read.wrong.push('subscription-id: missing (or set cluster-resource-id)')
  return { type, subscriptionId: subscriptionId ?? '', resourceGroup: resourceGroup ?? '', name: name ?? '' }
}

/** Of a mode for many clusters: none is named. @returns blank names. */
export function withoutCluster(read: Reader, mode: string): ClusterId {
  const given = ['cluster-name', 'resource-group', 'cluster-resource-id'].filter(name => read.text(name) !== undefined)
  if (given.length > 0) read.wrong.push(`${given.join(', ')}: not used with mode: ${mode}, which is for many clusters`)
  read.matching('subscription-id', GUID, 'a subscription id (a GUID)')
  return {
    type: read.oneOf('cluster-type', CLUSTER_TYPES, 'managedClusters'),
    subscriptionId: '',
    resourceGroup: '',
    name: '',
  }
}
