/**
 * Every request of this process, for a step with debug logging: method, host, path, status, duration, request id. Read from what
 * Node publishes of its own HTTP clients (Node.js documentation, "Diagnostics Channel", built-in channels), so that no client has
 * to know of it. Queries, headers and bodies are left out: they may hold secrets.
 */
import { subscribe } from 'node:diagnostics_channel'

/** Headers in which a service names the request, for its own support. */
const REQUEST_IDS = ['x-ms-request-id', 'x-github-request-id', 'audit-id', 'x-ms-correlation-request-id']

interface Asked {
  readonly method: string
  readonly host: string
  readonly path: string
}

/** @param write takes one line of it. Subscribes for the life of the process. */
export function logRequests(write: (line: string) => void): void {
  const began = new WeakMap<object, number>()
  const start = (request: object) => began.set(request, performance.now())
  const end = (request: object, asked: Asked, what: string) => {
    const at = began.get(request)
    // A request that was sent before this was subscribed has no beginning here.
    const took = at === undefined ? '' : ` in ${Math.round(performance.now() - at)} ms`
    const [path = ''] = asked.path.split('?')
    write(`${asked.method} ${asked.host}${path} ${what}${took}`)
  }
  on<{ request: ClientRequest }>('http.client.request.start', ({ request }) => start(request))
  on<{ request: ClientRequest; response: { statusCode?: number; headers: Headers } }>(
    'http.client.response.finish',
    ({ request, response }) =>
      end(
        request,
        askedOf(request),
        answerWords(response.statusCode, name => response.headers[name]),
      ),
  )
  on<{ request: ClientRequest; error: Error }>('http.client.request.error', ({ request, error }) =>
    end(request, askedOf(request), `failed (${codeOf(error)})`),
  )
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

interface ClientRequest {
  readonly method: string
  readonly path: string
  readonly host: string
  getHeader(name: string): unknown
}

function on<Message>(channel: string, listen: (message: Message) => void): void {
  subscribe(channel, message => listen(message as Message))
}

function askedOf(request: ClientRequest): Asked {
  return { method: request.method, host: String(request.getHeader('host') ?? request.host), path: request.path }
}

function answerWords(status: number | undefined, header: (name: string) => string | string[] | undefined): string {
  const id = REQUEST_IDS.map(header).find(each => each !== undefined)
  return `${status ?? '?'}${id === undefined ? '' : ` (${String(id)})`}`
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
