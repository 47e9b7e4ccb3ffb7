/** Errors: a mistake of the user's workflow, and what a service refused. */
import type { Evidence } from './model/evidence.ts'

/**
 * The error that users read: what was being done, the likely cause, the next step. Its `cause` is kept for debug logs.
 */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly doing: string
  readonly likely: string
  readonly next: string

  constructor(parts: { doing: string; likely: string; next: string; cause?: unknown }) {
    super([parts.doing, parts.likely, parts.next].filter(Boolean).join('\n'), { cause: parts.cause })
    this.doing = parts.doing
    this.likely = parts.likely
    this.next = parts.next
  }
}

/** Problems that are told at once, and characters of one: files of a checkout may have any number. */
const PROBLEMS = 50
const PROBLEM_LENGTH = 500

/** @returns the problems as lines with `- `, each on one line whatever names stand in it; of more than 50, how many more. */
export function problemList(problems: readonly string[]): string {
  const shown = problems.slice(0, PROBLEMS).map(each => {
    const line = each.slice(0, 2 * PROBLEM_LENGTH).replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    return `- ${line.length > PROBLEM_LENGTH ? `${line.slice(0, PROBLEM_LENGTH)} …` : line}`
  })
  const more = problems.length - shown.length
  return [...shown, ...(more > 0 ? [`- ${more} more`] : [])].join('\n')
}

/**
 * What Azure or Entra ID refused, on its way to the evidence: facts that failure classes explain. Whoever catches it, and does
 * not go on without what was asked for, hands them to the run.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly facts: readonly Evidence[]

  constructor(facts: readonly Evidence[], cause?: unknown) {
    super(facts.map(wordsOfFact).join('; '), { cause })
    this.facts = facts
  }
}

/** @returns the message of whatever was thrown, causes appended in brackets, at most 16,384 characters: cut shorter only where secrets are out of it. */
export function messageOf(thrown: unknown): string {
  const parts: string[] = []
  for (let at: unknown = thrown; at !== undefined && at !== null && parts.length < 4; ) {
    const text = wordsOf(at)
    if (text && !parts.some(part => part.includes(text))) parts.push(text)
    at = at instanceof Error ? at.cause : undefined
  }
  const [first = 'unknown error', ...causes] = parts
  return (causes.length > 0 ? `${first} (${causes.join('; ')})` : first).slice(0, 16_384)
}

/** Codes that say no more than that something broke; what broke stands in the message or the cause. */
const EMPTY_CODE = /^(PARSE_ERROR|REQUEST_SEND_ERROR|ERR_UNHANDLED_ERROR|\d+)$/

/** One level of it. An error's code (EAI_AGAIN, ECONNREFUSED) is often all that tells what to mend. */
function wordsOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown)
  const { message, code, errors } = thrown as { message?: unknown; code?: unknown; errors?: unknown }
  const own = typeof message === 'string' && message !== '' ? message : ''
  // Several addresses were tried: the error itself says nothing, each try says why.
  const tries = own === '' && Array.isArray(errors) ? errors.slice(0, 3).map(wordsOf).join('; ') : ''
  const text = own || tries || (thrown instanceof Error ? thrown.name : membersOf(thrown))
  const says = typeof code === 'string' && code !== '' && !EMPTY_CODE.test(code) && !text.includes(code)
  return says ? `${text} (${code})` : text
}

/** An object that is no error may be thrown too: its members are what there is to tell. */
function membersOf(thrown: object): string {
  try {
    return JSON.stringify(thrown).slice(0, 500)
  } catch {
    return Object.prototype.toString.call(thrown)
  }
}

function wordsOfFact(fact: Evidence): string {
  if (fact.kind !== 'arm-error') return fact.text
  const { during, code } = fact.data
  const [line = ''] = fact.text.split('\n')
  const words = line.slice(0, 500)
  const said = [words.startsWith(code) ? '' : code, words].filter(Boolean).join(': ')
  return [during, said].filter(Boolean).join(' ')
}
