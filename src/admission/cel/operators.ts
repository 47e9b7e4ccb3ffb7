/** CEL's operators over values (CEL specification, "Arithmetic", "Ordering"; integers are of 64 bits). */

import type { Budget } from './budget.ts'
import { Duration, Timestamp } from './functions/times.ts'
import {
  CelError,
  compareNumbers,
  compareTexts,
  entriesOf,
  equal,
  fail,
  lookUp,
  mismatch,
  noOverload,
  typeOf,
} from './values.ts'

/** @returns the integer. @throws CelError where 64 bits do not hold it. */
export function int64(value: bigint): bigint {
  return value === BigInt.asIntN(64, value) ? value : fail('integer overflow')
}

export function negate(value: unknown): unknown {
  if (typeof value === 'bigint') return int64(-value)
  if (typeof value === 'number') return -value
  if (value instanceof Duration) return new Duration(int64(-value.nanos))
  return mismatch(value)
}

/** @returns less than 0, 0 or more. @throws CelError where the two have no order. */
export function compare(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b)
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if ((a instanceof Timestamp && b instanceof Timestamp) || (a instanceof Duration && b instanceof Duration))
    return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0
  return mismatch(a, b)
}

function isNumber(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number'
}

const INT: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => int64(a + b),
  '-': (a, b) => int64(a - b),
  '*': (a, b) => int64(a * b),
  '/': (a, b) => (b === 0n ? fail('division by zero') : int64(a / b)),
  // The server computes the quotient as well, which overflows for the smallest integer by -1.
  '%': (a, b) => (b === 0n ? fail('modulus by zero') : a - int64(a / b) * b),
}
const DOUBLE: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

/** Nanoseconds of a timestamp are those of a duration, apart from where they begin. */
function times(op: string, a: unknown, b: unknown): unknown {
  if (op === '+' && a instanceof Duration && b instanceof Duration) return new Duration(int64(a.nanos + b.nanos))
  if (op === '-' && a instanceof Duration && b instanceof Duration) return new Duration(int64(a.nanos - b.nanos))
  if (op === '+' && a instanceof Timestamp && b instanceof Duration) return Timestamp.at(a.nanos + b.nanos)
  if (op === '+' && a instanceof Duration && b instanceof Timestamp) return Timestamp.at(a.nanos + b.nanos)
  if (op === '-' && a instanceof Timestamp && b instanceof Duration) return Timestamp.at(a.nanos - b.nanos)
  if (op === '-' && a instanceof Timestamp && b instanceof Timestamp) return new Duration(int64(a.nanos - b.nanos))
  return undefined
}

/** @returns what an operator makes of two values. @throws CelError as the server errs. */
export function binary(op: string, a: unknown, b: unknown, budget: Budget): unknown {
  if (typeof a === 'string' && typeof b === 'string') budget.spendText(Math.min(a.length, b.length))
  else budget.spend(Math.min(sizeOf(a), sizeOf(b)))
  budget.spend(1)
  switch (op) {
    case '==':
      return equal(a, b)
    case '!=':
      return !equal(a, b)
    case '<':
      return compare(a, b) < 0
    case '<=':
      return compare(a, b) <= 0
    case '>':
      return compare(a, b) > 0
    case '>=':
      return compare(a, b) >= 0
    case 'in':
      return isIn(a, b, budget)
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return (INT[op] ?? noOverload)(a, b)
  if (typeof a === 'number' && typeof b === 'number') return (DOUBLE[op] ?? noOverload)(a, b)
  if (op === '+' && typeof a === 'string' && typeof b === 'string') {
    budget.spendText(a.length + b.length)
    return a + b
  }
  if (op === '+' && Array.isArray(a) && Array.isArray(b)) {
    budget.spend(a.length + b.length)
    return [...a, ...b]
  }
  const time = times(op, a, b)
  if (time !== undefined) return time
  return mismatch(a, b)
}

/** Members at any depth, which an equality may go over; no more than would be too many. */
function sizeOf(value: unknown, most = 1_000_000): number {
  if (typeof value !== 'object' || value === null) return 0
  const members = Array.isArray(value) ? value : value instanceof Map ? [...value.values()] : []
  let size = 0
  for (const each of members) {
    if (size >= most) break
    size += 1 + sizeOf(each, most - size)
  }
  return size
}

function isIn(wanted: unknown, where: unknown, budget: Budget): boolean {
  if (Array.isArray(where)) {
    budget.spend(where.length)
    return where.some(each => equal(each, wanted))
  }
  if (where instanceof Map) return lookUp(where, wanted) !== undefined
  return mismatch(where)
}

/** @returns an item, or the value of a key; undefined where there is none. @throws CelError where it cannot have any. */
export function itemOf(value: unknown, key: unknown): unknown {
  if (value instanceof Map) return lookUp(value, key)
  if (!Array.isArray(value)) return mismatch(value)
  const index = typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key
  if (typeof index !== 'bigint') throw new CelError(`unsupported index type '${typeOf(key)}' in list`)
  return index < 0n || index >= BigInt(value.length) ? undefined : value[Number(index)]
}

/** @returns the members that a macro goes over, with their keys. @throws CelError where it goes over nothing. */
export function membersOf(value: unknown): (readonly [key: unknown, value: unknown])[] {
  if (Array.isArray(value)) return value.map((each, at) => [BigInt(at), each] as const)
  if (value instanceof Map) return entriesOf(value)
  return fail(`got '${typeOf(value)}', expected iterable type`)
}
