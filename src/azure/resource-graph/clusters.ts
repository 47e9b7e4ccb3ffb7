/**
 * The clusters of a scope with their extensions and Flux configurations, as Azure Resource Graph has them: some seconds to a
 * minute old. Properties of extensions are written in PascalCase there and those of Flux configurations in camelCase, so
 * their texts are compared in lower case (Azure Resource Graph, public sample queries).
 */
import { recordOf, textOf } from '../../json.ts'
import type { FleetCluster, FleetConfiguration, FleetExtension } from '../../model/fleet.ts'
import { clusterArmId, isPlainClusterId, parseClusterId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm } from '../arm/client.ts'
import type { ArmError } from '../arm/error.ts'
import { type QueryScope, queryAll, type Row } from './query.ts'

/** Ids in one query (Azure Resource Graph, "Guidance for throttled requests": groups of less than 300). */
const IDS = 250

const CLUSTERS = (ids: string) => `resources
| where type in~ ('microsoft.containerservice/managedclusters', 'microsoft.kubernetes/connectedclusters')${ids}
| project id, name, type, location, resourceGroup, subscriptionId, tags, state=tostring(properties.provisioningState), power=tostring(properties.powerState.code), arc=tostring(properties.connectivityStatus), private=tostring(properties.apiServerAccessProfile.enablePrivateCluster)
| order by id asc`

const EXTENSIONS = (type: string) => `kubernetesconfigurationresources
| where type =~ 'microsoft.kubernetesconfiguration/extensions'
| extend p = parse_json(tolower(tostring(properties)))
| where tostring(p.extensiontype) == '${type}'
| project id=tolower(id), ext=name, extState=tostring(p.provisioningstate), version=coalesce(tostring(p.currentversion), tostring(p.version))
| order by id asc`

const CONFIGURATIONS = `kubernetesconfigurationresources
| where type =~ 'microsoft.kubernetesconfiguration/fluxconfigurations'
| extend p = parse_json(tolower(tostring(properties)))
| project id=tolower(id), name, fluxState=tostring(p.provisioningstate), compliance=tostring(p.compliancestate), suspended=tostring(p.suspend), revision=tostring(p.sourcesyncedcommitid)
| order by id asc`

const SUBSCRIPTIONS = `resourcecontainers
| where type =~ 'microsoft.resources/subscriptions'
| project id, subscriptionId
| order by id asc`

export interface FoundClusters {
  readonly clusters: readonly FleetCluster[]
  /** Clusters whose names are none that Azure takes, or that nobody asked for; and extensions and configurations of no cluster: how many. */
  readonly strange: number
  readonly loose: number
}

/**
 * @param type of the extension, in lower case; its form is that of the inputs, so that it cannot end its quotes.
 * @param named clusters to look for; undefined for all.
 * @returns the clusters in the order of their ids, or what Azure refused.
 */
export async function findClusters(
  arm: Arm,
  scope: QueryScope,
  type: string,
  named: readonly ClusterId[] | undefined,
  signal: AbortSignal,
): Promise<FoundClusters | ArmError> {
  const [rows, extensions, configurations] = await Promise.all([
    clusterRows(arm, scope, named, signal),
    queryAll(arm, scope, EXTENSIONS(type), signal),
    queryAll(arm, scope, CONFIGURATIONS, signal),
  ])
  for (const each of [rows, extensions, configurations]) if ('code' in each) return each
  const extensionsOf = byCluster(extensions as readonly Row[])
  const configurationsOf = byCluster(configurations as readonly Row[])
  const wanted = named && new Set(named.map(each => clusterArmId(each).toLowerCase()))
  const within = scope.subscriptions && new Set(scope.subscriptions.map(each => each.toLowerCase()))
  const isAsked = (id: ClusterId) =>
    wanted?.has(clusterArmId(id).toLowerCase()) ?? within?.has(id.subscriptionId.toLowerCase()) ?? true
  const clusters = (rows as readonly Row[]).flatMap(row => {
    const id = parseClusterId(textOf(row['id']))
    if (id === undefined || !isPlainClusterId(id) || !isAsked(id)) return []
    const key = textOf(row['id']).toLowerCase()
    return [clusterOf(row, id, extensionsOf.get(key) ?? [], configurationsOf.get(key) ?? [])]
  })
  const loose = [...(extensions as readonly Row[]), ...(configurations as readonly Row[])].filter(
    row => !isBelowCluster(row),
  )
  return {
    clusters: clusters.sort(byId),
    strange: (rows as readonly Row[]).length - clusters.length,
    loose: loose.length,
  }
}

/** @returns the subscriptions that the identity may read, in lower case, or what Azure refused. */
export async function visibleSubscriptions(
  arm: Arm,
  scope: QueryScope,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | ArmError> {
  const rows = await queryAll(arm, scope, SUBSCRIPTIONS, signal)
  return 'code' in rows ? rows : new Set(rows.map(row => textOf(row['subscriptionId']).toLowerCase()))
}

async function clusterRows(
  arm: Arm,
  scope: QueryScope,
  named: readonly ClusterId[] | undefined,
  signal: AbortSignal,
): Promise<readonly Row[] | ArmError> {
  if (named === undefined) return queryAll(arm, scope, CLUSTERS(''), signal)
  const rows: Row[] = []
  for (let at = 0; at < named.length; at += IDS) {
    // Only ids of names that were checked come here.
    const ids = named.slice(at, at + IDS).map(each => `'${clusterArmId(each)}'`)
    const some = await queryAll(arm, scope, CLUSTERS(`\n| where id in~ (${ids.join(', ')})`), signal)
    if ('code' in some) return some
    rows.push(...some)
  }
  return rows
}

/** @returns whether its id says of which resource it is. */
function isBelowCluster(row: Row): boolean {
  return /^\/subscriptions\/.+\/providers\/microsoft\.kubernetesconfiguration\//i.test(textOf(row['id']))
}

/** Of a cluster and what is below it: the id up to the provider of extensions. */
function byCluster(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(
    rows,
    row => textOf(row['id']).toLowerCase().split('/providers/microsoft.kubernetesconfiguration/')[0] ?? '',
  )
}

function clusterOf(row: Row, id: ClusterId, extensions: readonly Row[], configurations: readonly Row[]): FleetCluster {
  const tags = Object.entries(recordOf(row['tags'])).map(([name, value]) => [name, textOf(value)] as const)
  return {
    ...id,
    id: clusterArmId(id),
    location: /^[a-z0-9]{1,40}$/.exec(textOf(row['location']).replace(/\s/g, '').toLowerCase())?.[0] ?? '',
    isPrivate: textOf(row['private']).toLowerCase() === 'true' || row['private'] === true,
    tags: Object.fromEntries(tags),
    state: textOf(row['state']),
    power: textOf(row['power']),
    connectivity: textOf(row['arc']),
    group: '',
    extensions: extensions
      .filter(each => textOf(each['extState']) !== '' || textOf(each['ext']) !== '')
      .map(extensionOf),
    configurations: configurations.map(configurationOf),
  }
}

function extensionOf(row: Row): FleetExtension {
  return { name: textOf(row['ext']), state: textOf(row['extState']).toLowerCase(), version: textOf(row['version']) }
}

function configurationOf(row: Row): FleetConfiguration {
  return {
    name: textOf(row['name']),
    state: textOf(row['fluxState']).toLowerCase(),
    compliance: textOf(row['compliance']).toLowerCase(),
    isSuspended: textOf(row['suspended']).toLowerCase() === 'true' || row['suspended'] === true,
    revision: textOf(row['revision']),
  }
}

/** As the service orders them, whatever the language of the runner. */
function byId(one: FleetCluster, other: FleetCluster): number {
  const [a, b] = [one.id.toLowerCase(), other.id.toLowerCase()]
  return a < b ? -1 : a > b ? 1 : 0
}
