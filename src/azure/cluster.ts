/** The managed cluster: read before anything is written, and the way to its API server. */
import { ActionError } from '../errors.ts'
import type { ClusterState } from '../model/evidence.ts'
import type { ClusterId } from '../model/request.ts'
import type { Arm, ArmAnswer } from './arm.ts'

/**
 * hostedSystemProfile is in the API since 2026; clouds that do not know that version yet answer
 * InvalidApiVersionParameter or NoRegisteredProviderFound, and are asked with the older one.
 */
const API_VERSIONS = ['2026-04-01', '2025-10-01'] as const

const UNKNOWN_VERSION = /^(InvalidApiVersionParameter|NoRegisteredProviderFound)$/

/** @returns the ARM id of the managed cluster. */
export function clusterResourceId(cluster: ClusterId): string {
  const { subscriptionId, resourceGroup, name } = cluster
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`
}

/** @throws ActionError when the cluster is missing, unreadable, stopped, or cannot take extensions. */
export async function readCluster(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<ClusterState> {
  const doing = `Reading the managed cluster ${cluster.name} in resource group ${cluster.resourceGroup}.`
  const answer = await ask(arm, 'GET', clusterResourceId(cluster), '', signal)
  if (answer.error !== undefined) throw refused(doing, answer)
  const state = stateOf(answer.body)
  const fault = faultOf(state, answer.body)
  if (fault !== undefined) throw new ActionError({ doing, ...fault })
  return state
}

/**
 * @returns the user kubeconfig (YAML). With Entra it holds no credential but the address and the CA; without, it is an
 * admin certificate. @throws ActionError
 */
export async function readKubeconfig(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<string> {
  const doing = `Asking for the address of ${cluster.name}'s API server (listClusterUserCredential).`
  const path = `${clusterResourceId(cluster)}/listClusterUserCredential`
  const answer = await ask(arm, 'POST', path, '&format=exec', signal)
  if (answer.error !== undefined) throw refused(doing, answer)
  const { kubeconfigs } = answer.body as { kubeconfigs?: { value?: string }[] }
  const value = kubeconfigs?.[0]?.value
  if (value) return Buffer.from(value, 'base64').toString()
  throw new ActionError({
    doing,
    likely: 'The answer holds no kubeconfig.',
    next: 'The action goes on without the cluster.',
  })
}

async function ask(arm: Arm, method: 'GET' | 'POST', path: string, query: string, signal: AbortSignal) {
  const [newest, older] = API_VERSIONS
  const answer = await arm.send(method, `${path}?api-version=${newest}${query}`, signal)
  return UNKNOWN_VERSION.test(answer.error?.code ?? '')
    ? arm.send(method, `${path}?api-version=${older}${query}`, signal)
    : answer
}

interface ManagedCluster {
  readonly id?: string
  readonly location?: string
  readonly sku?: { readonly name?: string; readonly tier?: string }
  readonly identity?: { readonly type?: string }
  readonly systemData?: { readonly createdAt?: string }
  readonly properties?: {
    readonly provisioningState?: string
    readonly powerState?: { readonly code?: string }
    readonly kubernetesVersion?: string
    readonly currentKubernetesVersion?: string
    readonly hostedSystemProfile?: { readonly enabled?: boolean }
    readonly disableLocalAccounts?: boolean
    readonly aadProfile?: { readonly managed?: boolean } | null
    readonly apiServerAccessProfile?: { readonly enablePrivateCluster?: boolean } | null
  }
}

function stateOf(body: unknown): ClusterState {
  const { id = '', location = '', sku, systemData, properties = {} } = (body ?? {}) as ManagedCluster
  return {
    id,
    location,
    sku: sku?.name ?? '',
    tier: sku?.tier ?? '',
    managedSystemNodePools: properties.hostedSystemProfile?.enabled === true,
    provisioningState: properties.provisioningState ?? '',
    powerState: properties.powerState?.code ?? '',
    kubernetesVersion: properties.currentKubernetesVersion ?? properties.kubernetesVersion ?? '',
    localAccounts: properties.disableLocalAccounts !== true,
    entra: properties.aadProfile !== undefined && properties.aadProfile !== null,
    privateCluster: properties.apiServerAccessProfile?.enablePrivateCluster === true,
    createdAt: systemData?.createdAt ?? '',
  }
}

function faultOf(state: ClusterState, body: unknown): { likely: string; next: string } | undefined {
  const [, , , , group = '', , , , name = ''] = state.id.split('/')
  const identity = (body as ManagedCluster).identity?.type ?? 'None'
  if (state.powerState === 'Stopped')
    return {
      likely: 'The cluster is stopped, so nothing can be installed on it.',
      next: `Start it: az aks start --resource-group ${group} --name ${name}`,
    }
  if (/^(Creating|Deleting)$/.test(state.provisioningState))
    return {
      likely: `The cluster's provisioning state is ${state.provisioningState}.`,
      next: 'Run this step once it is Succeeded.',
    }
  if (identity === 'None')
    return {
      likely: 'The cluster has no managed identity, and extensions need one.',
      next: `Give it one: az aks update --resource-group ${group} --name ${name} --enable-managed-identity`,
    }
  return undefined
}

function refused(doing: string, answer: ArmAnswer): ActionError {
  const { code = '', message = '', status = 0 } = answer.error ?? {}
  return new ActionError({ doing, likely: `${code || `HTTP ${status}`}: ${message}`, next: nextStep(code, status) })
}

function nextStep(code: string, status: number): string {
  if (code === 'SubscriptionNotFound')
    return 'Check subscription-id, and that the identity has a role in that subscription.'
  if (code === 'ResourceGroupNotFound') return 'Check resource-group and subscription-id.'
  if (status === 404) return 'Check cluster-name and resource-group.'
  if (status === 403)
    return 'Give the identity the role Azure Kubernetes Service Cluster User on the cluster (it may read it and its user credential).'
  return 'Nothing was written. Rerun the step; if it happens again, read the message above.'
}
