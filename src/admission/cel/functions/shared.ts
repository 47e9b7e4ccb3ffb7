/** What the functions of all libraries share: arguments by their types, as cel-go dispatches them. */
import type { Budget } from '../budget.ts'
import { cannotTell, fail, mismatch, noOverload } from '../values.ts'

/** The receiver comes first. @throws CelError where the arguments are of no overload. */
export type Handler = (values: readonly unknown[], budget: Budget) => unknown
export type Library = Readonly<Record<string, Handler>>

/** Characters and items; the server's cost limit ends an expression long before its values grow to this. */
export const LONGEST_TEXT = 1_000_000
export const LONGEST_LIST = 100_000

export function text(value: unknown): string {
  return typeof value === 'string' ? value : mismatch(value)
}

export function int(value: unknown): bigint {
  return typeof value === 'bigint' ? value : mismatch(value)
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : mismatch(value)
}

export function instance<T>(value: unknown, of: abstract new (...args: never[]) => T): T {
  return value instanceof of ? value : mismatch(value)
}

/** @returns the value, where no server would have let it grow larger. */
export function within<T extends string | readonly unknown[]>(value: T): T {
  if (value.length > (typeof value === 'string' ? LONGEST_TEXT : LONGEST_LIST))
    cannotTell('a value larger than the API server lets any become')
  return value
}

/** @returns a number of code points that a text has, as an index into them. */
export function place(value: unknown, most: number): number {
  const at = int(value)
  return at < 0n || at > BigInt(most) ? fail(`index out of range: ${at}`) : Number(at)
}

export function arity(values: readonly unknown[], least: number, most = least): void {
  if (values.length < least || values.length > most) noOverload()
}

/** @returns a function of one text. */
export function parsing(make: (value: string) => unknown): Handler {
  return values => {
    arity(values, 1)
    return make(text(values[0]))
  }
}

/** Go's strconv.FormatFloat(value, 'g', -1, 64): with an exponent below -4, and from 6 on. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  if (Object.is(value, -0)) return '-0'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return String(value)
  const size = String(Math.abs(power)).padStart(2, '0')
  return `${digits}e${power < 0 ? '-' : '+'}${size}`
}
