/**
 * The journal: all evidence of a run as JSON Lines, so that a run that was cancelled or killed can still be reported, a
 * finding can be reached again offline, and a bug report can carry its proof. Redacted before it comes here.
 */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { messageOf } from '../errors.ts'
import { type Evidence, type Gap, gap } from '../model/evidence.ts'

/** Raised when a kind changes its meaning; unknown kinds are kept and ignored. */
export const JOURNAL_VERSION = 1
const LIMIT_BYTES = 64 * 1024 * 1024

export class Journal {
  /** '' when it could not be begun. */
  readonly path: string
  /** Why it could not be begun. */
  readonly fault: string
  #descriptor: number | undefined
  #bytes = 0
  #lost = 0

  /**
   * Readable for its owner only (0600): redaction knows shapes and registered secrets, not everything.
   * @param path '' where there is no folder for it.
   */
  constructor(path: string) {
    let fault = path === '' ? 'no folder could be made for it' : ''
    try {
      if (path !== '') {
        this.#descriptor = openSync(path, 'wx', 0o600)
        this.#write(`${JSON.stringify({ journal: JOURNAL_VERSION })}\n`)
      }
    } catch (thrown) {
      fault = messageOf(thrown)
      this.close()
    }
    this.path = fault === '' ? path : ''
    this.fault = fault
  }

  /** Written at once, so that a killed process leaves all it saw. @returns a gap when from here on nothing is written. */
  append(fact: Evidence): Gap | undefined {
    if (this.#descriptor === undefined) {
      this.#lost++
      return undefined
    }
    // Readers of lines take these two for line ends, JSON does not.
    const json = JSON.stringify(fact).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    const line = `${json}\n`
    if (this.#bytes + line.length > LIMIT_BYTES) return this.#stop('it reached its limit of 64 MiB')
    try {
      this.#write(line)
      return undefined
    } catch (thrown) {
      return this.#stop(messageOf(thrown))
    }
  }

  /** @returns how many facts were not written. */
  close(): number {
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    try {
      if (descriptor !== undefined) closeSync(descriptor)
    } catch {
      // A disk that takes nothing more may say so here again; what was lost is counted.
    }
    return this.#lost
  }

  #write(line: string): void {
    const bytes = Buffer.from(line)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor as number, bytes, at)
    this.#bytes += bytes.length
  }

  #stop(why: string): Gap {
    this.close()
    this.#lost++
    return gap('journal', `the journal ends here: ${why}; the run goes on without it`)
  }
}

/**
 * The facts of a journal in their order; a last line that was cut off by the process's end is left out. Lines of the
 * smallest form (`source` and `text`) are facts too; what is of no known kind is left out.
 * @throws Error when it cannot be read, holds no line of either form, or is of a later version
 */
export async function* readJournal(path: string): AsyncGenerator<Evidence> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  let known = 0
  let unknown = 0
  for await (const line of lines) {
    const fact = parsed(line)
    if (typeof fact['journal'] === 'number') {
      known++
      if (fact['journal'] > JOURNAL_VERSION)
        throw new Error(`the journal is of version ${fact['journal']}; this action reads up to ${JOURNAL_VERSION}`)
    }
    const small = typeof fact['source'] === 'string' ? factOf(fact, known) : undefined
    if (typeof fact['kind'] === 'string' || small !== undefined) known++
    else if (line.trim() !== '') unknown++
    if (small !== undefined) yield small
    else if (isEvidence(fact)) yield fact
  }
  if (known === 0 && unknown > 0) throw new Error('it holds no line of a journal, and none with a source and a text')
}

const KINDS: ReadonlySet<string> = new Set([
  'pod-log',
  'pod-status',
  'event',
  'namespace',
  'policy',
  'binding',
  'param',
  'cluster',
  'extension',
  'arm-error',
  'cli-output',
  'probe',
  'gap',
  'listing',
  'tick',
  'run',
])

/** Kinds of later versions are handed on as they are, and nobody knows them. */
function isEvidence(fact: Record<string, unknown>): fact is Record<string, unknown> & Evidence {
  if (typeof fact['kind'] !== 'string') return false
  return !KINDS.has(fact['kind']) || (typeof fact['data'] === 'object' && fact['data'] !== null)
}

/** The smallest form of a fact, with `source` and `text`. @param number of the line, for a time of its own. @returns undefined where it is not of that form. */
export function factOf(line: Record<string, unknown>, number: number): Evidence | undefined {
  const text = line['text']
  if (typeof text !== 'string') return undefined
  const time = typeof line['time'] === 'string' ? line['time'] : new Date(number * 1000).toISOString()
  const of = (name: string) => (typeof line[name] === 'string' ? line[name] : '')
  switch (line['source']) {
    case 'arm-error':
      return { kind: 'arm-error', time, text, data: { code: of('code'), status: 200, during: '', details: [] } }
    case 'cli-output':
      return { kind: 'cli-output', time, text, data: {} }
    case 'event':
      return {
        kind: 'event',
        time,
        text,
        data: {
          type: 'Warning',
          reason: of('reason'),
          reportingController: of('controller'),
          count: 1,
          emitted: '',
          old: false,
        },
      }
    case 'pod-log':
      return {
        kind: 'pod-log',
        time,
        text,
        data: { podUid: '', containerId: '', line: number, emitted: '', part: 'candidate' },
      }
    case 'pod-status':
      return {
        kind: 'pod-status',
        time,
        text,
        data: {
          uid: '',
          serviceAccount: '',
          phase: '',
          ready: false,
          terminating: false,
          deleted: false,
          owner: '',
          node: '',
          containers: [],
        },
      }
    default:
      return undefined
  }
}

function parsed(line: string): Record<string, unknown> {
  try {
    // Some editors and shells begin a file with a byte order mark.
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
