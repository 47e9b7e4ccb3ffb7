/** One request to the API server over node:https, and its answer: whole, or as a stream of watch events. */
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import type { Socket } from 'node:net'
import { messageOf } from '../../errors.ts'
import { proxyFor } from '../../network/proxy.ts'
import { KubernetesError, type WatchEvent } from './interface.ts'
import type { Way } from './kubeconfig.ts'

const CONNECT_MS = 5000
export const SILENCE_MS = 30_000
/** So long a watch lasts; then it is asked again from its last version. */
export const WATCH_SECONDS = 60
/** Bytes of one watch event: etcd takes objects of 1.5 MiB, and managedFields add to them. */
const EVENT_LIMIT = 16 * 1024 * 1024
const NEWLINE = 10

/** What is not a plain GET. */
export interface Asked {
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
  /** POST where a body is given and nothing is said. */
  readonly method?: 'POST' | 'PATCH'
  /** A log, of which there are many, and which is refused while its container has not started. */
  readonly streams?: true
  /** It goes on until somebody ends it: a watch, or a log. */
  readonly goesOn?: true
}

/** @returns the answer, before its body. @throws KubernetesError before its first byte */
export async function openStream(way: Way, url: string, signal: AbortSignal, asked: Asked): Promise<IncomingMessage> {
  try {
    return await openOnce(way, url, signal, asked)
  } catch (thrown) {
    // The server may end a connection that is kept in the moment in which it is used again (Node.js docs, request.reusedSocket).
    if (!(thrown instanceof StaleConnection) || signal.aborted) throw thrown
    return openOnce(way, url, signal, asked)
  }
}

class StaleConnection extends KubernetesError {}

async function openOnce(
  { config, agents, streams, proxy }: Way,
  url: string,
  signal: AbortSignal,
  { headers, body, method = 'POST', goesOn }: Asked,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    signal,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { method }),
  }
  await config.applyToHTTPSOptions(options).catch((cause: unknown) => {
    throw new KubernetesError(messageOf(cause), 0, cause)
  })
  // The library's agent is one for each request, and knows no proxy of the runner.
  const by = proxy ?? proxyFor(new URL(url))
  options.agent = await (goesOn ? streams : agents).for(by)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, options, resolve)
    const tooLate = `no connection within ${CONNECT_MS / 1000} s${by === undefined ? '' : ` by the proxy ${by.shown}`}`
    // While a proxy is waited for, a request that is destroyed does not say so.
    const fail = (cause: Error) => {
      asked.destroy(cause)
      reject(new KubernetesError(messageOf(cause), 0, cause))
    }
    let timer: NodeJS.Timeout | undefined
    const limit = () => {
      timer ??= setTimeout(() => fail(new Error(tooLate)), CONNECT_MS)
    }
    // A proxy is waited for from the first; a turn among the connections that there may be is not.
    if (by !== undefined) limit()
    const cancel = () => fail(signal.reason instanceof Error ? signal.reason : new Error('cancelled'))
    signal.addEventListener('abort', cancel, { once: true })
    let isKept = false
    asked.on('socket', socket => {
      // One that another request has left is connected, whatever the request says of it.
      isKept = !isConnecting(socket)
      if (isKept) return clearTimeout(timer)
      limit()
      socket.once('secureConnect', () => clearTimeout(timer))
    })
    asked.setTimeout(SILENCE_MS, () => asked.destroy(new Error(`no answer within ${SILENCE_MS / 1000} s`)))
    asked.on('response', () => {
      clearTimeout(timer)
      asked.setTimeout(0)
    })
    asked.on('close', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    })
    asked.on('error', cause => {
      // What was not answered and may be asked twice: reads alone.
      const isStale = isKept && body === undefined && isReset(cause)
      reject(new (isStale ? StaleConnection : KubernetesError)(messageOf(cause), 0, cause))
    })
    asked.end(body)
  })
  if (response.statusCode === 200 || response.statusCode === 201) return response
  throw refusal(response.statusCode ?? 0, (await wholeBody(response)).toString())
}

/** @returns whether its handshake is not over (Node.js: a TLS socket says so, its type does not). */
function isConnecting(socket: Socket): boolean {
  return socket.connecting || (socket as { secureConnecting?: boolean }).secureConnecting === true
}

function isReset(cause: Error): boolean {
  const { code } = cause as { code?: unknown }
  return code === 'ECONNRESET' || code === 'EPIPE'
}

const BODY_LIMIT = 64 * 1024 * 1024

/** @returns the body, up to 64 MiB. @throws KubernetesError when it breaks off */
export async function wholeBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > BODY_LIMIT) throw new Error('the answer exceeds 64 MiB')
      chunks.push(chunk)
    }
  } catch (cause) {
    response.destroy()
    throw new KubernetesError(`the connection ended before the answer did: ${messageOf(cause)}`, 0, cause)
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
export async function readEvents(response: IncomingMessage, onEvent: (event: WatchEvent) => void): Promise<void> {
  let carry: Buffer[] = []
  let size = 0
  const { socket } = response
  const silent = () => response.destroy(new Error('the connection went silent'))
  socket.setTimeout(WATCH_SECONDS * 1000 + SILENCE_MS, silent)
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
    throw new KubernetesError(`the watch ended early: ${messageOf(cause)}`, 0, cause)
  } finally {
    socket.setTimeout(0, silent)
  }
}

function eventOf(line: string): WatchEvent {
  const event = JSON.parse(line) as Partial<WatchEvent> | null
  if (typeof event?.type !== 'string' || typeof event.object !== 'object' || event.object === null)
    throw new Error('it contains something that is not an event')
  return { type: event.type, object: event.object }
}
