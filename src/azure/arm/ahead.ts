/**
 * Reads that a run will make are sent side by side before anybody asks, so that their round trips are one. Who reads knows
 * nothing of it: the first request of the same words gets the answer that was asked for ahead, later ones are sent.
 */
import type { Arm, ArmAnswer } from './client.ts'

/** ms; an answer that came longer ago may say what is so no more. With what an install waits by itself, two seconds. */
const FRESH_MS = 1000

export interface Ahead {
  /** For those who read. */
  readonly arm: Arm
  /** Sends what the reads send. What they come to is of no account here. */
  begin(...reads: readonly ((arm: Arm) => Promise<unknown>)[]): void
}

interface Asked {
  readonly answer: Promise<ArmAnswer>
  /** When (performance.now()); infinite while it has not. */
  came: number
}

/** @param arm that sends. */
export function readAhead(arm: Arm): Ahead {
  const asked = new Map<string, Asked>()
  const keyOf = (method: string, pathOrUrl: string) => `${method} ${pathOrUrl}`
  return {
    arm: {
      send(method, pathOrUrl, signal, asking) {
        const key = keyOf(method, pathOrUrl)
        const known = asked.get(key)
        asked.delete(key)
        const isFresh = known !== undefined && performance.now() - known.came < FRESH_MS
        return isFresh && asking?.body === undefined ? known.answer : arm.send(method, pathOrUrl, signal, asking)
      },
    },
    begin(...reads) {
      for (const read of reads)
        read({
          send(method, pathOrUrl, signal, asking) {
            const answer = arm.send(method, pathOrUrl, signal, asking)
            // Whoever takes it is told of what it threw.
            const one: Asked = { answer, came: Number.POSITIVE_INFINITY }
            const note = () => {
              one.came = performance.now()
            }
            answer.then(note, note)
            if (asking?.body === undefined) asked.set(keyOf(method, pathOrUrl), one)
            return answer
          },
        }).catch(() => undefined)
    },
  }
}
