/** The strings library (CEL extensions, "Strings"): indices count Unicode code points, JavaScript's count UTF-16 units. */
import type { Budget } from '../budget.ts'
import { cannotTell, fail, noOverload, typeOf } from '../values.ts'
import {
  arity,
  doubleText,
  int,
  type Library,
  LONGEST_LIST,
  LONGEST_TEXT,
  list,
  place,
  text,
  within,
} from './shared.ts'

type Points = readonly string[]

const isAt = (points: Points, wanted: Points, at: number) =>
  wanted.every((each, offset) => points[at + offset] === each)

function find(points: Points, wanted: Points, from: number): bigint {
  for (let at = from; at + wanted.length <= points.length; at++) if (isAt(points, wanted, at)) return BigInt(at)
  return -1n
}

function findLast(points: Points, wanted: Points, from: number): bigint {
  for (let at = Math.min(from, points.length - wanted.length); at >= 0; at--)
    if (isAt(points, wanted, at)) return BigInt(at)
  return -1n
}

/** A search goes over the text for each character that is sought. */
function spendSearch(budget: Budget, value: string, wanted: string): void {
  budget.spendText(value.length, wanted.length)
}

/** cel-go: an empty text is found wherever it is looked for, another from behind the end nowhere. */
function index(last: boolean) {
  return (values: readonly unknown[], budget: Budget): bigint => {
    arity(values, 2, 3)
    if (Array.isArray(values[0])) return values.length === 2 ? position(values[0], values[1], last) : noOverload()
    const [value, wanted] = [text(values[0]), text(values[1])]
    spendSearch(budget, value, wanted)
    const points = [...value]
    const from = values.length === 3 ? int(values[2]) : BigInt(last ? points.length : 0)
    if (wanted === '') return from
    if (values.length === 3 && from >= points.length) return -1n
    return (last ? findLast : find)(points, [...wanted], place(from, points.length))
  }
}

function position(items: readonly unknown[], wanted: unknown, last: boolean): bigint {
  const types = new Set([...items, wanted].map(typeOf))
  if (types.size > 1) cannotTell('a position in a list of several types')
  if (![...types].every(type => ['int', 'string', 'bool', 'double'].includes(type)))
    cannotTell('a position by the equality of such values')
  return BigInt(last ? items.lastIndexOf(wanted) : items.indexOf(wanted))
}

function replace(values: readonly unknown[], budget: Budget): string {
  arity(values, 3, 4)
  const [value, wanted, by] = [text(values[0]), text(values[1]), text(values[2])]
  budget.spendText(value.length)
  if ((value.length + 1) * (by.length + 1) > LONGEST_TEXT) cannotTell('a string of over a million characters')
  const limit = values.length === 4 ? int(values[3]) : -1n
  let left = limit < 0n ? Number.MAX_SAFE_INTEGER : Number(limit)
  if (wanted !== '') return value.replaceAll(wanted, found => (left-- > 0 ? by : found))
  // Go replaces what is empty before each code point, and at the end.
  const points = [...value]
  const parts = points.map(each => (left-- > 0 ? by : '') + each)
  return parts.join('') + (left-- > 0 ? by : '')
}

/** Go's strings.SplitN: an empty separator splits after each code point. */
function split(values: readonly unknown[], budget: Budget): readonly string[] {
  arity(values, 2, 3)
  const [value, by] = [text(values[0]), text(values[1])]
  budget.spendText(value.length)
  const limit = values.length === 3 ? int(values[2]) : -1n
  if (limit === 0n) return []
  const parts = within(by === '' ? [...value] : value.split(by, LONGEST_LIST + 1))
  const most = limit > LONGEST_LIST ? -1 : Number(limit)
  return most < 0 || parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)]
}

function substring(values: readonly unknown[], budget: Budget): string {
  arity(values, 2, 3)
  const points = [...text(values[0])]
  budget.spendText(points.length)
  const from = place(values[1], points.length)
  const to = values.length === 3 ? place(values[2], points.length) : points.length
  if (from > to) place(-1n, 0)
  return points.slice(from, to).join('')
}

/** Unicode's white space (Go, unicode.IsSpace); JavaScript's has U+FEFF as well, and not U+0085. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const [LEADING, TRAILING] = [new RegExp(`^${SPACE}+`), new RegExp(`${SPACE}$`)]

function trim(value: string): string {
  let end = value.length
  while (end > 0 && TRAILING.test(value.charAt(end - 1))) end--
  return value.slice(0, end).replace(LEADING, '')
}

function join(values: readonly unknown[], budget: Budget): string {
  arity(values, 1, 2)
  const items = list(values[0]).map(text)
  const by = values.length === 2 ? text(values[1]) : ''
  const length = items.reduce((sum, each) => sum + each.length + by.length, 0)
  budget.spendText(length)
  if (length > LONGEST_TEXT) cannotTell('a string of over a million characters')
  return items.join(by)
}

/** `%s` and `%d` of the formatting library, of values that print in one way only. */
function format(values: readonly unknown[], budget: Budget): string {
  arity(values, 2)
  const [pattern, items] = [text(values[0]), list(values[1])]
  budget.spendText(pattern.length)
  let at = 0
  const made = pattern.replace(/%(%|(?:\.\d+)?[sdfebxXo])?/g, (_, verb: string | undefined) => {
    if (verb === undefined) return fail('could not parse formatting clause')
    if (verb === '%') return '%'
    if (at >= items.length) return fail(`index ${at} out of range`)
    const item = items[at++]
    if (verb === 's' && ['string', 'bigint', 'boolean'].includes(typeof item)) return String(item)
    if (verb === 's' && typeof item === 'number') return doubleText(item)
    if (verb === 'd' && typeof item === 'bigint') return String(item)
    return cannotTell('such a value of format()')
  })
  return within(made)
}

const simple = (make: (value: string) => unknown) => (values: readonly unknown[], budget: Budget) => {
  arity(values, 1)
  const value = text(values[0])
  budget.spendText(value.length)
  return make(value)
}

const search = (make: (value: string, wanted: string) => unknown) => (values: readonly unknown[], budget: Budget) => {
  arity(values, 2)
  const [value, wanted] = [text(values[0]), text(values[1])]
  spendSearch(budget, value, wanted)
  return make(value, wanted)
}

export const STRINGS: Library = {
  startsWith: search((value, wanted) => value.startsWith(wanted)),
  endsWith: search((value, wanted) => value.endsWith(wanted)),
  contains: search((value, wanted) => value.includes(wanted)),
  lowerAscii: simple(value => value.replace(/[A-Z]+/g, up => up.toLowerCase())),
  upperAscii: simple(value => value.replace(/[a-z]+/g, low => low.toUpperCase())),
  trim: simple(trim),
  charAt: (values, budget) => {
    arity(values, 2)
    const points = [...text(values[0])]
    budget.spendText(points.length)
    return points[place(values[1], points.length)] ?? ''
  },
  indexOf: index(false),
  lastIndexOf: index(true),
  substring,
  split,
  replace,
  join,
  format,
}
