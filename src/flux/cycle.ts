/** Dependencies that lead back to where they began: none of them is ever reconciled, and no controller says so. */
import type { FluxCondition, FluxObject } from '../model/flux.ts'
import { keyWords } from '../model/flux.ts'
import { conditionOf, faultOf } from './conditions.ts'

/** @returns the keys of the cycle that an object's dependencies are part of, the object first; none where they are not. */
export function cycleOf(key: string, objects: ReadonlyMap<string, FluxObject>): string[] {
  const seen = new Set<string>()
  const pending: [string, string[]][] = [[key, [key]]]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [at, way] = next
    for (const each of objects.get(at)?.dependsOn ?? []) {
      if (each === key) return way
      if (!seen.has(each)) pending.push([each, [...way, each]])
      seen.add(each)
    }
  }
  return []
}

/** @returns what says that an object has failed: its own conditions, or dependencies that wait for each other. */
export function faultAt(
  key: string,
  object: FluxObject,
  objects: ReadonlyMap<string, FluxObject>,
): FluxCondition | undefined {
  const own = faultOf(object)
  if (own !== undefined || object.dependsOn.length === 0) return own
  const ready = conditionOf(object, 'Ready')
  const cycle = ready?.reason === 'DependencyNotReady' ? cycleOf(key, objects) : []
  if (ready === undefined || cycle.length === 0) return undefined
  const message = `dependency cycle: ${[...cycle, key].map(keyWords).join(' depends on ')}`
  return { ...ready, reason: 'DependencyCycle', message }
}
