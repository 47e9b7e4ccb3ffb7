/** A cluster of either kind: read before anything is written, or waited for. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Refusal } from '../../errors.ts'
import { isRecord } from '../../json.ts'
import type { ClusterState } from '../../model/evidence.ts'
import { clusterArmId, clusterWords } from '../../model/names.ts'
import type { ClusterId, ClusterType } from '../../model/request.ts'
import { newestKnown } from '../arm/api-version.ts'
import type { Arm, ArmAnswer } from '../arm/client.ts'
import { type ArmError, isMissing, lineOf, refusal, stateAsError } from '../arm/error.ts'
import type { Patience } from '../arm/retry.ts'
import { CONNECTED_CLUSTER } from './connected-cluster.ts'
import { MANAGED_CLUSTER } from './managed-cluster.ts'

/** In what the kinds of cluster differ, to whoever reads one. */
export interface ClusterKind {
  /** Of its API, the newest first: clouds that do not know it yet are asked with the older one. */
  readonly apiVersions: readonly [string, string]
  /** Members that are of another type than they should be are as good as absent. */
  stateOf(body: unknown): ClusterState
  /** What of its state keeps extensions from being installed. */
  faultOf(state: ClusterState, body: unknown): ArmError | undefined
}

const KINDS: Readonly<Record<ClusterType, ClusterKind>> = {
  managedClusters: MANAGED_CLUSTER,
  connectedClusters: CONNECTED_CLUSTER,
}

/** Two reads this far apart are two witnesses that there is no such cluster. */
const APART_MS = 5000
const TRIES = 4

/** @throws Refusal when the cluster is missing, unreadable, stopped, disconnected, or cannot take extensions. */
export async function readCluster(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<ClusterState> {
  const doing = doingOf(cluster)
  for (let tries = 1; ; tries++) {
    const answer = await askCluster(arm, 'GET', cluster, '', signal)
    if (answer.error === undefined && isCluster(answer.body)) return checkState(answer, cluster, doing)
    // What else is refused does not pass in some seconds; what is no answer of Azure's was tried again already.
    const passes = answer.error === undefined ? answer.body !== undefined : isMissing(answer.error)
    if (!passes || tries === TRIES || (tries === 2 && answer.error !== undefined && isMissing(answer.error)))
      throw answer.error === undefined ? notACluster(answer, cluster, doing) : refusal(answer.error, doing)
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
    const answer = await askCluster(arm, 'GET', cluster, '', signal)
    const why = notYet(answer, cluster)
    if (why === undefined && answer.error !== undefined) throw refusal(answer.error, doing)
    if (why === undefined) return checkState(answer, cluster, doing)
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
  const what = `the ${clusterWords(cluster.type)} ${cluster.name}`
  if (error === undefined) {
    if (!isCluster(body)) return { text: `${what} cannot be read yet: HTTP ${status} without it`, unreadable: true }
    const { provisioningState, connectivity } = KINDS[cluster.type].stateOf(body)
    const state = /^(Creating|Deleting)$/i.test(provisioningState) ? provisioningState : (connectivity?.status ?? '')
    return /^(Creating|Deleting|Connecting)$/i.test(state)
      ? { text: `${what} is ${state}`, unreadable: false }
      : undefined
  }
  if (isMissing(error)) return { text: `${what} does not exist yet (${error.code})`, unreadable: false }
  if (error.code === 'SubscriptionNotFound' || (status !== 403 && status !== 404 && status !== 0 && status < 500))
    return undefined
  // A role on the cluster can be given only once the cluster is there.
  return { text: `${what} cannot be read yet: ${lineOf(error)}`, unreadable: true }
}

/** So often an Arc-connected cluster is asked whether it is still connected; Azure itself notices after 15 minutes. */
const CONNECTIVITY_MS = 60_000

/** Resolves when the signal is aborted. @throws Refusal once two reads in a row say that the cluster cannot be reached by Azure */
export async function watchConnectivity(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<void> {
  const kind = KINDS[cluster.type]
  const doing = `Watching the connection of ${clusterWords(cluster.type)} ${cluster.name}.`
  for (let faults = 0; ; ) {
    await sleep(CONNECTIVITY_MS, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const answer = await askCluster(arm, 'GET', cluster, '', signal).catch(() => undefined)
    if (signal.aborted) return
    const read = answer?.error === undefined && isCluster(answer?.body)
    const fault = read ? kind.faultOf(kind.stateOf(answer?.body), answer?.body) : undefined
    faults = fault === undefined ? 0 : faults + 1
    if (fault !== undefined && faults === 2) throw refusal(fault, doing)
  }
}

function doingOf({ type, name, resourceGroup }: ClusterId): string {
  return `Reading the ${clusterWords(type)} ${name} in resource group ${resourceGroup}.`
}

function isCluster(body: unknown): boolean {
  return isRecord(body) && isRecord(body['properties'])
}

function notACluster({ status }: ArmAnswer, { type }: ClusterId, doing: string): Refusal {
  return refusal(
    { ...stateAsError('NotAManagedCluster', `HTTP ${status} with a body that is not a ${clusterWords(type)}`), status },
    doing,
  )
}

/** @throws Refusal when it cannot take extensions. */
function checkState({ body }: ArmAnswer, cluster: ClusterId, doing: string): ClusterState {
  const kind = KINDS[cluster.type]
  const state = kind.stateOf(body)
  const fault = kind.faultOf(state, body)
  if (fault !== undefined) throw refusal(fault, doing)
  return state
}

/**
 * @param query what follows the version, with its &.
 * @param below a path below the cluster, such as /listClusterUserCredential.
 * @returns the answer; one of status 0 where none came. @throws Refusal without a token, ActionError for a host that is not Azure's.
 */
export async function askCluster(
  arm: Arm,
  method: 'GET' | 'POST',
  cluster: ClusterId,
  query: string,
  signal: AbortSignal,
  patience: Patience = {},
  below = '',
): Promise<ArmAnswer> {
  return newestKnown(KINDS[cluster.type].apiVersions, version =>
    arm.send(method, `${clusterArmId(cluster)}${below}?api-version=${version}${query}`, signal, patience),
  )
}
