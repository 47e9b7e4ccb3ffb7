/**
 * The API server, reached with @kubernetes/client-node's configuration and authentication. Lists, logs and watches go over
 * node:https with its options: its Log and Watch classes hold a line however long it grows, and raise uncaught exceptions
 * (docs/adr/0004, 0010).
 */
import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { KubeConfig, type User } from '@kubernetes/client-node'
import { messageOf } from '../errors.ts'

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
/** A token is given up for a new one this often at most, however many requests are refused. */
const REFUSED_MS = 60_000

/**
 * @param kubeconfig YAML; address and CA are taken from it, and its user only where the cluster has no Entra ID.
 * @param getToken gives an access token for the API server.
 * @param onSecret told what must be masked before it is used.
 * @param onRefused told a token that the API server did not take, so that the next one is another.
 * @throws Error when the kubeconfig names no cluster.
 */
export function connectApiServer(
  kubeconfig: string,
  getToken: () => Promise<string>,
  onSecret: (secret: string) => void,
  onRefused: (token: string) => void = () => undefined,
): ApiServer {
  const given = loaded(kubeconfig)
  const cluster = given.getCurrentCluster()
  if (cluster === null) throw new Error('the kubeconfig names no cluster')
  const user = given.getCurrentUser()
  const adminCertificate = Boolean(user?.certData ?? user?.token)
  for (const secret of [user?.keyData, user?.token, user?.password]) if (secret) onSecret(secret)
  const config = new KubeConfig()
  let token = ''
  let refusedAt = Number.NEGATIVE_INFINITY
  config.addAuthenticator({
    isAuthProvider: (each: User) => each.authProvider?.name === 'entra',
    applyAuthentication: async (_: User, options: RequestOptions) => {
      token = await getToken()
      options.headers = { ...options.headers, Authorization: `Bearer ${token}` }
    },
  })
  const open = async (path: string, signal: AbortSignal, asked: Asked = {}) => {
    try {
      return await opened(config, agents, `${cluster.server}${path}`, signal, asked)
    } catch (thrown) {
      const now = performance.now()
      if (thrown instanceof KubernetesError && thrown.status === 401 && token !== '' && now - refusedAt > REFUSED_MS) {
        refusedAt = now
        onRefused(token)
      }
      throw thrown
    }
  }
  // Address, CA and credential are all that is taken: a kubeconfig may also name commands to run and files to read.
  const { name, server, caData } = cluster
  config.loadFromClusterAndUser(
    { name, server, skipTLSVerify: false, ...(caData === undefined ? {} : { caData }) },
    adminCertificate ? credentialOf(user) : { name: 'entra', authProvider: { name: 'entra' } },
  )
  const agents: Agent[] = []
  return {
    host: new URL(cluster.server).host,
    adminCertificate,
    async get(path, signal, accept) {
      return parsed(await open(path, signal, accept === undefined ? {} : { headers: { Accept: accept } }))
    },
    async dryRun(path, body, { username, groups }, signal) {
      const headers = {
        'Content-Type': 'application/json',
        'Impersonate-User': username,
        'Impersonate-Group': [...groups],
      }
      // Nothing is written, whoever asks: the parameter is set here and nowhere else, and nothing can end the path before it.
      if (/[?#]/.test(path)) throw new TypeError('the path of a dry run holds a query')
      return parsed(await open(`${path}?dryRun=All`, signal, { headers, body: JSON.stringify(body) }))
    },
    stream: (path, signal) => open(path, signal),
    async watch(path, query, onEvent, signal) {
      const asked = new URLSearchParams({ ...query, watch: 'true', timeoutSeconds: String(WATCH_SECONDS) })
      try {
        await watch(await open(`${path}?${asked}`, signal), onEvent)
      } catch (thrown) {
        if (!signal.aborted) throw thrown
      }
    },
    close() {
      for (const agent of agents) agent.destroy()
    },
  }
}

/** What is not a plain GET. */
interface Asked {
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
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
