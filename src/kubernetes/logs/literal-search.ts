/**
 * Finds many literals in one pass over bytes, most of which it never looks at (Wu and Manber, "A fast algorithm for
 * multi-pattern searching", 1994): the four bytes at a window's end tell how far no literal can end, and only where one
 * may end the literals themselves are compared. A regular expression of the same literals takes ten times as long
 * (docs/adr/0012).
 */

/** Of the hashed four-byte blocks: small enough for a processor's first cache. */
const BITS = 15
/** Bytes of a block, which are read at once. */
const BLOCK = 4

interface Pattern {
  readonly bytes: Buffer
  /** Its first four bytes. */
  readonly head: number
}

export class LiteralSearch {
  /** Length of the shortest literal: the window. The longer it is, the farther each step goes. */
  readonly #window: number
  /** By hash of a window's last block: how far the window may move on; 0 where a literal may begin at its beginning. */
  readonly #shift: Uint8Array
  /** Literals by the hash of their window's last block. */
  readonly #ending: (Pattern[] | undefined)[] = []

  /** @param literals each of four bytes or more. @throws RangeError for shorter ones */
  constructor(literals: readonly string[]) {
    const patterns = [...new Set(literals)].map(each => Buffer.from(each))
    const shortest = Math.min(...patterns.map(each => each.length))
    if (shortest < BLOCK) throw new RangeError(`a literal to look for has less than ${BLOCK} bytes`)
    this.#window = Math.min(shortest, 255)
    this.#shift = new Uint8Array(1 << BITS).fill(this.#window - BLOCK + 1)
    for (const pattern of patterns) {
      const view = viewOf(pattern)
      for (let at = 0; at <= this.#window - BLOCK; at++) {
        const slot = slotOf(view, at)
        this.#shift[slot] = Math.min(this.#shift[slot] ?? 0, this.#window - BLOCK - at)
      }
      const last = slotOf(view, this.#window - BLOCK)
      this.#ending[last] = [...(this.#ending[last] ?? []), { bytes: pattern, head: view.getInt32(0, true) }]
    }
  }

  /**
   * @returns whether any literal is in there. Each step awaits the bytes that it lands on, so four quarters are walked by turns:
   * their waits overlap.
   */
  holdsAny(bytes: Buffer): boolean {
    const view = viewOf(bytes)
    const shift = this.#shift
    const first = this.#window - BLOCK
    // Of the last block of a window.
    const end = bytes.length - BLOCK + 1
    const quarter = Math.max(end >> 2, first)
    let a = first
    let b = quarter
    let c = 2 * quarter
    let d = 3 * quarter
    while (a < quarter && b < 2 * quarter && c < 3 * quarter && d < end) {
      const skipA = shift[slotOf(view, a)] as number
      const skipB = shift[slotOf(view, b)] as number
      const skipC = shift[slotOf(view, c)] as number
      const skipD = shift[slotOf(view, d)] as number
      if (skipA === 0 || skipB === 0 || skipC === 0 || skipD === 0) {
        if (skipA === 0 && this.#beginsAt(bytes, view, a)) return true
        if (skipB === 0 && this.#beginsAt(bytes, view, b)) return true
        if (skipC === 0 && this.#beginsAt(bytes, view, c)) return true
        if (skipD === 0 && this.#beginsAt(bytes, view, d)) return true
        a += Math.max(skipA, 1)
        b += Math.max(skipB, 1)
        c += Math.max(skipC, 1)
        d += Math.max(skipD, 1)
      } else {
        a += skipA
        b += skipB
        c += skipC
        d += skipD
      }
    }
    // The quarter that ended first ended the walk.
    const left = [a, quarter, b, 2 * quarter, c, 3 * quarter, d, end]
    return this.#restHoldsAny(bytes, view, left)
  }

  /** @param left blocks, and where each quarter ends, by turns. */
  #restHoldsAny(bytes: Buffer, view: DataView, left: readonly number[]): boolean {
    const end = bytes.length - BLOCK + 1
    for (let at = 0; at < left.length; at += 2)
      if (this.#blockIn(bytes, view, left[at] as number, Math.min(left[at + 1] as number, end)) >= 0) return true
    return false
  }

  /** @returns where the first literal at or after `from` begins; -1 where there is none. */
  indexIn(bytes: Buffer, from: number): number {
    const first = this.#window - BLOCK
    const found = this.#blockIn(bytes, viewOf(bytes), from + first, bytes.length - BLOCK + 1)
    return found < 0 ? -1 : found - first
  }

  /** @param from first block of a window's end that is looked at. @param until none from there on. @returns the block, or -1. */
  #blockIn(bytes: Buffer, view: DataView, from: number, until: number): number {
    const shift = this.#shift
    let at = from
    while (at < until) {
      const skip = shift[slotOf(view, at)] as number
      if (skip === 0 && this.#beginsAt(bytes, view, at)) return at
      at += skip === 0 ? 1 : skip
    }
    return -1
  }

  /** @param at the last block of a window. */
  #beginsAt(bytes: Buffer, view: DataView, at: number): boolean {
    const patterns = this.#ending[slotOf(view, at)]
    if (patterns === undefined) return false
    const start = at - this.#window + BLOCK
    const head = view.getInt32(start, true)
    for (const pattern of patterns) {
      // Most of what has the hash of a literal's block does not begin as it does.
      if (pattern.head !== head || start + pattern.bytes.length > bytes.length) continue
      if (bytes.compare(pattern.bytes, 0, pattern.bytes.length, start, start + pattern.bytes.length) === 0) return true
    }
    return false
  }
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length)
}

/** Four bytes at once, spread over the slots (Knuth's multiplicative hash). */
function slotOf(view: DataView, at: number): number {
  return Math.imul(view.getInt32(at, true), 0x9e3779b1) >>> (32 - BITS)
}
