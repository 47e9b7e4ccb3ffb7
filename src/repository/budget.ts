/** How much YAML of a checkout is parsed: somebody else may have written it, and parsing blocks. */
import { setImmediate as turn } from 'node:timers/promises'

/** Characters of all files of one question together: some seconds of parsing, at the worst. */
const TOTAL = 4 * 1024 * 1024

export class Budget {
  #left = TOTAL

  /** Lets others run first. @returns whether a text may be parsed. */
  async takes(text: string): Promise<boolean> {
    await turn()
    if (text.length > this.#left) return false
    this.#left -= text.length
    return true
  }
}
