/** All that the reports are written from: what came of the run, as data. */
import { notReady, type StoreReader } from '../evidence/store.ts'
import type { Finding } from '../model/finding.ts'
import type { Timeline } from './timeline.ts'

export const OUTCOMES = ['installed', 'unchanged', 'failed', 'stopped-early', 'timed-out', 'cancelled'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface RunReport {
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
  readonly store: StoreReader
  readonly timeline: Timeline
  /** An error of the run itself: sign-in, a stopped cluster, a refused write. */
  readonly error: { readonly doing: string; readonly likely: string; readonly next: string } | undefined
  /** What of the run's end no finding says, such as pods that are not Ready. */
  readonly notes: readonly string[]
  readonly extensionName: string
  readonly startedAt: string
  readonly endedAt: string
  readonly operationRunning: boolean
}

/** @returns whether the step is red. */
export function isRed(outcome: Outcome): boolean {
  return outcome !== 'installed' && outcome !== 'unchanged'
}

/** Helm's own wait, from whose end the rollback comes: five minutes in what was reported (Azure/AKS issue 5645). */
const HELM_WAIT_MS = 300_000

/** @returns for how long the operation goes on in Azure, and what not to do meanwhile; '' when it does not. */
export function goesOn(report: Pick<RunReport, 'store' | 'endedAt' | 'operationRunning'>, doomed: boolean): string {
  const began = report.store.wroteAt() ?? report.store.installBegan()
  if (!report.operationRunning || began === undefined) return ''
  const left = Math.max(1, Math.ceil((HELM_WAIT_MS - (Date.parse(report.endedAt) - Date.parse(began))) / 60_000))
  const end = doomed ? 'then it is rolled back' : 'then it is either done or rolled back'
  return `The operation goes on in Azure for up to about ${left} more minute${left === 1 ? '' : 's'} (Helm's wait), ${end}. Until it has ended, do not delete the extension or begin another write; a rerun of this step waits for it.`
}

/** @returns the finding that a red step is red for: one that blocks, else one whose pod is not Ready. */
export function rootCause({ outcome, findings }: Pick<RunReport, 'outcome' | 'findings'>): Finding | undefined {
  if (!isRed(outcome)) return undefined
  return findings.find(finding => finding.blocking) ?? findings.find(finding => finding.implicated)
}

/** @returns pods of the release that are there and not Ready, by name. */
export function unready(store: StoreReader): string[] {
  return store
    .pods()
    .filter(pod => notReady(pod.data))
    .map(pod => pod.object?.name ?? '')
}

/** @returns one line: what came of it. */
export function headline(report: RunReport): string {
  const { extensionName: name, outcome } = report
  const cause = rootCause(report)
  const because = cause ? `: ${cause.title}` : ''
  const there = report.store.extension()?.provisioningState === 'Succeeded' && !report.operationRunning
  switch (outcome) {
    case 'installed':
      return `${name} is installed`
    case 'unchanged':
      return `${name} was installed already and is left as it is`
    case 'stopped-early':
      return `${name} will be rolled back${because}`
    case 'timed-out':
      return there
        ? `${name} is installed, but not all its pods are Ready when the step's timeout passes${because}`
        : `${name}: the step's timeout passed before the install ended${because}`
    case 'cancelled':
      return `${name}: the step was cancelled before ${there ? 'its pods were Ready' : 'the install ended'}${because}`
    case 'failed':
      if (report.error) return `${name} was not installed: ${report.error.likely.split('\n')[0] ?? ''}`
      if (there && report.store.wroteAt() === undefined && !cause && report.store.armErrors().length > 0)
        return `${name} is installed, but was not changed: the write was refused`
      return there ? `${name} is installed, but not healthy${because}` : `${name} was not installed${because}`
  }
}

/** @returns the service's own words, for a run whose cause no finding names. */
export function azureSays({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.armErrors().at(-1)
  return last === undefined
    ? []
    : [`Azure, ${last.data.during}: ${last.data.code}: ${last.text}`, ...last.data.details.slice(0, 10)]
}
