/** The managed cluster: read before anything is written, and the way to its API server. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../../errors.ts'
import type { ClusterState } from '../../model/evidence.ts'
import type { ClusterId } from '../../model/request.ts'
import { adviceFor, isMissing, shell } from '../arm/advice.ts'
import type { Arm, ArmAnswer } from '../arm/client.ts'
import { errorThrown } from '../arm/error.ts'

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
  const doing = doingOf(cluster)
  const answer = await asked(arm, 'GET', clusterResourceId(cluster), '', signal)
  if (answer.error !== undefined) throw refused(doing, answer, cluster)
  return checked(answer, doing)
}

const APPEAR_POLL_MS = 3000

/**
 * Waits until the cluster is there and made, for a step that runs beside the one that makes it.
 * @param told why it is waited for, each reason once.
 * @throws ActionError when it cannot take extensions, or for what waiting does not mend.
 */
export async function awaitCluster(
  arm: Arm,
  cluster: ClusterId,
  told: (why: string, unreadable: boolean) => void,
  signal: AbortSignal,
): Promise<ClusterState> {
  const doing = doingOf(cluster)
  let last = ''
  for (;;) {
    const answer = await asked(arm, 'GET', clusterResourceId(cluster), '', signal)
    const why = notYet(answer, cluster)
    if (why === undefined && answer.error !== undefined) throw refused(doing, answer, cluster)
    if (why === undefined) return checked(answer, doing)
    const { text, unreadable } = why
    if (text !== last) told(text, unreadable)
    last = text
    await sleep(APPEAR_POLL_MS, undefined, { signal })
  }
}

/** @returns why the cluster is waited for; undefined when it is there, or waiting will not help. */
function notYet(
  { error, status, body }: ArmAnswer,
  cluster: ClusterId,
): { readonly text: string; readonly unreadable: boolean } | undefined {
  const what = `the managed cluster ${cluster.name}`
  if (error === undefined) {
    const { provisioningState } = stateOf(body)
    return /^(Creating|Deleting)$/.test(provisioningState)
      ? { text: `${what} is ${provisioningState}`, unreadable: false }
      : undefined
  }
  if (isMissing(error)) return { text: `${what} is not there yet (${error.code})`, unreadable: false }
  // A role on the cluster can be given only once the cluster is there.
  if (status !== 403 && status !== 0 && status < 500) return undefined
  const { likely, next } = adviceFor(error, { cluster })
  return { text: `${what} cannot be read yet: ${likely.split('\n')[0]} ${next.split('\n')[0]}`, unreadable: true }
}

function doingOf({ name, resourceGroup }: ClusterId): string {
  return `Reading the managed cluster ${name} in resource group ${resourceGroup}.`
}

function checked(answer: ArmAnswer, doing: string): ClusterState {
  if ((answer.body as ManagedCluster | undefined)?.properties === undefined)
    throw new ActionError({
      doing,
      likely: `The answer (HTTP ${answer.status}) is not a managed cluster: something between this runner and Azure answered.`,
      next: 'Check the proxy of this runner, and resource-manager-endpoint where it is given.',
    })
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
  const answer = await asked(arm, 'POST', path, '&format=exec', signal)
  if (answer.error !== undefined) throw refused(doing, answer, cluster)
  const { kubeconfigs } = (answer.body ?? {}) as { kubeconfigs?: { value?: string }[] }
  const value = kubeconfigs?.[0]?.value
  if (value) return Buffer.from(value, 'base64').toString()
  throw new ActionError({
    doing,
    likely: 'The answer holds no kubeconfig.',
    next: 'The action goes on without the cluster.',
  })
}

/** @returns the answer; one of status 0 where none came. @throws ActionError where nothing was sent. */
async function asked(
  arm: Arm,
  method: 'GET' | 'POST',
  path: string,
  query: string,
  signal: AbortSignal,
): Promise<ArmAnswer> {
  const [newest, older] = API_VERSIONS
  const send = (version: string) => arm.send(method, `${path}?api-version=${version}${query}`, signal)
  try {
    const answer = await send(newest)
    return UNKNOWN_VERSION.test(answer.error?.code ?? '') ? await send(older) : answer
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof ActionError) throw cause
    const error = errorThrown(cause)
    return { status: error.status, body: undefined, error, retryAfterMs: undefined }
  }
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
      next: `Start it: az aks start --resource-group ${shell(group)} --name ${name}`,
    }
  if (/^(Creating|Deleting)$/.test(state.provisioningState))
    return {
      likely: `The cluster's provisioning state is ${state.provisioningState}.`,
      next: 'Run this step once it is Succeeded, or with mode: watch beside the job that makes it.',
    }
  if (identity === 'None')
    return {
      likely: 'The cluster has no managed identity, and extensions need one.',
      next: `Give it one: az aks update --resource-group ${shell(group)} --name ${name} --enable-managed-identity`,
    }
  return undefined
}

function refused(doing: string, { error, status }: ArmAnswer, cluster: ClusterId): ActionError {
  return new ActionError({
    doing,
    ...adviceFor(error ?? { code: `HTTP ${status}`, message: '', status, details: [] }, { cluster }),
  })
}
