/** Which logs are read when there are more containers than streams: those of pods that are not Ready, or restart, first. */

/** Streams at once. */
export const STREAMS = 200

/** One that reads, or waits to. */
interface Place {
  /** Asked when it matters: pods change while they wait. */
  readonly isUrgent: () => boolean
  /** Called to make it give its room up. */
  readonly cut: () => void
  begin: () => void
}

export class TailPool {
  readonly #limit: number
  readonly #onFull: () => void
  readonly #waiting: Place[] = []
  readonly #reading = new Set<Place>()
  #toldFull = false

  /** @param onFull told once, when the first one has to wait. */
  constructor(onFull: () => void, limit: number = STREAMS) {
    this.#limit = limit
    this.#onFull = onFull
  }

  /**
   * Resolves when there is room for one more.
   * @param cut called where somebody more urgent needs the room: the reader gives it back, and asks again.
   * @returns a function that gives the room back; undefined when the signal was aborted first.
   */
  async room(isUrgent: () => boolean, cut: () => void, signal: AbortSignal): Promise<(() => void) | undefined> {
    const place: Place = { isUrgent, cut, begin: () => undefined }
    if (this.#reading.size < this.#limit) this.#reading.add(place)
    else if (!(await this.#turn(place, signal))) return undefined
    return () => {
      if (this.#reading.delete(place)) this.#next()
    }
  }

  async #turn(place: Place, signal: AbortSignal): Promise<boolean> {
    if (!this.#toldFull) this.#onFull()
    this.#toldFull = true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    place.begin = () => resolve(true)
    const stop = () => resolve(false)
    signal.addEventListener('abort', stop, { once: true })
    this.#waiting.push(place)
    if (place.isUrgent()) this.#makeRoom()
    const begun = await promise
    signal.removeEventListener('abort', stop)
    return begun
  }

  #makeRoom(): void {
    for (const each of this.#reading)
      if (!each.isUrgent()) {
        each.cut()
        return
      }
  }

  /** The room of one that ended goes to the next. */
  #next(): void {
    const at = this.#waiting.findIndex(each => each.isUrgent())
    const [next] = this.#waiting.splice(Math.max(at, 0), 1)
    if (next === undefined) return
    this.#reading.add(next)
    next.begin()
  }
}
