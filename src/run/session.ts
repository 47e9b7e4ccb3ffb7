/**
 * One run: evidence in, journal and store and findings and log out. Everything that is concluded goes through `take`, so
 * that what a journal holds is what was concluded from.
 */

import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../diagnosis/index.ts'
import { judge, whyNotStopped } from '../diagnosis/judge.ts'
import { ActionError, messageOf, Refusal } from '../errors.ts'
import { Journal } from '../evidence/journal.ts'
import { type Merged, merge } from '../evidence/merge.ts'
import type { Redactor } from '../evidence/redact.ts'
import { redactFact } from '../evidence/redact-fact.ts'
import { Store } from '../evidence/store.ts'
import { CLASSES } from '../model/classes.ts'
import type { SourceId } from '../model/collections.ts'
import { type CheckVerdict, type Evidence, gap, type Phase } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { BUG, BUG_NEXT, type Outcome, type RunError } from '../model/outcome.ts'
import { OpenRequests } from '../open-requests.ts'
import { Annotator, annotationOf, distinct } from '../report/annotations.ts'
import { fitLines, TITLE_LIMIT } from '../report/budget.ts'
import { type Log, openDebugLog, openLog } from '../report/console.ts'
import { deliver } from '../report/deliver.ts'
import { reportFolder } from '../report/files.ts'
import { failsWords, findingTitle } from '../report/headline.ts'
import { Progress, WAITING } from '../report/progress.ts'
import { JOURNAL_FILE, markReported } from '../report/run-folders.ts'
import type { RunReport } from '../report/run-report.ts'
import { stateNow } from '../report/state-now.ts'
import { Timeline } from '../report/timeline.ts'
import { clipText, clusterName } from '../report/words.ts'
import { findStep } from '../report/workflow-step.ts'

const TICK_MS = 5000
/** Lines of the debug log about rules and findings. */
const DEBUGGED = 1000
const YIELD_EVERY = 20
/** How long the sources may take to hand out what they still hold, once the run has ended. */
const DRAIN_MS = 1000
/** How long what they handed out may take to be taken in. */
const BACKLOG_MS = 1000
/** How long the last conclusion may take. */
const LAST_MS = 1000
/** Concluding may take one part in so many, and one, of the time. */
const SHARE = 4

export interface SessionOptions {
  readonly redactor: Redactor
  readonly extensionName: string
  readonly stopOnProvenCause: boolean
  readonly timeoutMs: number
  readonly logs: 'suspects' | 'all' | 'none'
  /** For the comment on the pull request; undefined where none is asked for. */
  readonly commentToken: string | undefined
  /** For the check run on the commit; undefined where none is asked for. */
  readonly checkRunToken: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly actionRoot: string
}

/** How a run ended, besides its outcome. */
export interface Ending {
  readonly thrown?: unknown
  readonly note?: string
  readonly warning?: string
}

export class Session {
  readonly store = new Store()
  readonly log: Log
  readonly folder: string
  readonly journal: Journal
  /** Aborted when the run ends, for whatever reason: the sources end with it. */
  readonly ending = new AbortController()
  phase: Phase = 'sign-in'
  /** Requests that have no good answer, for a run that ends while it waits for them. */
  readonly open = new OpenRequests()
  readonly #options: SessionOptions
  readonly #merged: Merged
  readonly #diagnosis = new Diagnosis(this.store)
  readonly #timeline = new Timeline()
  readonly #progress: Progress
  readonly #annotator: Annotator
  readonly #startedAt = new Date()
  /** Keys of findings that were annotated as errors, and of those that the log has a line of. */
  readonly #errors = new Set<string>()
  readonly #noted = new Set<string>()
  #findings: readonly Finding[] = []
  /** Facts were taken in from which nothing is concluded yet. */
  #unconcluded = false
  #concludedAt = 0
  #concludingMs = 0
  readonly #cleaned = new WeakMap<Finding, Finding>()
  #endedAt = Number.POSITIVE_INFINITY
  #late = 0
  /** Who waits for a fact to be taken in. */
  readonly #awaited = new WeakMap<Evidence, () => void>()
  /** What else to read before the run is ended for a finding; asked once for each. */
  confirm: (() => Promise<readonly Evidence[]>) | undefined
  readonly #confirmed = new Set<string>()
  #reported: RunReport | undefined
  readonly #debug: ((text: string) => void) | undefined
  readonly #debugged = new Set<string>()
  #outcome: Outcome | undefined

  constructor(options: SessionOptions) {
    this.#options = options
    const redact = (text: string) => options.redactor.text(text)
    this.log = openLog(redact)
    this.#progress = new Progress(this.log, options.timeoutMs)
    this.folder = reportFolder(options.env['RUNNER_TEMP'])
    this.journal = new Journal(
      this.folder === '' ? '' : `${this.folder}/${JOURNAL_FILE}`,
      options.env['GITHUB_ACTION'] ?? '',
    )
    this.#annotator = new Annotator(redact, () => findStep(options.env, options.actionRoot))
    this.#debug = openDebugLog(redact)
    if (this.#debug !== undefined) this.#openDebug(this.#debug)
    const { fault } = this.journal
    this.#merged = merge(this.ending.signal, (name, thrown) => {
      const ends = name === 'extension' || name === 'flux-configurations'
      if (ends) this.end('failed', { thrown })
      return ends
    })
    if (fault !== '') this.push(gap('journal', `it could not be started: ${fault}; the run continues without it`))
  }

  /** Each match of a rule, and why a finding does not end the run. */
  #openDebug(write: (text: string) => void): void {
    this.#diagnosis.onMatch = (id, { kind, object, text }) => {
      const what = `rule ${id} matched ${kind} ${object?.name ?? ''}`
      if (this.#debugged.has(what) || this.#debugged.size > DEBUGGED) return
      this.#debugged.add(what)
      write(`${what}: ${text.slice(0, 200)}`)
    }
  }

  #debugFindings(): void {
    const lines = this.#findings.map(
      each => `finding ${each.class}: ${each.title}; ${whyNotStopped(each) || 'conclusive'}`,
    )
    for (const line of lines) if (!this.#debugged.has(line)) this.#debug?.(line)
    for (const line of lines) this.#debugged.add(line)
  }

  get outcome(): Outcome | undefined {
    return this.#outcome
  }

  /** As last concluded. */
  get findings(): readonly Finding[] {
    return this.#findings
  }

  add(name: SourceId, source: AsyncIterable<Evidence>): void {
    this.#merged.add(name, source)
  }

  push(fact: Evidence): void {
    this.#merged.push(fact)
  }

  /** Resolves when the fact is in the store, or the run is over. */
  deliver(fact: Evidence): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#awaited.set(fact, resolve)
    this.push(fact)
    // What comes too late for the stream is never taken in.
    if (this.#outcome !== undefined) resolve()
    return promise
  }

  echo(pod: string, container: string, text: string): void {
    this.log.podLine(pod, container, text)
  }

  /**
   * Ends the run; the first word on the outcome holds. How it ended is evidence.
   * @param end what was thrown; what of the end no finding says; what of a green run somebody should look at.
   */
  end(outcome: Outcome, { thrown, note, warning = '' }: Ending = {}): void {
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    this.#endedAt = performance.now()
    if (thrown instanceof Refusal) for (const fact of thrown.facts) this.push(fact)
    const error = thrown === undefined || thrown instanceof Refusal ? undefined : errorOf(thrown)
    this.push({
      kind: 'ended',
      time: new Date().toISOString(),
      text: '',
      data: { outcome, notes: note === undefined ? [] : [note], warning, ...(error === undefined ? {} : { error }) },
    })
    this.phase = 'end'
    this.ending.abort()
    void this.#merged.finish(DRAIN_MS)
  }

  /** The step's time is over: what it waited for is evidence too. */
  timeOut(): void {
    if (this.#outcome !== undefined) return
    const waits = [WAITING[this.phase], ...this.open.sentences()].join('; ')
    this.push(gap('end', `the step timed out while ${waits}`))
    this.end('timed-out')
  }

  /** Takes evidence until the run ends and its sources are drained. @param onFact told each fact once it is in the store. */
  async follow(onFact: (fact: Evidence) => void): Promise<void> {
    const began = Date.now()
    let taken = 0
    const tick = setInterval(() => {
      const elapsedMs = Date.now() - began
      this.push({ kind: 'tick', time: new Date().toISOString(), text: '', data: { elapsedMs, phase: this.phase } })
    }, TICK_MS)
    try {
      for await (const raw of this.#merged) {
        const fact = this.#isLate(raw) ? undefined : this.#redact(raw)
        if (fact !== undefined) {
          this.#take(fact)
          if (this.#isDue() || fact.kind === 'checked') await this.#conclude(fact)
          if (fact.kind === 'checked') this.#notePredictions(fact.data.result)
          onFact(fact)
        }
        this.#awaited.get(raw)?.()
        // Sources and timers get their turn between facts, however fast these come.
        if (++taken % YIELD_EVERY === 0) await immediate()
      }
      // What is still to be concluded may be made to last; what was concluded before holds then.
      if (this.#unconcluded) await Promise.race([this.#conclude(), sleep(LAST_MS)])
    } finally {
      clearInterval(tick)
    }
  }

  /** At once while facts come one by one; of a flood, for a fifth of the time. */
  #isDue(): boolean {
    if (!this.#unconcluded) return false
    return this.#merged.isIdle || performance.now() - this.#concludedAt >= SHARE * this.#concludingMs
  }

  /** A cancelled step has seconds left: what its sources had piled up is counted then, not taken in. */
  #isLate({ kind }: Evidence): boolean {
    const late = performance.now() - this.#endedAt > BACKLOG_MS && kind !== 'ended' && kind !== 'arm-error'
    if (late) this.#late++
    return late
  }

  /** @returns undefined for what cannot be redacted, which is then nowhere but counted as not seen. */
  #redact(raw: Evidence): Evidence | undefined {
    try {
      return redactFact(this.#options.redactor, raw)
    } catch (thrown) {
      this.push(gap(`fact/${raw.kind} ${raw.object?.name ?? ''}`, `it could not be read: ${messageOf(thrown)}`))
      return undefined
    }
  }

  #take(fact: Evidence): void {
    const ended = this.journal.append(fact)
    if (ended !== undefined) this.push(ended)
    this.store.apply(fact)
    this.#timeline.tell(fact)
    this.#progress.tell(fact)
    try {
      if (this.#diagnosis.observe(fact)) this.#unconcluded = true
    } catch (thrown) {
      this.#tellTripped(fact, thrown)
    }
  }

  /** What comes from a cluster may be made to trip a rule; the run and its report go on. */
  #tellTripped(fact: Evidence | undefined, thrown: unknown): void {
    if (fact?.kind === 'gap') return
    const of = fact === undefined ? '' : `of ${fact.kind} ${fact.object?.name ?? ''}: `
    this.push(gap('diagnosis', `${of}${messageOf(thrown)}`))
  }

  /** @param fact the one that came last. */
  async #conclude(fact?: Evidence): Promise<void> {
    const began = performance.now()
    this.#unconcluded = false
    try {
      this.#findings = await this.#diagnosis.findings()
    } catch (thrown) {
      return this.#tellTripped(fact, thrown)
    } finally {
      this.#concludedAt = performance.now()
      this.#concludingMs = this.#concludedAt - began
    }
    if (this.#debug !== undefined) this.#debugFindings()
    for (const finding of this.#findings)
      this.#timeline.mark(this.store.now, finding.title, finding.permanence === 'symptom' ? 3 : 0)
    // Nothing is stopped that has not begun: until then what is seen may be what the write is to cure.
    if (this.#outcome !== undefined || this.store.installBegan() === undefined) return
    const decision = judge(this.#findings, this.#options.stopOnProvenCause, this.#noted)
    if (decision.act === 'wait') return
    if (decision.act === 'stop' && (await this.#takeConfirming(decision.findings))) return this.#conclude(fact)
    if (this.#outcome !== undefined) return
    if (decision.act === 'note') return this.#note(decision.findings)
    await this.#announce(decision.findings)
    this.end(this.store.operationRunning() ? 'stopped-early' : 'failed')
  }

  /** @returns whether there was more to read, and what is concluded may differ from before. */
  async #takeConfirming(findings: readonly Finding[]): Promise<boolean> {
    const isNew = findings.some(({ key }) => !this.#confirmed.has(key))
    for (const { key } of findings) this.#confirmed.add(key)
    if (!isNew || this.confirm === undefined) return false
    let read: readonly Evidence[] = []
    try {
      read = await this.confirm()
    } catch (thrown) {
      this.#tellTripped(undefined, thrown)
    }
    // What a run that has ended meanwhile could not read is no gap of it.
    if (this.#outcome !== undefined) return false
    for (const raw of read) {
      const fact = this.#redact(raw)
      if (fact !== undefined) this.#take(fact)
    }
    return true
  }

  /** A rule reads what a text holds in escaped form, so what it concludes is redacted again. */
  #clean(finding: Finding): Finding {
    const known = this.#cleaned.get(finding)
    const clean = known ?? this.#options.redactor.deep(finding)
    if (known === undefined) this.#cleaned.set(finding, clean)
    return clean
  }

  /** At once: the seconds between the proof and the annotation are the user's. */
  async #announce(findings: readonly Finding[]): Promise<void> {
    const { store } = this
    const { extensionName } = this.#options
    const operationRunning = store.operationRunning()
    const now = stateNow({ store, extensionName, endedAt: new Date().toISOString(), operationRunning }, true)
    const state = failsWords(extensionName, store)
    const clean = distinct(findings).map(each => this.#clean(each))
    await this.#annotator.emit(clean.map(each => annotationOf(each, 'error', findingTitle(each, store, state), now)))
    for (const { key } of findings) this.#errors.add(key)
  }

  /** An annotation cannot be taken back: what may yet pass is a line of the log until the run ends. */
  #note(findings: readonly Finding[]): void {
    for (const each of distinct(findings).map(finding => this.#clean(finding)))
      this.log.progress(`proven cause: ${each.title}; continuing (stop-on-proven-cause: false)`)
    for (const { key } of findings) this.#noted.add(key)
  }

  /** What the check predicts of an install is known to have come true, or not, when the run ends. */
  #notePredictions(result: CheckVerdict | ''): void {
    const { mode = '', check = '' } = this.store.run()?.data.inputs ?? {}
    if (result !== 'refused' || mode === 'check' || check !== 'warn') return
    // What the write itself is denied for, it says at once.
    const predicted = this.#findings.filter(each => each.predicted && !CLASSES[each.class].metByWrite)
    for (const each of predicted)
      this.log.progress(
        `check: ${this.#options.extensionName} will probably fail to start: ${this.#clean(each).title}. Installing anyway (check: warn).`,
      )
  }

  /** A fact that limits the run, and stays true: in the form of an annotation. @param title what is so, of the cluster. */
  async warn(title: string, lines: readonly string[]): Promise<void> {
    const { redactor } = this.#options
    const name = clusterName(this.store)
    const message = fitLines(lines.map(text => ({ text: redactor.text(text), spare: 1 }))).join('\n')
    await this.#annotator.emit([{ level: 'warning', title: clipText(`${name}: ${title}`, TITLE_LIMIT), message }])
  }

  /** Tells the pull request, once all else is written: whatever becomes of it, the outcome stands. */
  async comment(cancelled: AbortSignal): Promise<void> {
    const { commentToken, redactor } = this.#options
    if (commentToken === undefined || this.#reported === undefined) return
    try {
      // A cancelled run says nothing of the pull request.
      if (this.#reported.outcome === 'cancelled') return
      const [{ comment }, { saidOf }] = await Promise.all([
        import('../report/comment/index.ts'),
        import('../report/comment/text.ts'),
      ])
      const redact = (text: string) => redactor.text(text)
      await comment(commentToken, saidOf(this.#reported, redact), redact, this.log, cancelled)
    } catch (thrown) {
      this.log.line(`No comment could be written: ${messageOf(thrown)}`)
    }
  }

  /** Annotates the commit beyond what the runner shows of a step: whatever becomes of it, the outcome stands. */
  async checkRun(cancelled: AbortSignal): Promise<void> {
    const { checkRunToken, redactor } = this.#options
    if (checkRunToken === undefined || this.#reported === undefined) return
    try {
      const { writeCheckRun } = await import('../report/check-run.ts')
      const redact = (text: string) => redactor.text(text)
      await writeCheckRun(checkRunToken, this.#reported, this.#annotator.all, redact, this.log, cancelled)
    } catch (thrown) {
      this.log.line(`The check run could not be written: ${messageOf(thrown)}`)
    }
  }

  /** Writes all that the run leaves behind. @returns whether the step is red. */
  async report(): Promise<boolean> {
    const ended = this.store.ended()
    const left = [
      [this.#diagnosis.ignored, 'more errors were skipped: those containers logged too many different ones.'],
      [this.#late, 'facts were not read: too many arrived at the end.'],
    ] as const
    const report: RunReport = {
      outcome: this.#outcome ?? 'failed',
      findings: this.#findings.map(each => this.#clean(each)),
      store: this.store,
      timeline: this.#timeline,
      error: ended?.error,
      notes: [...(ended?.notes ?? []), ...left.filter(([count]) => count > 0).map(each => each.join(' '))],
      extensionName: this.#options.extensionName,
      startedAt: this.#startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      operationRunning: this.store.operationRunning(),
      warning: ended?.warning ?? '',
    }
    this.journal.close()
    const red = await deliver(report, {
      redact: text => this.#options.redactor.text(text),
      log: this.log,
      annotator: this.#annotator,
      folder: this.folder,
      journalPath: this.journal.path,
      writesOutputs: true,
      showsLogs: this.#options.logs === 'suspects',
      alreadyReported: this.#errors,
    })
    this.#reported = report
    markReported(this.folder)
    return red
  }
}

function errorOf(thrown: unknown): RunError {
  if (thrown instanceof ActionError) return { doing: thrown.doing, likely: thrown.likely, next: thrown.next }
  return {
    doing: BUG,
    likely: messageOf(thrown),
    next: BUG_NEXT,
  }
}
