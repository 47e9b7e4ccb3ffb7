/** What a gate comes to, of all that was seen: pure, so that a journal gives the same answer as the run. */
import type { StoreReader } from '../evidence/store.ts'
import { fluxObjectsOf } from '../model/collections.ts'
import { type FluxConfiguration, type FluxObject, isFluxKind, keyWords, partsOfKey } from '../model/flux.ts'
import { appliedRevision, behindChart, behindSource } from './behind.ts'
import { leavesOf, type Standings, waitingFor, wayToLeaf } from './chain.ts'
import { conditionOf, observedGeneration } from './conditions.ts'
import { isCommit, isDemanded, isSameRevision, shortRevision } from './revision.ts'
import { attemptedRevision, type FluxState, type Standing, standingOf, standingWords } from './standing.ts'
import { type FluxView, isApplier, isSource, membersKeys, viewOf } from './view.ts'

/** ms that Azure's agent takes at most to report, where it reports at all. */
export const REPORT_MS = 300_000

export interface Leaf {
  readonly key: string
  readonly object: FluxObject
  readonly standing: Standing
  /** Keys of what waits for it. */
  readonly waiting: readonly string[]
  /** Its failure is of the revision that is demanded: no other commit is on its way. */
  readonly isOfDemanded: boolean
}

export interface GateStanding extends Standings {
  readonly view: FluxView
  readonly state: FluxState
  readonly leaves: readonly Leaf[]
  /** Why it is not over yet, the object that is waited for first; none where it is. */
  readonly waits: readonly string[]
  /** Keys of suspended objects. */
  readonly suspended: readonly string[]
  /** Nothing that applies is reconciled, since what would is suspended. */
  readonly allSuspended: boolean
  readonly ready: number
  readonly total: number
  /** It is red, and no waiting changes that. */
  readonly final: boolean
  /** What is applied, of the source that is demanded or of all where they agree; '' where that is not known. */
  readonly revision: string
  /** The agent does not report: names of its configurations. */
  readonly silent: readonly string[]
}

/** @returns where the gate stands; undefined where the run has none. */
export function gateOf(store: Pick<StoreReader, 'flux' | 'isRead' | 'now'>): GateStanding | undefined {
  const view = viewOf(store)
  if (view === undefined) return undefined
  const { objects } = view
  const standings = new Map([...objects].map(([key, object]) => [key, standingOf(key, object, objects)] as const))
  const of = { objects, standings }
  const revision = revisionOf(view)
  const demand = demandOf(view, store)
  const leaves = leavesOf(of).map((key): Leaf => {
    const object = objects.get(key) as FluxObject
    return {
      key,
      object,
      standing: standings.get(key) as Standing,
      waiting: waitingFor(key, of),
      isOfDemanded: isOfDemanded(key, object, view, demand),
    }
  })
  const suspended = suspendedOf(view, standings)
  const held = [...standings].filter(([key]) => isHeldBack(key, of, suspended)).map(([key]) => key)
  const waits = [
    ...demand.waits,
    ...missingOf(view, store),
    ...view.configurations.flatMap(configurationWait),
    ...[...standings]
      .filter(([key, { state }]) => (state === 'waiting' || state === 'unknown') && !held.includes(key))
      .map(([key, standing]) => standingWords(key, standing)),
  ]
  const isRedBySuspension = suspended.length > 0 && !view.gate.allowSuspended
  const finals = leaves.filter(({ standing, isOfDemanded: ofIt }) => standing.final && ofIt)
  const failed = leaves.length > 0
  const appliers = [...standings].filter(([key]) => isApplier(key))
  const allSuspended = suspended.length > 0 && !appliers.some(([, { state }]) => state === 'reconciled')
  return {
    view,
    ...of,
    leaves: [...finals, ...leaves.filter(each => !finals.includes(each))],
    suspended,
    waits: failed ? [...leaves.map(({ key, standing }) => standingWords(key, standing)), ...waits] : waits,
    ready: [...standings.values()].filter(({ state }) => state === 'reconciled').length,
    total: standings.size,
    final: finals.length > 0 || (isRedBySuspension && waits.length === 0 && !failed),
    revision,
    silent: silentOf(view, store.now),
    allSuspended,
    state: stateOf(failed, waits.length > 0, isRedBySuspension || allSuspended, standings.size),
  }
}

/** Keys of what is suspended, by itself or with its configuration; what was not seen of that, too. */
function suspendedOf({ configurations }: FluxView, standings: ReadonlyMap<string, Standing>): string[] {
  const own = [...standings].filter(([, { state }]) => state === 'suspended').map(([key]) => key)
  return [...new Set([...own, ...configurations.flatMap(each => (each.suspended ? membersKeys(each) : []))])]
}

/** Reasons by which an applier says that it does not begin, since something else is not there yet. */
const NOT_BEGUN = /^(?:DependencyNotReady|ArtifactFailed|SourceNotReady)$/

/**
 * What waits for something that is suspended is not waited for either. Only its own word counts: a suspended source keeps its
 * artifact, and a suspended dependency may be ready, so what takes from them goes on.
 */
function isHeldBack(key: string, of: Standings, suspended: readonly string[]): boolean {
  const object = of.objects.get(key)
  if (object === undefined || of.standings.get(key)?.state !== 'waiting') return false
  return (
    observedGeneration(object) >= object.generation &&
    NOT_BEGUN.test(conditionOf(object, 'Ready')?.reason ?? '') &&
    suspended.includes(wayToLeaf(key, of).at(-1) ?? '')
  )
}

function stateOf(failed: boolean, waits: boolean, isSuspended: boolean, total: number): FluxState {
  if (failed) return 'failed'
  if (waits) return 'waiting'
  if (total === 0) return 'unknown'
  return isSuspended ? 'suspended' : 'reconciled'
}

interface Demand {
  readonly waits: readonly string[]
  /** Keys of sources that have what is demanded. */
  readonly met: ReadonlySet<string>
}

/** Sources that are held against what is demanded: the ones that the configurations name, or those of Kustomizations. */
export function demandedSources({ configurations, objects, gate }: FluxView): string[] {
  if (gate.revision === '') return []
  if (gate.sources.length > 0) return [...gate.sources]
  const named = configurations.map(({ source }) => source)
  const used = [...objects]
    .filter(([key, { appliedBy }]) => isApplier(key) && appliedBy === '')
    // A chart is of a source itself; one of a Helm repository has a version, and no revision of a repository.
    .map(([, { source }]) => objects.get(source)?.source || source)
    .filter(source => /^(?:GitRepository|OCIRepository|Bucket)\//.test(source))
  return [...new Set(named.length > 0 ? named : used)]
}

function demandOf(view: FluxView, store: Pick<StoreReader, 'flux'>): Demand {
  const { revision: demanded } = view.gate
  const met = new Set<string>()
  const waits: string[] = []
  const sources = demandedSources(view)
  if (demanded !== '' && sources.length === 0)
    waits.push(`${shortRevision(demanded)} is required, but no source can provide it`)
  for (const source of sources) {
    const isSuspended = view.objects.get(source)?.suspended === true
    // It is red for that already, where that is not allowed.
    if (isSuspended && !view.gate.allowSuspended) continue
    if (view.objects.get(source)?.ref === `branch ${demanded}`) {
      waits.push(`${demanded} is the branch that ${keyWords(source)} follows, not a revision`)
      continue
    }
    const has = view.objects.get(source)?.revision || sourceOf(source, view)?.revision || ''
    if (isDemanded(has, demanded) || contains(has, demanded, store) === 'yes') met.add(source)
    else
      waits.push(
        has === ''
          ? `${keyWords(source)} has fetched nothing yet (${shortRevision(demanded)} is required)`
          : `${keyWords(source)} ${isSuspended ? 'is suspended, and ' : ''}has ${shortRevision(has)}, which is not ${shortRevision(demanded)}${contains(has, demanded, store) === 'no' ? ' and does not contain it' : ''}`,
      )
  }
  return { waits, met }
}

function sourceOf(key: string, { configurations }: FluxView): FluxConfiguration | undefined {
  return configurations.find(({ source }) => source === key)
}

/** @returns whether what is applied contains what is demanded, as somebody who has the history said. */
export function contains(has: string, demanded: string, store: Pick<StoreReader, 'flux'>): 'yes' | 'no' | 'unknown' {
  if (!isCommit(demanded)) return 'unknown'
  return store.flux().ancestry.get(`${shortRevision(has)} ${shortRevision(demanded)}`)?.contains ?? 'unknown'
}

/** A failure counts as an end where nothing newer is on its way: without a demand, or where its source has what is demanded. */
function isOfDemanded(key: string, object: FluxObject, view: FluxView, { met }: Demand): boolean {
  const sources = demandedSources(view)
  if (!isCurrent(key, object, view)) return false
  if (sources.length === 0) return !isBehindSource(key, object, view)
  const root = rootSource(key, object, view)
  if (root === '' || !sources.includes(root)) {
    // Whose it is, is not known: it may be of what is still to be applied.
    const isOwned = isSource(key) || object.appliedBy !== '' || key.startsWith('Kustomization/')
    return (isOwned || isAllApplied(view)) && !isBehindSource(key, object, view)
  }
  // A source that cannot fetch at all will not have it either.
  if (isSource(key)) return key !== root || object.revision === '' || met.has(root)
  return met.has(root) && !isBehindSource(key, object, view)
}

/**
 * What stands from before the last revision is no failure of it: a release whose Kustomization has not applied that yet, or whose
 * chart is newer than what it tried. helm-controller begins again then, however stalled the release is.
 */
function isCurrent(key: string, object: FluxObject, { objects }: FluxView): boolean {
  const owner = objects.get(object.appliedBy)
  // An owner that was not seen yet may have something newer to apply.
  if (object.appliedBy !== '' && (owner === undefined || !hasApplied(owner, objects))) return false
  if (!key.startsWith('HelmRelease/')) return true
  const chart = objects.get(object.source)
  if (chart === undefined) return true
  const source = objects.get(chart.source)
  if (source !== undefined && behindSource(chart, source) !== undefined) return false
  return behindChart(object, chart) === undefined
}

function isAllApplied({ objects }: FluxView): boolean {
  return [...objects].every(
    ([key, object]) => !key.startsWith('Kustomization/') || object.suspended || hasApplied(object, objects),
  )
}

/** It applied what its source has, and may still wait for its health. */
function hasApplied(owner: FluxObject, objects: FluxView['objects']): boolean {
  const has = objects.get(owner.source)?.revision ?? ''
  if (has === '' || isSameRevision(appliedRevision(owner), has)) return true
  const [, checks = ''] =
    /health checks for revision (\S+)/.exec(owner.conditions.map(({ message }) => message).join(' ')) ?? []
  if (checks !== '') return isSameRevision(checks, has)
  const ready = conditionOf(owner, 'Ready')
  return ready?.reason === 'HealthCheckFailed' && isSameRevision(attemptedRevision(owner) || has, has)
}

/** By Azure alone, a failure that is older than what the source fetched last may be of what it had before. */
function isBehindSource(key: string, object: FluxObject, view: FluxView): boolean {
  if (object.seenBy !== 'azure' || isSource(key)) return false
  const configuration = view.configurations.find(({ name }) => name === object.configuration)
  const fetched = Date.parse(configuration?.sourceUpdatedAt ?? '')
  const reported = Date.parse(configuration?.reportedAt ?? '')
  const failedAt = Math.max(...object.conditions.map(({ at }) => Date.parse(at)).filter(Number.isFinite), 0)
  if (!Number.isFinite(fetched) || failedAt >= fetched) return false
  const retry = Math.max(object.retryMs, object.timeoutMs, 60_000)
  return !(Number.isFinite(reported) && reported - fetched > retry)
}

/** @returns the key of the source from which an object comes in the end; '' where that is not known. */
export function rootSource(key: string, object: FluxObject, { objects }: FluxView): string {
  let [at, of] = [key, object]
  for (const seen = new Set<string>(); of.appliedBy !== '' && !seen.has(of.appliedBy); ) {
    seen.add(of.appliedBy)
    const owner = objects.get(of.appliedBy)
    if (owner === undefined) break
    ;[at, of] = [of.appliedBy, owner]
  }
  return isSource(at) ? at : of.source
}

/** Without these, a gate of the cluster itself would not see what fetches and what applies. */
const NEEDED = ['Kustomization', 'HelmRelease', 'GitRepository', 'OCIRepository', 'Bucket'] as const

/** What is asked for or taken from, and that nobody has seen yet, or any more. */
function missingOf({ absent, configurations, objects }: FluxView, store: Pick<StoreReader, 'isRead'>): string[] {
  const isMissing = (key: string) => {
    const { kind } = partsOfKey(key)
    return key !== '' && !objects.has(key) && isFluxKind(kind) && store.isRead(fluxObjectsOf(kind))
  }
  // What could not be listed is not known to be well; of a configuration in Azure, that tells of it.
  const unread =
    configurations.length > 0 || absent.length > 0 ? [] : NEEDED.filter(kind => !store.isRead(fluxObjectsOf(kind)))
  const hasApplier = [...objects.keys()].some(isApplier) || configurations.some(each => each.suspended)
  return [
    ...(hasApplier || objects.size === 0
      ? []
      : ['a Kustomization or HelmRelease (none exists, so nothing is applied)']),
    ...unread.map(kind => `objects of kind ${kind}, which were not listed`),
    ...absent.map(name => `configuration ${name} (not found)`),
    ...configurations.flatMap(each =>
      each.suspended
        ? []
        : membersKeys(each)
            .filter(key => !objects.has(key))
            .map(key => `${keyWords(key)} (of configuration ${each.name}), not found yet`),
    ),
    ...[...objects]
      .filter(([key, { source, suspended }]) => isApplier(key) && !suspended && isMissing(source))
      .map(([key, { source }]) => `${keyWords(source)}, the source of ${keyWords(key)} (not found)`),
  ]
}

function configurationWait({ name, provisioningState, reportedAt, changedAt, suspended }: FluxConfiguration): string[] {
  // What Azure could not hand to the cluster is not what the cluster runs, however well that is.
  if (/^(?:Failed|Canceled)$/.test(provisioningState)) return [`configuration ${name} is ${provisioningState} in Azure`]
  if (suspended) return []
  if (!/^(?:Succeeded|Failed|Canceled)$/.test(provisioningState))
    return [`configuration ${name} is ${provisioningState || 'in an unknown state'} in Azure`]
  return reportedAt !== '' && Date.parse(reportedAt) < Date.parse(changedAt)
    ? [`configuration ${name}: the agent has not reported since its last change`]
    : []
}

/** Status that is older than the last change, or none at all, for five minutes. */
function silentOf({ configurations, ofCluster }: FluxView, now: string): string[] {
  if (ofCluster) return []
  return configurations
    .filter(({ reportedAt, changedAt, suspended }) => {
      const since = Date.parse(changedAt)
      if (suspended || !Number.isFinite(since) || Date.parse(now) - since < REPORT_MS) return false
      return reportedAt === '' || Date.parse(reportedAt) < since
    })
    .map(({ name }) => name)
}

/** @returns the one revision that runs; '' where several do, or none is known. */
function revisionOf(view: FluxView): string {
  const applied = [...view.objects]
    .filter(([key, object]) => key.startsWith('Kustomization/') && object.appliedBy === '' && !object.suspended)
    .map(([, object]) => appliedRevision(object))
  const known = new Set(applied.filter(Boolean))
  const [only = ''] = known
  return known.size === 1 && applied.every(Boolean) ? only : ''
}

/** ms that what is waited for may take until it is tried again: the longest interval and timeout of what is gated. */
export function slowestMs({ view, objects }: GateStanding): number {
  const ofObjects = [...objects.values()].map(({ intervalMs, timeoutMs }) => intervalMs + timeoutMs)
  return Math.max(0, ...ofObjects, ...view.configurations.map(each => each.slowestMs))
}

/** @returns the progress, in a line without the time. */
export function progressWords({ ready, total, waits, view }: GateStanding): string {
  const [first = ''] = waits
  const of = total === 0 ? '' : `${ready} of ${total} Flux objects reconciled`
  const polls = view.objects.get(demandedSources(view)[0] ?? '')?.intervalMs ?? 0
  const every =
    polls > 0 && first.includes('which is not') ? `; the source polls every ${Math.round(polls / 1000)} s` : ''
  return [of, first === '' ? '' : `waiting for ${first}`].filter(Boolean).join('; ') + every
}

/** @returns objects by their state, for outputs and reports. */
export function keysIn({ standings }: Standings, state: FluxState): string[] {
  return [...standings].filter(([, each]) => each.state === state).map(([key]) => key)
}

/** @returns a leaf's object, for sentences: its kind without Flux's prefix. */
export function leafWords({ key }: Leaf): string {
  const { kind, namespace, name } = partsOfKey(key)
  return `${kind} ${namespace}/${name}`
}
