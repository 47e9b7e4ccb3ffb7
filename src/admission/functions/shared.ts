/** What the functions of all libraries share. */
import { EvaluationError } from '@marcbachmann/cel-js'

export class Sets {}

export type Handler = (...args: never[]) => unknown
/** Name, signature in CEL, and what it does. */
export type Method = [name: string, signature: string, handler: Handler]
/** Tells that the answer cannot be trusted, and why. */
export type Unknown = (why: string) => null

/** Characters and items; the server's cost limit ends an expression long before its values grow to this. */
export const LONGEST_TEXT = 1_000_000
export const LONGEST_LIST = 100_000
/** Characters compared by one search: a tenth of a unit of cost for each of both texts, a million units (apiserver, PerCallLimit). */
const LONGEST_SEARCH = 100_000_000

/** @throws EvaluationError as the server ends an expression. */
export function fail(message: string): never {
  throw new EvaluationError({ code: 'index_out_of_range', message })
}

/** @returns whether a search would cost more than the server allows. */
export function isLong(text: string, search: string, unknown: Unknown): boolean {
  const long = text.length > LONGEST_TEXT || text.length * search.length > LONGEST_SEARCH
  if (long) unknown('a search that costs more than the server allows')
  return long
}

/** Go's strings.SplitN: an empty separator splits after each code point. */
