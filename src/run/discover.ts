/** mode discover: which clusters there are, and a job for each. It reads Azure, and writes nothing. */
import { setTimeout as later } from 'node:timers'
import { type Arm, connectArm } from '../azure/arm/client.ts'
import { type ArmError, isMissing, refusal } from '../azure/arm/error.ts'
import { listMembers } from '../azure/cluster/fleet-members.ts'
import { findClusters, visibleSubscriptions } from '../azure/resource-graph/clusters.ts'
import type { QueryScope } from '../azure/resource-graph/query.ts'
import { ActionError, problemList, Refusal } from '../errors.ts'
import type { Redactor } from '../evidence/redact.ts'
import { redactFact } from '../evidence/redact-fact.ts'
import { matrixOf } from '../fleet/matrix.ts'
import { selectClusters } from '../fleet/select.ts'
import type { Inputs } from '../inputs/index.ts'
import { countOf } from '../model/count-of.ts'
import type { Evidence } from '../model/evidence.ts'
import type { DiscoverRequest, FleetCluster } from '../model/fleet.ts'
import { clusterArmId } from '../model/names.ts'
import type { ClusterId } from '../model/request.ts'
import { OpenRequests } from '../open-requests.ts'
import { type Log, openLog } from '../report/console.ts'
import { reportFolder } from '../report/files.ts'
import { type Discovered, reportDiscovered } from '../report/fleet/discovered.ts'
import { runFact } from './begin.ts'
import { reportFacts } from './replay.ts'
import { type Asked, openSignIn } from './sign-in.ts'

const DOING = 'Listing the clusters with Azure Resource Graph.'

export interface Around extends Asked {
  readonly redactor: Redactor
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal
  /** Masks a secret everywhere, before it is used. */
  readonly onSecret: (secret: string) => void
}

/** @returns whether the step is red. @throws ActionError for a cluster that was named and is not found, and at the end of its time. */
export async function discover(inputs: Inputs, request: DiscoverRequest, around: Around): Promise<boolean> {
  const { redactor, cancelled } = around
  const log = openLog(text => redactor.text(text))
  const ending = new AbortController()
  const open = new OpenRequests()
  open.also = () => around.assertion?.waits() ?? ''
  const cancel = () => ending.abort(endWords('The step was cancelled.', 'Run it again.'))
  const timer = later(() => {
    const waits = open.sentences().join('; ')
    ending.abort(endWords(`The step timed out${waits === '' ? '' : `: ${waits}`}.`, 'Set a longer timeout.'))
  }, inputs.timeoutMs)
  cancelled.addEventListener('abort', cancel, { once: true })
  if (cancelled.aborted) cancel()
  const asking = async () => {
    const { cloud, signedIn } = await openSignIn(inputs, around, { log, ending, open }, around.onSecret)
    const arm = connectArm(cloud, '', signedIn, text => log.line(text), open)
    return find(arm, inputs.extension.type, request, ending.signal, log)
  }
  try {
    // Not awaited by itself: a sign-in that hangs must not outlive the timeout or a cancel.
    const found = await Promise.race([asking(), rejectAtEnd(ending.signal)])
    return await reportDiscovered(found, log, text => redactor.text(text))
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return await reportRefusal(thrown, inputs, redactor)
  } finally {
    clearTimeout(timer)
    cancelled.removeEventListener('abort', cancel)
  }
}

/** @throws the reason for which it is aborted. */
function rejectAtEnd(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
  })
}

function endWords(likely: string, next: string): ActionError {
  return new ActionError({ doing: DOING, likely, next: `${next} Nothing was written.` })
}

async function find(
  arm: Arm,
  type: string,
  request: DiscoverRequest,
  signal: AbortSignal,
  log: Log,
): Promise<Discovered> {
  const { scope, filter } = request
  const { named, groups, notes } = await namedClusters(arm, request, signal)
  const where: QueryScope =
    scope.managementGroups.length > 0
      ? { managementGroups: scope.managementGroups }
      : { subscriptions: [...new Set(named?.map(each => each.subscriptionId.toLowerCase()) ?? scope.subscriptions)] }
  log.line(`Asking Azure Resource Graph for clusters in ${placeWords(request, where)}.`)
  const [found, visible] = await Promise.all([
    named?.length === 0 ? { clusters: [], strange: 0, loose: 0 } : findClusters(arm, where, type, named, signal),
    where.subscriptions === undefined || named !== undefined ? undefined : visibleSubscriptions(arm, where, signal),
  ])
  if ('code' in found) throw refusal(found as ArmError, DOING)
  if (named !== undefined) refuseMissing(named, found.clusters, scope.fleet !== undefined)
  const clusters = found.clusters.map(each => ({ ...each, group: groups.get(each.id.toLowerCase()) ?? '' }))
  const selection = selectClusters(clusters, filter)
  const matrix = matrixOf(selection, request)
  refuseUnprotected(matrix.unprotected)
  return {
    all: clusters.length,
    place: placeWords(request, where),
    selection,
    matrix,
    page: request.page,
    notSeen: [
      ...notes,
      ...filter.groups
        .filter(wanted => ![...groups.values()].some(each => each.toLowerCase() === wanted.toLowerCase()))
        .map(wanted => `Update group ${wanted}: no member of the fleet is in it.`),
      ...unseenSubscriptions(where.subscriptions ?? [], visible, clusters),
      ...(found.strange > 0
        ? [`${found.strange} clusters with names or ids that Azure does not take, or that were not asked for.`]
        : []),
      ...(found.loose > 0 ? [`${found.loose} extensions or configurations with ids of no cluster.`] : []),
    ],
  }
}

/** An environment protects a job: without it the job would run at once. @throws ActionError */
function refuseUnprotected(problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new ActionError({
    doing: 'Reading the environments of the jobs from tags (environment-tag).',
    likely: problemList(problems),
    next: 'Correct these tags: a name of an environment has letters, digits, spaces, _, . and -. No matrix was written.',
  })
}

/** @returns the clusters that the inputs or a fleet name; undefined where all of a scope are meant. */
async function namedClusters(
  arm: Arm,
  { scope }: DiscoverRequest,
  signal: AbortSignal,
): Promise<{
  readonly named: readonly ClusterId[] | undefined
  readonly groups: ReadonlyMap<string, string>
  readonly notes: readonly string[]
}> {
  if (scope.fleet === undefined)
    return { named: scope.clusters.length > 0 ? scope.clusters : undefined, groups: new Map(), notes: [] }
  const read = await listMembers(arm, scope.fleet, signal)
  if ('code' in read && isMissing(read)) throw noFleet(scope.fleet)
  if ('code' in read) throw refusal(read, 'Listing the members of the fleet.')
  return {
    named: read.members.map(each => each.cluster),
    groups: new Map(read.members.map(({ cluster, group }) => [clusterArmId(cluster).toLowerCase(), group])),
    notes: read.strange > 0 ? [`${read.strange} members of the fleet are not clusters that this action knows.`] : [],
  }
}

function noFleet(id: string): ActionError {
  return new ActionError({
    doing: 'Listing the members of the fleet.',
    likely: `The fleet ${id} does not exist, or this identity may not read it.`,
    next: 'Correct fleet-resource-id, or grant the identity Reader on the fleet. No matrix was written.',
  })
}

/** A cluster that was named is meant to have a job: without it the rest is not what was asked for. */
function refuseMissing(named: readonly ClusterId[], found: readonly FleetCluster[], isFleet: boolean): void {
  const known = new Set(found.map(each => each.id.toLowerCase()))
  const missing = [...new Set(named.map(clusterArmId))].filter(id => !known.has(id.toLowerCase()))
  if (missing.length === 0) return
  throw new ActionError({
    doing: isFleet ? 'Looking for the members of the fleet.' : 'Looking for the clusters in cluster-ids.',
    likely: problemList(missing.map(id => `${id} does not exist, or this identity may not read it`)),
    next: `Grant the identity Reader on these clusters, or ${isFleet ? 'remove them from the fleet' : 'correct cluster-ids'}. Azure Resource Graph shows a new cluster or role after a few minutes. No matrix was written.`,
  })
}

/** Resource Graph leaves out what an identity may not read, and does not say so. */
function unseenSubscriptions(
  asked: readonly string[],
  visible: ReadonlySet<string> | ArmError | undefined,
  clusters: readonly FleetCluster[],
): string[] {
  if (visible === undefined) return []
  if ('code' in visible)
    return [`Whether this identity may read the subscriptions: ${visible.code}: ${visible.message}`]
  const seen = new Set([...visible, ...clusters.map(each => each.subscriptionId.toLowerCase())])
  return asked
    .filter(each => !seen.has(each))
    .map(each => `Subscription ${each}: it does not exist, or this identity may not read it.`)
}

function placeWords({ scope }: DiscoverRequest, { subscriptions = [] }: QueryScope): string {
  if (scope.fleet !== undefined) return `the fleet ${scope.fleet.split('/').at(-1)}`
  if (scope.clusters.length > 0) return `a list of ${scope.clusters.length}`
  return scope.managementGroups.length > 0
    ? countOf(scope.managementGroups.length, 'management group')
    : countOf(subscriptions.length, 'subscription')
}

/** What Azure or Entra ID refused is explained as it is for a cluster. */
async function reportRefusal({ facts }: Refusal, inputs: Inputs, redactor: Redactor): Promise<boolean> {
  const time = new Date().toISOString()
  async function* all(): AsyncGenerator<Evidence> {
    for (const fact of [runFact(inputs), ...facts]) yield redactFact(redactor, fact)
    yield { kind: 'ended', time, text: '', data: { outcome: 'failed', notes: [], warning: '' } }
  }
  return reportFacts(all(), redactor, {
    path: '',
    extensionName: 'The extension',
    folder: reportFolder(process.env['RUNNER_TEMP']),
    outcome: () => 'failed',
    note: '',
    offline: false,
    writesOutputs: true,
  })
}
