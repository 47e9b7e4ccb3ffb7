/** The logs of one container's starts, as a kubelet serves them. Lines carry a time each, in RFC 3339 with nanoseconds. */
import type { ServerResponse } from 'node:http'

/** Lines are kept in blocks, so that a million of them are a thousand strings. */
const BLOCK = 1000

export class StartLog {
  readonly #blocks: string[][] = []
  readonly #waiting = new Set<() => void>()
  #ended = false
  #last = 0n
  /** Lines written. */
  count = 0

  /** @param text without a line end. */
  write(text: string): void {
    const now = BigInt(Date.now()) * 1_000_000n
    // Two lines never have the same time, as with a real runtime.
    this.#last = now > this.#last ? now : this.#last + 1n
    let block = this.#blocks.at(-1)
    if (block === undefined || block.length >= BLOCK) {
      block = []
      this.#blocks.push(block)
    }
    block.push(`${rfc3339(this.#last)} ${text}\n`)
    this.count++
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  #wake(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const each of waiting) each()
  }

  /** Answers GET /containerLogs: what is there, and with `follow` what comes, until the end. */
  async serve(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const since = query.get('sinceTime') ?? ''
    const timestamps = query.get('timestamps') === 'true'
    const follow = query.get('follow') === 'true'
    const from = since === '' ? '' : rfc3339(nanosOf(since))
    let gone = false
    response.on('close', () => {
      gone = true
      this.#wake()
    })
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.flushHeaders()
    let block = 0
    let line = 0
    while (!gone) {
      const lines = this.#blocks[block]
      const fresh = lines?.slice(line) ?? []
      if (fresh.length > 0) {
        line += fresh.length
        const kept = from === '' ? fresh : fresh.filter(each => each.slice(0, from.length) >= from)
        const text = (timestamps ? kept : kept.map(each => each.slice(each.indexOf(' ') + 1))).join('')
        if (text !== '' && !response.write(text)) await drained(response)
      } else if (lines !== undefined && lines.length >= BLOCK) {
        block++
        line = 0
      } else if (this.#ended || !follow) break
      else await new Promise<void>(resolve => this.#waiting.add(resolve))
    }
    response.end()
  }
}

/** Resolves when more can be written, or nobody reads any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.on('drain', go).on('close', go)
  })
}

function rfc3339(nanos: bigint): string {
  const whole = new Date(Number(nanos / 1_000_000n)).toISOString().slice(0, 20)
  return `${whole}${String(nanos % 1_000_000_000n).padStart(9, '0')}Z`
}

function nanosOf(time: string): bigint {
  const [, whole = '', fraction = ''] = /^(.+?)(?:\.(\d+))?Z$/.exec(time) ?? []
  return BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9))
}
