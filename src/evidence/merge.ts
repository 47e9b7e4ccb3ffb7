/** Several sources as one stream, in the order of arrival. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import type { SourceId } from '../model/collections.ts'
import { type Evidence, gap, type Source } from '../model/evidence.ts'

export interface Merged extends AsyncIterable<Evidence> {
  /** Another source, while the stream runs. */
  add(name: SourceId, source: Source): void
  /** Puts one fact in from outside. */
  push(fact: Evidence): void
  /** Nothing waits to be handed out. */
  readonly isIdle: boolean
  /** Hands out what is there, waits at most `ms` for the sources' ends, and ends the stream. */
  finish(ms: number): Promise<void>
}

/** What Azure says of the extension decides the run, and the first write waits for the check: neither waits behind a backlog of pods and logs. */
const URGENT: ReadonlySet<Evidence['kind']> = new Set([
  'extension',
  'arm-error',
  'operation',
  'provider',
  'offer',
  'extensions',
  'nodes',
  'releases',
  'workloads',
  'dry-run',
  'gate',
  'flux-configuration',
  'flux-object',
  'ancestry',
  'manifest',
  'check-row',
  'checked',
])

function isUrgent({ kind }: Evidence): boolean {
  return URGENT.has(kind)
}

/**
 * A source that throws becomes a gap and the others go on.
 * @param signal aborted when the run ends: what a source throws after that is its end.
 * @param onError told what a source threw; true when that ends the run, and is told as its error.
 */
export function merge(signal: AbortSignal, onError: (name: SourceId, thrown: unknown) => boolean): Merged {
  const out = new Channel<Evidence>()
  const running = new Set<Promise<void>>()
  const pump = async (name: SourceId, source: Source) => {
    try {
      for await (const fact of source) out.push(fact, isUrgent(fact))
    } catch (thrown) {
      if (signal.aborted || onError(name, thrown)) return
      out.push(gap(name, messageOf(thrown)))
    }
  }
  return {
    add(name, source) {
      const run = pump(name, source).finally(() => running.delete(run))
      running.add(run)
    },
    push: fact => out.push(fact, isUrgent(fact)),
    get isIdle() {
      return out.isIdle
    },
    async finish(ms) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      await Promise.race([Promise.all(running), promise])
      clearTimeout(timer)
      out.close()
    },
    [Symbol.asyncIterator]: () => out[Symbol.asyncIterator](),
  }
}
