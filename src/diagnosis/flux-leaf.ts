/** Where the gate of a run stands, for rules: worked out once for each state of what is known. */
import type { StoreReader } from '../evidence/store.ts'
import { isHeld } from '../flux/chain.ts'
import { type GateStanding, gateOf, type Leaf } from '../flux/gate.ts'
import type { ObjectRef } from '../model/evidence.ts'
import { fluxKey } from '../model/flux.ts'

const KNOWN = new WeakMap<StoreReader, { readonly at: string; readonly standing: GateStanding | undefined }>()

/** @returns where the gate stands; undefined where the run has none. */
export function gateStandingOf(store: StoreReader): GateStanding | undefined {
  const at = `${store.fluxVersion} ${store.admissionVersion}`
  const known = KNOWN.get(store)
  if (known?.at === at) return known.standing
  const standing = gateOf(store)
  KNOWN.set(store, { at, standing })
  return standing
}

/** @returns the leaf that an object is; undefined where it is none. */
export function leafAt({ kind, namespace = '', name }: ObjectRef, store: StoreReader): Leaf | undefined {
  const key = fluxKey(kind, namespace, name)
  return gateStandingOf(store)?.leaves.find(each => each.key === key)
}

/** @returns whether an object fails by itself, of those that the gate is about. */
export function isLeaf(object: ObjectRef, store: StoreReader): boolean {
  return leafAt(object, store) !== undefined
}

/** @returns whether an object of the gate is not reconciled, and waits for no other. */
export function isUnreconciled({ kind, namespace = '', name }: ObjectRef, store: StoreReader): boolean {
  const standing = gateStandingOf(store)
  const key = fluxKey(kind, namespace, name)
  const state = standing?.standings.get(key)?.state
  return standing !== undefined && state !== undefined && state !== 'reconciled' && !isHeld(key, standing)
}
