/**
 * How a request to Azure Resource Manager is tried again. The SDK's own policy gives up at once on a 429 without Retry-After
 * and after seven seconds on everything else; a throttled subscription and a broken front end take longer than that.
 */
import type { PipelinePolicy, PipelineResponse, RestError, RetryStrategy } from '@azure/core-rest-pipeline'
import { retryPolicy } from '@azure/core-rest-pipeline'
import { armErrorOf } from './error.ts'

const TRIES = 6
const LONGEST_MS = 10_000
/** Retry-After is honoured up to ten minutes: longer, and the step's own timeout is the better answer. */
const LONGEST_AFTER_MS = 600_000

/** Answers that may be another in a moment. 501 and 505 never are. */
const PASSING_STATUS = new Set([408, 429, 500, 502, 503, 504])
const PASSING_FAULT =
  /^(PARSE_ERROR|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH)$/

/** What never left, or never arrived: a write that met it was not made. */
const NOT_SENT = /^(ECONNREFUSED|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH)$/

/**
 * A write is tried again here only where it cannot have been carried out; whoever wrote looks at what is there otherwise.
 * @param told each pause and its reason.
 */
export function armRetries(told: (text: string) => void): PipelinePolicy {
  const strategy: RetryStrategy = {
    name: 'armRetries',
    retry({ retryCount, response, responseError }) {
      const why = passing(response, responseError)
      const writes = /^(PUT|DELETE|PATCH)$/.test((response ?? responseError)?.request?.method ?? '')
      const notMade = response?.status === 429 || NOT_SENT.test(responseError?.code ?? '')
      if (why === undefined || (writes && !notMade)) return { skipStrategy: true }
      const retryAfterInMs = pauseAsked(response) ?? Math.min(1000 * 2 ** retryCount, LONGEST_MS)
      told(`Azure Resource Manager: ${why}; asked again in ${Math.ceil(retryAfterInMs / 1000)} s`)
      return { retryAfterInMs }
    },
  }
  return retryPolicy([strategy], { maxRetries: TRIES - 1 })
}

function passing(response: PipelineResponse | undefined, fault: RestError | undefined): string | undefined {
  if (response !== undefined) {
    if (!PASSING_STATUS.has(response.status)) return undefined
    return `HTTP ${response.status} ${armErrorOf(response.bodyAsText, response.status).code}`
  }
  return PASSING_FAULT.test(fault?.code ?? '') ? (fault?.message ?? '') : undefined
}

/** The header, or the sentence that a throttling answer ends with: "Please try again after '6' seconds." */
function pauseAsked(response: PipelineResponse | undefined): number | undefined {
  if (response === undefined) return undefined
  const header = retryAfter(response.headers.get('retry-after'))
  if (header !== undefined || response.status !== 429) return header
  const [, seconds] = /try again after '?(\d{1,4})'? seconds/.exec(response.bodyAsText ?? '') ?? []
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1000, LONGEST_AFTER_MS)
}

/** @param value seconds, or an HTTP date. @returns ms from now, at most ten minutes. */
export function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_AFTER_MS) : undefined
}
