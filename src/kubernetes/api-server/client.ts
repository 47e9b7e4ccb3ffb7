/**
 * The API server, reached with @kubernetes/client-node's configuration and authentication. Lists, logs and watches go over
 * node:https with its options: its Log and Watch classes hold a line however long it grows, and raise uncaught exceptions
 * (docs/adr/0004, 0010).
 */
import type { IncomingMessage } from 'node:http'
import { messageOf } from '../../errors.ts'
import { proxyFor } from '../../network/proxy.ts'
import type { OpenRequests } from '../../open-requests.ts'
import { type Asked, openStream, readEvents, SILENCE_MS, WATCH_SECONDS, wholeBody } from './http.ts'
import { type ApiServer, KubernetesError } from './interface.ts'
import { type Credentials, type Way, wayTo } from './kubeconfig.ts'
import { Pace } from './pace.ts'
import { reach } from './reach.ts'
import { type Renewable, Renewal } from './renewal.ts'

/** ms for one whole answer that is not a stream. */
const ANSWER_MS = 60_000

export interface Connection extends Credentials, Renewable {
  readonly open?: OpenRequests
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
    // Requests on the way end by themselves.
    way = wayOf(yaml)
  })
  const open = async (path: string, signal: AbortSignal, asked: Asked = {}) => {
    const url = `${way.server}${path}`
    const ended = asked.streams
      ? undefined
      : connection.open?.begin(asked.body === undefined ? 'GET' : (asked.method ?? 'POST'), url)
    try {
      const response = await openStream(way, url, signal, asked)
      renewal.noteAnswer()
      ended?.('')
      return response
    } catch (thrown) {
      ended?.(signal.aborted || isAnswer(thrown) ? '' : messageOf(thrown).slice(0, 200))
      if (thrown instanceof KubernetesError) renewal.noteFailure(thrown, token)
      throw thrown
    }
  }
  /** The whole answer, within its time. */
  const whole = async (path: string, signal: AbortSignal, asked: Asked = {}) => {
    const limit = AbortSignal.timeout(ANSWER_MS)
    try {
      return await parseBody(await open(path, AbortSignal.any([signal, limit]), asked))
    } catch (thrown) {
      if (limit.aborted && !signal.aborted)
        throw new KubernetesError(`no complete answer within ${ANSWER_MS / 1000} s`, 0)
      throw thrown
    }
  }
  return {
    pace: new Pace(),
    reach: signal => (goesByProxy(way) ? Promise.resolve() : reach(way.server, signal)),
    get host() {
      return new URL(way.server).host
    },
    get ownCredential() {
      return way.ownCredential
    },
    get: (path, signal, accept) => whole(path, signal, accept === undefined ? {} : { headers: { Accept: accept } }),
    async dryRun(path, body, { username, groups }, signal) {
      const headers = {
        'Content-Type': 'application/json',
        'Impersonate-User': username,
        'Impersonate-Group': [...groups],
      }
      // Nothing is written, whoever asks: the parameter is set here and nowhere else, and nothing can end the path before it.
      if (/[?#]/.test(path)) throw new TypeError('the path of a dry run contains a query')
      return whole(`${path}?dryRun=All`, signal, { headers, body: JSON.stringify(body) })
    },
    async annotate(path, annotations, signal) {
      const headers = { 'Content-Type': 'application/merge-patch+json' }
      const body = JSON.stringify({ metadata: { annotations } })
      await whole(path, signal, { headers, body, method: 'PATCH' })
    },
    stream: (path, signal) => open(path, signal, { streams: true, goesOn: true }),
    async watch(path, query, onEvent, signal) {
      const asked = new URLSearchParams({ ...query, watch: 'true', timeoutSeconds: String(WATCH_SECONDS) })
      try {
        await readEvents(await open(`${path}?${asked}`, signal, { goesOn: true }), onEvent)
      } catch (thrown) {
        if (!signal.aborted) throw thrown
      }
    },
    close() {
      way.agents.destroy()
      way.streams.destroy()
    },
  }
}

/** Then nobody but the proxy knows whether it takes connections. */
function goesByProxy({ proxy, server }: Way): boolean {
  return (proxy ?? proxyFor(new URL(server))) !== undefined
}

/** Refused for good, or not there: nothing that anybody waits for. */
function isAnswer(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 401
}

async function parseBody(response: IncomingMessage): Promise<unknown> {
  const { socket } = response
  const silent = () => response.destroy(new Error(`silent for ${SILENCE_MS / 1000} s`))
  socket.setTimeout(SILENCE_MS, silent)
  try {
    return JSON.parse((await wholeBody(response)).toString())
  } finally {
    // The connection is kept for others.
    socket.setTimeout(0, silent)
  }
}
