/** IP addresses and ranges (Kubernetes docs, "CEL in Kubernetes"; Go's net/netip). */
import { isIPv4, isIPv6 } from 'node:net'
import { type Comparable, fail } from '../values.ts'
import { arity, instance, type Library, parsing, text } from './shared.ts'

export class Ip implements Comparable {
  readonly type = 'net.IP'
  readonly family: 4 | 6
  readonly value: bigint

  constructor(family: 4 | 6, value: bigint) {
    this.family = family
    this.value = value
  }

  /** @returns undefined where the server takes the text for no address: zones, and IPv4 mapped into IPv6, are none. */
  static parse(value: string): Ip | undefined {
    if (isIPv4(value))
      return new Ip(
        4,
        value.split('.').reduce((sum, each) => sum * 256n + BigInt(each), 0n),
      )
    if (!isIPv6(value) || value.includes('%')) return undefined
    const whole = value.replace(/:(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
      const pair = (x: string, y: string) => (Number(x) * 256 + Number(y)).toString(16)
      return `:${pair(a, b)}:${pair(c, d)}`
    })
    const [left = '', right] = whole.split('::')
    const [head, tail] = [left, right ?? ''].map(each => (each === '' ? [] : each.split(':')))
    const zeros = right === undefined ? 0 : 8 - (head?.length ?? 0) - (tail?.length ?? 0)
    const words = [...(head ?? []), ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])]
    const address = words.reduce((sum, each) => sum * 65_536n + BigInt(`0x${each}`), 0n)
    return address >> 32n === 0xffffn ? undefined : new Ip(6, address)
  }

  equals(other: Comparable): boolean {
    return other instanceof Ip && other.family === this.family && other.value === this.value
  }

  bits(): number {
    return this.family === 4 ? 32 : 128
  }

  /** IPv6 as RFC 5952 has it. */
  text(): string {
    if (this.family === 4) return [24n, 16n, 8n, 0n].map(shift => (this.value >> shift) & 255n).join('.')
    const words = Array.from({ length: 8 }, (_, at) => ((this.value >> BigInt(112 - at * 16)) & 65_535n).toString(16))
    const runs = [...words.join(':').matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].map(match => match[0])
    const longest = runs.reduce((best, each) => (each.length > best.length ? each : best), '')
    if (longest === '') return words.join(':')
    const joined = `:${words.join(':')}:`
    const at = joined.indexOf(`:${longest}:`)
    const [before, after] = [joined.slice(1, at), joined.slice(at + longest.length + 2, -1)]
    return `${at === 0 ? '' : before}::${after}`
  }

  isIn(address: bigint, prefix: number): boolean {
    const rest = BigInt(this.bits() - prefix)
    return this.value >> rest === address >> rest
  }
}

export class Cidr implements Comparable {
  readonly type = 'net.CIDR'
  readonly ip: Ip
  readonly prefix: number

  constructor(ip: Ip, prefix: number) {
    this.ip = ip
    this.prefix = prefix
  }

  static parse(value: string): Cidr | undefined {
    const [address = '', bits = '', ...more] = value.split('/')
    const ip = Ip.parse(address)
    if (ip === undefined || more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > ip.bits())
      return undefined
    return new Cidr(ip, Number(bits))
  }

  equals(other: Comparable): boolean {
    return other instanceof Cidr && other.ip.equals(this.ip) && other.prefix === this.prefix
  }

  text(): string {
    return `${this.ip.text()}/${this.prefix}`
  }

  mask(): Cidr {
    const rest = BigInt(this.ip.bits() - this.prefix)
    return new Cidr(new Ip(this.ip.family, (this.ip.value >> rest) << rest), this.prefix)
  }

  holds(ip: Ip): boolean {
    return ip.family === this.ip.family && ip.isIn(this.ip.value, this.prefix)
  }
}

function address(value: unknown): Ip {
  return value instanceof Ip ? value : (Ip.parse(text(value)) ?? fail('invalid IP address'))
}

function range(value: unknown): Cidr {
  return value instanceof Cidr ? value : (Cidr.parse(text(value)) ?? fail('invalid CIDR'))
}

function overV4OrV6(four: (value: bigint) => boolean, six: (value: bigint) => boolean) {
  return (values: readonly unknown[]) => {
    arity(values, 1)
    const ip = instance(values[0], Ip)
    return ip.family === 4 ? four(ip.value) : six(ip.value)
  }
}

const isLoopback = overV4OrV6(
  value => value >> 24n === 127n,
  value => value === 1n,
)
const isUnspecified = overV4OrV6(
  value => value === 0n,
  value => value === 0n,
)
const isLinkLocalUnicast = overV4OrV6(
  value => value >> 16n === 0xa9fen,
  value => value >> 118n === 0x3fan,
)
const isLinkLocalMulticast = overV4OrV6(
  value => value >> 8n === 0xe00000n,
  value => ((value >> 112n) & 0xff0fn) === 0xff02n,
)
const isMulticast = overV4OrV6(
  value => value >> 28n === 0xen,
  value => value >> 120n === 0xffn,
)
const isBroadcast = overV4OrV6(
  value => value === 0xffffffffn,
  () => false,
)

export const NETWORK: Library = {
  family: values => BigInt(instance(values[0], Ip).family),
  isLoopback,
  isUnspecified,
  isLinkLocalUnicast,
  isLinkLocalMulticast,
  isGlobalUnicast: values =>
    ![isLoopback, isUnspecified, isLinkLocalUnicast, isMulticast, isBroadcast].some(each => each(values)),
  containsIP: values => {
    arity(values, 2)
    return instance(values[0], Cidr).holds(address(values[1]))
  },
  containsCIDR: values => {
    arity(values, 2)
    const [outer, inner] = [instance(values[0], Cidr), range(values[1])]
    return outer.prefix <= inner.prefix && outer.holds(inner.mask().ip)
  },
  ip: values => instance(values[0], Cidr).ip,
  masked: values => instance(values[0], Cidr).mask(),
  prefixLength: values => BigInt(instance(values[0], Cidr).prefix),
}

export const NETWORK_CALLS: Library = {
  isIP: parsing(value => Ip.parse(value) !== undefined),
  isCIDR: parsing(value => Cidr.parse(value) !== undefined),
  ip: parsing(address),
  cidr: parsing(range),
  'ip.isCanonical': parsing(value => address(value).text() === value),
}
