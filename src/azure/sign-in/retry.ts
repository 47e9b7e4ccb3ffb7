/** The one retry of all that signing in asks: GitHub's token, Entra ID's metadata, and its tokens. */
import { setTimeout as sleep } from 'node:timers/promises'

/** ms before each further try: seven tries over twenty seconds, in which a name server or a front end recovers. */
const PAUSES_MS = [1000, 2000, 3000, 4000, 5000, 5000]
/** The longest Retry-After that is waited for. */
const LONGEST_MS = 30_000

/** Thrown for a reason that may be over in seconds. */
export class Passing extends Error {
  override readonly name = 'Passing'
  /** ms that the service asks to wait, where it does. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, cause?: unknown, retryAfterMs?: number) {
    super(message, { cause })
    this.retryAfterMs = retryAfterMs
  }
}

/** @returns whether an answer with this status may be another in a moment. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

/**
 * @param ask throws `Passing`, or an error whose cause is one, for what may be over in seconds; any other error is final.
 * @param signal ends the pauses.
 */
export async function retry<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (thrown) {
      const pause = PAUSES_MS[tries]
      const passing = passingIn(thrown)
      if (passing === undefined || pause === undefined) throw thrown
      await sleep(Math.min(Math.max(pause, passing.retryAfterMs ?? 0), LONGEST_MS), undefined, signal ? { signal } : {})
    }
  }
}

function passingIn(thrown: unknown): Passing | undefined {
  if (thrown instanceof Passing) return thrown
  return thrown instanceof Error && thrown.cause instanceof Passing ? thrown.cause : undefined
}
