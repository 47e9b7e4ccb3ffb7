/** Which request of which service was sent and not answered well yet: what a step that runs out of time was waiting for. */

/** One request under way, or refused. */
interface Open {
  readonly what: string
  /** ms since the epoch. */
  readonly since: number
  /** '' while it is not answered. */
  refused: string
}

/** Optional requests that are refused while others go on, such as a watch that ends, are no reason to wait. */
const KEPT = 50

/** One for all clients of a run. */
export class OpenRequests {
  readonly #open = new Map<string, Open>()

  /** @returns a function to be told how it ended: '' for well, else the status or fault. */
  begin(method: string, url: string): (refused: string) => void {
    const { host, pathname } = new URL(url)
    const what = `${method} ${host}${pathname}`
    const known = this.#open.get(what)
    const open: Open = { what, since: known?.since ?? Date.now(), refused: '' }
    this.#open.delete(what)
    this.#open.set(what, open)
    if (this.#open.size > KEPT) this.#open.delete(this.#open.keys().next().value as string)
    return refused => {
      if (refused === '') this.#open.delete(what)
      else open.refused = refused
    }
  }

  /** What else may be waited for, whose requests are not told here. */
  also: (() => string) | undefined

  /** @returns the request that is not answered for longest, and the last one that was refused, as a sentence each. */
  sentences(): string[] {
    const all = [...this.#open.values()]
    const pending = all.filter(each => each.refused === '').sort((a, b) => a.since - b.since)
    const refused = all.filter(each => each.refused !== '')
    const also = this.also?.() ?? ''
    const told = [pending[0], refused.at(-1)]
      .filter(each => each !== undefined)
      .map(({ what, since, refused }) => {
        const at = `${new Date(since).toISOString().slice(11, 19)} UTC`
        return refused === ''
          ? `${what} has not been answered since ${at}`
          : `${what} has been rejected since ${at}: ${refused}`
      })
    return also === '' ? told : [also, ...told]
  }
}
