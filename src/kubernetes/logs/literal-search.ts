/**
 * Finds many literals in one pass over bytes, most of which it never looks at (Wu and Manber, "A fast algorithm for
 * multi-pattern searching", 1994): the three bytes at a window's end tell how far no literal can end, and only where one
 * may end the literals themselves are compared. A regular expression of the same literals takes ten times as long
 * (docs/adr/0012).
 */

/** Of the hashed three-byte blocks: small enough for a processor's first cache. */
const SLOTS = 1 << 14

export class LiteralSearch {
  /** Length of the shortest literal: the window. The longer it is, the farther each step goes. */
  readonly #window: number
  /** By hash of a window's last three bytes: how far the window may move on; 0 where a literal may begin at its beginning. */
  readonly #shift: Uint8Array
  /** Literals by the hash of their window's last three bytes. */
  readonly #ending = new Map<number, Buffer[]>()

  /** @param literals each of three bytes or more. @throws RangeError for shorter ones */
  constructor(literals: readonly string[]) {
    const patterns = [...new Set(literals)].map(each => Buffer.from(each))
    const shortest = Math.min(...patterns.map(each => each.length))
    if (shortest < 3) throw new RangeError('a literal to look for has less than three bytes')
    this.#window = Math.min(shortest, 255)
    this.#shift = new Uint8Array(SLOTS).fill(this.#window - 2)
    for (const pattern of patterns) {
      for (let end = 2; end < this.#window; end++) {
        const slot = slotOf(pattern, end)
        this.#shift[slot] = Math.min(this.#shift[slot] ?? 0, this.#window - 1 - end)
      }
      const last = slotOf(pattern, this.#window - 1)
      this.#ending.set(last, [...(this.#ending.get(last) ?? []), pattern])
    }
  }

  /**
   * @returns whether any literal is in there. Each step awaits the byte that it lands on, so four quarters are walked by turns:
   * their waits overlap.
   */
  holdsAny(bytes: Buffer): boolean {
    const shift = this.#shift
    const { length } = bytes
    const quarter = Math.max(length >> 2, this.#window - 1)
    let a = this.#window - 1
    let b = quarter
    let c = 2 * quarter
    let d = 3 * quarter
    while (a < quarter && b < 2 * quarter && c < 3 * quarter && d < length) {
      const skipA = shift[slotOf(bytes, a)] as number
      const skipB = shift[slotOf(bytes, b)] as number
      const skipC = shift[slotOf(bytes, c)] as number
      const skipD = shift[slotOf(bytes, d)] as number
      if (skipA * skipB * skipC * skipD === 0) {
        if ([a, b, c, d].some(end => this.#beginsAt(bytes, end, slotOf(bytes, end)))) return true
        a += skipA || 1
        b += skipB || 1
        c += skipC || 1
        d += skipD || 1
      } else {
        a += skipA
        b += skipB
        c += skipC
        d += skipD
      }
    }
    return (
      this.#indexFrom(bytes, a, Math.min(quarter, length)) >= 0 ||
      this.#indexFrom(bytes, b, Math.min(2 * quarter, length)) >= 0 ||
      this.#indexFrom(bytes, c, Math.min(3 * quarter, length)) >= 0 ||
      this.#indexFrom(bytes, d, length) >= 0
    )
  }

  /** @returns where the first literal at or after `from` begins; -1 where there is none. */
  indexIn(bytes: Buffer, from: number): number {
    return this.#indexFrom(bytes, from + this.#window - 1, bytes.length)
  }

  /** @param at end of the window. @param until no window that ends there or later is looked at. */
  #indexFrom(bytes: Buffer, at: number, until: number): number {
    const shift = this.#shift
    let end = at
    while (end < until) {
      const slot = slotOf(bytes, end)
      const skip = shift[slot] as number
      if (skip === 0 && this.#beginsAt(bytes, end, slot)) return end - this.#window + 1
      end += skip === 0 ? 1 : skip
    }
    return -1
  }

  #beginsAt(bytes: Buffer, end: number, slot: number): boolean {
    const start = end - this.#window + 1
    const patterns = this.#ending.get(slot) ?? []
    return patterns.some(
      pattern =>
        start + pattern.length <= bytes.length &&
        bytes.compare(pattern, 0, pattern.length, start, start + pattern.length) === 0,
    )
  }
}

function slotOf(bytes: Buffer, end: number): number {
  return (((bytes[end - 2] as number) << 10) ^ ((bytes[end - 1] as number) << 5) ^ (bytes[end] as number)) & (SLOTS - 1)
}
