/** Scenario time: it begins when the extension is written, and runs `speed` times as fast as real time. */

interface Due {
  /** Scenario ms. */
  readonly ms: number
  readonly act: () => void
}

export class Clock {
  readonly #speed: number
  /** In the order of their times; those of one time in the order in which they were given. */
  readonly #due: Due[] = []
  #timer: NodeJS.Timeout | undefined
  #zero: number | undefined
  readonly #made = performance.now()
  readonly #wall = Date.now()

  constructor(speed: number) {
    this.#speed = speed
  }

  /** Time zero; the first call counts. */
  begin(): void {
    if (this.#zero !== undefined) return
    this.#zero = performance.now()
    this.#wait()
  }

  /** @param ms scenario time after zero. */
  at(ms: number, act: () => void): void {
    const later = this.#due.findIndex(each => each.ms > ms)
    this.#due.splice(later < 0 ? this.#due.length : later, 0, { ms, act })
    this.#wait()
  }

  /** @returns scenario ms since zero; 0 before it. */
  elapsed(): number {
    return this.#zero === undefined ? 0 : (performance.now() - this.#zero) * this.#speed
  }

  /** @returns scenario ms since the simulator began, whatever was written. */
  age(): number {
    return (performance.now() - this.#made) * this.#speed
  }

  /** @returns the time of day in the scenario, ms since the epoch: it runs as fast as the scenario does. */
  wall(): number {
    return this.#wall + this.age()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#due.length = 0
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const [next] = this.#due
    if (this.#zero === undefined || next === undefined) return
    this.#timer = setTimeout(() => this.#play(), Math.max(0, (next.ms - this.elapsed()) / this.#speed))
  }

  #play(): void {
    // A timer may fire a fraction early; what is due within it is due now.
    const now = this.elapsed() + this.#speed
    while (this.#due[0] !== undefined && this.#due[0].ms <= now) this.#due.shift()?.act()
    this.#wait()
  }
}
