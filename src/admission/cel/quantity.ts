/** Kubernetes quantities ("100m", "1Gi", "2e3"), exact. Grammar: k8s.io/apimachinery, resource.Quantity. */
import type { Comparable } from './values.ts'

/** Suffixes by their powers of ten, and of two. */
const DECIMAL: Readonly<Record<string, number>> = { '': 0, n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }

/** No digits at all are zero there. */
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+)|(n|u|m|k|M|G|T|P|E|[KMGTPE]i))?$/
const NANO = 10n ** 9n
const LARGEST = 2n ** 63n - 1n

/** A fraction of two integers, the denominator positive. */
export class Quantity implements Comparable {
  readonly type = 'kubernetes.Quantity'
  readonly top: bigint
  readonly bottom: bigint
  /** Of the server's small form, an integer by a power of ten: that power. Its other form is never an integer there. */
  readonly #scale: number | undefined

  constructor(top: bigint, bottom: bigint, scale: number | undefined) {
    this.top = top
    this.bottom = bottom
    this.#scale = scale
  }

  static of(integer: bigint): Quantity {
    return new Quantity(integer, 1n, 0)
  }

  /** @returns undefined when the text is no quantity; 'unknown' for exponents of more than three digits. */
  static parse(text: string): Quantity | 'unknown' | undefined {
    const found = FORM.exec(text)
    if (found === null || text === '') return undefined
    const [, sign = '', digits = '', fraction = '', exponent = '', suffix = ''] = found
    const whole = digits.replace(/^0+(?=\d)/, '')
    if (/\d{4}/.test(exponent) || whole.length + fraction.length > 400) return 'unknown'
    const bits = BINARY[suffix]
    // An exponent stands in a suffix's place.
    const power = Number(exponent || 0) + (DECIMAL[suffix] ?? 0)
    const negative = sign === '-' ? -1n : 1n
    const scaled = (BigInt(`${whole}${fraction}` || 0) << BigInt(bits ?? 0)) * 10n ** BigInt(Math.max(power, 0))
    const divisor = 10n ** BigInt(fraction.length + Math.max(-power, 0))
    const scale = smallScale(whole, fraction, bits, power)
    if (scale !== undefined) return new Quantity(scaled * negative, divisor, scale)
    // Less than a nano is rounded up, away from zero.
    const whole64 = (scaled * NANO + divisor - 1n) / divisor
    // Powers of two beyond 64 bits are cut (measured on 1.35); others are not.
    const nanos = bits !== undefined && whole64 > LARGEST * NANO ? LARGEST * NANO : whole64
    return new Quantity(nanos * negative, NANO, undefined)
  }

  equals(other: Comparable): boolean {
    return other instanceof Quantity && this.compare(other) === 0n
  }

  compare(other: Quantity): bigint {
    const difference = this.top * other.bottom - other.top * this.bottom
    return difference < 0n ? -1n : difference > 0n ? 1n : 0n
  }

  plus(other: Quantity, sign: 1n | -1n): Quantity {
    const scales = [
      other.top === 0n ? [] : [other.#scale],
      this.top === 0n && other.top !== 0n ? [] : [this.#scale],
    ].flat()
    const known = scales.every(each => each !== undefined) ? Math.min(...(scales as number[])) : undefined
    // Both are powers of ten: the larger one is of both.
    const bottom = this.bottom > other.bottom ? this.bottom : other.bottom
    const top = (this.top * bottom) / this.bottom + (sign * other.top * bottom) / other.bottom
    return new Quantity(top, bottom, known)
  }

  /** @returns the integer that the server takes it for: `1.0` and `1000m` are none there. */
  integer(): bigint | undefined {
    if (this.#scale === undefined || this.#scale < 0) return undefined
    const value = this.top / this.bottom
    return value === BigInt.asIntN(64, value) ? value : undefined
  }

  float(): number {
    const whole = this.top / this.bottom
    return Number(whole) + Number(this.top - whole * this.bottom) / Number(this.bottom)
  }
}

/** @returns the scale of the server's small form; undefined where it takes the other one (resource.ParseQuantity). */
function smallScale(whole: string, fraction: string, bits: number | undefined, power: number): number | undefined {
  if (bits !== undefined) {
    const precision = 15 - whole.length - Math.trunc((bits * 3) / 10) - 1
    return fraction === '' && precision >= 0 ? 0 : undefined
  }
  if (18 - whole.length - fraction.length < 0) return undefined
  const scale = power - fraction.length
  return scale >= -9 ? scale : undefined
}
