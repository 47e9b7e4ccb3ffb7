/** The quantity library (Kubernetes docs, "CEL in Kubernetes"). */
import { Quantity } from '../quantity.ts'
import { cannotTell, fail } from '../values.ts'
import { Semver } from './semver.ts'
import { arity, instance, int, type Library, parsing } from './shared.ts'

const of = (value: unknown) => instance(value, Quantity)
const operand = (value: unknown) => (typeof value === 'bigint' ? Quantity.of(int(value)) : of(value))

/** Versions are compared by the same names. */
function order(values: readonly unknown[]): bigint {
  arity(values, 2)
  const [a, b] = values
  return a instanceof Semver ? a.compare(instance(b, Semver)) : of(a).compare(of(b))
}

function parse(value: string): Quantity | undefined {
  const quantity = Quantity.parse(value)
  return quantity === 'unknown' ? cannotTell('a quantity of such an exponent') : quantity
}

export const QUANTITIES: Library = {
  isGreaterThan: values => order(values) > 0n,
  isLessThan: values => order(values) < 0n,
  compareTo: order,
  add: values => of(values[0]).plus(operand(values[1]), 1n),
  sub: values => of(values[0]).plus(operand(values[1]), -1n),
  isInteger: values => of(values[0]).integer() !== undefined,
  asInteger: values => of(values[0]).integer() ?? fail('cannot convert value to integer'),
  asApproximateFloat: values => of(values[0]).float(),
}

export const QUANTITY_CALLS: Library = {
  quantity: parsing(value => parse(value) ?? fail('quantities must match the regular expression')),
  isQuantity: parsing(value => parse(value) !== undefined),
  sign: values => {
    arity(values, 1)
    return of(values[0]).compare(Quantity.of(0n))
  },
}
