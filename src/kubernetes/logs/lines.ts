/**
 * Log blocks to lines. Blocks are searched for literals as they come; only lines that hold one, and the first and last
 * of a start, are decoded. Lines carry the kubelet's timestamp, by which a cut stream is resumed without loss or repeats.
 */

import { LiteralSearch } from './literal-search.ts'
import { countNewlines } from './newlines.ts'

export interface LogLine {
  /** From 1 within one start of the container. */
  readonly number: number
  /** The kubelet's timestamp (RFC 3339); empty where the line had none. */
  readonly emitted: string
  readonly text: string
  readonly part: 'candidate' | 'head' | 'tail'
}

export interface LineLimits {
  readonly head: number
  readonly tail: number
  /** Bytes of one line that are kept. */
  readonly lineBytes: number
  /** Candidate lines of one start that are handed on; more are counted. */
  readonly candidates: number
}

export const LIMITS: LineLimits = { head: 50, tail: 200, lineBytes: 64 * 1024, candidates: 2000 }

/** Bytes of the end of a log that are kept to find its last lines in. */
const TAIL_BYTES = 256 * 1024
const NEWLINE = 10
/** Bytes before a cut that are dropped: longer than tokens are. */
const CUT_MARGIN = 8 * 1024

/** Where a log was read up to: the last line's timestamp, and how many lines bore it. */
export interface ResumePoint {
  readonly emitted: string
  readonly count: number
}

/** @returns what finds the lines that hold one of the literals, or undefined when there are none. */
export function literalFilter(literals: readonly string[]): LiteralSearch | undefined {
  return literals.length === 0 ? undefined : new LiteralSearch(literals)
}

/** The lines of one start of one container. */
export class LogLines {
  lines = 0
  bytes = 0
  /** Candidate lines over the limit. */
  dropped = 0
  readonly #filter: LiteralSearch | undefined
  readonly #onLine: (line: LogLine) => void
  readonly #onAnyLine: ((text: string) => void) | undefined
  readonly #limits: LineLimits
  #carry: Buffer[] = []
  #carryBytes = 0
  #last: ResumePoint | undefined
  #skip: ResumePoint | undefined
  #skipLines = 0
  #candidates = 0
  #tail: { block: Buffer; firstLine: number }[] = []
  #tailBytes = 0
  readonly #handed = new Set<number>()
  readonly #cut = new Set<number>()

  /** @param onAnyLine told each line, for an echo of whole logs; costs a decode per line. */
  constructor(
    filter: LiteralSearch | undefined,
    onLine: (line: LogLine) => void,
    onAnyLine?: (text: string) => void,
    limits: LineLimits = LIMITS,
  ) {
    this.#filter = filter
    this.#onLine = onLine
    this.#onAnyLine = onAnyLine
    this.#limits = limits
  }

  /** Lines that were cut at their limit. */
  get cut(): number {
    return this.#cut.size
  }

  /** Where to read on from, as `sinceTime`, after a cut: what was begun and not ended is read again. */
  resume(): ResumePoint | undefined {
    this.#carry = []
    this.#carryBytes = 0
    this.#skip = this.#last
    // Without timestamps the next stream begins at the first line again.
    this.#skipLines = this.#last === undefined ? this.lines : 0
    return this.#last
  }

  push(chunk: Buffer): void {
    const end = chunk.lastIndexOf(NEWLINE)
    if (end < 0) {
      this.#keep(chunk)
      return
    }
    // Of a line that began in an earlier chunk only that line is copied together.
    const first = this.#carryBytes === 0 ? -1 : chunk.indexOf(NEWLINE)
    if (first >= 0) this.#fresh(this.#carryOver(chunk.subarray(0, first + 1)))
    if (first < end) this.#fresh(chunk.subarray(first + 1, end + 1))
    if (end + 1 < chunk.length) this.#keep(chunk.subarray(end + 1))
  }

  /** The log has ended for good: a last line without newline counts, and the last lines are handed on. */
  end(): void {
    if (this.#carryBytes > 0) {
      const region = this.#carryOver(Buffer.from('\n'))
      this.#fresh(region)
    }
    this.#handTail()
  }

  #fresh(region: Buffer): void {
    let fresh = this.#skip === undefined ? region : this.#afterSkip(region)
    for (; this.#skipLines > 0 && fresh.length > 0; this.#skipLines--)
      fresh = fresh.subarray(fresh.indexOf(NEWLINE) + 1)
    if (fresh.length > 0) this.#block(fresh)
  }

  #keep(part: Buffer): void {
    // Past its limit a line's bytes are dropped as they come, however long it grows; the timestamp is at its beginning.
    const room = this.#limits.lineBytes + 1 - this.#carryBytes
    if (room <= 0) return
    const kept = Buffer.from(part.subarray(0, room))
    this.#carry.push(kept)
    this.#carryBytes += kept.length
  }

  #carryOver(rest: Buffer): Buffer {
    if (this.#carryBytes === 0) return rest
    const region = Buffer.concat([...this.#carry, rest])
    this.#carry = []
    this.#carryBytes = 0
    return region
  }

  /** Drops the lines that an earlier stream had delivered already. */
  #afterSkip(region: Buffer): Buffer {
    const skip = this.#skip
    if (skip === undefined) return region
    const until = sortable(skip.emitted)
    let left = skip.count
    let at = 0
    while (at < region.length) {
      const emitted = sortable(emittedOf(region, at))
      if (emitted > until || (emitted === until && left === 0)) {
        this.#skip = undefined
        return region.subarray(at)
      }
      if (emitted === until) left--
      at = region.indexOf(NEWLINE, at) + 1
    }
    this.#skip = { emitted: skip.emitted, count: left }
    return region.subarray(at)
  }

  #block(block: Buffer): void {
    const firstLine = this.lines + 1
    this.bytes += block.length
    const each = this.#onAnyLine !== undefined || this.lines < this.#limits.head
    const count = each ? this.#eachLine(block) : countNewlines(block)
    if (this.#filter?.holdsAny(block)) this.#candidatesIn(this.#filter, block, firstLine)
    this.lines += count
    this.#remember(block)
    this.#keepTail(block, firstLine)
  }

  /** @returns how many lines there are. */
  #eachLine(block: Buffer): number {
    let count = 0
    let start = 0
    for (let at = block.indexOf(NEWLINE); at >= 0; start = at + 1, at = block.indexOf(NEWLINE, start)) {
      count++
      if (this.#onAnyLine === undefined && this.lines + count > this.#limits.head) continue
      const line = this.#lineAt(block, start, at, this.lines + count, 'head')
      this.#onAnyLine?.(line.text)
      if (line.number <= this.#limits.head) this.#hand(line)
    }
    return count
  }

  #candidatesIn(filter: LiteralSearch, block: Buffer, firstLine: number): void {
    let number = firstLine
    let counted = 0
    let end = -1
    for (let found = filter.indexIn(block, 0); found >= 0; found = filter.indexIn(block, end + 1)) {
      end = block.indexOf(NEWLINE, found)
      const start = block.lastIndexOf(NEWLINE, found) + 1
      for (let at = block.indexOf(NEWLINE, counted); at >= 0 && at < start; at = block.indexOf(NEWLINE, counted)) {
        number++
        counted = at + 1
      }
      if (++this.#candidates > this.#limits.candidates) this.dropped++
      else this.#hand(this.#lineAt(block, start, end, number, 'candidate'))
    }
  }

  #hand(line: LogLine): void {
    // A line among the first of its start may be a candidate too: it is one line, handed on once.
    if (line.part === 'head' && this.#isCandidate(line.text)) return
    this.#handed.add(line.number)
    this.#onLine(line)
  }

  #isCandidate(text: string): boolean {
    return this.#filter?.holdsAny(Buffer.from(text)) ?? false
  }

  #lineAt(block: Buffer, start: number, end: number, number: number, part: LogLine['part']): LogLine {
    const emitted = emittedOf(block, start)
    const from = emitted === '' ? start : start + emitted.length + 1
    let to = Math.min(end, start + this.#limits.lineBytes)
    if (to < end) {
      this.#cut.add(number)
      // A secret that the cut parts would not be known as one, so what may be its beginning goes too.
      to = Math.max(from, to - CUT_MARGIN)
    }
    return { number, emitted, text: block.toString('utf8', from, to).replace(/\r$/, ''), part }
  }

  #remember(block: Buffer): void {
    let start = lineBefore(block, block.length - 2)
    const emitted = emittedOf(block, start)
    if (emitted === '') return
    let count = 0
    while (emittedOf(block, start) === emitted) {
      count++
      if (start === 0) {
        if (this.#last?.emitted === emitted) count += this.#last.count
        break
      }
      start = lineBefore(block, start - 2)
    }
    this.#last = { emitted, count }
  }

  #keepTail(block: Buffer, firstLine: number): void {
    this.#tail.push({ block, firstLine })
    this.#tailBytes += block.length
    while (this.#tail.length > 1 && this.#tailBytes - (this.#tail[0]?.block.length ?? 0) >= TAIL_BYTES)
      this.#tailBytes -= this.#tail.shift()?.block.length ?? 0
  }

  #handTail(): void {
    const lines: LogLine[] = []
    const first = this.lines - this.#limits.tail
    for (const { block, firstLine } of this.#tail) {
      let number = firstLine
      for (let start = 0; start < block.length; number++) {
        const end = block.indexOf(NEWLINE, start)
        if (number > first && !this.#handed.has(number)) lines.push(this.#lineAt(block, start, end, number, 'tail'))
        start = end + 1
      }
    }
    this.#tail = []
    this.#tailBytes = 0
    for (const line of lines) this.#onLine(line)
  }
}

/** @returns where the line begins that ends at `at` or after it. */
function lineBefore(block: Buffer, at: number): number {
  return at < 0 ? 0 : block.lastIndexOf(NEWLINE, at) + 1
}

/** @returns the timestamp at a line's beginning, or '' where there is none. */
function emittedOf(block: Buffer, start: number): string {
  // 2026-03-09T12:00:00Z and a space is the shortest, with nine digits of a fraction and an offset the longest.
  const text = block.toString('latin1', start, Math.min(start + 36, block.length))
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)(?= )/.exec(text)?.[0] ?? ''
}

/** RFC 3339 drops trailing zeros of the fraction, so texts of one instant differ in length: made equal to compare. */
function sortable(emitted: string): string {
  const [, seconds = '', fraction = ''] = /^([^.Z+]*?)(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/.exec(emitted) ?? []
  return `${seconds}.${fraction.padEnd(9, '0')}`
}
