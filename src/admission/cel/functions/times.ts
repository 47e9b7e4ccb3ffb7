/** Timestamps and durations, in nanoseconds (CEL specification, "Timestamp", "Duration"; Go's time.ParseDuration). */
import { type Comparable, cannotTell, fail, mismatch } from '../values.ts'
import { arity, type Library, text } from './shared.ts'

const SECOND = 1_000_000_000n
/** Years 1 to 9999. */
const [EARLIEST, LATEST] = [-62_135_596_800n, 253_402_300_799n]

/** @returns the nanoseconds behind the whole second, which lies before them also before 1970. */
function fractionOf(nanos: bigint): bigint {
  return ((nanos % SECOND) + SECOND) % SECOND
}

function secondsOf(nanos: bigint): bigint {
  return (nanos - fractionOf(nanos)) / SECOND
}

export class Duration implements Comparable {
  readonly type = 'google.protobuf.Duration'
  readonly nanos: bigint

  constructor(nanos: bigint) {
    this.nanos = nanos
  }

  equals(other: Comparable): boolean {
    return other instanceof Duration && other.nanos === this.nanos
  }

  /** cel-go: seconds, as short as they can be written. */
  text(): string {
    if (this.nanos % 1_000_000n !== 0n) cannotTell('string() of such a duration')
    return `${Number(this.nanos / 1_000_000n) / 1000}s`
  }
}

export class Timestamp implements Comparable {
  readonly type = 'google.protobuf.Timestamp'
  readonly nanos: bigint
  /** As it was written, where that was in a zone of its own: its text keeps it. */
  readonly #written: string

  private constructor(nanos: bigint, written: string) {
    this.nanos = nanos
    this.#written = written
  }

  /** @throws CelError outside of the years 1 to 9999. */
  static at(nanos: bigint, written = ''): Timestamp {
    const seconds = secondsOf(nanos)
    return seconds < EARLIEST || seconds > LATEST ? fail('timestamp overflow') : new Timestamp(nanos, written)
  }

  static readonly EARLIEST = new Timestamp(EARLIEST * SECOND, '')

  equals(other: Comparable): boolean {
    return other instanceof Timestamp && other.nanos === this.nanos
  }

  seconds(): bigint {
    return secondsOf(this.nanos)
  }

  text(): string {
    if (this.#written !== '') cannotTell('string() of a timestamp in a zone of its own')
    const fraction = fractionOf(this.nanos)
    const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`
    return new Date(Number(this.seconds()) * 1000).toISOString().replace(/\.\d{3}Z$/, `${digits}Z`)
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** RFC 3339. */
function parseTimestamp(value: string): Timestamp {
  const groups = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(value)
  if (groups === null) return /[tz ,]|\d{10}/.test(value) ? cannotTell('such a timestamp') : fail('invalid timestamp')
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '',
    minute = '',
    second = '',
    part = '',
    sign = '',
    h = '0',
    m = '0',
  ] = groups
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  const last = (DAYS[Number(month) - 1] ?? 0) + (month === '02' && leap ? 1 : 0)
  if (Number(day) < 1 || Number(day) > last || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return fail('invalid timestamp')
  if (Number(h) > 24 || Number(m) > 60) return fail('invalid timestamp')
  const utc = new Date(0)
  utc.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  utc.setUTCHours(Number(hour), Number(minute), Number(second))
  const offset = (Number(h) * 3600 + Number(m) * 60) * (sign === '-' ? -1 : 1)
  const seconds = BigInt(utc.getTime() / 1000 - (sign === '' ? 0 : offset))
  return Timestamp.at(seconds * SECOND + BigInt(part.padEnd(9, '0') || 0), offset === 0 ? '' : value)
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
}

/** Go's time.ParseDuration. */
function parseDuration(value: string): Duration {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/.exec(value) ?? []
  if (rest === '0') return new Duration(0n)
  if (!/^(?:(?:\d{1,18}\.?\d{0,9}|\.\d{1,9})(?:ns|us|µs|ms|s|m|h))+$/.test(rest))
    return /\d{19}|\.\d{10}|μ/.test(rest) ? cannotTell('such a duration') : fail('invalid duration')
  let nanos = 0n
  for (const [, whole = '', part = '', unit = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|ms|s|m|h)/g)) {
    const size = UNITS[unit] ?? 1n
    nanos += BigInt(whole || 0) * size + (BigInt(part || 0) * size) / 10n ** BigInt(part.length)
  }
  // The smallest integer has no positive counterpart.
  if (nanos >= 2n ** 63n + (sign === '-' ? 1n : 0n)) return fail('invalid duration')
  return new Duration(sign === '-' ? -nanos : nanos)
}

/** A member of a timestamp in a zone: UTC, or an offset that is given; the names of zones are not known here. */
function member(values: readonly unknown[], read: (date: Date, nanos: bigint) => number): bigint {
  arity(values, 1, 2)
  const [value] = values
  if (!(value instanceof Timestamp)) return mismatch(value)
  let offset = 0
  if (values.length === 2 && text(values[1]) !== 'UTC') {
    const [, sign, hours, minutes] = /^([+-]?)(\d\d):(\d\d)$/.exec(text(values[1])) ?? []
    if (hours === undefined) cannotTell('a time in a zone by its name')
    offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  }
  return BigInt(read(new Date((Number(value.seconds()) + offset * 60) * 1000), value.nanos))
}

function dayOfYear(date: Date): number {
  const first = new Date(0)
  first.setUTCFullYear(date.getUTCFullYear(), 0, 1)
  return Math.floor((date.getTime() - first.getTime()) / 86_400_000)
}

/** Of a duration, all of it in that unit; of a timestamp, that part of the time of day. */
function either(unit: bigint, read: (date: Date, nanos: bigint) => number) {
  return (values: readonly unknown[]) => {
    if (values[0] instanceof Duration) {
      arity(values, 1)
      return values[0].nanos / unit
    }
    return member(values, read)
  }
}

export const TIMES: Library = {
  getFullYear: values => member(values, date => date.getUTCFullYear()),
  getMonth: values => member(values, date => date.getUTCMonth()),
  getDate: values => member(values, date => date.getUTCDate()),
  getDayOfMonth: values => member(values, date => date.getUTCDate() - 1),
  getDayOfWeek: values => member(values, date => date.getUTCDay()),
  getDayOfYear: values => member(values, dayOfYear),
  getHours: either(3600n * SECOND, date => date.getUTCHours()),
  getMinutes: either(60n * SECOND, date => date.getUTCMinutes()),
  getSeconds: either(SECOND, date => date.getUTCSeconds()),
  getMilliseconds: either(1_000_000n, (_, nanos) => Number(fractionOf(nanos) / 1_000_000n)),
}

export const TIME_CALLS: Library = {
  timestamp: values => {
    arity(values, 1)
    const [value] = values
    if (value instanceof Timestamp) return value
    return typeof value === 'bigint' ? Timestamp.at(value * SECOND) : parseTimestamp(text(value))
  },
  duration: values => {
    arity(values, 1)
    return values[0] instanceof Duration ? values[0] : parseDuration(text(values[0]))
  },
}
