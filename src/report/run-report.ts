/** All that the reports are written from: what came of the run, as data. */
import { resultOf } from '../check/result.ts'
import { notReady, type StoreReader } from '../evidence/store.ts'
import { type SourceId, wordsOf } from '../model/collections.ts'
import type { CheckRow } from '../model/evidence.ts'
import { type Finding, predictedWords } from '../model/finding.ts'
import { isRed, type Outcome, type RunError } from '../model/outcome.ts'
import { gateCause, gateHeadline } from './gate.ts'
import type { Timeline } from './timeline.ts'

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

/** Helm's own wait, from whose end the rollback comes: five minutes in what was reported (Azure/AKS issue 5645). */
const HELM_WAIT_MS = 300_000

/** @returns for how long the operation goes on in Azure, and what not to do meanwhile; '' when it does not. */
export function goesOn(report: Pick<RunReport, 'store' | 'endedAt' | 'operationRunning'>, doomed: boolean): string {
  const began = report.store.wroteAt() ?? report.store.installBegan()
  if (!report.operationRunning || began === undefined) return ''
  const left = Math.max(1, Math.ceil((HELM_WAIT_MS - (Date.parse(report.endedAt) - Date.parse(began))) / 60_000))
  if (report.store.extension()?.provisioningState === 'Deleting')
    return 'The deletion goes on in Azure; a rerun of this step waits for it.'
  const end = doomed ? 'then it is rolled back' : 'then it is either done or rolled back'
  return `The operation goes on in Azure for up to about ${left} more minute${left === 1 ? '' : 's'} (Helm's wait), ${end}. Until it has ended, do not delete the extension or begin another write; a rerun of this step waits for it.`
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
    .map(({ title }) => `The check before the install predicted that ${title}. That did not come true.`)
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

/** @returns what will come of an operation that is doomed. */
export function willBeRolledBack(name: string, store: StoreReader): string {
  return isUpdate(store) ? `The update of ${name} will be rolled back` : `${name} will be rolled back`
}

/** @returns what is the matter where no operation runs. */
export function isNotWell(name: string, store: StoreReader): string {
  if (store.extension()?.provisioningState === 'Succeeded') return `${name} is not healthy`
  return isUpdate(store) ? `${name} was not updated` : `${name} was not installed`
}

/** @returns `1.22.2 to 1.24.1` as far as it is known. */
function versions(store: StoreReader): string {
  const before = store.extensionBefore()?.version ?? ''
  const after = store.extension()?.version ?? ''
  if (before === '' || after === '' || before === after) return before || after
  return `${before} to ${after}`
}

/** @returns whether the run came to its gate, which is what it is red or green for then. */
export function isGate({ store, error, outcome }: Pick<RunReport, 'store' | 'error' | 'outcome'>): boolean {
  return store.flux().gate !== undefined && error === undefined && outcome !== 'cancelled'
}

/** @returns one line: what came of it. */
export function headline(report: RunReport): string {
  if (isGate(report)) return gateHeadline(report)
  const { extensionName: name, outcome, store } = report
  const cause = rootCause(report)
  const code = store.armErrors().at(-1)?.data.code
  const because = cause ? `: ${cause.title}` : outcome === 'failed' && code ? `: ${code}` : ''
  const extension = store.extension()
  const there = extension?.provisioningState === 'Succeeded' && !report.operationRunning
  const what = isUpdate(store) ? 'update' : 'install'
  switch (outcome) {
    case 'installed':
      return `${name} is installed`
    case 'updated':
      return `${name} is updated${versions(store) ? ` (${versions(store)})` : ''}`
    case 'unchanged':
      return report.offline
        ? 'Nothing that is known to be wrong was found in this evidence'
        : `${name} was installed already and is left as it is`
    case 'reconciled':
      return `${name}: what Flux applies is reconciled`
    case 'checked':
      return `${name}: ${checkedAs(store.checkRows())}`
    case 'stopped-early':
      return `${willBeRolledBack(name, store)}${because}`
    case 'timed-out':
      if (extension === undefined)
        return store.run()?.data.inputs['mode'] === 'watch'
          ? `${name} did not appear before the step's timeout passed`
          : `${name}: the step's timeout passed before anything was written`
      return there
        ? `${name} is installed, but not all its pods are Ready when the step's timeout passes${because}`
        : `${name}: the step's timeout passed before the ${what} ended${because}`
    case 'cancelled':
      return `${name}: the step was cancelled before ${there ? 'its pods were Ready' : `the ${what} ended`}${because}`
    case 'failed':
      return failure(report, there, because)
  }
}

/** @returns what the rows of a check come to, in words. */
export function checkedAs(rows: readonly CheckRow[]): string {
  switch (resultOf(rows)) {
    case 'warned':
      return 'the check before the install has warnings'
    case 'not-visible':
      return 'whether it would be refused could not be seen'
    default:
      return 'nothing was found that would refuse it'
  }
}

function extensionState(store: StoreReader): string {
  return store.extension()?.provisioningState ?? ''
}

function failure(report: RunReport, there: boolean, because: string): string {
  const { extensionName: name, error, store } = report
  if (report.offline && report.findings.length === 0) return `No known cause was found in this evidence${because}`
  if (store.run()?.data.inputs['mode'] === 'gate')
    return `Whether the cluster runs what was asked for is unknown${error === undefined ? because : `: ${error.likely.split('\n')[0]?.replace(/\.$/, '') ?? ''}`}`
  const refused = store.armErrors().length > 0 && store.wroteAt() === undefined
  const what = there && refused ? 'is installed, but was not changed' : 'was not installed'
  const last = store.armErrors().at(-1)?.data
  if (error === undefined && last?.ends === true) {
    // The write went through, and what came of it could not be read.
    const unknown = store.wroteAt() !== undefined && extensionState(store) === '' && last.code !== 'ExtensionDeleted'
    if (unknown) return `Whether ${name} is installed is unknown${because}`
    if (!isUpdate(store)) return `${name} ${what}${because}`
  }
  if (error === undefined && resultOf(store.checkRows()) === 'refused' && store.run()?.data.inputs['mode'] === 'check')
    return `${name} would be refused${because}`
  if (error !== undefined) {
    return `${name} ${what}: ${error.likely.split('\n')[0]?.replace(/\.$/, '') ?? ''}`
  }
  if (isUpdate(store) && !there) {
    const before = store.extensionBefore()?.version
    return `${name} was not updated${before ? ` and may still run ${before}` : ''}${because}`
  }
  return there ? `${name} is installed, but not healthy${because}` : `${name} was not installed${because}`
}

/** @returns what a run that ran out of time was waiting for. */
export function waitedFor({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.gaps().findLast(({ data }) => data.what === 'end')
  return last === undefined ? [] : [`${last.text.charAt(0).toUpperCase()}${last.text.slice(1)}.`]
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

/** @returns the service's own words, for a run whose cause no finding names. */
export function azureSays({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.armErrors().at(-1)
  return last === undefined
    ? []
    : [
        `Azure${[last.data.during && `, ${last.data.during}`, last.data.code && `: ${last.data.code}`].join('')}: ${last.text}`,
        ...last.data.details.slice(0, 10),
      ]
}
