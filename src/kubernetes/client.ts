/**
 * The API server, reached with @kubernetes/client-node's configuration, authentication and Watch. Lists and logs go over
 * node:https with its options: its Log class raises uncaught exceptions on a cut stream, and its fetch ends a body that
 * is silent for five minutes (docs/adr/0004).
 */
import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { KubeConfig, type User, Watch } from '@kubernetes/client-node'
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

export interface ApiServer {
  /** Host and port, for messages. */
  readonly host: string
  /** The user credential is an admin certificate: the cluster has no Entra ID. */
  readonly adminCertificate: boolean
  /** @throws KubernetesError */
  get(path: string, signal: AbortSignal): Promise<unknown>
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
  const given = new KubeConfig()
  given.loadFromString(kubeconfig)
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
  const open = async (path: string, signal: AbortSignal) => {
    try {
      return await opened(config, agents, `${cluster.server}${path}`, signal)
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
    async get(path, signal) {
      const response = await open(path, signal)
      response.socket.setTimeout(SILENCE_MS, () => response.destroy(new Error(`silent for ${SILENCE_MS / 1000} s`)))
      const body = await whole(response)
      response.socket.setTimeout(0)
      return JSON.parse(body.toString())
    },
    stream: open,
    watch: (path, query, onEvent, signal) => watch(config, path, query, onEvent, signal),
    close() {
      for (const agent of agents) agent.destroy()
    },
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

async function opened(config: KubeConfig, agents: Agent[], url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { signal }
  await config.applyToHTTPSOptions(options).catch((cause: unknown) => {
    throw new KubernetesError(messageOf(cause), 0, cause)
  })
  if (options.agent instanceof Agent && !agents.includes(options.agent)) {
    options.agent.options.keepAlive = true
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
    asked.end()
  })
  if (response.statusCode === 200) return response
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

/** The message of a Kubernetes Status body, or of whatever stood in its place. */
function refusal(status: number, body: string): KubernetesError {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    if (typeof message === 'string') return new KubernetesError(message, status)
  } catch {
    // Not a Status: a proxy's page, say. Its beginning is all that can be told.
  }
  return new KubernetesError(`HTTP ${status} ${body.slice(0, 200)}`.trim(), status)
}

async function watch(
  config: KubeConfig,
  path: string,
  query: Record<string, string>,
  onEvent: (event: WatchEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const watcher = new Watch(config)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const controller = await watcher.watch(
    path,
    query,
    (type, object) => onEvent({ type, object }),
    (thrown: unknown) => {
      const error = thrown as (Error & { statusCode?: number }) | null
      // Watch gives up after 30 s of silence, which a quiet namespace and a dead connection have in common: ask again.
      if (!error || error.name === 'TimeoutError' || signal.aborted) resolve()
      else reject(new KubernetesError(messageOf(error), error.statusCode ?? 0, error))
    },
  )
  const abort = () => controller.abort()
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
