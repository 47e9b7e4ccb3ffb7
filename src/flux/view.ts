/** The Flux objects that a gate is about, out of all that was seen. The cluster's own word comes before Azure's. */
import type { StoreReader } from '../evidence/store.ts'
import { fluxObjectsOf } from '../model/collections.ts'
import {
  FLUX_KINDS,
  type FluxConfiguration,
  type FluxObject,
  type GateRequest,
  isFluxKind,
  partsOfKey,
} from '../model/flux.ts'
import { conditionOf, faultOf, LAST_FAILURE } from './conditions.ts'

export interface FluxView {
  readonly gate: GateRequest
  readonly configurations: readonly FluxConfiguration[]
  /** Names of configurations that were asked for, and were not read or are deleted. */
  readonly absent: readonly string[]
  /** By key, those that the gate is about. */
  readonly objects: ReadonlyMap<string, FluxObject>
  /** The cluster itself was read: what it does not have does not exist. */
  readonly ofCluster: boolean
}

/** @returns what the gate of a run is about; undefined where the run has none. */
export function viewOf(store: Pick<StoreReader, 'flux' | 'isRead'>): FluxView | undefined {
  const { gate, configurations, objects } = store.flux()
  if (gate === undefined) return undefined
  const ofCluster = store.isRead(fluxObjectsOf('Kustomization'))
  const current = new Map<string, FluxObject>()
  for (const [key, { azure, cluster, unready }] of objects) {
    const { kind } = partsOfKey(key)
    const read = isFluxKind(kind) && store.isRead(fluxObjectsOf(kind))
    const object = cluster ?? (read ? undefined : azure)
    if (object !== undefined && !object.deleted)
      current.set(key, withLastFault(withoutSelf(key, withAzures(object, azure)), unready))
  }
  const asked = gate.configurations.flatMap(name => {
    const found = configurations.get(name.toLowerCase())
    return found === undefined || found.deleted ? [] : [found]
  })
  const known = new Set(asked.map(({ name }) => name.toLowerCase()))
  // A configuration that is suspended has its agent keep away from what it made.
  for (const key of asked.flatMap(each => (each.suspended ? membersKeys(each) : []))) {
    const object = current.get(key)
    if (object !== undefined) current.set(key, { ...object, suspended: true })
  }
  return {
    gate,
    configurations: asked,
    absent: gate.configurations.filter(name => !known.has(name.toLowerCase())),
    ofCluster,
    objects: gate.configurations.length === 0 ? current : membersOf(asked, current),
  }
}

/** @returns keys of what a configuration makes itself. */
export function membersKeys({ source, kustomizations }: FluxConfiguration): readonly string[] {
  return [source, ...kustomizations]
}

/** While it is tried again, what it failed on last is what it fails on, as long as nothing newer is tried. */
function withLastFault(object: FluxObject, unready: FluxObject | undefined): FluxObject {
  if (unready === undefined || unready === object || conditionOf(object, 'Ready')?.status !== 'Unknown') return object
  const fault = faultOf(unready)
  const isSame = unready.generation === object.generation && unready.attempted === object.attempted
  if (fault === undefined || !isSame) return object
  return { ...object, conditions: [...object.conditions, { ...fault, type: LAST_FAILURE, status: 'True' }] }
}

/** `flux bootstrap` has a Kustomization apply itself: it has no owner but who ran that. */
function withoutSelf(key: string, object: FluxObject): FluxObject {
  return object.appliedBy === key ? { ...object, appliedBy: '' } : object
}

/** What only one of the two tells: which configuration it is of, who applied it. */
function withAzures(object: FluxObject, azure: FluxObject | undefined): FluxObject {
  if (azure === undefined || object === azure) return object
  return {
    ...object,
    configuration: azure.configuration,
    appliedBy: object.appliedBy || azure.appliedBy,
    dependsOn: object.dependsOn.length > 0 ? object.dependsOn : azure.dependsOn,
  }
}

/** Sources and Kustomizations of the configurations, and all that these apply, whatever applied that. */
function membersOf(
  configurations: readonly FluxConfiguration[],
  all: ReadonlyMap<string, FluxObject>,
): Map<string, FluxObject> {
  const members = new Map<string, FluxObject>()
  const names = new Set(configurations.map(({ name }) => name.toLowerCase()))
  const add = (key: string) => {
    const object = all.get(key)
    if (object === undefined || members.has(key)) return false
    members.set(key, object)
    return true
  }
  for (const key of configurations.flatMap(membersKeys)) add(key)
  for (const [key, { configuration, appliedBy }] of all) {
    // A status may outlive the Kustomization that was taken out of its configuration.
    const isLeft = key.startsWith('Kustomization/') && appliedBy === ''
    if (names.has(configuration.toLowerCase()) && !isLeft) add(key)
  }
  for (let grew = true; grew; ) {
    grew = false
    for (const [key, { appliedBy, configuration }] of all)
      if (configuration === '' && appliedBy !== '' && members.has(appliedBy)) grew = add(key) || grew
  }
  // What an applier takes from need not be made by the same: its failure is the applier's, and so is its revision.
  for (const [key, { source }] of [...members]) {
    if (isSource(key) || source === '') continue
    add(source)
    const chart = all.get(source)
    if (chart?.source) add(chart.source)
  }
  return members
}

/** @returns whether a kind applies. */
export function isApplier(key: string): boolean {
  const { kind } = partsOfKey(key)
  return isFluxKind(kind) && FLUX_KINDS[kind].role === 'applier'
}

/** @returns whether a kind fetches. */
export function isSource(key: string): boolean {
  const { kind } = partsOfKey(key)
  return isFluxKind(kind) && FLUX_KINDS[kind].role === 'source'
}
