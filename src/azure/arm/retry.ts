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
import { FLOOR_MS, growing, LONGEST_AFTER_MS, retryAfter } from '../pause.ts'
import { armErrorIn, armErrorOf } from './error.ts'

/** Tries of a request that names no number of its own. */
export const TRIES = 7

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
  /^(PARSE_ERROR|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|PROXY_FAILED|ERR_TLS_[A-Z_]+|EPROTO)$/

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

/** @returns why the answer may be another in a moment, or undefined. */
function passing(response: PipelineResponse | undefined, fault: RestError | undefined): string | undefined {
  if (response !== undefined) {
    const { status, bodyAsText } = response
    if (PASSING_STATUS.has(status)) return `HTTP ${status} ${armErrorOf(bodyAsText, status).code}`.trim()
    // Front ends, proxies and half an answer: whatever says nothing in Azure's own form says nothing of the resource.
    const reads = response.request.method === 'GET' || response.request.method === 'POST'
    const body = parsedJson(bodyAsText)
    if (reads && status < 300 && !isRecord(body)) return `HTTP ${status} without the expected JSON`
    if (reads && status === 404 && armErrorIn(body, status) === undefined)
      return `HTTP 404 that did not come from Azure`
    return undefined
  }
  return PASSING_FAULT.test(fault?.code ?? '') ? messageOf(fault) : undefined
}

/** The header, or the sentence that a throttling answer ends with: "Please try again after '6' seconds." */
function pauseAsked(response: PipelineResponse): number | undefined {
  const header = retryAfterOf(response) ?? (response.status === 429 ? quotaOf(response) || undefined : undefined)
  if (header !== undefined || response.status !== 429) return header
  const [, seconds] = /try again after '?(\d{1,4})'? seconds/.exec(response.bodyAsText ?? '') ?? []
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1000, LONGEST_AFTER_MS)
}

/** @returns ms from the answer on, or undefined where its header names no time. */
export function retryAfterOf({ headers }: Pick<PipelineResponse, 'headers'>): number | undefined {
  return retryAfter(headers.get('retry-after'), headers.get('date'))
}

/** @returns ms until Azure Resource Graph takes queries again, where it says that none are left; 0 otherwise ("Guidance for throttled requests"). */
export function quotaOf({ headers }: Pick<PipelineResponse, 'headers'>): number {
  const [, hours, minutes, seconds] =
    /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(headers.get('x-ms-user-quota-resets-after') ?? '') ?? []
  if (headers.get('x-ms-user-quota-remaining') !== '0' || seconds === undefined) return 0
  return Math.min(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000, LONGEST_AFTER_MS)
}
