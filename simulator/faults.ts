/** Faults that a scenario plants: which requests are answered otherwise than the simulator would, and how. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { msOf } from './scenario.ts'

/** What a request is for. */
export type Endpoint =
  | 'oidc'
  | 'discovery'
  | 'token'
  | 'cluster'
  | 'credential'
  | 'provider'
  | 'graph'
  | 'members'
  | 'extension'
  | 'extensions'
  | 'put'
  | 'patch'
  | 'delete'
  | 'operation'
  | 'flux-configurations'
  | 'flux-configuration'
  | 'pods'
  | 'log'
  | 'events'
  | 'namespaces'
  | 'policies'
  | 'bindings'

export interface Fault {
  readonly at: Endpoint | readonly Endpoint[]
  /** So many requests pass before it; then so many meet it. All when absent. */
  readonly skip?: number
  readonly times?: number
  /** Scenario times between which it holds. */
  readonly from?: string
  readonly until?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Text in the place of a body: a proxy's page, say. In both, {bearer} is the token of the request. */
  readonly text?: string
  /** The connection is cut; `half`: in the middle of the answer; `lost`: after the request was carried out; `hang`: it is never answered; `drip`: a byte in a second, without end. */
  readonly cut?: 'reset' | 'half' | 'lost' | 'hang' | 'drip'
}

const AZURE: readonly (readonly [Endpoint, RegExp])[] = [
  ['oidc', /^GET \/github\/token$/],
  ['discovery', /^GET .*\/\.well-known\/openid-configuration$/],
  ['token', /^POST .*\/oauth2\/v2\.0\/token$/],
  ['credential', /^POST .*\/listclusterusercredential$/],
  ['graph', /^POST \/providers\/microsoft\.resourcegraph\/resources$/],
  ['members', /^GET .*\/fleets\/[^/]+\/members$/],
  ['provider', /^GET .*\/providers\/microsoft\.kubernetesconfiguration$/],
  ['operation', /^GET .*\/extensions\/[^/]+\/operations\/[^/]+$/],
  ['put', /^PUT .*\/extensions\/[^/]+$/],
  ['patch', /^PATCH .*\/extensions\/[^/]+$/],
  ['delete', /^DELETE .*\/extensions\/[^/]+$/],
  ['extension', /^GET .*\/extensions\/[^/]+$/],
  ['extensions', /^GET .*\/extensions$/],
  ['flux-configurations', /^GET .*\/fluxconfigurations$/],
  ['flux-configuration', /^GET .*\/fluxconfigurations\/[^/]+$/],
  ['cluster', /^GET .*\/managedclusters\/[^/]+$/],
]

const KUBERNETES: readonly (readonly [Endpoint, RegExp])[] = [
  ['log', /\/pods\/[^/]+\/log$/],
  ['pods', /\/pods$/],
  ['events', /\/events$/],
  ['namespaces', /\/namespaces$/],
  ['policies', /\/validatingadmissionpolicies$/],
  ['bindings', /\/validatingadmissionpolicybindings$/],
]

/** Requests that each meet a passing fault, by chance. */
export interface Monkeys {
  /** Of each request, from 0 to 1. */
  readonly probability: number
  readonly seed: number
}

const page = (status: number): Omit<Fault, 'at'> => ({ status, text: '<html>try again</html>' })
const PASSING: readonly Omit<Fault, 'at'>[] = [
  { status: 503, body: { error: { code: 'ServiceUnavailable', message: 'down' } } },
  page(500),
  page(200),
  { status: 408, text: '' },
  { status: 429, headers: { 'retry-after': '1' }, body: { error: { code: 'TooManyRequests', message: 'slowly' } } },
  { status: 429, headers: { 'retry-after': '0' }, body: {} },
  { cut: 'reset' },
  { cut: 'half' },
]
/** More of them, of what is no sign-in: what a proxy or a lagging replica says. */
const OF_ARM: readonly Omit<Fault, 'at'>[] = [page(404), { status: 404, text: '' }]
const OF_EXTENSION: readonly Omit<Fault, 'at'>[] = [
  {
    status: 404,
    body: { error: { code: 'ResourceNotFound', message: "Extension instance with name 'flux' not found." } },
  },
  { status: 404, body: { error: { code: 'ParentResourceNotFound', message: 'no parent' } } },
]
const OF_WRITE: readonly Omit<Fault, 'at'>[] = [{ cut: 'lost' }]

export class Faults {
  readonly #faults: readonly Fault[]
  readonly #elapsed: () => number
  readonly #met = new Map<Fault, number>()
  /** How many requests met a fault. */
  injected = 0

  readonly #monkeys: Monkeys | undefined
  #random: number

  /** @param elapsed scenario ms. */
  constructor(faults: readonly Fault[], elapsed: () => number, monkeys?: Monkeys) {
    this.#faults = faults
    this.#elapsed = elapsed
    this.#monkeys = monkeys
    this.#random = monkeys?.seed ?? 0
  }

  /** From 0 to 1 (mulberry32), the same for the same seed. */
  #next(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0
    let t = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  #monkey(service: 'azure' | 'kubernetes', endpoint: Endpoint): Omit<Fault, 'at'> | undefined {
    if (this.#monkeys === undefined || this.#next() >= this.#monkeys.probability) return undefined
    const signsIn = endpoint === 'oidc' || endpoint === 'discovery' || endpoint === 'token'
    const writes = endpoint === 'put' || endpoint === 'patch' || endpoint === 'delete'
    const faults = [
      ...PASSING,
      ...(service === 'azure' && !signsIn && !writes ? OF_ARM : []),
      ...(endpoint === 'extension' ? OF_EXTENSION : []),
      ...(writes ? OF_WRITE : []),
    ]
    return faults[Math.floor(this.#next() * faults.length)]
  }

  /** @returns whether the request was answered, or will never be; `lost` ones are still to be carried out. */
  meet(service: 'azure' | 'kubernetes', request: IncomingMessage, response: ServerResponse, url: URL): boolean {
    const asked = `${request.method} ${url.pathname.toLowerCase().replace(/\/+$/, '')}`
    const endpoint = (service === 'azure' ? AZURE : KUBERNETES).find(([, pattern]) => pattern.test(asked))?.[0]
    const fault =
      this.#faults.find(each => endpoint !== undefined && this.#holds(each, endpoint)) ??
      (endpoint === undefined ? undefined : this.#monkey(service, endpoint))
    if (fault === undefined) return false
    this.injected++
    switch (fault.cut) {
      case 'hang':
        return true
      case 'reset':
        request.socket.destroy()
        return true
      case 'half':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
        response.write('{"status":"Succ', () => request.socket.destroy())
        return true
      case 'drip': {
        response.writeHead(200, { 'content-type': 'application/json' })
        const drip = setInterval(() => response.write(' '), 1000)
        response.on('close', () => clearInterval(drip))
        return true
      }
      case 'lost':
        response.writeHead = () => response
        response.end = () => {
          request.socket.destroy()
          return response
        }
        return false
      default: {
        const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '')
        const text = (fault.text ?? (fault.body === undefined ? '' : JSON.stringify(fault.body))).replaceAll(
          '{bearer}',
          bearer,
        )
        const type = fault.text === undefined ? 'application/json; charset=utf-8' : 'text/html'
        response.writeHead(fault.status ?? 500, { 'content-type': type, ...fault.headers }).end(text)
        return true
      }
    }
  }

  #holds(fault: Fault, endpoint: Endpoint): boolean {
    if (fault.at !== endpoint && !(Array.isArray(fault.at) && fault.at.includes(endpoint))) return false
    const now = this.#elapsed()
    if (now < msOf(fault.from) || now >= msOf(fault.until, Number.POSITIVE_INFINITY)) return false
    const met = this.#met.get(fault) ?? 0
    this.#met.set(fault, met + 1)
    const skip = fault.skip ?? 0
    return met >= skip && met < skip + (fault.times ?? Number.POSITIVE_INFINITY)
  }
}
