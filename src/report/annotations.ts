/** Findings as annotations: objects first, then emitted within what the runner shows. */
import { type AnnotationProperties, error, notice, warning } from '@actions/core'
import { resultOf } from '../check/result.ts'
import { CLASSES } from '../model/classes.ts'
import type { Finding } from '../model/finding.ts'
import { isRed } from '../model/outcome.ts'
import { fitLines, type Line, TITLE_LIMIT } from './budget.ts'
import { errorLines } from './error-lines.ts'
import { findingLines } from './finding-lines.ts'
import { gateHeadline, gateLines, placeOf } from './gate.ts'
import { annotationTitle, findingTitle } from './headline.ts'
import { annotationText } from './neutralise.ts'
import {
  azureSays,
  foreseen,
  gapLines,
  isGate,
  isPredictedEnd,
  type RunReport,
  rootCause,
  waitedFor,
  whyUnseen,
} from './run-report.ts'
import { stateNow } from './state-now.ts'
import { checkWords, clipText } from './words.ts'
import type { StepPlace } from './workflow-step.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** Where it is set; the step's own line in the workflow without it. */
  readonly place?: StepPlace
  readonly title: string
  readonly message: string
}

/** The runner shows 10 of each level per step, and cuts a message at 4,096 characters. */
const PER_LEVEL = 10
const MESSAGE_LIMIT = 4000
/** Shown by the step (10) and by one request of a check run (50). */
const WORDED = 60

/**
 * @param now the state, where the run ends on the finding; '' otherwise. @param more what else of the run belongs below it.
 * @returns one annotation for a finding.
 */
export function annotationOf(
  finding: Finding,
  level: 'error' | 'warning',
  title: string,
  now = '',
  more: readonly Line[] = [],
): Annotation {
  return { level, title, message: fitLines(findingLines(finding, now, more)).join('\n') }
}

/** What one policy, quota or webhook denies to many workloads is one thing to fix; the summary lists each. */
function isOneWith(cause: Finding | undefined, finding: Finding): boolean {
  const refuser = ({ class: id, fields }: Finding) =>
    CLASSES[id].oneBy?.map(name => fields[name]?.value).find(value => value !== undefined)
  return cause?.class === finding.class && refuser(cause) !== undefined && refuser(cause) === refuser(finding)
}

/** @returns the findings without those that are one with an earlier one. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return findings.filter((each, at) => !findings.slice(0, at).some(earlier => isOneWith(earlier, each)))
}

/**
 * @param reported keys of findings that were annotated as errors before: once is enough.
 * @returns the errors and warnings that the end of a run owes, the cause first.
 */
export function finalAnnotations(report: RunReport, reported: ReadonlySet<string>): Annotation[] {
  if (!isRed(report.outcome)) return greenAnnotations(report)
  const title = annotationTitle(report)
  if (report.error !== undefined)
    return [{ level: 'error', title, message: fitLines(errorLines(report.error, stateNow(report, false))).join('\n') }]
  if (isGate(report)) return gateAnnotations(report)
  const cause = rootCause(report)
  const others = distinct(report.findings)
    .filter(
      finding =>
        finding !== cause &&
        !reported.has(finding.key) &&
        !isOneWith(cause, finding) &&
        (finding.blocking || finding.implicated || isPredictedEnd(finding, report.store)),
    )
    .map((finding, at) => {
      const title = findingTitle(finding, report.store)
      // What nothing shows is only counted: thousands of pods may each fail in their own words.
      return at < WORDED
        ? annotationOf(finding, 'warning', title)
        : { level: 'warning' as const, title, message: title }
    })
  if (reported.size > 0) return others
  const level = report.outcome === 'cancelled' && cause?.blocking !== true ? 'warning' : 'error'
  const now = stateNow(report, cause?.conclusive === true)
  const blind = cause?.permanence === 'symptom' ? gapLines(report) : []
  const waited = [...blind, ...report.notes, ...waitedFor(report)].map(text => ({ text, spare: 4 }))
  if (cause !== undefined) return [annotationOf(cause, level, title, now, waited), ...others]
  return [{ level, title, message: fitLines(unknownLines(report, now)).join('\n') }, ...others]
}

/** What a check by itself warns of or could not see, and what of a green run somebody should look at. */
function greenAnnotations(report: RunReport): Annotation[] {
  const { store, warning = '' } = report
  const rows = report.outcome === 'checked' ? store.checkRows().filter(each => each.verdict !== 'clear') : []
  const result = resultOf(store.checkRows())
  const lines =
    result === 'warned' || result === 'not-visible'
      ? rows.map(({ check, detail }) => ({ text: `${checkWords(check)}: ${detail}`, spare: 2 }))
      : []
  const all = [...(warning === '' ? [] : [{ text: warning, spare: 1 }]), ...lines]
  if (all.length === 0) return []
  const message = fitLines([...all, { text: 'The rest: job summary.', spare: 0 }]).join('\n')
  return [{ level: 'warning', title: annotationTitle(report), message }]
}

/** Nobody knows the cause: what was waited for, what Azure says, what the check predicted, and why nothing was seen. */
function unknownLines(report: RunReport, now: string): Line[] {
  const isCancelled = report.outcome === 'cancelled'
  return [
    {
      text: isCancelled ? 'Nothing to fix: the step was cancelled.' : 'Your move: no known cause was found.',
      spare: 0,
    },
    { text: now === '' ? '' : `Now: ${now}`, spare: 1 },
    ...waitedFor(report).map(text => ({ text, spare: 2 })),
    ...report.notes.map(text => ({ text, spare: 3 })),
    ...azureSays(report).map(text => ({ text, spare: 4 })),
    ...foreseen(report).map(text => ({ text, spare: 2 })),
    ...whyUnseen(report).map(text => ({ text, spare: 5 })),
    { text: 'Pods, events, logs, what was not seen: job summary.', spare: 0 },
  ]
}

/** One for the gate: what else fails stands in the summary. */
function gateAnnotations(report: RunReport): Annotation[] {
  const place = placeOf(report.store)
  const at =
    place !== undefined && place.file !== '' && place.line > 0 ? { file: place.file, line: place.line } : undefined
  return [
    {
      level: 'error',
      title: gateHeadline(report),
      message: fitLines(gateLines(report)).join('\n'),
      ...(at === undefined ? {} : { place: at }),
    },
  ]
}

/** What was to be emitted. */
export interface Emitted extends Annotation {
  readonly isShown: boolean
}

/** Emits annotations within the runner's limits, counted over the whole run. */
export class Annotator {
  readonly #redact: (text: string) => string
  readonly #findPlace: () => Promise<StepPlace | undefined>
  #place: Promise<StepPlace | undefined> | undefined
  readonly #emitted = { error: 0, warning: 0, notice: 0 }

  /** @param findPlace finds the step's line; asked once, when there is something to annotate. */
  constructor(redact: (text: string) => string, findPlace: () => Promise<StepPlace | undefined>) {
    this.#redact = redact
    this.#findPlace = findPlace
  }

  /** All that were to be emitted, each with its place, and whether the runner shows it. */
  readonly all: Emitted[] = []

  /** @returns how many did not fit; the summary holds them. */
  async emit(annotations: readonly Annotation[]): Promise<number> {
    if (annotations.length === 0) return 0
    this.#place ??= this.#findPlace()
    const place = await this.#place
    let left = 0
    for (const { level, title, message, place: own } of annotations) {
      const at = own ?? place
      // The last of each level is kept for the count of those that did not fit.
      const isShown = this.#emitted[level] < PER_LEVEL - 1
      this.all.push({ level, title, message, isShown, ...(at === undefined ? {} : { place: at }) })
      if (!isShown) {
        left++
        continue
      }
      this.#emitted[level]++
      const clean = annotationText(message, this.#redact)
      const properties: AnnotationProperties = {
        title: clipText(annotationText(title, this.#redact), TITLE_LIMIT),
        ...(at ? { file: at.file, startLine: at.line } : {}),
      }
      const text =
        clean.length > MESSAGE_LIMIT ? `${clean.slice(0, MESSAGE_LIMIT)} … (the summary has the rest)` : clean
      ;({ error, warning, notice })[level](text, properties)
    }
    if (left > 0) notice(`${left} more findings are in the summary`)
    return left
  }
}
