/**
 * How a request to Azure Resource Manager is tried again. The SDK's own policy gives up at once on a 429 without Retry-After
 * and after seven seconds on everything else; a throttled subscription and a broken front end take longer than that.
 */
import type {
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  RestError,
  RetryStrategy,
} from '@azure/core-rest-pipeline'
import { retryPolicy } from '@azure/core-rest-pipeline'
import { messageOf } from '../../errors.ts'
import { isRecord, parsedJson } from '../../json.ts'
import { armErrorIn, armErrorOf } from './error.ts'

/** Tries of a request that names no number of its own. */
export const TRIES = 6
/** The first pause, and the least one: Retry-After may be 0, negative or a fraction. */
const FLOOR_MS = 1000
const LONGEST_MS = 10_000
/** Retry-After is honoured up to ten minutes: longer, and the step's own timeout is the better answer. */
const LONGEST_AFTER_MS = 600_000

/** How patient one request is. */
export interface Patience {
  /** Tries in all. */
  readonly tries?: number
  /** ms for the whole answer of one try. */
  readonly answerMs?: number
  /** ms; a pause that the service asks for and that is longer is not waited: the refusal is the answer. */
  readonly longestPauseMs?: number
}

/** Answers that may be another in a moment. 501 and 505 never are. */
const PASSING_STATUS = new Set([408, 429, 500, 502, 503, 504])
const PASSING_FAULT =
  /^(PARSE_ERROR|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ERR_TLS_[A-Z_]+|EPROTO)$/

/**
 * Reads only: whoever writes looks at what is there before it is written again.
 * @param patienceOf what a request asked for.
 * @param onRetry told each pause and its reason.
 */
export function armRetries(
  patienceOf: (request: PipelineRequest) => Patience,
  onRetry: (text: string) => void,
): PipelinePolicy {
  const strategy: RetryStrategy = {
    name: 'armRetries',
    retry({ retryCount, response, responseError }) {
      const request = response?.request ?? responseError?.request
      const { tries = TRIES, longestPauseMs = LONGEST_AFTER_MS } = request === undefined ? {} : patienceOf(request)
      const why = passing(response, responseError)
      const writes = /^(PUT|DELETE|PATCH)$/.test(request?.method ?? '')
      if (why === undefined || writes || retryCount + 1 >= tries) return { skipStrategy: true }
      const retryAfterInMs = pauseBefore(retryCount, response)
      if (retryAfterInMs > longestPauseMs) return { skipStrategy: true }
      onRetry(`Azure Resource Manager: ${why}; retrying in ${Math.ceil(retryAfterInMs / 1000)} s`)
      return { retryAfterInMs }
    },
  }
  return retryPolicy([strategy], { maxRetries: TRIES - 1 })
}

/** @param retries before this one. @returns ms: what the service asks for, and never less than a pause that grows. */
function pauseBefore(retries: number, response: PipelineResponse | undefined): number {
  const floor = growing(retries)
  const asked = response === undefined ? undefined : pauseAsked(response)
  return asked === undefined || asked < FLOOR_MS ? floor : asked
}

/** @param retries before this one. @returns ms: 1, 2, 4, 8 and then 10 s. */
export function growing(retries: number): number {
  return Math.min(FLOOR_MS * 2 ** retries, LONGEST_MS)
}

/** @returns why the answer may be another in a moment, or undefined. */
function passing(response: PipelineResponse | undefined, fault: RestError | undefined): string | undefined {
  if (response !== undefined) {
    const { status, bodyAsText } = response
    if (PASSING_STATUS.has(status)) return `HTTP ${status} ${armErrorOf(bodyAsText, status).code}`.trim()
    // Front ends, proxies and half an answer: whatever says nothing in Azure's own form says nothing of the resource.
    const reads = response.request.method === 'GET' || response.request.method === 'POST'
    const body = parsedJson(bodyAsText)
    if (reads && status < 300 && !isRecord(body)) return `HTTP ${status} without the JSON that was asked for`
    if (reads && status === 404 && armErrorIn(body, status) === undefined) return `HTTP 404 that is not Azure's`
    return undefined
  }
  return PASSING_FAULT.test(fault?.code ?? '') ? messageOf(fault) : undefined
}

/** The header, or the sentence that a throttling answer ends with: "Please try again after '6' seconds." */
function pauseAsked(response: PipelineResponse): number | undefined {
  const header = retryAfterOf(response)
  if (header !== undefined || response.status !== 429) return header
  const [, seconds] = /try again after '?(\d{1,4})'? seconds/.exec(response.bodyAsText ?? '') ?? []
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1000, LONGEST_AFTER_MS)
}

/** @returns ms from the answer on, or undefined where its header names no time. */
export function retryAfterOf({ headers }: Pick<PipelineResponse, 'headers'>): number | undefined {
  return retryAfter(headers.get('retry-after'), headers.get('date'))
}

/**
 * @param value seconds, or an HTTP date.
 * @param date the answer's own `Date`: what counts is the service's clock, whatever the runner's says.
 * @returns ms, from 0 to ten minutes; undefined where there is none.
 */
export function retryAfter(value: string | undefined, date?: string): number | undefined {
  if (value === undefined) return undefined
  const from = Date.parse(date ?? '')
  const ms = /^-?\d+(?:\.\d+)?$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value) - (Number.isNaN(from) ? Date.now() : from)
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_AFTER_MS) : undefined
}
