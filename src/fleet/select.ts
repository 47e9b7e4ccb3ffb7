/** Which of the clusters that were found are meant. */
import type { Condition, FleetCluster, FleetConfiguration, FleetFilter } from '../model/fleet.ts'
import { compareVersions } from '../model/versions.ts'

/** How many clusters a filter left. */
export interface Sifted {
  /** The input. */
  readonly by: string
  readonly left: number
}

export interface Selection {
  /** By what does not change while clusters are worked on: pages are made of these. */
  readonly candidates: readonly FleetCluster[]
  /** Of them, those that are short of something that is asked for. */
  readonly matches: readonly FleetCluster[]
  /** Only filters that were given, in their order. */
  readonly sifted: readonly Sifted[]
}

export function selectClusters(all: readonly FleetCluster[], filter: FleetFilter): Selection {
  const sifted: Sifted[] = []
  let left = all
  const sift = (by: string, isGiven: boolean, keeps: (cluster: FleetCluster) => boolean) => {
    if (!isGiven) return
    left = left.filter(keeps)
    sifted.push({ by, left: left.length })
  }
  sift('fleet-groups', filter.groups.length > 0, ({ group }) =>
    filter.groups.some(each => each.toLowerCase() === group.toLowerCase()),
  )
  sift('tags', filter.tags.length > 0, cluster => filter.tags.every(([name, value]) => hasTag(cluster, name, value)))
  sift('cluster-names', filter.names.length > 0, ({ name }) => filter.names.some(each => isLike(name, each)))
  sift('locations', filter.locations.length > 0, ({ location }) => filter.locations.includes(location))
  sift('cluster-types', filter.types.length > 0, ({ type }) => filter.types.includes(type))
  const candidates = left
  sift('only', filter.only.length > 0, cluster => filter.only.some(condition => meets(cluster, condition)))
  return { candidates, matches: left, sifted }
}

/** @returns whether what Azure tells of it is well: an old compliance stays beside a write that failed. */
export function isCompliant({ compliance, state }: FleetConfiguration): boolean {
  return compliance === 'compliant' && state !== 'failed' && state !== 'canceled'
}

/** @returns whether nothing new is told of it: it is stopped, or Arc has lost it. */
export function isSilent({ power, connectivity }: Pick<FleetCluster, 'power' | 'connectivity'>): boolean {
  return /^stopped$/i.test(power) || /^(?:offline|expired)$/i.test(connectivity)
}

/** @returns the value of a tag, whatever the case of its name; undefined where the cluster has none. */
export function tagOf({ tags }: Pick<FleetCluster, 'tags'>, wanted: string): string | undefined {
  const name = Object.keys(tags).find(each => each.toLowerCase() === wanted.toLowerCase())
  return name === undefined ? undefined : tags[name]
}

function hasTag(cluster: FleetCluster, name: string, value: string | undefined): boolean {
  const has = tagOf(cluster, name)
  return has !== undefined && (value === undefined || has === value)
}

/** @param revision such as `main@sha1:0a1b…`. @returns whether it is the wanted one: whole, its branch or tag, or the beginning of its digest. */
function isOf(revision: string, wanted: string): boolean {
  const [name = '', digest = ''] = revision.split('@')
  const digits = digest.split(':').at(-1) ?? ''
  return (
    wanted === revision || wanted === name || (wanted.length >= 7 && digits.startsWith(wanted.split(':').at(-1) ?? ''))
  )
}

/** Letter by letter: an expression of many stars tries each way to share the letters among them. */
function isLike(name: string, glob: string): boolean {
  const [text, wanted] = [name.toLowerCase(), glob.toLowerCase()]
  let at = 0
  let star = -1
  let from = 0
  let next = 0
  while (at < text.length)
    if (wanted[next] === '?' || (wanted[next] !== '*' && wanted[next] === text[at])) {
      at++
      next++
    } else if (wanted[next] === '*') {
      star = next++
      from = at
    } else if (star >= 0) {
      // The last star takes one letter more.
      next = star + 1
      at = ++from
    } else return false
  while (wanted[next] === '*') next++
  return next === wanted.length
}

/** What Azure does not tell is never taken for well. */
function meets(cluster: FleetCluster, { name, value }: Condition): boolean {
  const { extensions, configurations } = cluster
  switch (name) {
    case 'extension-missing':
      return extensions.length === 0
    case 'extension-failed':
      return extensions.some(({ state }) => state === 'failed' || state === 'canceled')
    case 'extension-older-than':
      return extensions.some(({ version }) => version === '' || compareVersions(version, value) < 0)
    case 'not-compliant':
      // Azure keeps what a cluster reported last.
      return configurations.some(each => !isCompliant(each) || isSilent(cluster))
    case 'suspended':
      return configurations.some(({ isSuspended, compliance }) => isSuspended || compliance === 'suspended')
    case 'other-revision':
      return !configurations.some(({ revision }) => isOf(revision, value.toLowerCase()))
  }
}
