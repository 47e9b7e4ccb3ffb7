/**
 * The journal: all evidence of a run as JSON Lines, so that a run that was cancelled or killed can still be reported, a
 * finding can be reached again offline, and a bug report can carry its proof. Redacted before it comes here.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { messageOf } from '../errors.ts'
import { type Evidence, type Gap, gap } from '../model/evidence.ts'

/** Raised when a kind changes its meaning; unknown kinds are kept and ignored. */
export const JOURNAL_VERSION = 2
export const LIMIT_BYTES = 64 * 1024 * 1024

export class Journal {
  /** '' when it could not be begun. */
  readonly path: string
  /** Why it could not be begun. */
  readonly fault: string
  #descriptor: number | undefined
  #bytes = 0
  #lost = 0

  /**
   * Readable for its owner only (0600): redaction knows shapes and registered secrets, not everything.
   * @param path '' where there is no folder for it.
   * @param step which step of the job writes it, as the runner names it: the post step may have to find it by that.
   */
  constructor(path: string, step = '') {
    let fault = path === '' ? 'no folder could be created' : ''
    try {
      if (path !== '') {
        this.#descriptor = openSync(path, 'wx', 0o600)
        this.#write(`${JSON.stringify({ journal: JOURNAL_VERSION, ...(step === '' ? {} : { step }) })}\n`)
      }
    } catch (thrown) {
      fault = messageOf(thrown)
      this.close()
    }
    this.path = fault === '' ? path : ''
    this.fault = fault
  }

  /** Written at once, so that a killed process leaves all it saw. @returns a gap when from here on nothing is written. */
  append(fact: Evidence): Gap | undefined {
    if (this.#descriptor === undefined) {
      this.#lost++
      return undefined
    }
    // Readers of lines take these two for line ends, JSON does not.
    const json = JSON.stringify(fact).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    const line = `${json}\n`
    if (this.#bytes + line.length > LIMIT_BYTES) return this.#stop('it reached the limit of 64 MiB')
    try {
      this.#write(line)
      return undefined
    } catch (thrown) {
      return this.#stop(messageOf(thrown))
    }
  }

  /** @returns how many facts were not written. */
  close(): number {
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    try {
      if (descriptor !== undefined) closeSync(descriptor)
    } catch {
      // A disk that takes nothing more may say so here again; what was lost is counted.
    }
    return this.#lost
  }

  #write(line: string): void {
    const bytes = Buffer.from(line)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor as number, bytes, at)
    this.#bytes += bytes.length
  }

  #stop(why: string): Gap {
    this.close()
    this.#lost++
    return gap('journal', `the journal ends here: ${why}; the run continues without it`)
  }
}
