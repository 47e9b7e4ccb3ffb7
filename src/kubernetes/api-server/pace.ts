/** Retries of all sources together: a server in trouble, or a proxy before it, is not asked at every moment. */
import { rest } from '../rest.ts'

/** ms between two slots. A slot is a list and the watch after it, so that it is at most five requests a second. */
const SLOT_MS = 700

export class Pace {
  #next = 0

  /** Resolves when the next retry may be made, or when the signal is aborted. */
  async slot(signal: AbortSignal): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + SLOT_MS
    if (at > now) await rest(at - now, signal)
  }
}
