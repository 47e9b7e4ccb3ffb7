/** The reports of many jobs as one: which clusters failed, of what, and which never had a run. */
import type { ClassId } from '../model/classes.ts'
import type { SummarizeRequest } from '../model/fleet.ts'
import { isRed, type Outcome } from '../model/outcome.ts'

/** What one job left. */
export interface JobReport {
  /** ARM id of the cluster, in lower case. */
  readonly id: string
  readonly name: string
  /** What of the cluster it is about: another extension, or another mode, takes nothing back. */
  readonly about: string
  readonly resourceGroup: string
  readonly outcome: Outcome
  /** What came of it, in a line. */
  readonly headline: string
  /** Why it is red, as far as that is known. */
  readonly cause: JobCause | undefined
  /** ISO 8601. */
  readonly startedAt: string
  readonly endedAt: string
  /** Where it was found, below the folder that was given. */
  readonly folder: string
}

export interface JobCause {
  /** The same for the same cause in another cluster. */
  readonly key: string
  /** undefined where no class explains it. */
  readonly class: ClassId | undefined
  readonly title: string
  /** Whose move, and what to do, as sentences. */
  readonly next: string
}

/** A folder whose report cannot be used. */
export interface BadReport {
  readonly folder: string
  readonly why: string
}

export interface Merged {
  readonly failed: readonly JobReport[]
  readonly succeeded: readonly JobReport[]
  /** Clusters that had a job, or should have had one, of which no report is left: names. */
  readonly notRun: readonly string[]
  /** The most clusters first. */
  readonly causes: readonly { readonly cause: JobCause; readonly clusters: readonly string[] }[]
  readonly bad: readonly BadReport[]
  /** Reports of clusters that are not in the matrix: of another wave, say; and which of them failed, by name. */
  readonly others: number
  readonly failedOthers: readonly string[]
  /** Earlier reports of clusters that have a later one. */
  readonly superseded: number
  /** How many clusters may fail. */
  readonly allowed: number
  /** More than that have failed or did not run. */
  readonly isRed: boolean
}

/** @param bad folders whose report could not be read. */
export function mergeReports(
  reports: readonly JobReport[],
  bad: readonly BadReport[],
  { expected, maxFailures }: Pick<SummarizeRequest, 'expected' | 'maxFailures'>,
): Merged {
  const wanted = expected && new Set(expected.map(each => each['cluster-resource-id'].toLowerCase()))
  const { own = [], others = [] } = Object.groupBy(reports, ({ id }) => (wanted?.has(id) === false ? 'others' : 'own'))
  const latest = new Map<string, JobReport>()
  // Of two that began at one time, the one that failed counts.
  const byTime = (a: JobReport, b: JobReport) =>
    order(a.startedAt, b.startedAt) || Number(isRed(a.outcome)) - Number(isRed(b.outcome))
  for (const report of [...own].sort(byTime)) latest.set(`${report.id} ${report.about}`, report)
  const all = [...Map.groupBy(latest.values(), ({ id }) => id).values()]
    .map(worst)
    .sort((a, b) => order(a.name, b.name) || order(a.id, b.id))
  const known = new Set(all.map(({ id }) => id))
  const failed = all.filter(({ outcome }) => isRed(outcome))
  const succeeded = all.filter(({ outcome }) => !isRed(outcome))
  const notRun = (expected ?? [])
    .filter(each => !known.has(each['cluster-resource-id'].toLowerCase()))
    .map(each => each.name || each['cluster-resource-id'])
  // Whose report cannot be read, nobody knows: of a cluster that is missing, or a later one of a cluster that is there.
  const unknown = [...notRun, ...bad.slice(notRun.length).map(({ folder }) => folder)]
  const total = failed.length + succeeded.length + unknown.length
  const allowed = 'count' in maxFailures ? maxFailures.count : Math.floor((total * maxFailures.percent) / 100)
  return {
    failed,
    succeeded,
    notRun: unknown,
    causes: causesOf(failed),
    bad,
    others: others.length,
    failedOthers: others.filter(({ outcome }) => isRed(outcome)).map(({ name }) => name),
    superseded: own.length - latest.size,
    allowed,
    isRed: failed.length + unknown.length > allowed,
  }
}

/** A cluster is well where all that was done with it is. */
function worst(reports: readonly JobReport[]): JobReport {
  return reports.find(({ outcome }) => isRed(outcome)) ?? (reports[0] as JobReport)
}

function causesOf(failed: readonly JobReport[]): Merged['causes'] {
  const groups = Map.groupBy(failed, ({ cause, outcome }) => cause?.key ?? outcome)
  return [...groups.values()]
    .map(reports => {
      const [{ cause, outcome }] = reports as [JobReport, ...JobReport[]]
      const unknown = { key: outcome, class: undefined, title: `${outcome}, no known cause`, next: '' }
      return { cause: cause ?? unknown, clusters: reports.map(({ name }) => name) }
    })
    .sort((a, b) => b.clusters.length - a.clusters.length || order(a.cause.key, b.cause.key))
}

/** The same on every runner, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
