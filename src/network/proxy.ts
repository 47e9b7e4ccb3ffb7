/**
 * Which proxy a request goes by. One reading for GitHub, Entra ID, Azure Resource Manager and the API server: the runner's own
 * (GitHub Docs, "Using a proxy server with self-hosted runners"; actions/toolkit, http-client), with addresses of networks as
 * Go's clients read them.
 */
import { BlockList, isIP } from 'node:net'

export interface ProxyServer {
  readonly url: URL
  /** Host and port, for messages: without the credentials. */
  readonly shown: string
}

type Environment = Readonly<Record<string, string | undefined>>

const VARIABLES = ['https_proxy', 'HTTPS_PROXY'] as const

/** @returns the proxy for an https address; undefined where the request goes directly. Lower-case variables win. */
export function proxyFor(address: URL, env: Environment = process.env): ProxyServer | undefined {
  const host = bare(address.hostname)
  if (isOfThisMachine(host) || isExcepted(host, address.port || '443', env)) return undefined
  const value = VARIABLES.map(name => env[name]).find(Boolean)
  return value === undefined ? undefined : proxyAt(value)
}

/** @param address with or without a scheme, as curl takes it. @returns undefined for what is not an http or https proxy. */
export function proxyAt(address: string): ProxyServer | undefined {
  const trimmed = address.trim()
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  if (!isEncoded(url.username) || !isEncoded(url.password)) return undefined
  return { url, shown: `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}` }
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** @returns the names of variables that hold no proxy that can be used. */
export function unusableProxies(env: Environment = process.env): string[] {
  return VARIABLES.filter(name => env[name] && proxyAt(env[name]) === undefined)
}

/** @returns the credentials in the runner's proxy variables, in each form in which they may be written. */
export function proxySecrets(env: Environment = process.env): string[] {
  return ['http_proxy', 'HTTP_PROXY', ...VARIABLES].flatMap(name => {
    const value = env[name]
    return value ? secretsIn(value) : []
  })
}

/** @param address of a proxy, as somebody wrote it. */
export function secretsIn(address: string): string[] {
  const url = proxyAt(address)?.url
  // What cannot be read may hold one all the same.
  const [, written = ''] = /^(?:[a-z][a-z\d+.-]*:\/\/)?[^/]*?:([^/]*)@[^@]*$/i.exec(address) ?? []
  // A token may be given as the name alone.
  const password = url?.password || (url?.username ?? '')
  const basic =
    url === undefined || password === ''
      ? ''
      : Buffer.from(`${plain(url.username)}:${plain(password)}`).toString('base64')
  return [...new Set([written, password, plain(password), basic])].filter(each => each !== '')
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

function bare(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}

/** Loopback, and the link-local addresses at which a cloud tells a machine about itself: no proxy answers for them. */
const THIS_MACHINE = new BlockList()
THIS_MACHINE.addSubnet('127.0.0.0', 8, 'ipv4')
THIS_MACHINE.addSubnet('169.254.0.0', 16, 'ipv4')
THIS_MACHINE.addAddress('::1', 'ipv6')
THIS_MACHINE.addSubnet('fe80::', 10, 'ipv6')

function isOfThisMachine(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  const family = isIP(host)
  return family !== 0 && THIS_MACHINE.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

function isExcepted(host: string, port: string, env: Environment): boolean {
  const list = env['no_proxy'] || env['NO_PROXY'] || ''
  return list.split(/[\s,]+/).some(item => item !== '' && matches(item.toLowerCase(), host, port))
}

/** @param item a host, a suffix (`.example.com`, `*.example.com`), an address, a network (`10.0.0.0/8`), or `*`; with a port or not. */
function matches(item: string, host: string, port: string): boolean {
  if (item === '*') return true
  const [, network = '', bits = ''] = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/.exec(item) ?? []
  if (network !== '') return isInNetwork(host, network, Number(bits))
  const [, name = item, own = ''] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(item) ?? []
  if (own !== '' && own !== port) return false
  const excepted = bare(name).replace(/^\*(?=\.)/, '')
  // An address is no suffix of another, and IPv6 has many ways to be written.
  if (isIP(host) !== 0) return isInNetwork(host, excepted, isIP(excepted) === 6 ? 128 : 32)
  return host === excepted || host.endsWith(excepted.startsWith('.') ? excepted : `.${excepted}`)
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const family = isIP(network)
  if (family === 0 || isIP(host) !== family || bits > (family === 6 ? 128 : 32)) return false
  const of = new BlockList()
  const type = family === 6 ? 'ipv6' : 'ipv4'
  of.addSubnet(network, bits, type)
  return of.check(host, type)
}
