/** JSON requests to the real API server, as whoever a token belongs to. */
import { Agent, request } from 'node:https'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any kind, looked into by tests.
  readonly body: any
  /** The Warning headers' texts. */
  readonly warnings: string
}

export class Api {
  readonly server: string
  readonly #token: string
  readonly #agent: Agent
  readonly #headers: Readonly<Record<string, string>>

  constructor(
    server: string,
    ca: string,
    token: string,
    headers: Readonly<Record<string, string>> = {},
    agent?: Agent,
  ) {
    this.server = server
    this.#token = token
    this.#headers = headers
    this.#agent = agent ?? new Agent({ ca, keepAlive: true })
  }

  /** The same server for another bearer. */
  as(token: string): Api {
    return new Api(this.server, '', token, {}, this.#agent)
  }

  /** Acts as somebody else, as administrators may. */
  impersonating(user: string, groups: readonly string[]): Impersonating {
    return { 'impersonate-user': user, ...(groups.length > 0 ? { 'impersonate-group': [...groups] } : {}) }
  }

  /** @throws Error when there is no answer; what is refused is an answer. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Impersonating | Record<string, string> = {},
  ): Promise<Answer> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    return new Promise((resolve, reject) => {
      // The server may close a kept connection at the moment at which it is used again (Node.js, "request.reusedSocket").
      const again = (thrown: unknown) =>
        asked.reusedSocket && (thrown as { code?: string }).code === 'ECONNRESET'
          ? resolve(this.ask(method, path, body, headers))
          : reject(thrown)
      const asked = request(
        `${this.server}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            'content-type': type,
            'content-length': Buffer.byteLength(text),
            ...this.#headers,
            ...headers,
          },
        },
        response => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const whole = Buffer.concat(chunks).toString()
            resolve({
              status: response.statusCode ?? 0,
              body: parsed(whole),
              warnings: String(response.headers['warning'] ?? ''),
            })
          })
        },
      )
      asked.on('error', again)
      asked.end(text)
    })
  }

  /** @throws Error unless it answers 2xx. */
  async must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer['body']> {
    const answer = await this.ask(method, path, body, headers)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body?.message ?? JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Lines of a watch, until the signal or the server ends it. */
  watch(path: string, onEvent: (type: string, object: Answer['body']) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.server}${path}`,
        { agent: this.#agent, signal, headers: { authorization: `Bearer ${this.#token}` } },
        response => {
          let carry = ''
          response.setEncoding('utf8').on('data', (text: string) => {
            const lines = (carry + text).split('\n')
            carry = lines.pop() ?? ''
            for (const line of lines) {
              const { type, object } = JSON.parse(line)
              onEvent(type, object)
            }
          })
          response.on('end', resolve)
          response.on('error', reject)
        },
      )
      asked.on('error', reject)
      asked.end()
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

export type Impersonating = Record<string, string | string[]>

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Asks until it is so, at the server's pace. @throws Error when it is not so in time. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error(`${what}: not so after ${ms / 1000} s`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
