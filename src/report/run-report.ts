/** All that the reports are written from: what came of the run, as data. */
import type { StoreReader } from '../evidence/store.ts'
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
export function goesOn(report: Pick<RunReport, 'store' | 'endedAt' | 'operationRunning'>): string {
  const began = report.store.installBegan()
  if (!report.operationRunning || began === undefined) return ''
  const left = Math.max(1, Math.ceil((HELM_WAIT_MS - (Date.parse(report.endedAt) - Date.parse(began))) / 60_000))
  return `The install goes on in Azure for up to about ${left} more minute${left === 1 ? '' : 's'} (Helm's wait), then it is rolled back. Until it has ended, do not delete the extension or begin another write; a rerun of this step waits for it.`
}

/** @returns one line: what came of it. */
export function headline(report: RunReport): string {
  const name = report.extensionName
  const [first] = report.findings
  switch (report.outcome) {
    case 'installed':
      return `${name} is installed`
    case 'unchanged':
      return `${name} was installed already and is left as it is`
    case 'stopped-early':
      return `${name} will be rolled back: ${first?.title ?? 'a permanent cause was proven'}`
    case 'timed-out':
      return `${name}: the step's timeout passed before the install ended`
    case 'cancelled':
      return `${name}: the step was cancelled before the install ended`
    case 'failed':
      if (report.error) return `${name} was not installed: ${report.error.likely.split('\n')[0] ?? ''}`
      return first?.blocking ? `${name} was not installed: ${first.title}` : `${name} was not installed`
  }
}

/** @returns the service's own words, for a run whose cause no finding names. */
export function azureSays({ store }: Pick<RunReport, 'store'>): string[] {
  const last = store.armErrors().at(-1)
  return last === undefined
    ? []
    : [`Azure, ${last.data.during}: ${last.data.code}: ${last.text}`, ...last.data.details.slice(0, 10)]
}
