/** The managed cluster: read before anything is written, and the way to its API server. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Refusal } from '../../errors.ts'
import { isRecord, recordOf } from '../../json.ts'
import type { ClusterState } from '../../model/evidence.ts'
import { managedClusterId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm, ArmAnswer } from '../arm/client.ts'
import { type ArmError, isMissing, lineOf, refusal, stateAsError } from '../arm/error.ts'
import type { Patience } from '../arm/retry.ts'

/**
 * hostedSystemProfile is in the API since 2026; clouds that do not know that version yet answer
 * InvalidApiVersionParameter or NoRegisteredProviderFound, and are asked with the older one.
 */
const API_VERSIONS = ['2026-04-01', '2025-10-01'] as const

const UNKNOWN_VERSION = /^(InvalidApiVersionParameter|NoRegisteredProviderFound)$/

/** Two reads this far apart are two witnesses that there is no such cluster. */
const APART_MS = 5000
const TRIES = 4

/** @throws Refusal when the cluster is missing, unreadable, stopped, or cannot take extensions. */
export async function readCluster(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<ClusterState> {
  const doing = doingOf(cluster)
  for (let tries = 1; ; tries++) {
    const answer = await ask(arm, 'GET', managedClusterId(cluster), '', signal)
    if (answer.error === undefined && isCluster(answer.body)) return checkState(answer, doing)
    // What else is refused does not pass in some seconds; what is no answer of Azure's was tried again already.
    const passes = answer.error === undefined ? answer.body !== undefined : isMissing(answer.error)
    if (!passes || tries === TRIES || (tries === 2 && answer.error !== undefined && isMissing(answer.error)))
      throw answer.error === undefined ? notACluster(answer, doing) : refusal(answer.error, doing)
    await sleep(APART_MS, undefined, { signal })
  }
}

const APPEAR_POLL_MS = 3000

/** Why a cluster is waited for. */
export interface Awaited {
  readonly text: string
  /** It could not be read: it may have been there all the while. */
  readonly unreadable: boolean
}

/**
 * Waits until the cluster is there and made, for a step that runs beside the one that makes it.
 * @param onWait told why it is waited for, each reason once.
 * @throws Refusal when it cannot take extensions, or for what waiting does not mend.
 */
export async function awaitCluster(
  arm: Arm,
  cluster: ClusterId,
  onWait: (why: Awaited) => void,
  signal: AbortSignal,
): Promise<ClusterState> {
  const doing = doingOf(cluster)
  let last = ''
  let missing = 0
  for (;;) {
    const answer = await ask(arm, 'GET', managedClusterId(cluster), '', signal)
    const why = notYet(answer, cluster)
    if (why === undefined && answer.error !== undefined) throw refusal(answer.error, doing)
    if (why === undefined) return checkState(answer, doing)
    missing = answer.error !== undefined && isMissing(answer.error) ? missing + 1 : 0
    // One 404 may be of a replica that lags behind: only the second says that it does not exist.
    if (why.text !== last && missing !== 1) {
      onWait(why)
      last = why.text
    }
    await sleep(APPEAR_POLL_MS, undefined, { signal })
  }
}

/** @returns why the cluster is waited for; undefined when it is there, or waiting will not help. */
function notYet({ error, status, body }: ArmAnswer, cluster: ClusterId): Awaited | undefined {
  const what = `the managed cluster ${cluster.name}`
  if (error === undefined) {
    if (!isCluster(body)) return { text: `${what} cannot be read yet: HTTP ${status} without it`, unreadable: true }
    const { provisioningState } = stateOf(body)
    return /^(Creating|Deleting)$/i.test(provisioningState)
      ? { text: `${what} is ${provisioningState}`, unreadable: false }
      : undefined
  }
  if (isMissing(error)) return { text: `${what} does not exist yet (${error.code})`, unreadable: false }
  if (error.code === 'SubscriptionNotFound' || (status !== 403 && status !== 404 && status !== 0 && status < 500))
    return undefined
  // A role on the cluster can be given only once the cluster is there.
  return { text: `${what} cannot be read yet: ${lineOf(error)}`, unreadable: true }
}

function doingOf({ name, resourceGroup }: ClusterId): string {
  return `Reading the managed cluster ${name} in resource group ${resourceGroup}.`
}

function isCluster(body: unknown): boolean {
  return isRecord(body) && isRecord(body['properties'])
}

function notACluster({ status }: ArmAnswer, doing: string): Refusal {
  return refusal(
    { ...stateAsError('NotAManagedCluster', `HTTP ${status} with a body that is not a managed cluster`), status },
    doing,
  )
}

/** @returns why its API server is not reached from everywhere, and what helps; '' where nothing says so. */
export function closedBy({ privateCluster, authorizedRanges = 0 }: ClusterState): string {
  if (privateCluster)
    return 'The cluster is private: run the step on a self-hosted runner in its network, or in one that is peered with it.'
  if (authorizedRanges > 0)
    return `The API server takes connections from ${authorizedRanges} authorized IP ranges only: run the step from one of them, or add the address of this runner.`
  return ''
}

/** What is known of run commands before the first, from the cluster's own fields. */
export function runCommandLimits({ runCommandDisabled, managedSystemNodePools }: ClusterState) {
  return {
    runCommandRefused: runCommandDisabled
      ? 'it is turned off on this cluster (apiServerAccessProfile.disableRunCommand)'
      : '',
    runCommandDoubt: managedSystemNodePools
      ? 'The system node pools are managed: where the cluster has no node of its own, the pod of a run command may find none.'
      : '',
  }
}

/** @throws Refusal when it cannot take extensions. */
function checkState({ body }: ArmAnswer, doing: string): ClusterState {
  const state = stateOf(body)
  const fault = faultOf(state, body)
  if (fault !== undefined) throw refusal(fault, doing)
  return state
}

/**
 * @returns the user kubeconfig (YAML). With Entra it holds no credential but the address and the CA; without, it is an
 * admin certificate. @throws Refusal
 */
export async function readKubeconfig(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<string> {
  const doing = `Asking for the address of ${cluster.name}'s API server (listClusterUserCredential).`
  const path = `${managedClusterId(cluster)}/listClusterUserCredential`
  const answer = await ask(arm, 'POST', path, '&format=exec', signal, OPTIONAL)
  if (answer.error !== undefined) throw refusal(answer.error, doing)
  const { kubeconfigs } = recordOf(answer.body)
  const value = Array.isArray(kubeconfigs) ? text(recordOf(kubeconfigs[0])['value']) : ''
  if (value) return Buffer.from(value, 'base64').toString()
  throw refusal(stateAsError('NoKubeconfig', 'The answer holds no kubeconfig.'), doing)
}

/** The install goes on without the cluster's own evidence: it is not worth a long wait. */
const OPTIONAL = { tries: 2, answerMs: 15_000, longestPauseMs: 15_000 }

/** @returns the answer; one of status 0 where none came. @throws Refusal without a token, ActionError for a host that is not Azure's. */
async function ask(
  arm: Arm,
  method: 'GET' | 'POST',
  path: string,
  query: string,
  signal: AbortSignal,
  patience: Patience = {},
): Promise<ArmAnswer> {
  const [newest, older] = API_VERSIONS
  const send = (version: string) => arm.send(method, `${path}?api-version=${version}${query}`, signal, patience)
  const answer = await send(newest)
  return UNKNOWN_VERSION.test(answer.error?.code ?? '') ? await send(older) : answer
}

/** Members that are of another type than they should be are as good as absent. */
function stateOf(body: unknown): ClusterState {
  const { id, location, sku, systemData, properties } = recordOf(body)
  const of = recordOf(properties)
  const { name, tier } = recordOf(sku)
  const access = recordOf(of['apiServerAccessProfile'])
  const hosts = [of['fqdn'], of['privateFQDN']].map(text).filter(Boolean)
  return {
    id: text(id),
    location: text(location),
    sku: text(name),
    tier: text(tier),
    managedSystemNodePools: recordOf(of['hostedSystemProfile'])['enabled'] === true,
    provisioningState: text(of['provisioningState']),
    powerState: text(recordOf(of['powerState'])['code']),
    kubernetesVersion: text(of['currentKubernetesVersion']) || text(of['kubernetesVersion']),
    localAccounts: of['disableLocalAccounts'] !== true,
    entra: isRecord(of['aadProfile']),
    privateCluster: access['enablePrivateCluster'] === true || /^disabled$/i.test(text(of['publicNetworkAccess'])),
    authorizedRanges: Array.isArray(access['authorizedIPRanges']) ? access['authorizedIPRanges'].length : 0,
    runCommandDisabled: access['disableRunCommand'] === true,
    createdAt: text(recordOf(systemData)['createdAt']),
    apiServerHosts: hosts,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What of the cluster's state keeps extensions from being installed. */
function faultOf({ powerState, provisioningState }: ClusterState, body: unknown): ArmError | undefined {
  const identity = text(recordOf(recordOf(body)['identity'])['type']) || 'None'
  if (/^stopped$/i.test(powerState))
    return stateAsError('ClusterStopped', 'The power state of the managed cluster is Stopped.')
  if (/^(Creating|Deleting)$/i.test(provisioningState))
    return stateAsError('ClusterNotReady', `The provisioning state of the managed cluster is ${provisioningState}.`)
  if (/^none$/i.test(identity))
    return stateAsError('NoManagedIdentity', 'The managed cluster has no managed identity, and extensions need one.')
  return undefined
}
