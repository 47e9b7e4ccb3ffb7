/** The sets library (CEL extensions, "Sets"). */
import type { Budget } from '../budget.ts'
import { equal } from '../values.ts'
import { arity, type Library, list } from './shared.ts'

function both(values: readonly unknown[], budget: Budget): readonly [readonly unknown[], readonly unknown[]] {
  arity(values, 2)
  const [a, b] = [list(values[0]), list(values[1])]
  budget.spend(a.length * b.length)
  return [a, b]
}

const holds = (a: readonly unknown[], b: readonly unknown[]) => b.every(each => a.some(other => equal(each, other)))

export const SETS: Library = {
  'sets.contains': (values, budget) => holds(...both(values, budget)),
  'sets.intersects': (values, budget) => {
    const [a, b] = both(values, budget)
    return a.some(each => b.some(other => equal(each, other)))
  },
  'sets.equivalent': (values, budget) => {
    const [a, b] = both(values, budget)
    return holds(a, b) && holds(b, a)
  },
}
