/**
 * A journal read again, or pasted texts: one JSON object a line with `source` and `text`, or a log as it is. Whoever made the
 * file, what is no sound fact costs that line only, and is told.
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Evidence, type Gap, gap, isTextKind, TEXT_KINDS } from '../model/evidence.ts'
import { JOURNAL_VERSION, LIMIT_BYTES } from './journal.ts'
import { blankOf, kindOf } from './kinds.ts'
import { faultOf } from './validator.ts'

/** Characters of one pasted text that are looked at; an error is at the end far more often than at the beginning. */
const TEXT = 512 * 1024
const HEAD = 32 * 1024
/** Lines that are told of one by one. */
const TOLD = 20

/**
 * The facts of a journal in their order; a last line that was cut off by the process's end is left out. A file without a line
 * of either form is one text of a tool's output. What cannot be taken in is a gap.
 * @throws Error when it cannot be read, is empty, too long or no text, has nothing but unsound lines after a journal's head, or is of a later version
 */
export async function* readJournal(path: string): AsyncGenerator<Evidence> {
  const encoding = encodingOf(path)
  const lines = createInterface({ input: createReadStream(path, { encoding }), crlfDelay: Number.POSITIVE_INFINITY })
  const plain = new Plain()
  let number = 0
  /** A head or a fact was read: what follows is a journal's, and no text of another tool. */
  let isJournal = false
  let facts = 0
  let strange = 0
  let last = ''
  const bad = new Bad()
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    if (isJournal) yield* bad.tell()
    const fact = parse(line)
    last = timeOf(fact) || last
    isJournal ||= typeof fact['journal'] === 'number'
    const taken = factIn(fact, number, last || new Date(number * 1000).toISOString())
    if (typeof taken === 'string') {
      bad.add(number, taken)
      if (facts === 0) plain.add(line)
      continue
    }
    if (taken === undefined) continue
    // Nobody reads a kind of a later version, and a gap is no evidence.
    if (kindOf(taken.kind) === undefined) strange++
    else if (taken.kind !== 'gap') facts++
    isJournal ||= facts > 0
    if (facts === 0) plain.add(line)
    yield taken
  }
  // A run that was killed at once leaves a head alone; lines that are all unsound are no evidence of anything.
  if (isJournal && facts === 0 && (bad.first !== '' || strange > 0))
    throw new Error(`none of its lines is evidence${bad.first}`)
  if (isJournal) {
    yield* bad.rest()
    return
  }
  if (plain.text === '') throw new Error('the file is empty')
  yield { kind: 'cli-output', time: new Date(0).toISOString(), text: plain.text, data: {} }
}

/** @returns undefined for a journal's head, or a gap where it is of an earlier version; a text says what is wrong with the line. @throws Error for a later version */
function factIn(fact: Record<string, unknown>, number: number, at: string): Evidence | string | undefined {
  if (typeof fact['journal'] === 'number') {
    if (fact['journal'] > JOURNAL_VERSION)
      throw new Error(`the journal has version ${fact['journal']}; this action reads up to ${JOURNAL_VERSION}`)
    if (fact['journal'] === JOURNAL_VERSION) return undefined
    return gap('journal', 'an earlier version of this action wrote it; its lists of what was read are not used')
  }
  if (typeof fact['source'] === 'string')
    return bound(factOf(fact, number, at)) ?? `has an unknown source or no text; sources are ${TEXT_KINDS.join(', ')}`
  if (typeof fact['kind'] !== 'string') return 'is not a fact'
  const fault = faultOf(fact)
  return fault === ''
    ? (bound(fact as unknown as Evidence) ?? 'is not a fact')
    : `is not a valid fact of kind ${fact['kind']}: ${fault}`
}

function bound(fact: Evidence | undefined): Evidence | undefined {
  return typeof fact?.text !== 'string' || fact.text.length <= TEXT ? fact : { ...fact, text: cutMiddle(fact.text) }
}

function cutMiddle(text: string): string {
  return text.length <= TEXT ? text : `${text.slice(0, HEAD)}\n…\n${text.slice(HEAD - TEXT)}`
}

/** Lines that could not be taken in. Each is told once another follows: the last one may have been cut off. */
class Bad {
  readonly #waiting: Gap[] = []
  #told = 0
  #count = 0
  /** Why the first of all could not be taken in. */
  first = ''

  add(number: number, why: string): void {
    this.first ||= `: line ${number} ${why}`
    this.#count++
    if (this.#waiting.length <= TOLD) this.#waiting.push(gap('journal', `line ${number} ${why}`))
  }

  *tell(): Generator<Gap> {
    for (const each of this.#waiting.splice(0)) if (++this.#told <= TOLD) yield each
  }

  *rest(): Generator<Gap> {
    // Only the last line may be one that was cut off.
    if (this.#waiting.length > 1) yield* this.tell()
    if (this.#count > TOLD + 1)
      yield gap('journal', `${this.#count - Math.min(this.#told, TOLD)} more lines could not be read`)
  }
}

/** A file that holds no fact: kept as text, without the times that a download of a workflow's log puts before each line. */
class Plain {
  text = ''
  add(line: string): void {
    this.text += `${line.replace(/^\uFEFF/, '').replace(/^\d{4}-\d\d-\d\dT[\d:.]{8,18}Z /, '')}\n`
    if (this.text.length > 2 * TEXT) this.text = cutMiddle(this.text)
  }
}

/** @throws Error for what is no text, or too much of it */
function encodingOf(path: string): 'utf8' | 'utf16le' {
  const stat = statSync(path)
  if (!stat.isFile()) throw new Error('not a file')
  if (stat.size > 2 * LIMIT_BYTES)
    throw new Error(
      `the file has ${Math.round(stat.size / 1024 / 1024)} MiB; up to ${(2 * LIMIT_BYTES) / 1024 / 1024} are read`,
    )
  const start = Buffer.alloc(512)
  const descriptor = openSync(path, 'r')
  const length = readSync(descriptor, start, 0, 512, 0)
  closeSync(descriptor)
  const [first, second] = start
  if (first === 0x1f && second === 0x8b) throw new Error('the file is compressed; decompress it first')
  if (first === 0xfe && second === 0xff) throw new Error('the file is big-endian UTF-16; save it as UTF-8')
  if (first === 0xff && second === 0xfe) return 'utf16le'
  if (start.subarray(0, length).includes(0)) throw new Error('not a text file')
  return 'utf8'
}

function timeOf({ time }: Record<string, unknown>): string {
  return typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : ''
}

/** The smallest form of a fact, with `source` and `text`. @param at its time, where it has none. @returns undefined where it is not of that form. */
export function factOf(line: Record<string, unknown>, number: number, at: string): Evidence | undefined {
  const text = line['text']
  if (typeof text !== 'string') return undefined
  const time = timeOf(line) || at
  const of = (name: string) => (typeof line[name] === 'string' ? line[name] : '')
  const source = line['source']
  if (!isTextKind(source)) return undefined
  /** What the form gives of each kind; the rest is blank. */
  const given = {
    'arm-error': { code: of('code'), status: 200 },
    'cli-output': {},
    event: { type: 'Warning', reason: of('reason'), reportingController: of('controller'), count: 1 },
    'pod-log': { line: number },
    'pod-status': {},
  }[source]
  return { kind: source, time, text, data: { ...blankOf(source), ...given } } as Evidence
}

function parse(line: string): Record<string, unknown> {
  try {
    // Some editors and shells begin a file with a byte order mark.
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
