/**
 * Each request to Entra ID, tried again by itself, and what was answered, as it came. MSAL keeps of most answers no more than
 * "network_error" or "endpoints_resolution_error": whether it was a proxy's page, a 503 or a name that is not resolved is
 * seen here only.
 */
import {
  createHttpHeaders,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type SendRequest,
} from '@azure/core-rest-pipeline'
import { messageOf } from '../../errors.ts'
import { isRecord, parsedJson } from '../../json.ts'
import { isFinal, trustHint } from '../../network/faults.ts'
import type { OpenRequests } from '../../open-requests.ts'
import { retryAfter } from '../pause.ts'
import type { Metadata } from './metadata.ts'
import { isPassingStatus, Passing, retry } from './retry.ts'

/** Numbers of Entra ID (Microsoft Learn, "Microsoft Entra authentication and authorization error codes") that say: try again. */
const PASSING_NUMBERS = new Set([90006, 90033, 90055, 90090])

export class Exchanges {
  /** What the last request met that was not answered well; '' for nothing. */
  #fault = ''
  readonly #signal: AbortSignal
  readonly #open: OpenRequests
  readonly #metadata: Metadata | undefined

  /** @param signal ends the pauses between tries. @param open told each request and how it ended. @param metadata that was asked for ahead. */
  constructor(signal: AbortSignal, open: OpenRequests, metadata: Metadata | undefined) {
    this.#signal = signal
    this.#open = open
    this.#metadata = metadata
  }

  readonly policy: PipelinePolicy = {
    name: 'exchanges',
    sendRequest: async (request, next) => {
      const known = await this.#askedAhead(request)
      if (known !== undefined) return known
      const { host } = new URL(request.url)
      this.#fault = ''
      return retry(() => this.#note(request, host, () => next(request)), this.#signal).catch((thrown: unknown) => {
        // What was answered to the last try is still an answer, for MSAL to read.
        if (thrown instanceof Passing && thrown.cause !== undefined && isAnswer(thrown.cause)) return thrown.cause
        throw thrown
      })
    },
  }

  /** @returns what was asked for ahead, where it is that. */
  async #askedAhead(request: PipelineRequest): Promise<PipelineResponse | undefined> {
    const [url] = request.url.split('?')
    if (request.method !== 'GET' || url?.toLowerCase() !== this.#metadata?.url.toLowerCase()) return undefined
    const got = await this.#metadata?.answer
    if (got === undefined || !isRecord(parsedJson(got.text))) return undefined
    const headers = createHttpHeaders({ 'content-type': 'application/json' })
    return { request, status: got.status, headers, bodyAsText: got.text }
  }

  async #note({ method, url }: PipelineRequest, host: string, send: () => ReturnType<SendRequest>) {
    const ended = this.#open.begin(method, url)
    try {
      const response = await this.#once(host, send)
      ended('')
      return response
    } catch (thrown) {
      ended(messageOf(thrown).slice(0, 200))
      throw thrown
    }
  }

  async #once(host: string, send: () => ReturnType<SendRequest>): Promise<PipelineResponse> {
    let response: PipelineResponse
    try {
      response = await send()
    } catch (thrown) {
      this.#fault = `${host} could not be reached: ${messageOf(thrown)}${trustHint(thrown)}`
      throw isFinal(thrown) ? new Error(this.#fault, { cause: thrown }) : new Passing(this.#fault, thrown)
    }
    const { status, headers } = response
    const text = response.bodyAsText ?? ''
    const body = parsedJson(text)
    const words = `${host} answered HTTP ${status}: ${text.trim().slice(0, 300) || 'the answer is empty'}`
    const refused = isRecord(body) && typeof body['error'] === 'string' ? body : undefined
    if (refused !== undefined && !isTransient(status, refused)) {
      const described = refused['error_description']
      this.#fault = typeof described === 'string' ? described : words
      return response
    }
    if (status < 300 && isRecord(body) && refused === undefined) {
      this.#fault = ''
      return response
    }
    this.#fault = words
    throw new Passing(words, response, retryAfter(headers.get('retry-after'), headers.get('date')))
  }

  /** What was answered so far explains nothing of what comes. */
  forget(): void {
    this.#fault = ''
  }

  /** @returns the error with what was answered in its place, where anything was. */
  explain(thrown: unknown): Error {
    if (this.#fault !== '') return new Error(this.#fault, { cause: thrown })
    return thrown instanceof Error ? thrown : new Error(messageOf(thrown))
  }
}

function isAnswer(value: unknown): value is PipelineResponse {
  return isRecord(value) && typeof value['status'] === 'number'
}

function isTransient(status: number, body: Readonly<Record<string, unknown>>): boolean {
  const numbers = Array.isArray(body['error_codes']) ? body['error_codes'] : []
  return (
    isPassingStatus(status) ||
    body['error'] === 'temporarily_unavailable' ||
    numbers.some(each => PASSING_NUMBERS.has(Number(each)))
  )
}
