/** Functions of Kubernetes' CEL environment that cel-js lacks or answers differently (CEL strings and lists extensions, Kubernetes docs "CEL in Kubernetes"). */
import type { RE2JS } from '@bufbuild/re2'
import { type Environment, EvaluationError } from '@marcbachmann/cel-js'
import { Quantity } from './quantity.ts'

export interface Functions {
  register(environment: Environment): void
  /** CEL name to the name under which the function is registered. */
  readonly calls: readonly (readonly [string, string])[]
  readonly methods: readonly (readonly [string, string])[]
}

class Sets {}

type Handler = (...args: never[]) => unknown

/** Characters and items; the server's cost limit ends an expression long before its values grow to this. */
export const LONGEST_TEXT = 1_000_000
export const LONGEST_LIST = 100_000
/** Characters compared by one search: a tenth of a unit of cost for each of both texts, a million units (apiserver, PerCallLimit). */
const LONGEST_SEARCH = 100_000_000

/**
 * @param unknown tells that the answer cannot be trusted, and why.
 * @param regex compiles a pattern, or gives undefined when it is none.
 */
export function functionsOf(unknown: (why: string) => null, regex: (pattern: string) => RE2JS | undefined): Functions {
  const methods: [string, string, Handler][] = [
    ...stringMethods(regex, unknown),
    ...listMethods(unknown),
    ...setMethods(unknown),
    ...quantityMethods(),
  ]
  const calls: [string, string, Handler][] = conversions(unknown)
  return {
    register(environment) {
      environment.registerType('Sets', Sets).registerConstant('sets', 'Sets', new Sets())
      environment.registerType('Quantity', Quantity)
      for (const [name, signature, handler] of [...methods, ...calls])
        environment.registerFunction(signature.replace(`${name}(`, `k_${name}(`), handler as () => unknown, {
          async: false,
        })
    },
    calls: calls.map(([name]) => [name, `k_${name}`]),
    methods: methods.map(([name]) => [name, `k_${name}`]),
  }
}

function fail(message: string): never {
  throw new EvaluationError({ code: 'index_out_of_range', message })
}

/** CEL counts Unicode code points, JavaScript UTF-16 units. */
function stringMethods(
  regex: (pattern: string) => RE2JS | undefined,
  unknown: (why: string) => null,
): [string, string, Handler][] {
  const index = (points: string[], search: string, from: bigint) => {
    const wanted = [...search]
    if (from < 0n || from > BigInt(points.length)) fail(`index out of range: ${from}`)
    for (let at = Number(from); at + wanted.length <= points.length; at++)
      if (wanted.every((each, offset) => points[at + offset] === each)) return BigInt(at)
    return -1n
  }
  const lastIndex = (points: string[], search: string, from: bigint) => {
    const wanted = [...search]
    if (from < 0n || from > BigInt(points.length)) fail(`index out of range: ${from}`)
    for (let at = Math.min(Number(from), points.length - wanted.length); at >= 0; at--)
      if (wanted.every((each, offset) => points[at + offset] === each)) return BigInt(at)
    return -1n
  }
  const substring = (text: string, from: bigint, to: bigint) => {
    const points = [...text]
    if (from < 0n || to > BigInt(points.length) || from > to) fail(`index out of range: ${from}, ${to}`)
    return points.slice(Number(from), Number(to)).join('')
  }
  const replace = (text: string, search: string, by: string, limit: bigint) => {
    if (isLong(text, search, unknown) || text.length * Math.max(1, by.length) > LONGEST_TEXT) {
      unknown('a string of over a million characters')
      return ''
    }
    if (limit < 0n) return text.replaceAll(search, () => by)
    let done = 0n
    return text.replaceAll(search, found => (done++ < limit ? by : found))
  }
  const split = (text: string, by: string, limit: bigint) => (isLong(text, by, unknown) ? [] : splitGo(text, by, limit))
  return [
    [
      'matches',
      'string.matches(string): bool',
      (text: string, pattern: string) =>
        regex(pattern)?.test(text) ??
        (() => {
          throw new EvaluationError({ code: 'evaluation_error', message: 'error parsing regexp' })
        })(),
    ],
    ['lowerAscii', 'string.lowerAscii(): string', (text: string) => text.replace(/[A-Z]+/g, up => up.toLowerCase())],
    ['upperAscii', 'string.upperAscii(): string', (text: string) => text.replace(/[a-z]+/g, low => low.toUpperCase())],
    ['trim', 'string.trim(): string', (text: string) => text.trim()],
    [
      'charAt',
      'string.charAt(int): string',
      (text: string, at: bigint) => {
        const points = [...text]
        if (at < 0n || at > BigInt(points.length)) fail(`index out of range: ${at}`)
        return points[Number(at)] ?? ''
      },
    ],
    ['indexOf', 'string.indexOf(string): int', (text: string, search: string) => index([...text], search, 0n)],
    [
      'indexOf',
      'string.indexOf(string, int): int',
      (text: string, search: string, from: bigint) => index([...text], search, from),
    ],
    [
      'lastIndexOf',
      'string.lastIndexOf(string): int',
      (text: string, search: string) => lastIndex([...text], search, BigInt([...text].length)),
    ],
    [
      'lastIndexOf',
      'string.lastIndexOf(string, int): int',
      (text: string, search: string, from: bigint) => lastIndex([...text], search, from),
    ],
    [
      'substring',
      'string.substring(int): string',
      (text: string, from: bigint) => substring(text, from, BigInt([...text].length)),
    ],
    ['substring', 'string.substring(int, int): string', substring],
    ['split', 'string.split(string): list<string>', (text: string, by: string) => split(text, by, -1n)],
    ['split', 'string.split(string, int): list<string>', split],
    [
      'replace',
      'string.replace(string, string): string',
      (text: string, search: string, by: string) => replace(text, search, by, -1n),
    ],
    ['replace', 'string.replace(string, string, int): string', replace],
  ]
}

/** Searches run in the engine itself, where no time limit reaches them: what would last is not begun. */
function isLong(text: string, search: string, unknown: (why: string) => null): boolean {
  const long = text.length > LONGEST_TEXT || text.length * search.length > LONGEST_SEARCH
  if (long) unknown('a search that costs more than the server allows')
  return long
}

/** Go's strings.SplitN: an empty separator splits after each code point. */
function splitGo(text: string, by: string, limit: bigint): string[] {
  if (limit === 0n) return []
  // More parts than a list may have are not made; the last one tells that there were more.
  const parts = by === '' ? [...text] : text.split(by, LONGEST_LIST + 1)
  const most = Number(limit)
  return most < 0 || parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)]
}

function listMethods(unknown: (why: string) => null): [string, string, Handler][] {
  const ordered = (list: readonly unknown[]) => {
    const types = new Set(list.map(each => typeof each))
    if (types.size > 1 || ![...types].every(type => ['bigint', 'number', 'string', 'boolean'].includes(type)))
      unknown('the order of a list of mixed or other values')
    // CEL orders strings by code point, JavaScript's < by UTF-16 unit; they differ beyond the basic plane only.
    if (list.some(each => typeof each === 'string' && /[\ud800-\udfff]/.test(each)))
      unknown('the order of such strings')
    return list as readonly (string | bigint)[]
  }
  const extreme = (list: readonly unknown[], better: (a: string | bigint, b: string | bigint) => boolean) => {
    if (list.length === 0) fail('min/max called on an empty list')
    return ordered(list).reduce((best, each) => (better(each, best) ? each : best))
  }
  const sum = (list: readonly unknown[]) => {
    if (list.every(each => typeof each === 'bigint')) return list.reduce((a: bigint, b) => a + (b as bigint), 0n)
    if (list.every(each => typeof each === 'number')) return list.reduce((a: number, b) => a + (b as number), 0)
    return unknown('the sum of such a list')
  }
  const position = (list: readonly unknown[], wanted: unknown, last: boolean) => {
    if (typeof wanted === 'object' && wanted !== null) unknown('a position by the equality of objects')
    return BigInt(last ? list.lastIndexOf(wanted) : list.indexOf(wanted))
  }
  const join = (list: readonly unknown[], by: string) => {
    const size = list.reduce((sum: number, each) => sum + (typeof each === 'string' ? each.length + by.length : 0), 0)
    if (size > LONGEST_TEXT) {
      unknown('a string of over a million characters')
      return ''
    }
    return list.every(each => typeof each === 'string') ? list.join(by) : unknown('the join of such a list')
  }
  return [
    ['join', 'list.join(): string', (list: unknown[]) => join(list, '')],
    ['join', 'list.join(string): string', join],
    ['sum', 'list.sum(): dyn', sum],
    ['min', 'list.min(): dyn', (list: unknown[]) => extreme(list, (a, b) => a < b)],
    ['max', 'list.max(): dyn', (list: unknown[]) => extreme(list, (a, b) => a > b)],
    [
      'isSorted',
      'list.isSorted(): bool',
      (list: unknown[]) => ordered(list).every((each, at, all) => at === 0 || (all[at - 1] ?? each) <= each),
    ],
    ['indexOf', 'list.indexOf(dyn): int', (list: unknown[], wanted: unknown) => position(list, wanted, false)],
    ['lastIndexOf', 'list.lastIndexOf(dyn): int', (list: unknown[], wanted: unknown) => position(list, wanted, true)],
  ]
}

function setMethods(unknown: (why: string) => null): [string, string, Handler][] {
  const plain = (list: readonly unknown[]) => {
    if (list.some(each => !['string', 'bigint', 'boolean'].includes(typeof each))) unknown('sets of such values')
    return new Set(list)
  }
  return [
    [
      'contains',
      'Sets.contains(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => plain(b).isSubsetOf(plain(a)),
    ],
    [
      'intersects',
      'Sets.intersects(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => !plain(a).isDisjointFrom(plain(b)),
    ],
    [
      'equivalent',
      'Sets.equivalent(list, list): bool',
      (_: Sets, a: unknown[], b: unknown[]) => plain(a).symmetricDifference(plain(b)).size === 0,
    ],
    // `contains` is registered under our name, so a string's own goes there too.
    [
      'contains',
      'string.contains(string): bool',
      (text: string, part: string) => !isLong(text, part, unknown) && text.includes(part),
    ],
  ]
}

function quantityMethods(): [string, string, Handler][] {
  const integer = (quantity: Quantity) => quantity.integer() ?? fail('cannot convert value to integer')
  return [
    ['isGreaterThan', 'Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) > 0n],
    ['isLessThan', 'Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) < 0n],
    ['compareTo', 'Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) => a.compare(b)],
    ['add', 'Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => a.plus(b, 1n)],
    ['add', 'Quantity.add(int): Quantity', (a: Quantity, b: bigint) => a.plus(new Quantity(b, 1n), 1n)],
    ['sub', 'Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => a.plus(b, -1n)],
    ['sub', 'Quantity.sub(int): Quantity', (a: Quantity, b: bigint) => a.plus(new Quantity(b, 1n), -1n)],
    ['isInteger', 'Quantity.isInteger(): bool', (a: Quantity) => a.integer() !== undefined],
    ['asInteger', 'Quantity.asInteger(): int', integer],
  ]
}

function conversions(unknown: (why: string) => null): [string, string, Handler][] {
  const toInt = (value: unknown) => {
    if (typeof value === 'bigint') return value
    if (typeof value === 'number' && Math.abs(value) < 2 ** 53) return BigInt(Math.trunc(value))
    if (typeof value !== 'string') return unknown('int() of such a value')
    const number = /^[+-]?\d{1,19}$/.test(value) ? BigInt(value.replace(/^\+/, '')) : undefined
    if (number !== undefined && number === BigInt.asIntN(64, number)) return number
    throw new EvaluationError({ code: 'int_conversion_error', message: 'type conversion error from string to int' })
  }
  const toText = (value: unknown) => {
    if (typeof value === 'string') return value
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
    return unknown('string() of such a value')
  }
  const quantity = (text: string) => {
    const parsed = Quantity.parse(text)
    if (parsed !== undefined) return parsed
    throw new EvaluationError({ code: 'evaluation_error', message: 'quantities must match the regular expression' })
  }
  return [
    ['int', 'int(dyn): int', toInt],
    ['string', 'string(dyn): string', toText],
    ['quantity', 'quantity(string): Quantity', quantity],
    ['isQuantity', 'isQuantity(string): bool', (text: string) => Quantity.parse(text) !== undefined],
    ['sign', 'sign(Quantity): int', (value: Quantity) => value.compare(new Quantity(0n, 1n))],
  ]
}
