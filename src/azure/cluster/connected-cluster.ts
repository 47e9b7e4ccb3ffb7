/** What ARM says of a cluster that Arc connects (Azure REST API, "Connected Clusters"). AKS Arc has the same resource. */
import { isRecord, recordOf, textOf } from '../../json.ts'
import { type ArmError, stateAsError } from '../arm/error.ts'
import type { ClusterKind } from './read.ts'

const ERRORS = 10

export const CONNECTED_CLUSTER: ClusterKind = {
  apiVersions: ['2024-01-01', '2021-10-01'],
  stateOf(body) {
    const { id, location, kind, systemData, properties } = recordOf(body)
    const of = recordOf(properties)
    return {
      id: textOf(id),
      location: textOf(location),
      sku: '',
      tier: '',
      managedSystemNodePools: false,
      provisioningState: textOf(of['provisioningState']),
      powerState: '',
      kubernetesVersion: textOf(of['kubernetesVersion']),
      localAccounts: false,
      entra: false,
      privateCluster: false,
      createdAt: textOf(recordOf(systemData)['createdAt']),
      connectivity: {
        status: textOf(of['connectivityStatus']),
        lastConnected: textOf(of['lastConnectivityTime']),
        certificateEnds: textOf(of['managedIdentityCertificateExpirationTime']),
        agentVersion: textOf(of['agentVersion']),
        distribution: textOf(kind) || textOf(of['distribution']),
        agentErrors: errorsOf(of['arcAgentProfile']),
      },
    }
  },
  faultOf({ provisioningState, connectivity }): ArmError | undefined {
    const { status = '', lastConnected = '', agentErrors = [] } = connectivity ?? {}
    const last = lastConnected === '' ? '' : ` It was last connected at ${lastConnected}.`
    const said = agentErrors.length === 0 ? '' : ` Its agents report: ${agentErrors.join('; ')}.`
    if (/^(Creating|Deleting)$/i.test(provisioningState))
      return stateAsError('ClusterNotReady', `The provisioning state of the connected cluster is ${provisioningState}.`)
    if (/^offline$/i.test(status))
      return stateAsError(
        'ClusterOffline',
        `connectivityStatus is Offline: Azure received no heartbeat from its agents for 15 minutes.${last}${said}`,
      )
    if (/^expired$/i.test(status))
      return stateAsError(
        'ClusterExpired',
        `connectivityStatus is Expired: the certificate of its identity expired.${last}${said}`,
      )
    if (/^connecting$/i.test(status))
      return stateAsError(
        'ClusterConnecting',
        `connectivityStatus is Connecting: Azure has received no heartbeat from its agents yet.${said}`,
      )
    return undefined
  },
}

function errorsOf(profile: unknown): string[] {
  const { agentErrors } = recordOf(profile)
  const all = Array.isArray(agentErrors) ? agentErrors.filter(isRecord).slice(0, ERRORS) : []
  return all
    .map(each => [textOf(each['component']), textOf(each['message'])].filter(Boolean).join(': '))
    .filter(Boolean)
}
