/** The matrix of a workflow: one job for each cluster, at most 256 of them. More are pages. */
import { createHash } from 'node:crypto'
import {
  type DiscoverRequest,
  type FleetCluster,
  JOB_VALUE,
  type JobValue,
  type MatrixEntry,
  PAGE_SIZE,
} from '../model/fleet.ts'
import { type Selection, tagOf } from './select.ts'

export interface Matrix {
  readonly entries: readonly MatrixEntry[]
  /** Pages on which a cluster matches, from 1. */
  readonly pages: readonly number[]
  /** The page that was asked for, or the first; how many clusters match elsewhere. */
  readonly elsewhere: number
  /** Tags whose value no job may have, as sentences: of runners, which have a default, and of environments, which protect. */
  readonly refused: readonly string[]
  readonly unprotected: readonly string[]
}

/** GitHub's own runner, where nothing else is said. */
const RUNNER = 'ubuntu-latest'

/**
 * Pages are cut from what the changing filter has not touched: a cluster that is mended while the first page runs moves none
 * of the others to another page. Where all matches fit one matrix and no page was asked for, it has all of them.
 */
export function matrixOf(
  { candidates, matches }: Selection,
  { page, runner, environment }: Pick<DiscoverRequest, 'page' | 'runner' | 'environment'>,
): Matrix {
  const isMatch = new Set(matches)
  const pageOf = (at: number) => Math.floor(at / PAGE_SIZE) + 1
  const paged = candidates.flatMap((cluster, at) => (isMatch.has(cluster) ? [{ cluster, page: pageOf(at) }] : []))
  const all = page === undefined && matches.length <= PAGE_SIZE
  const pages = [...new Set(paged.map(each => each.page))]
  const wanted = page ?? pages[0]
  const shown = all ? matches : paged.filter(each => each.page === wanted).map(each => each.cluster)
  const refused: string[] = []
  const unprotected: string[] = []
  const entries = shown.map(cluster => ({
    ...entryOf(cluster),
    runner: jobValue(cluster, runner, refused) ?? RUNNER,
    environment: jobValue(cluster, environment, unprotected) ?? '',
    artifact: artifactName(cluster),
  }))
  return { entries, pages, elsewhere: matches.length - shown.length, refused, unprotected }
}

function entryOf(cluster: FleetCluster): Omit<MatrixEntry, 'runner' | 'environment' | 'artifact'> {
  const { id, name, resourceGroup, subscriptionId, location, isPrivate } = cluster
  return {
    'cluster-resource-id': id,
    name,
    'resource-group': resourceGroup,
    'subscription-id': subscriptionId,
    location,
    private: isPrivate,
  }
}

/** The nearest word counts: the cluster's own tag, its name, that it is private, its location, its subscription, the default. */
function jobValue(cluster: FleetCluster, { byKey, tag }: JobValue, refused: string[]): string | undefined {
  const own = tag === undefined ? undefined : tagOf(cluster, tag)
  if (own !== undefined && JOB_VALUE.test(own)) return own
  // Whoever may write tags does not write expressions.
  if (own !== undefined) refused.push(`The tag ${tag} of ${cluster.name} has a value that no job may have: ${own}`)
  const { name, isPrivate, location, subscriptionId } = cluster
  const keys = [name, ...(isPrivate ? ['private'] : []), location, subscriptionId, 'default']
  return keys.map(key => (Object.hasOwn(byKey, key.toLowerCase()) ? byKey[key.toLowerCase()] : undefined)).find(Boolean)
}

/** Two clusters may have one name; what tells them apart is their id. */
function artifactName({ id, name }: FleetCluster): string {
  return `aks-flux-bootstrap-${name}-${createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 8)}`
}
