/** What ARM says of a managed cluster, and the way to its API server. */
import { isRecord, recordOf, textOf } from '../../json.ts'
import type { ClusterState } from '../../model/evidence.ts'
import { type ArmError, stateAsError } from '../arm/error.ts'
import type { ClusterKind } from './read.ts'

/** hostedSystemProfile is in the API since 2026. */
export const MANAGED_CLUSTER: ClusterKind = {
  apiVersions: ['2026-04-01', '2025-10-01'],
  stateOf(body) {
    const { id, location, sku, systemData, properties } = recordOf(body)
    const of = recordOf(properties)
    const { name, tier } = recordOf(sku)
    const access = recordOf(of['apiServerAccessProfile'])
    const ranges = access['authorizedIPRanges']
    return {
      id: textOf(id),
      location: textOf(location),
      sku: textOf(name),
      tier: textOf(tier),
      managedSystemNodePools: recordOf(of['hostedSystemProfile'])['enabled'] === true,
      provisioningState: textOf(of['provisioningState']),
      powerState: textOf(recordOf(of['powerState'])['code']),
      kubernetesVersion: textOf(of['currentKubernetesVersion']) || textOf(of['kubernetesVersion']),
      localAccounts: of['disableLocalAccounts'] !== true,
      entra: isRecord(of['aadProfile']),
      privateCluster: access['enablePrivateCluster'] === true || /^disabled$/i.test(textOf(of['publicNetworkAccess'])),
      authorizedRanges: Array.isArray(ranges) ? ranges.length : 0,
      runCommandDisabled: access['disableRunCommand'] === true,
      createdAt: textOf(recordOf(systemData)['createdAt']),
      apiServerHosts: [of['fqdn'], of['privateFQDN']].map(textOf).filter(Boolean),
    }
  },
  faultOf({ powerState, provisioningState }, body): ArmError | undefined {
    const identity = textOf(recordOf(recordOf(body)['identity'])['type']) || 'None'
    if (/^stopped$/i.test(powerState))
      return stateAsError('ClusterStopped', 'The power state of the managed cluster is Stopped.')
    if (/^(Creating|Deleting)$/i.test(provisioningState))
      return stateAsError('ClusterNotReady', `The provisioning state of the managed cluster is ${provisioningState}.`)
    if (/^none$/i.test(identity))
      return stateAsError('NoManagedIdentity', 'The managed cluster has no managed identity. Extensions need one.')
    return undefined
  },
}

/** @returns why its API server is not reached from everywhere, and what helps; '' where nothing says so. */
export function closedBy({ privateCluster, authorizedRanges = 0 }: ClusterState): string {
  if (privateCluster)
    return 'The cluster is private: run the step on a self-hosted runner in its network or in a peered network.'
  if (authorizedRanges > 0)
    return `The API server accepts connections only from ${authorizedRanges} authorized IP ranges: run the step from one of them, or add the address of this runner.`
  return ''
}

/** What is known of run commands before the first, from the cluster's own fields. */
export function runCommandLimits({ runCommandDisabled, managedSystemNodePools }: ClusterState) {
  return {
    runCommandRefused: runCommandDisabled
      ? 'it is disabled on this cluster (apiServerAccessProfile.disableRunCommand)'
      : '',
    runCommandDoubt: managedSystemNodePools
      ? 'The system node pools are managed: if the cluster has no other node, the pod of a run command may not be scheduled.'
      : '',
  }
}
