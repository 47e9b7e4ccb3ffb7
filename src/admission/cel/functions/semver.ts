/** Semantic versions (Kubernetes docs, "CEL in Kubernetes"; semver.org, strictly). */
import { type Comparable, cannotTell, fail } from '../values.ts'
import { arity, instance, type Library, text } from './shared.ts'

const NUMBER = '(?:0|[1-9]\\d{0,19})'
const WORD = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)'
const FORM = new RegExp(
  `^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${WORD}(?:\\.${WORD})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
)

export class Semver implements Comparable {
  readonly type = 'kubernetes.Semver'
  readonly numbers: readonly bigint[]
  readonly before: readonly string[]

  constructor(numbers: readonly bigint[], before: readonly string[]) {
    this.numbers = numbers
    this.before = before
  }

  static parse(value: string): Semver | undefined {
    const [, major = '', minor = '', patch = '', before = ''] = FORM.exec(value) ?? []
    if (major === '') return undefined
    const words = before === '' ? [] : before.split('.')
    const numbers = [major, minor, patch, ...words.filter(each => /^\d+$/.test(each))]
    // Numbers are of 64 bits, without a sign.
    if (numbers.some(each => BigInt(each) >= 2n ** 64n)) return undefined
    return new Semver([BigInt(major), BigInt(minor), BigInt(patch)], words)
  }

  equals(other: Comparable): boolean {
    return other instanceof Semver && this.compare(other) === 0n
  }

  compare(other: Semver): bigint {
    for (const [at, each] of this.numbers.entries()) {
      const against = other.numbers[at] ?? 0n
      if (each !== against) return each < against ? -1n : 1n
    }
    if (this.before.length === 0 || other.before.length === 0)
      return BigInt(Number(this.before.length === 0) - Number(other.before.length === 0))
    for (let at = 0; at < Math.max(this.before.length, other.before.length); at++) {
      const order = compareWords(this.before[at], other.before[at])
      if (order !== 0n) return order
    }
    return 0n
  }
}

function compareWords(a: string | undefined, b: string | undefined): bigint {
  if (a === undefined || b === undefined) return a === b ? 0n : a === undefined ? -1n : 1n
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (x && y) return BigInt(a) === BigInt(b) ? 0n : BigInt(a) < BigInt(b) ? -1n : 1n
  if (x !== y) return x ? -1n : 1n
  return a === b ? 0n : a < b ? -1n : 1n
}

/** Without a leading v and leading zeros, and with the numbers that lack. */
function normalise(value: string): string {
  const [, numbers = '', rest = ''] = /^v?(\d+(?:\.\d+){0,2})(.*)$/s.exec(value) ?? []
  if (numbers === '' || /^[.\d]/.test(rest)) return value
  const parts = numbers.split('.').map(each => each.replace(/^0+(?=\d)/, ''))
  if (rest !== '' && parts.length < 3) cannotTell('a version that is normalised')
  return [...parts, '0', '0'].slice(0, 3).join('.') + rest
}

function parse(values: readonly unknown[]): Semver | undefined {
  arity(values, 1, 2)
  const value = text(values[0])
  return Semver.parse(values.length === 2 && values[1] === true ? normalise(value) : value)
}

export const SEMVER_CALLS: Library = {
  isSemver: values => parse(values) !== undefined,
  semver: values => parse(values) ?? fail('invalid semantic version'),
}

export const SEMVERS: Library = {
  major: values => instance(values[0], Semver).numbers[0],
  minor: values => instance(values[0], Semver).numbers[1],
  patch: values => instance(values[0], Semver).numbers[2],
}
