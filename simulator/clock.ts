/** Scenario time: it begins when the extension is written, and runs `speed` times as fast as real time. */

export class Clock {
  readonly #speed: number
  readonly #waiting: (() => void)[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #zero: number | undefined

  constructor(speed: number) {
    this.#speed = speed
  }

  /** Time zero; the first call counts. */
  begin(): void {
    if (this.#zero !== undefined) return
    this.#zero = Date.now()
    for (const schedule of this.#waiting.splice(0)) schedule()
  }

  /** @param ms scenario time after zero. */
  at(ms: number, act: () => void): void {
    const schedule = () => {
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer)
          act()
        },
        Math.max(0, (this.#zero ?? 0) + ms / this.#speed - Date.now()),
      )
      this.#timers.add(timer)
    }
    if (this.#zero === undefined) this.#waiting.push(schedule)
    else schedule()
  }

  /** @returns scenario ms since zero; 0 before it. */
  elapsed(): number {
    return this.#zero === undefined ? 0 : (Date.now() - this.#zero) * this.#speed
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#waiting.length = 0
  }
}
