/** Findings as annotations: objects first, then emitted within what the runner shows. */
import { type AnnotationProperties, error, notice, warning } from '@actions/core'
import { CLASSES } from '../model/classes.ts'
import type { Finding } from '../model/finding.ts'
import { isRed } from '../model/outcome.ts'
import { gateHeadline, gateLines, placeOf } from './gate.ts'
import { cleanLine, forAnnotation } from './neutralise.ts'
import {
  azureSays,
  foreseen,
  goesOn,
  headline,
  isGate,
  isPredictedEnd,
  type RunReport,
  rootCause,
  unready,
  waitedFor,
  whyUnseen,
} from './run-report.ts'
import { exemptionLines, stepWords } from './words.ts'
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
const TITLE_LIMIT = 250

/** @returns one annotation for a finding. @param lines what of the run belongs below it. */
export function annotationOf(
  finding: Finding,
  level: 'error' | 'warning',
  title: string,
  lines: readonly string[],
): Annotation {
  const [first, ...rest] = finding.remedy.steps
  const steps = [first, ...rest.slice(0, 1)].filter(step => step !== undefined)
  const message = [
    ...finding.cause,
    ...steps.map(
      (step, at) => `${at === 0 ? 'Do    ' : '      '}${stepWords(step)}${step.command ? `  ${step.command}` : ''}`,
    ),
    ...exemptionLines(finding).map((line, at) => `${at === 0 ? 'Fix   ' : '      '}${line}`),
    ...lines,
  ]
  return { level, title, message: message.join('\n') }
}

/** What one policy, quota or webhook refuses of many workloads is one thing to mend; the summary tells of each. */
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
 * @param told keys of findings that were annotated as errors before; @param warned as warnings: once is enough.
 * @returns the errors and warnings that the end of a run owes, the cause first.
 */
export function finalAnnotations(
  report: RunReport,
  told: ReadonlySet<string>,
  warned: ReadonlySet<string> = new Set(),
): Annotation[] {
  if (!isRed(report.outcome)) return report.warning ? [greenWarning(report)] : []
  const main = headline(report)
  if (report.error !== undefined) {
    const { doing, likely, next } = report.error
    return [{ level: 'error', title: main, message: [doing, likely, next].filter(Boolean).join('\n') }]
  }
  if (isGate(report)) return gateAnnotations(report)
  const cause = rootCause(report)
  const others = report.findings
    .filter(
      finding =>
        finding !== cause &&
        !told.has(finding.key) &&
        !warned.has(finding.key) &&
        !isOneWith(cause, finding) &&
        (finding.blocking || finding.implicated || isPredictedEnd(finding, report.store)),
    )
    .map(finding => annotationOf(finding, 'warning', titleOf(finding), []))
  if (told.size > 0) return others
  const tail = [
    ...report.notes,
    ...waitedFor(report),
    ...unreadyLines(report),
    ...endLines(report, cause?.conclusive === true),
  ]
  const level = report.outcome === 'cancelled' && cause?.blocking !== true ? 'warning' : 'error'
  if (cause !== undefined) return [annotationOf(cause, level, main, tail), ...others]
  return [
    {
      level,
      title: main,
      message: [...azureSays(report), ...foreseen(report), ...whyUnseen(report), ...tail].join('\n') || main,
    },
    ...others,
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
      message: gateLines(report).join('\n'),
      ...(at === undefined ? {} : { place: at }),
    },
  ]
}

function greenWarning(report: RunReport): Annotation {
  return { level: 'warning', title: headline(report), message: report.warning ?? '' }
}

function unreadyLines(report: RunReport): string[] {
  const names = unready(report.store)
  if (names.length === 0 || report.outcome === 'failed') return []
  return [`Not Ready: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`]
}

/** @returns when it was seen, of which pods, and what goes on in Azure. @param doomed a conclusive cause was found */
export function endLines(report: Pick<RunReport, 'store' | 'endedAt' | 'operationRunning'>, doomed: boolean): string[] {
  if (report.store.installBegan() === undefined)
    return report.store.run() === undefined ? [] : [`${begunWords(report)}.`]
  const all = report.store.pods()
  const there = all.filter(pod => !pod.data.deleted)
  // After a rollback no pod is there any more; how they stood before it is what counts.
  const pods = there.length > 0 ? there : all
  const ready = pods.filter(pod => pod.data.ready || pod.data.phase === 'Succeeded').length
  const of =
    pods.length === 0
      ? 'no pod was seen'
      : `of ${pods.length} pod${pods.length === 1 ? '' : 's'} ${ready} ${ready === 1 ? 'was' : 'were'} ready${there.length > 0 ? '' : ' when last seen'}`
  return [`${begunWords(report)}; ${of}.`, goesOn(report, doomed)].filter(Boolean)
}

/** What this run has begun in Azure, as far as it is known. */
function begunWords({ store, endedAt }: Pick<RunReport, 'store' | 'endedAt'>): string {
  const { provisioningState, change = '' } = store.extension() ?? {}
  if (provisioningState === 'Writing') return 'A write was sent, and whether it reached Azure is not known'
  if (provisioningState === 'Deleting' && change !== '') return 'This step was deleting the Failed extension'
  const wrote = store.wroteAt()
  if (wrote !== undefined)
    return `Seen ${Math.round((Date.parse(endedAt) - Date.parse(wrote)) / 1000)} s after the install began`
  return store.run()?.data.inputs['mode'] === 'watch' ? 'This step only watches' : 'Nothing was written'
}

function titleOf(finding: Finding): string {
  return finding.title.charAt(0).toUpperCase() + finding.title.slice(1)
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

  /** @returns how many did not fit; the summary holds them. */
  async emit(annotations: readonly Annotation[]): Promise<number> {
    if (annotations.length === 0) return 0
    this.#place ??= this.#findPlace()
    const place = await this.#place
    let left = 0
    for (const { level, title, message, place: own } of annotations) {
      const at = own ?? place
      // The last of each level is kept for the count of those that did not fit.
      if (this.#emitted[level] >= PER_LEVEL - 1) {
        left++
        continue
      }
      this.#emitted[level]++
      const clean = this.#redact(message)
        .split('\n')
        .map(line => forAnnotation(cleanLine(line, this.#redact)))
        .join('\n')
      const properties: AnnotationProperties = {
        title: forAnnotation(cleanLine(title, this.#redact)).slice(0, TITLE_LIMIT),
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
