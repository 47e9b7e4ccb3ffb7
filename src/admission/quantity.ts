/** Kubernetes quantities ("100m", "1Gi", "2e3"), exact. Grammar: k8s.io/apimachinery, resource.Quantity. */

const SUFFIX: Readonly<Record<string, readonly [bigint, bigint]>> = {
  '': [1n, 1n],
  n: [1n, 10n ** 9n],
  u: [1n, 10n ** 6n],
  m: [1n, 1000n],
  k: [10n ** 3n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [1n << 10n, 1n],
  Mi: [1n << 20n, 1n],
  Gi: [1n << 30n, 1n],
  Ti: [1n << 40n, 1n],
  Pi: [1n << 50n, 1n],
  Ei: [1n << 60n, 1n],
}

/** A fraction of two integers, the denominator positive. */
export class Quantity {
  readonly top: bigint
  readonly bottom: bigint

  constructor(top: bigint, bottom: bigint) {
    this.top = top
    this.bottom = bottom
  }

  /** @returns undefined when the text is no quantity. */
  static parse(text: string): Quantity | undefined {
    const [, sign = '', whole = '', fraction = '', exponent = '', suffix = ''] =
      /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3})|(n|u|m|k|M|G|T|P|E|[KMGTPE]i))?$/.exec(text) ?? []
    if (whole === '' && fraction === '') return undefined
    const [top, bottom] = SUFFIX[suffix] ?? [1n, 1n]
    const power = Number(exponent || 0)
    const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n)
    const scaled = digits * top * 10n ** BigInt(Math.max(power, 0))
    return new Quantity(scaled, bottom * 10n ** BigInt(fraction.length + Math.max(-power, 0)))
  }

  compare(other: Quantity): bigint {
    const difference = this.top * other.bottom - other.top * this.bottom
    return difference < 0n ? -1n : difference > 0n ? 1n : 0n
  }

  plus(other: Quantity, sign: 1n | -1n): Quantity {
    return new Quantity(this.top * other.bottom + sign * other.top * this.bottom, this.bottom * other.bottom)
  }

  /** @returns the integer it is, or undefined. */
  integer(): bigint | undefined {
    return this.top % this.bottom === 0n ? this.top / this.bottom : undefined
  }
}
