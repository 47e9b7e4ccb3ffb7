/** Conversions between types (CEL specification, "Conversions"; cel-go for what text a value has). */
import { int64 } from '../operators.ts'
import { CelType, cannotTell, fail, mismatch, Optional, typeOf } from '../values.ts'
import { Cidr, Ip } from './network.ts'
import { arity, doubleText, type Library } from './shared.ts'
import { Duration, Timestamp } from './times.ts'

function toInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') {
    if (Number.isNaN(value) || Math.abs(value) >= 2 ** 63) fail('integer overflow')
    return BigInt(Math.trunc(value))
  }
  if (typeof value === 'string') {
    const digits = /^([+-]?)0*(\d{1,19})$/.exec(value)
    if (digits === null) return fail('type conversion error from string to int')
    return int64(BigInt(`${digits[1] === '-' ? '-' : ''}${digits[2]}`))
  }
  if (value instanceof Timestamp) return value.seconds()
  if (value instanceof Duration) return value.nanos
  return mismatch(value)
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return doubleText(value)
  if (value instanceof Timestamp || value instanceof Duration || value instanceof Ip || value instanceof Cidr)
    return value.text()
  return mismatch(value)
}

function toDouble(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string') return mismatch(value)
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,6})?$/.test(value)
    ? finite(Number(value))
    : /^[\w.+-]*$/.test(value) && !/^[+-]?(?:inf|nan|0[xob]|\d+_)/i.test(value)
      ? fail('type conversion error from string to double')
      : cannotTell('double() of such a text')
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : fail('type conversion error from string to double')
}

/** Go's strconv.ParseBool. */
function toBool(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return mismatch(value)
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return true
  return /^(?:0|f|F|false|FALSE|False)$/.test(value) ? false : fail('type conversion error from string to bool')
}

function isZero(value: unknown): boolean {
  if (value instanceof Duration) return value.nanos === 0n
  if (value instanceof Timestamp) return value.equals(Timestamp.EARLIEST)
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Map) return value.size === 0
  return value === null || value === '' || value === 0n || value === 0 || value === false
}

const one = (make: (value: unknown) => unknown) => (values: readonly unknown[]) => {
  arity(values, 1)
  return make(values[0])
}

export const CONVERSIONS: Library = {
  int: one(toInt),
  string: one(toText),
  double: one(toDouble),
  bool: one(toBool),
  dyn: one(value => value),
  type: one(value => new CelType(typeOf(value))),
  'optional.of': one(value => Optional.of(value)),
  'optional.ofNonZeroValue': one(value => (isZero(value) ? Optional.none : Optional.of(value))),
  'optional.none': values => {
    arity(values, 0)
    return Optional.none
  },
}

const optional = (value: unknown) => (value instanceof Optional ? value : mismatch(value))

export const OPTIONALS: Library = {
  hasValue: one(value => optional(value).isSet),
  value: one(value => optional(value).get()),
}
