/**
 * The API server, reached with @kubernetes/client-node's configuration and authentication. Lists, logs and watches go over
 * node:https with its options: its Log and Watch classes hold a line however long it grows, and raise uncaught exceptions
 * (docs/adr/0004, 0010).
 */
import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { KubeConfig, type User } from '@kubernetes/client-node'
import { messageOf } from '../errors.ts'
import type { OpenRequests } from '../open-requests.ts'
import { Pace } from './pace.ts'

/** What the API server, or the network before it, answered instead of the object. `status` is 0 without an answer. */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  readonly status: number
  constructor(message: string, status: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

export type WatchEvent = { readonly type: string; readonly object: unknown }

export interface Impersonated {
  readonly username: string
  readonly groups: readonly string[]
}

export interface ApiServer {
  /** Of the retries of all that is asked of it. */
  readonly pace: Pace
  /** Host and port, for messages. */
  readonly host: string
  /** The user credential is an admin certificate: the cluster has no Entra ID. */
  readonly adminCertificate: boolean
  /** @throws KubernetesError */
  get(path: string, signal: AbortSignal, accept?: string): Promise<unknown>
  /** A write as somebody else that is never carried out. @throws KubernetesError with the server's words when it is refused */
  dryRun(path: string, body: object, as: Impersonated, signal: AbortSignal): Promise<unknown>
  /** The answer's body as it arrives. @throws KubernetesError before its first byte */
  stream(path: string, signal: AbortSignal): Promise<IncomingMessage>
  /** Calls back per watch event. @returns when the server ended the watch. @throws KubernetesError */
  watch(
    path: string,
    query: Record<string, string>,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
  ): Promise<void>
  close(): void
}

const CONNECT_MS = 5000
const SILENCE_MS = 30_000
/** So long a watch lasts; then it is asked again from its last version. */
const WATCH_SECONDS = 60
/** Bytes of one watch event: etcd takes objects of 1.5 MiB, and managedFields add to them. */
const EVENT_LIMIT = 16 * 1024 * 1024
const NEWLINE = 10
/** ms for one whole answer that is not a stream. */
const ANSWER_MS = 60_000
/** A token is given up for a new one, and a kubeconfig for a new one, this often at most, however many requests are refused. */
const RENEW_MS = 60_000
/** Refusals (401) in a row after which it may be the kubeconfig that is out of date. */
const REFUSALS = 2

export interface Connection {
  /** Gives an access token for the API server. */
  readonly getToken: () => Promise<string>
  /** Told what must be masked before it is used. */
  readonly onSecret: (secret: string) => void
  /** Told a token that the API server did not take, so that the next one is another. */
  readonly onRefused?: (token: string) => void
  /** Reads the kubeconfig again, as YAML: certificates are rotated. */
  readonly renewed?: () => Promise<string>
  /** Hosts that may be sent a credential; absent where the caller vouches for the kubeconfig. */
  readonly hosts?: readonly string[]
  readonly open?: OpenRequests
}

/** What is taken of a kubeconfig. */
interface Way {
  readonly config: KubeConfig
  readonly server: string
  readonly adminCertificate: boolean
  readonly agents: Agent[]
}

/**
 * @param kubeconfig YAML; address and CA are taken from it, and its user only where the cluster has no Entra ID.
 * @throws Error when the kubeconfig names no cluster, no CA, or a host that is not the cluster's.
 */
export function connectApiServer(kubeconfig: string, connection: Connection): ApiServer {
  let token = ''
  const wayOf = (yaml: string) => wayTo(yaml, connection, given => (token = given))
  let way = wayOf(kubeconfig)
  const renewal = new Renewal(connection, yaml => {
    way = wayOf(yaml)
  })
  const open = async (path: string, signal: AbortSignal, asked: Asked = {}) => {
    const url = `${way.server}${path}`
    const ended = asked.streams ? undefined : connection.open?.begin(asked.body === undefined ? 'GET' : 'POST', url)
    try {
      const response = await opened(way.config, way.agents, url, signal, asked)
      renewal.answered()
      ended?.('')
      return response
    } catch (thrown) {
      ended?.(signal.aborted || isAnswer(thrown) ? '' : messageOf(thrown).slice(0, 200))
      if (thrown instanceof KubernetesError) renewal.failed(thrown, token)
      throw thrown
    }
  }
  /** The whole answer, within its time. */
  const whole = async (path: string, signal: AbortSignal, asked: Asked = {}) => {
    const limit = AbortSignal.timeout(ANSWER_MS)
    try {
      return await parsed(await open(path, AbortSignal.any([signal, limit]), asked))
    } catch (thrown) {
      if (limit.aborted && !signal.aborted) throw new KubernetesError(`no whole answer within ${ANSWER_MS / 1000} s`, 0)
      throw thrown
    }
  }
  return {
    pace: new Pace(),
    get host() {
      return new URL(way.server).host
    },
    get adminCertificate() {
      return way.adminCertificate
    },
    get: (path, signal, accept) => whole(path, signal, accept === undefined ? {} : { headers: { Accept: accept } }),
    async dryRun(path, body, { username, groups }, signal) {
      const headers = {
        'Content-Type': 'application/json',
        'Impersonate-User': username,
        'Impersonate-Group': [...groups],
      }
      // Nothing is written, whoever asks: the parameter is set here and nowhere else, and nothing can end the path before it.
      if (/[?#]/.test(path)) throw new TypeError('the path of a dry run holds a query')
      return whole(`${path}?dryRun=All`, signal, { headers, body: JSON.stringify(body) })
    },
    stream: (path, signal) => open(path, signal, { streams: true }),
    async watch(path, query, onEvent, signal) {
      const asked = new URLSearchParams({ ...query, watch: 'true', timeoutSeconds: String(WATCH_SECONDS) })
      try {
        await watch(await open(`${path}?${asked}`, signal), onEvent)
      } catch (thrown) {
        if (!signal.aborted) throw thrown
      }
    },
    close() {
      for (const agent of way.agents) agent.destroy()
    },
  }
}

/** When a token, or the kubeconfig itself, may be out of date. */
class Renewal {
  readonly #connection: Connection
  readonly #onRenewed: (yaml: string) => void
  #tokenAt = Number.NEGATIVE_INFINITY
  #configAt = Number.NEGATIVE_INFINITY
  /** Refusals in a row. */
  #refusals = 0

  constructor(connection: Connection, onRenewed: (yaml: string) => void) {
    this.#connection = connection
    this.#onRenewed = onRenewed
  }

  answered(): void {
    this.#refusals = 0
  }

  failed(error: KubernetesError, token: string): void {
    if (error.status === 401) {
      this.#refuse(token)
      if (++this.#refusals >= REFUSALS) this.#renew()
    } else if (isOfCertificates(error)) this.#renew()
  }

  #refuse(token: string): void {
    const now = performance.now()
    if (token === '' || now - this.#tokenAt <= RENEW_MS) return
    this.#tokenAt = now
    this.#connection.onRefused?.(token)
  }

  #renew(): void {
    const now = performance.now()
    if (now - this.#configAt < RENEW_MS) return
    this.#configAt = now
    // What fails of it is told by the requests that go on failing.
    this.#connection
      .renewed?.()
      .then(this.#onRenewed)
      .catch(() => undefined)
  }
}

/** @param onToken told each token before it is sent. @throws Error for a kubeconfig that no credential may be sent by. */
function wayTo(yaml: string, { getToken, onSecret, hosts }: Connection, onToken: (token: string) => void): Way {
  const given = loaded(yaml)
  const cluster = given.getCurrentCluster()
  if (cluster === null) throw new Error('the kubeconfig names no cluster')
  const { name, server, caData } = cluster
  const host = hostOf(server)
  if (hosts !== undefined && !hosts.some(each => each.toLowerCase() === host))
    throw new Error(
      `the kubeconfig leads to ${host || 'no https address'}, which is not a host that the managed cluster names (${hosts.join(', ') || 'it names none'}), so no credential was sent there`,
    )
  if (hosts !== undefined && !caData)
    throw new Error(`the kubeconfig holds no CA for ${host}, so no credential was sent there`)
  const user = given.getCurrentUser()
  const adminCertificate = Boolean(user?.certData ?? user?.token)
  for (const secret of [user?.keyData, user?.token, user?.password]) if (secret) onSecret(secret)
  const config = new KubeConfig()
  config.addAuthenticator({
    isAuthProvider: (each: User) => each.authProvider?.name === 'entra',
    applyAuthentication: async (_: User, options: RequestOptions) => {
      const token = await getToken()
      onToken(token)
      options.headers = { ...options.headers, Authorization: `Bearer ${token}` }
    },
  })
  // Address, CA and credential are all that is taken: a kubeconfig may also name commands to run and files to read.
  config.loadFromClusterAndUser(
    { name, server, skipTLSVerify: false, ...(caData === undefined ? {} : { caData }) },
    adminCertificate ? credentialOf(user) : { name: 'entra', authProvider: { name: 'entra' } },
  )
  return { config, server, adminCertificate, agents: [] }
}

/** @returns the host of an https address, in lower case; '' for any other. */
function hostOf(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined
  return url?.protocol === 'https:' && url.username === '' ? url.hostname.toLowerCase() : ''
}

/** Refused for good, or not there: nothing that anybody waits for. */
function isAnswer(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 401
}

/** A certificate that is not taken any more: the cluster's CA may have been rotated. */
function isOfCertificates({ status, cause, message }: KubernetesError): boolean {
  const code = String((cause as { code?: unknown } | undefined)?.code ?? '')
  return status === 0 && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME/i.test(`${code} ${message}`)
}

/** What is not a plain GET. */
interface Asked {
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
  /** A log, of which there are many, and which is refused while its container has not started. */
  readonly streams?: true
}

async function parsed(response: IncomingMessage): Promise<unknown> {
  response.socket.setTimeout(SILENCE_MS, () => response.destroy(new Error(`silent for ${SILENCE_MS / 1000} s`)))
  const body = await whole(response)
  response.socket.setTimeout(0)
  return JSON.parse(body.toString())
}

function loaded(kubeconfig: string): KubeConfig {
  const config = new KubeConfig()
  try {
    config.loadFromString(kubeconfig)
    return config
  } catch {
    // The parser's message quotes the lines around the fault, which may hold a credential that nobody knows yet.
    throw new Error('the kubeconfig that Azure gave cannot be read (it is no valid YAML)')
  }
}

function credentialOf(user: User | null): User {
  const { certData, keyData, token } = user ?? {}
  return {
    name: 'admin',
    ...(certData === undefined ? {} : { certData }),
    ...(keyData === undefined ? {} : { keyData }),
    ...(token === undefined ? {} : { token }),
  }
}

async function opened(
  config: KubeConfig,
  agents: Agent[],
  url: string,
  signal: AbortSignal,
  { headers, body }: Asked,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    signal,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { method: 'POST' }),
  }
  await config.applyToHTTPSOptions(options).catch((cause: unknown) => {
    throw new KubernetesError(messageOf(cause), 0, cause)
  })
  if (options.agent instanceof Agent && !agents.includes(options.agent)) {
    options.agent.maxSockets = Number.POSITIVE_INFINITY
    agents.push(options.agent)
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, options, resolve)
    const timer = setTimeout(() => asked.destroy(new Error(`no connection within ${CONNECT_MS / 1000} s`)), CONNECT_MS)
    asked.on('socket', socket => {
      if (!socket.connecting) clearTimeout(timer)
      else socket.once('secureConnect', () => clearTimeout(timer))
    })
    asked.setTimeout(SILENCE_MS, () => asked.destroy(new Error(`no answer within ${SILENCE_MS / 1000} s`)))
    asked.on('response', () => asked.setTimeout(0))
    asked.on('close', () => clearTimeout(timer))
    asked.on('error', cause => reject(new KubernetesError(messageOf(cause), 0, cause)))
    asked.end(body)
  })
  if (response.statusCode === 200 || response.statusCode === 201) return response
  throw refusal(response.statusCode ?? 0, (await whole(response)).toString())
}

const BODY_LIMIT = 64 * 1024 * 1024

async function whole(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > BODY_LIMIT) throw new Error('the answer is over 64 MiB')
      chunks.push(chunk)
    }
  } catch (cause) {
    response.destroy()
    throw new KubernetesError(`the answer broke off: ${messageOf(cause)}`, 0, cause)
  }
  return Buffer.concat(chunks)
}

/** Of a page in the place of a Status; shorter cuts are made where secrets are out of it. */
const PAGE = 16_384

/** The message of a Kubernetes Status body, or of whatever stood in its place. */
function refusal(status: number, body: string): KubernetesError {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    if (typeof message === 'string') return new KubernetesError(message, status)
  } catch {
    // Not a Status: a proxy's page, say. Its beginning is all that can be told.
  }
  return new KubernetesError(`HTTP ${status} ${body.slice(0, PAGE)}`.trim(), status)
}

/**
 * Events are lines of JSON. The server ends a watch after `timeoutSeconds`, and whoever watches asks again from where it was:
 * a quiet collection and a dead connection are told apart by that.
 * @throws KubernetesError when it breaks off, or says what is no event.
 */
async function watch(response: IncomingMessage, onEvent: (event: WatchEvent) => void): Promise<void> {
  let carry: Buffer[] = []
  let size = 0
  response.socket.setTimeout(WATCH_SECONDS * 1000 + SILENCE_MS, () => response.destroy(new Error('it fell silent')))
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
        const line = Buffer.concat([...carry, chunk.subarray(from, end)]).toString()
        carry = []
        size = 0
        from = end + 1
        if (line.trim() !== '') onEvent(eventOf(line))
      }
      carry.push(chunk.subarray(from))
      size += chunk.length - from
      if (size > EVENT_LIMIT) throw new Error(`an event is over ${EVENT_LIMIT / 1024 / 1024} MiB`)
    }
  } catch (cause) {
    response.destroy()
    throw new KubernetesError(`the watch broke off: ${messageOf(cause)}`, 0, cause)
  } finally {
    response.socket.setTimeout(0)
  }
}

function eventOf(line: string): WatchEvent {
  const event = JSON.parse(line) as Partial<WatchEvent> | null
  if (typeof event?.type !== 'string' || typeof event.object !== 'object' || event.object === null)
    throw new Error('it holds what is no event')
  return { type: event.type, object: event.object }
}
