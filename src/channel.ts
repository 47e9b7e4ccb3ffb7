/** A queue between those who push and one who iterates. */
export class Channel<T> implements AsyncIterable<T> {
  #items: T[] = []
  /** Handed out before all others. */
  #urgent: T[] = []
  #wake: (() => void) | undefined
  #closed = false

  /** @param urgent it overtakes what is not. */
  push(item: T, urgent = false): void {
    if (this.#closed) return
    ;(urgent ? this.#urgent : this.#items).push(item)
    this.#wake?.()
  }

  /** Nothing waits to be handed out, but what is being handed out now. */
  get isIdle(): boolean {
    return this.#taken >= this.#items.length && this.#urgent.length === 0
  }
  #taken = 0

  /** What was pushed before is still handed out; what is pushed after is dropped. */
  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (!this.isIdle) {
        const urgent = this.#urgent.splice(0)
        for (const each of urgent) yield each
        if (this.#taken < this.#items.length) yield this.#items[this.#taken++] as T
      }
      this.#items = []
      this.#taken = 0
      if (this.#closed) return
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
      this.#wake = undefined
    }
  }
}
