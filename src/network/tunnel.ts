/** An https agent that goes by a proxy (CONNECT), and whose errors name it. */
import type { ClientRequest, IncomingMessage } from 'node:http'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { messageOf } from '../errors.ts'
import type { ProxyServer } from './proxy.ts'

/** ms for the proxy's answer to CONNECT. */
const ANSWER_MS = 20_000

/** What a proxy answered in the place of a connection, or why it gave no answer. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  /** PROXY_REFUSED for an answer that does not pass by itself, else PROXY_FAILED. */
  readonly code: 'PROXY_REFUSED' | 'PROXY_FAILED'

  constructor(message: string, code: ProxyError['code'], cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export class Tunnel extends HttpsProxyAgent<string> {
  readonly #shown: string

  /** @param keepAlive whether a connection is kept for the next request. */
  constructor({ url, shown }: ProxyServer, keepAlive: boolean) {
    super(url.href, { keepAlive })
    this.#shown = shown
  }

  override async connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>['connect']>[1]) {
    const to = `${options.host}:${options.port}`
    let refused: ProxyError | undefined
    const { promise: late, reject } = Promise.withResolvers<never>()
    // The library keeps its own socket until it is connected: this ends it with whoever waits for it.
    const given = new AbortController()
    const giveUp = () => given.abort()
    request.once('close', giveUp)
    const timer = setTimeout(() => {
      reject(this.#failure(`did not answer for ${to} within ${ANSWER_MS / 1000} s`))
      giveUp()
    }, ANSWER_MS)
    request.once('proxyConnect', (answer: Pick<IncomingMessage, 'statusCode'>) => {
      if (answer.statusCode !== 200) refused = this.#refusal(answer.statusCode ?? 0, to)
    })
    try {
      const socket = await Promise.race([this.#open(request, options, given.signal), late])
      if (refused === undefined) return socket
      // The library hands the proxy's page on as if it were the host's own answer.
      socket.destroy()
    } catch (cause) {
      throw cause instanceof ProxyError
        ? cause
        : this.#failure(`could not be used for ${to}: ${messageOf(cause)}`, cause)
    } finally {
      clearTimeout(timer)
      request.off('close', giveUp)
    }
    throw refused
  }

  /** Its options are read before it first waits. */
  #open(...[request, options, signal]: [...Parameters<HttpsProxyAgent<string>['connect']>, AbortSignal]) {
    const own = this.connectOpts
    this.connectOpts = { ...own, signal } as typeof own
    try {
      return super.connect(request, options)
    } finally {
      this.connectOpts = own
    }
  }

  #refusal(status: number, to: string): ProxyError {
    const why = status === 407 ? ' (it needs a user name and password: set them in HTTPS_PROXY)' : ''
    if (Number.isNaN(status)) return this.#failure(`did not answer with HTTP to the connection to ${to}`)
    const passes = status === 0 || status >= 500 || status === 408 || status === 429
    const text = `the proxy ${this.#shown} answered HTTP ${status} to the connection to ${to}${why}`
    return new ProxyError(text, passes ? 'PROXY_FAILED' : 'PROXY_REFUSED')
  }

  #failure(why: string, cause?: unknown): ProxyError {
    return new ProxyError(`the proxy ${this.#shown} ${why}`, 'PROXY_FAILED', cause)
  }
}
