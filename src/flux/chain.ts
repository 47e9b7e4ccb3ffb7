/** From what fails to what makes it fail: dependencies, sources, and what an object applied, down to the leaf. */
import { type FluxObject, fluxKey } from '../model/flux.ts'
import type { Standing } from './standing.ts'

/** A name of a Flux object in a text, as kustomize-controller writes it: `Kind/namespace/name`. */
const NAMED =
  /\b(GitRepository|OCIRepository|Bucket|HelmRepository|HelmChart|Kustomization|HelmRelease)\/([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})/g
const DEPENDENCY = /dependency '([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})'/

/** Reasons that speak of the source, and of nothing else. */
const OF_SOURCE = /^(?:ArtifactFailed|SourceNotReady)$/

export interface Standings {
  readonly objects: ReadonlyMap<string, FluxObject>
  readonly standings: ReadonlyMap<string, Standing>
}

/** Ways are asked for again and again of the same standings, and each is as long as the chain. */
interface Known {
  readonly applied: ReadonlyMap<string, readonly string[]>
  readonly held: Map<string, readonly string[]>
  readonly ways: Map<string, ReadonlySet<string>>
}
const KNOWN = new WeakMap<Standings['standings'], Known>()

function knownOf({ objects, standings }: Standings): Known {
  const before = KNOWN.get(standings)
  if (before !== undefined) return before
  const applied = Map.groupBy(objects.keys(), key => objects.get(key)?.appliedBy ?? '')
  const known: Known = { applied, held: new Map(), ways: new Map() }
  KNOWN.set(standings, known)
  return known
}

function heldBy(key: string, of: Standings): readonly string[] {
  const { held } = knownOf(of)
  const found = held.get(key) ?? findHeldBy(key, of)
  held.set(key, found)
  return found
}

/** @returns keys of what an object waits for or fails on, of the objects that are known; those that hold it up first. */
function findHeldBy(key: string, of: Standings): string[] {
  const { objects, standings } = of
  const object = objects.get(key)
  if (object === undefined) return []
  const { why = '', state, fault } = standings.get(key) ?? {}
  const kind = key.split('/')[0] ?? ''
  const [, namespace = '', name = ''] = DEPENDENCY.exec(why) ?? []
  const named = [...why.matchAll(NAMED)].map(match => fluxKey(match[1] ?? '', match[2] ?? '', match[3] ?? ''))
  const applied = knownOf(of).applied.get(key) ?? []
  // What fails by its own word is not explained by what it depends on.
  const waits = state !== 'failed'
  const candidates = [
    ...(name === '' ? [] : [fluxKey(kind, namespace, name)]),
    ...(waits || OF_SOURCE.test(fault?.reason ?? '') ? [object.source] : []),
    ...(waits ? object.dependsOn : []),
    ...named,
    // What it applied explains it only where it waits for its health.
    ...(/health|timeout waiting|Reconciliation in progress|Running health checks/i.test(why) ? applied : []),
  ]
  return [...new Set(candidates)].filter(each => {
    const state = standings.get(each)?.state
    return each !== key && state !== undefined && state !== 'reconciled'
  })
}

/** @returns whether an object only waits for another one of those that are known. */
export function isHeld(key: string, of: Standings): boolean {
  return heldBy(key, of).length > 0
}

/**
 * @returns the object that makes another one fail or wait, and the way there, the object itself first. A failed one is gone to
 * before one that waits.
 */
export function wayToLeaf(key: string, of: Standings): readonly string[] {
  return [...wayOf(key, of)]
}

/** In its order. */
function wayOf(key: string, of: Standings): ReadonlySet<string> {
  const { ways } = knownOf(of)
  const before = ways.get(key)
  if (before !== undefined) return before
  const way = new Set([key])
  for (let at: string | undefined = key; at !== undefined; ) {
    const held: readonly string[] = heldBy(at, of).filter(each => !way.has(each))
    at = held.find(each => of.standings.get(each)?.state === 'failed') ?? held[0]
    if (at !== undefined) way.add(at)
  }
  ways.set(key, way)
  return way
}

/** @returns keys of the objects that fail by themselves: their failure is no other's. */
export function leavesOf(of: Standings): string[] {
  const leaves = new Set<string>()
  for (const [key, { state }] of of.standings) {
    if (state !== 'failed') continue
    const leaf = wayToLeaf(key, of).findLast(each => of.standings.get(each)?.state === 'failed')
    if (leaf !== undefined) leaves.add(leaf)
  }
  return [...leaves]
}

/** @returns keys of the objects that wait for one, directly or not. */
export function waitingFor(leaf: string, of: Standings): string[] {
  return [...of.standings]
    .filter(([key, { state }]) => key !== leaf && state !== 'reconciled' && wayOf(key, of).has(leaf))
    .map(([key]) => key)
}
