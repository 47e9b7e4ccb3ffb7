/** Conversions between types, as the server makes them. */
import { EvaluationError } from '@marcbachmann/cel-js'
import { Quantity } from '../quantity.ts'
import type { Method, Unknown } from './shared.ts'

export function conversions(unknown: Unknown): Method[] {
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
