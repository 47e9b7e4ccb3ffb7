/**
 * The log of one container, start by start: each start is known by its container id, followed while it runs, and read
 * with `previous` when a newer one has taken its place before its end was seen.
 */
import { messageOf } from '../../errors.ts'
import type { SourceId } from '../../model/collections.ts'
import { type ContainerState, type Evidence, gap, type PodLog } from '../../model/evidence.ts'
import { readerRemedy } from '../../model/roles.ts'
import type { ApiServer, KubernetesError, LogStream } from '../api-server/interface.ts'
import { rest } from '../rest.ts'
import { type LogLine, LogLines } from './lines.ts'
import type { LiteralSearch } from './literal-search.ts'
import type { TailPool } from './tail-pool.ts'

export interface TailTarget {
  readonly podUid: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export interface TailOptions {
  readonly filter: LiteralSearch | undefined
  readonly emit: (fact: Evidence) => void
  /** Gives room for a stream. */
  readonly pool: TailPool
  /** Told every line, where whole logs are echoed. */
  readonly echo: ((target: TailTarget, text: string) => void) | undefined
}

interface Start {
  readonly id: string
  readonly lines: LogLines
  ended: boolean
  /** A stream of it was read to the server's end of it. */
  whole: boolean
  read: boolean
}

/** How a stream ended. */
type Outcome = 'whole' | 'cut' | 'waiting' | 'refused'

const REOPEN_MS = 250
/** The longest pause between two tries that bring nothing. */
const LONGEST_MS = 10_000
/** How long the status may lag behind the log's end; after it the log was rotated, and goes on. */
const STATUS_MS = 5000
/** Failed requests of one container's log after which that is told. */
const FAILURES = 3

export class ContainerTail {
  readonly #api: ApiServer
  readonly #target: TailTarget
  readonly #options: TailOptions
  readonly #signal: AbortSignal
  readonly #starts: Start[] = []
  #wake: () => void = () => undefined
  #removed = false
  #refusedOnce = false
  #failures = 0
  #urgent = false
  /** Streams in a row that brought no line. */
  #idle = 0
  /** What the last failed request met, until it is told or a stream came. */
  #failure = ''

  constructor(api: ApiServer, target: TailTarget, options: TailOptions, signal: AbortSignal) {
    this.#api = api
    this.#target = target
    this.#options = options
    this.#signal = signal
  }

  /**
   * Learns of starts, and of their ends, from the pod's status.
   * @param podReady the pod as a whole is.
   */
  update(state: ContainerState, podReady: boolean): void {
    this.#urgent = !podReady || !state.ready || state.restarts > 0
    for (const id of [state.last?.id ?? '', state.id]) {
      if (id === '' || this.#starts.some(start => start.id === id)) continue
      for (const start of this.#starts) start.ended = true
      this.#starts.push(this.#newStart(id))
    }
    const ended = new Set([state.last?.id, state.state === 'terminated' ? state.id : undefined])
    for (const start of this.#starts) if (ended.has(start.id)) start.ended = true
    this.#wake()
  }

  /** The pod is gone: what was not read by now cannot be read. */
  remove(): void {
    this.#removed = true
    for (const start of this.#starts) start.ended = true
    this.#wake()
  }

  /** Reads until the pod is removed or the signal is aborted. */
  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      const start = this.#starts.find(each => !each.read)
      if (start !== undefined) await this.#readStart(start)
      else if (this.#removed) return
      else await this.#untilChanged()
    }
    for (const start of this.#starts) if (!start.read) this.#finish(start)
  }

  #untilChanged(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wake = resolve
    this.#signal.addEventListener('abort', () => resolve(), { once: true })
    return promise
  }

  async #readStart(start: Start): Promise<void> {
    while (!this.#signal.aborted) {
      const previous = start !== this.#starts.at(-1)
      if (previous && start !== this.#starts.at(-2)) return this.#lost(start)
      const wasEnded = start.ended
      const outcome = await this.#inTurn(start, previous)
      if (this.#signal.aborted || outcome === undefined) return
      if (outcome === 'refused' || this.#removed) return this.#finish(start)
      // A clean end before the status told of the container's own may be a rotated log: only a read that began after
      // the end was known has seen everything.
      if (outcome === 'whole' && wasEnded) return this.#finish(start)
      // A follow ends with its container, and the status tells of that a moment later. Asked again before that, the API
      // server would answer with the next start's log, which would be taken for this one's.
      if (outcome === 'whole') {
        if (!start.ended) await Promise.race([this.#untilChanged(), rest(STATUS_MS, this.#signal)])
      } else await this.#pauseAfter(outcome)
    }
  }

  /** Retries of all containers share one pace: only a stream that brought lines is opened again on its own. */
  async #pauseAfter(outcome: Outcome): Promise<void> {
    const first = outcome === 'waiting' ? REOPEN_MS * 4 : REOPEN_MS
    await rest(Math.min(first * 2 ** this.#idle, LONGEST_MS), this.#signal)
    if (this.#idle > 0) await this.#api.pace.slot(this.#signal)
  }

  /** @returns undefined when the run ended before there was room. */
  async #inTurn(start: Start, previous: boolean): Promise<Outcome | undefined> {
    const cut = new AbortController()
    const release = await this.#options.pool.room(
      () => this.#urgent,
      () => cut.abort(),
      this.#signal,
    )
    if (release === undefined) return undefined
    const before = start.lines.lines
    try {
      return await this.#stream(start, previous, AbortSignal.any([this.#signal, cut.signal]))
    } finally {
      this.#idle = start.lines.lines > before || cut.signal.aborted ? 0 : Math.min(this.#idle + 1, 10)
      release()
    }
  }

  async #stream(start: Start, previous: boolean, signal: AbortSignal): Promise<Outcome> {
    const { namespace, pod, container } = this.#target
    const since = start.lines.resume()
    const query = new URLSearchParams({
      container,
      timestamps: 'true',
      ...(previous ? { previous: 'true' } : { follow: String(!start.ended) }),
      ...(since === undefined ? {} : { sinceTime: since.emitted }),
    })
    let response: LogStream
    try {
      response = await this.#api.stream(`/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`, signal)
    } catch (thrown) {
      return signal.aborted ? 'cut' : this.#refusal(thrown as KubernetesError, start, previous)
    }
    this.#failure = ''
    this.#failures = 0
    try {
      for await (const chunk of response) start.lines.push(chunk)
      start.whole = response.complete
      return response.complete ? 'whole' : 'cut'
    } catch {
      // A cut stream is no loss: the next one begins where this one ended.
      return 'cut'
    }
  }

  #refusal(error: KubernetesError, start: Start, previous: boolean): 'waiting' | 'refused' {
    const { pod, container } = this.#target
    // 400: the container has not started yet, or the log of the previous start is not there (any more).
    const gone = error.status === 404 || (error.status === 400 && (previous || start.ended))
    if (error.status === 400 && !gone) return 'waiting'
    if (error.status !== 403 && !gone) {
      // A kubelet out of reach, a token that is not taken: asked on, and told once it has lasted.
      this.#failure = messageOf(error)
      if (++this.#failures === FAILURES) this.#tellFailure('still trying')
      return 'waiting'
    }
    // What is gone after it was read to its end is no loss.
    if (!this.#refusedOnce && !(gone && start.whole)) {
      this.#refusedOnce = true
      const remedy = error.status === 403 ? readerRemedy('logs') : ''
      this.#options.emit(gap(`log/${pod}/${container}`, messageOf(error), { remedy }))
    }
    return 'refused'
  }

  #tellFailure(what: string): void {
    const { pod, container } = this.#target
    this.#options.emit(gap(`log/${pod}/${container}`, `${this.#failure}; ${what}`))
    this.#failure = ''
  }

  #lost(start: Start): void {
    const { pod, container } = this.#target
    this.#options.emit(gap(`log/${pod}/${container}`, 'restarted twice before its log could be read'))
    this.#finish(start)
  }

  #finish(start: Start): void {
    start.read = true
    start.lines.end()
    if (this.#failure !== '' && !start.whole && start.lines.lines === 0) this.#tellFailure('it was not read')
    const { dropped, cut } = start.lines
    const { pod, container } = this.#target
    const what: SourceId = `log/${pod}/${container}`
    if (dropped > 0)
      this.#options.emit(gap(what, `${dropped} more matching lines were counted but not kept`, { lost: dropped }))
    if (cut > 0) this.#options.emit(gap(what, `${cut} lines were longer than 64 KiB and were truncated`))
  }

  #newStart(id: string): Start {
    const { filter, echo } = this.#options
    const onAnyLine = echo === undefined ? undefined : (text: string) => echo(this.#target, text)
    return {
      id,
      lines: new LogLines(filter, line => this.#emit(id, line), onAnyLine),
      ended: false,
      whole: false,
      read: false,
    }
  }

  #emit(containerId: string, line: LogLine): void {
    const { namespace, pod, container, podUid } = this.#target
    const fact: PodLog = {
      kind: 'pod-log',
      time: new Date().toISOString(),
      object: { kind: 'Pod', namespace, name: pod, container },
      text: line.text,
      data: { podUid, containerId, line: line.number, emitted: line.emitted, part: line.part },
    }
    this.#options.emit(fact)
  }
}
