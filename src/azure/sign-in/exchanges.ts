/**
 * What Entra ID answered, as it came. MSAL keeps of most answers no more than "network_error" or "endpoints_resolution_error":
 * whether it was a proxy's page, a 503 or a name that is not resolved is seen here only.
 */
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { messageOf } from '../../errors.ts'
import { isRecord, parsedJson } from '../../json.ts'
import { retryAfter } from '../pause.ts'
import { isPassingStatus, Passing } from './retry.ts'

interface Exchange {
  readonly host: string
  /** 0 where no answer came. */
  readonly status: number
  /** The beginning of the answer, or why none came. */
  readonly words: string
  readonly body: unknown
  readonly retryAfterMs: number | undefined
}

/** Numbers of Entra ID (Microsoft Learn, "Microsoft Entra authentication and authorization error codes") that say: try again. */
const PASSING_NUMBERS = new Set([90006, 90033, 90055, 90090])

export class Exchanges {
  #last: Exchange | undefined

  clear(): void {
    this.#last = undefined
  }

  readonly policy: PipelinePolicy = {
    name: 'exchanges',
    sendRequest: async (request, next) => {
      const { host } = new URL(request.url)
      try {
        const response = await next(request)
        const text = response.bodyAsText ?? ''
        this.#last = {
          host,
          status: response.status,
          words: text.trim().slice(0, 300) || 'the answer is empty',
          body: parsedJson(text),
          retryAfterMs: retryAfter(response.headers.get('retry-after'), response.headers.get('date')),
        }
        return response
      } catch (thrown) {
        this.#last = { host, status: 0, words: messageOf(thrown), body: undefined, retryAfterMs: undefined }
        throw thrown
      }
    },
  }

  /** @returns the error with what was answered in it; `Passing` where it may be over in seconds. */
  explained(thrown: unknown): Error {
    const last = this.#last
    if (last === undefined) return thrown instanceof Error ? thrown : new Error(messageOf(thrown))
    const { host, status, words, body, retryAfterMs } = last
    const own = isRecord(body) && typeof body['error'] === 'string' ? body : undefined
    // Entra ID's own refusal: MSAL's error has its number, and where it does not, the description does.
    if (own !== undefined && !isTransient(status, own)) {
      const described = typeof own['error_description'] === 'string' ? own['error_description'] : words
      return new Error(described, { cause: thrown })
    }
    const what = status === 0 ? `${host} could not be reached: ${words}` : `${host} answered HTTP ${status}: ${words}`
    return new Passing(what, thrown, retryAfterMs)
  }
}

function isTransient(status: number, body: Readonly<Record<string, unknown>>): boolean {
  const numbers = Array.isArray(body['error_codes']) ? body['error_codes'] : []
  return (
    isPassingStatus(status) ||
    body['error'] === 'temporarily_unavailable' ||
    numbers.some(each => PASSING_NUMBERS.has(Number(each)))
  )
}
