/** All that the reports are written from: what came of the run, as data. */
import { notReady, type StoreReader } from '../evidence/store.ts'
import { isOfCheck, type SourceId, wordsOf } from '../model/collections.ts'
import { type Finding, predictedWords } from '../model/finding.ts'
import { isRed, type Outcome, type RunError } from '../model/outcome.ts'
import { gateCause } from './gate.ts'
import type { Timeline } from './timeline.ts'
import { insideSentence, upperFirst } from './words.ts'

export interface RunReport {
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
  readonly store: StoreReader
  readonly timeline: Timeline
  /** An error of the run itself: sign-in, a stopped cluster, a refused write. */
  readonly error: RunError | undefined
  /** What of the run's end no finding says, such as pods that are not Ready. */
  readonly notes: readonly string[]
  readonly extensionName: string
  readonly startedAt: string
  readonly endedAt: string
  readonly operationRunning: boolean
  /** What of a green run somebody should look at; '' for nothing. */
  readonly warning?: string
  /** It is no run's, but of evidence that was given. */
  readonly offline?: boolean
}

/** @returns the finding that a red step is red for: one that blocks, else one whose pod is not Ready; of a check, what it predicts. */
export function rootCause({
  outcome,
  findings,
  store,
}: Pick<RunReport, 'outcome' | 'findings' | 'store'>): Finding | undefined {
  if (!isRed(outcome)) return undefined
  if (store.flux().gate !== undefined) return gateCause(findings, store)
  return (
    findings.find(finding => isPredictedEnd(finding, store)) ??
    findings.find(finding => finding.blocking) ??
    findings.find(finding => finding.implicated)
  )
}

/** @returns whether a finding is a prediction of the check that the run ended on: of a check by itself, or that was to fail the step. */
export function isPredictedEnd({ predicted }: Finding, store: StoreReader): boolean {
  const { mode, check } = store.run()?.data.inputs ?? {}
  return predicted === true && (mode === 'check' || (check === 'fail' && store.wroteAt() === undefined))
}

/** @returns of a red run whose cause no finding names, what the check had predicted. */
export function foreseen(report: Pick<RunReport, 'outcome' | 'findings' | 'store'>): string[] {
  if (!isRed(report.outcome) || rootCause(report) !== undefined || report.store.wroteAt() === undefined) return []
  return report.findings.filter(each => each.predicted).map(predictedWords)
}

/** @returns of a green run, in words, what its check predicted and what did not come true. */
export function takenBack({ outcome, findings, store }: Pick<RunReport, 'outcome' | 'findings' | 'store'>): string[] {
  // Where the pods were not seen, nobody knows what came of it.
  if (isRed(outcome) || outcome === 'checked' || store.wroteAt() === undefined || store.pods().length === 0) return []
  return findings
    .filter(each => each.predicted)
    .map(({ title }) => `The check predicted: ${title}. This did not happen.`)
}

/** @returns the notes of a run, and what became of what its check predicted. */
export function notesOf(report: RunReport): string[] {
  return [...report.notes, ...foreseen(report), ...takenBack(report)]
}

/** @returns pods of the release that are there and not Ready, by name. */
export function unready(store: StoreReader): string[] {
  return store
    .pods()
    .filter(pod => notReady(pod.data))
    .map(pod => pod.object?.name ?? '')
}

/** @returns whether what this run began, or follows, is of an instance that was installed before. */
export function isUpdate(store: StoreReader): boolean {
  const { change, provisioningState } = store.extension() ?? {}
  return change === 'update' || (change === '' && provisioningState === 'Updating')
}

/** @returns whether the run came to its gate, which is what it is red or green for then. */
export function isGate({ store, error, outcome }: Pick<RunReport, 'store' | 'error' | 'outcome'>): boolean {
  return store.flux().gate !== undefined && error === undefined && outcome !== 'cancelled'
}

/** @returns what a run that ran out of time was waiting for. */
export function waitedFor({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.gaps().findLast(({ data }) => data.what === 'end')
  return last === undefined ? [] : [`${upperFirst(last.text)}.`]
}

/** @returns why the extension was never seen, for a run that waited for it in vain. */
export function whyUnseen({ store }: Pick<RunReport, 'store'>): string[] {
  if (store.extension() !== undefined) return []
  const waited: readonly SourceId[] = ['managed-cluster', 'extension', 'extensions']
  const gaps = store.gaps().filter(({ data }) => waited.includes(data.what))
  return [
    ...new Set(gaps.map(({ data, text }) => `Not seen: ${wordsOf(data.what)}: ${text} ${data.remedy}`.trim())),
  ].slice(-3)
}

/** @returns what of the cluster was not seen, and so may have known the cause; the first two. */
export function gapLines({ store }: Pick<RunReport, 'store'>): string[] {
  const gaps = store.gaps().filter(({ data }) => !isOfCheck(data.what) && data.what !== 'end')
  return [...new Set(gaps.map(({ data, text }) => `Not seen: ${wordsOf(data.what)}: ${text}`))].slice(0, 2)
}

/** @returns the service's own words, for a run whose cause no finding names. */
export function azureSays({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.armErrors().at(-1)
  return last === undefined
    ? []
    : [
        `Azure${[last.data.during && `, while ${insideSentence(last.data.during)}`, last.data.code && `: ${last.data.code}`].join('')}: ${last.text}`,
        ...last.data.details.slice(0, 10),
      ]
}
