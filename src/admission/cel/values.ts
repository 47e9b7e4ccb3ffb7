/**
 * CEL's values: null, booleans, integers (BigInt), doubles (number), strings, lists (arrays), maps (Map), and the types of
 * Kubernetes' libraries. Semantics: CEL specification, "Values" and "Equality"; cel-go for what it leaves open.
 */

/** The server errs here as well; what follows is the policy's failurePolicy. */
export class CelError extends Error {}

/** It is not known here what the server would say. */
export class Undetermined extends Error {}

/** The server ends an expression that costs too much, whatever the rest of it would say. */
export class OverBudget extends Undetermined {}

export function fail(message: string): never {
  throw new CelError(message)
}

export function noOverload(): never {
  throw new CelError('no such overload')
}

export function cannotTell(why: string): never {
  throw new Undetermined(why)
}

export class Optional {
  static readonly none = new Optional(undefined)
  readonly #value: unknown

  private constructor(value: unknown) {
    this.#value = value
  }

  static of(value: unknown): Optional {
    return value === undefined ? Optional.none : new Optional(value)
  }

  get isSet(): boolean {
    return this.#value !== undefined
  }

  /** @throws CelError where it is none. */
  get(): unknown {
    return this.#value === undefined ? fail('optional.none() dereference') : this.#value
  }
}

/** A type as a value: `type(x) == string`. */
export class CelType {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A map of which some keys are not known, by the reason in words; '' stands for every other key. */
export class PartialMap extends Map<unknown, unknown> {
  readonly unknown: ReadonlyMap<string, string>

  constructor(entries: Iterable<readonly [unknown, unknown]>, unknown: ReadonlyMap<string, string>) {
    super(entries)
    this.unknown = unknown
  }
}

/** Something of which only this is known: that it is there. */
export class Opaque {
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

/** What a value of a library must be able to do to be compared: by `==`, and by order where it has one. */
export interface Comparable {
  readonly type: string
  equals(other: Comparable): boolean
}

export function isComparable(value: unknown): value is Comparable {
  return typeof value === 'object' && value !== null && 'equals' in value && 'type' in value
}

/** @returns the name of a value's type. @throws Undetermined where it has none that is known. */
export function typeOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'bigint':
      return 'int'
    case 'number':
      return 'double'
    case 'boolean':
      return 'bool'
  }
  if (value === null) return 'null_type'
  if (Array.isArray(value)) return 'list'
  if (value instanceof Map) return 'map'
  if (value instanceof Optional) return 'optional_type'
  if (value instanceof CelType) return 'type'
  if (isComparable(value)) return value.type
  return cannotTell(value instanceof Opaque ? value.why : 'a value of an unknown type')
}

/** No overload takes these values. A value of which nothing is known has no type to err by: then that is said. */
export function mismatch(...values: readonly unknown[]): never {
  for (const each of values) typeOf(each)
  return noOverload()
}

/** @returns the map. @throws Undetermined where some of its keys are not known. */
export function whole<M extends ReadonlyMap<unknown, unknown>>(map: M): M {
  if (map instanceof PartialMap) for (const why of map.unknown.values()) cannotTell(why)
  return map
}

/** @returns all entries. @throws Undetermined where some are not known. */
export function entriesOf(map: ReadonlyMap<unknown, unknown>): [unknown, unknown][] {
  return [...whole(map)]
}

/** @returns the value of a key; undefined where the map has none. @throws Undetermined where that is not known. */
export function lookUp(map: ReadonlyMap<unknown, unknown>, key: unknown): unknown {
  if (map instanceof PartialMap && typeof key === 'string' && !map.has(key)) {
    const why = map.unknown.get(key) ?? map.unknown.get('')
    if (why !== undefined) cannotTell(why)
  }
  // Keys are equal as numbers are.
  return map.get(typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key)
}

/** @returns less than 0, 0 or more. An integer is compared with a double as a double (cel-go). @throws CelError for NaN, which has no order. */
export function compareNumbers(a: bigint | number, b: bigint | number): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
  const [x, y] = [Number(a), Number(b)]
  if (Number.isNaN(x) || Number.isNaN(y)) fail('NaN values cannot be ordered')
  return x < y ? -1 : x > y ? 1 : 0
}

const DEPTH = 100
/** Values of one equality; one list may stand in another many times over. */
const COMPARED = 1_000_000

/** @returns whether two values are equal; values of different types are not, and no error. */
export function equal(a: unknown, b: unknown, depth = 0, compared = { left: COMPARED }): boolean {
  if (depth > DEPTH) cannotTell('values nested over 100 deep')
  if (--compared.left < 0) throw new OverBudget('an equality that goes over a million values')
  const isNumber = (value: unknown): value is bigint | number => ['bigint', 'number'].includes(typeof value)
  if (isNumber(a) && isNumber(b)) return !Number.isNaN(a) && !Number.isNaN(b) && compareNumbers(a, b) === 0
  const type = typeOf(a)
  if (type !== typeOf(b)) return false
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, at) => equal(each, b[at], depth + 1, compared))
  if (a instanceof Map && b instanceof Map) {
    const [one, other] = [entriesOf(a), entriesOf(b)]
    return one.length === other.length && one.every(([key, value]) => hasEqual(b, key, value, depth + 1, compared))
  }
  if (a instanceof Optional && b instanceof Optional)
    return a.isSet === b.isSet && (!a.isSet || equal(a.get(), b.get(), depth + 1, compared))
  if (a instanceof CelType && b instanceof CelType) return a.name === b.name
  if (isComparable(a) && isComparable(b)) return a.equals(b)
  return a === b
}

function hasEqual(
  map: ReadonlyMap<unknown, unknown>,
  key: unknown,
  value: unknown,
  depth: number,
  compared: { left: number },
): boolean {
  const other = lookUp(map, key)
  return other !== undefined && equal(value, other, depth, compared)
}

/** @returns the order of two strings by code point, which is that of their UTF-8 (JavaScript's is by UTF-16 unit). */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x === y) continue
    // A surrogate is half of a code point beyond all that one unit holds.
    const [high, low] = [isSurrogate(x), isSurrogate(y)]
    return high === low ? x - y : high ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
