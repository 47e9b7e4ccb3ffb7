/** The lists library (Kubernetes docs, "CEL in Kubernetes"). */
import type { Budget } from '../budget.ts'
import { compare, int64 } from '../operators.ts'
import { cannotTell, fail, mismatch, noOverload, typeOf, whole } from '../values.ts'
import { arity, type Library, list } from './shared.ts'
import { Duration } from './times.ts'

/** Lists of one type that has an order. */
function itemsWithOrder(values: readonly unknown[], budget: Budget): readonly unknown[] {
  arity(values, 1)
  const items = list(values[0])
  budget.spend(items.length)
  if (items.some(Number.isNaN)) cannotTell('the order of a list with NaN')
  if (new Set(items.map(typeOf)).size > 1) cannotTell('the order of a list of several types')
  return items
}

function extreme(values: readonly unknown[], budget: Budget, sign: number): unknown {
  const items = itemsWithOrder(values, budget)
  if (items.length === 0) fail('min/max called on an empty list')
  return items.reduce((best, each) => (compare(each, best) * sign > 0 ? each : best))
}

function sum(values: readonly unknown[], budget: Budget): unknown {
  const items = itemsWithOrder(values, budget)
  // Of a list whose type is not known the empty sum is an integer.
  if (items.length === 0) return 0n
  if (typeof items[0] === 'bigint') return items.reduce((all: bigint, each) => int64(all + (each as bigint)), 0n)
  if (typeof items[0] === 'number') return items.reduce((all: number, each) => all + (each as number), 0)
  if (items[0] instanceof Duration)
    return new Duration(items.reduce((all: bigint, each) => int64(all + (each as Duration).nanos), 0n))
  return noOverload()
}

/** Of text, code points; of lists and maps, members. */
export function size(values: readonly unknown[], budget: Budget): bigint {
  arity(values, 1)
  const [value] = values
  if (typeof value === 'string') {
    budget.spendText(value.length)
    return BigInt([...value].length)
  }
  if (Array.isArray(value)) return BigInt(value.length)
  if (value instanceof Map) return BigInt(whole(value).size)
  return mismatch(value)
}

export const LISTS: Library = {
  size,
  sum,
  min: (values, budget) => extreme(values, budget, -1),
  max: (values, budget) => extreme(values, budget, 1),
  isSorted: (values, budget) => {
    const items = itemsWithOrder(values, budget)
    return items.every((each, at) => at === 0 || compare(items[at - 1], each) <= 0)
  },
}
