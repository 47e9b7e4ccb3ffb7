/** How long to wait before something is asked again. Free of SDKs: the run's first request uses it before they are parsed. */

/** The first pause, and the least one: Retry-After may be 0, negative or a fraction. */
export const FLOOR_MS = 1000
const LONGEST_MS = 10_000
/** Retry-After is honoured up to ten minutes: longer, and the step's own timeout is the better answer. */
export const LONGEST_AFTER_MS = 600_000

/** @param retries before this one. @returns ms: 1, 2, 4, 8 and then 10 s. */
export function growing(retries: number): number {
  return Math.min(FLOOR_MS * 2 ** retries, LONGEST_MS)
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
