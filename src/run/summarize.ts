/** mode summarize: the reports that the jobs of a matrix left, as one. It needs no sign-in, and asks nobody but GitHub. */
import { statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { ActionError, messageOf } from '../errors.ts'
import { readRedacted } from '../evidence/journal-redacted.ts'
import type { Redactor } from '../evidence/redact.ts'
import { type BadReport, type JobCause, type JobReport, mergeReports } from '../fleet/merge.ts'
import type { Inputs } from '../inputs/index.ts'
import { CLASSES } from '../model/classes.ts'
import type { Evidence } from '../model/evidence.ts'
import { spokenName } from '../model/extension-types.ts'
import type { SummarizeRequest } from '../model/fleet.ts'
import { clusterArmId } from '../model/names.ts'
import { isRed } from '../model/outcome.ts'
import { clusterTypeNamed } from '../model/request.ts'
import { filesBelow, realPathWithin } from '../plain-file.ts'
import { openLog } from '../report/console.ts'
import { reportFolder } from '../report/files.ts'
import { causeWords } from '../report/fleet/cause.ts'
import { reportMerged } from '../report/fleet/merged.ts'
import { headline } from '../report/headline.ts'
import { JOURNAL_FILE } from '../report/run-folders.ts'
import { type RunReport, rootCause } from '../report/run-report.ts'
import { replayedReport } from './replay.ts'

/** Journals below the folder; a fleet of more than that is summarized in parts. */
const MOST = 5000

/** ms by which the clocks of two runners may differ. */
const SKEW_MS = 3_600_000

/** @returns whether the step is red. @throws ActionError when there is no report at all. */
export async function summarize(
  inputs: Inputs,
  request: SummarizeRequest,
  redactor: Redactor,
  cancelled: AbortSignal,
): Promise<boolean> {
  const redact = (text: string) => redactor.text(text)
  const log = openLog(redact)
  // Where no cluster had a job, nothing was uploaded.
  const isNone = request.expected?.length === 0
  const root = rootOf(request.path, isNone)
  const { files, skipped } = root === '' ? { files: [], skipped: [] } : filesBelow(root, JOURNAL_FILE)
  const paths = files.slice(0, MOST)
  if (files.length + skipped.length === 0 && !isNone) refuseEmpty(request)
  const until = performance.now() + inputs.timeoutMs
  const late = () =>
    cancelled.aborted ? 'the step was cancelled' : performance.now() > until ? 'the step timed out' : ''
  const reports: JobReport[] = []
  const folderOf = (path: string) => relative(root, path).replaceAll('\\', '/') || '.'
  const bad: BadReport[] = [
    ...files.slice(MOST).map(path => ({ folder: folderOf(dirname(path)), why: `more than ${MOST} reports` })),
    ...skipped.map(({ path, why }) => ({ folder: folderOf(path), why })),
  ]
  // One after the other: of each only what the table has is kept.
  for (const path of paths) {
    const folder = folderOf(dirname(path))
    try {
      if (late() !== '') throw new Error(late())
      reports.push(await jobReport(path, folder, redactor, () => late() === ''))
    } catch (thrown) {
      bad.push({ folder, why: messageOf(thrown) })
    }
  }
  const merged = mergeReports(reports, bad, request)
  return reportMerged(merged, {
    log,
    redact,
    folder: reportFolder(process.env['RUNNER_TEMP']),
    commentToken: inputs.commentToken,
    cancelled,
    // One comment for each place that summarizes; a workflow that is called twice has two matrices.
    subject: [process.env['GITHUB_WORKFLOW'], process.env['GITHUB_JOB'], request.matrixPath].filter(Boolean).join('/'),
  })
}

/** @throws ActionError where it is none of this job. */
function rootOf(path: string, mayBeMissing: boolean): string {
  const [workspace = '', temporary = ''] = [process.env['GITHUB_WORKSPACE'], process.env['RUNNER_TEMP']]
  try {
    const root = realPathWithin(resolve(workspace, path), [workspace, temporary], true)
    if (!statSync(root).isDirectory()) throw new Error('it is not a folder')
    return root
  } catch (cause) {
    if (mayBeMissing && (cause as { code?: unknown }).code === 'ENOENT') return ''
    throw new ActionError({
      doing: `Reading the reports in ${path}.`,
      likely: `reports-path ${path}: ${messageOf(cause)}`,
      next: 'Set reports-path to the folder that actions/download-artifact wrote to, in the workspace or in RUNNER_TEMP.',
      cause,
    })
  }
}

function refuseEmpty({ path, expected }: SummarizeRequest): void {
  throw new ActionError({
    doing: `Reading the reports in ${path}.`,
    likely: `No report was found${expected === undefined ? '' : `, and ${expected.length} clusters had a job`}.`,
    next: 'Upload the folder of output evidence-path in each job, with if: always(), and download all of them without merge-multiple: their files have the same names.',
  })
}

/** A journal may be made to take longer than the step has. @throws Error at the end of its time */
async function* whileInTime(facts: AsyncIterable<Evidence>, goesOn: () => boolean): AsyncGenerator<Evidence> {
  for await (const fact of facts) {
    if (!goesOn()) throw new Error('the step timed out while it was read')
    yield fact
  }
}

/** @throws Error where the file is no journal of a run */
async function jobReport(path: string, folder: string, redactor: Redactor, goesOn: () => boolean): Promise<JobReport> {
  const report = await replayedReport(whileInTime(readRedacted(path, redactor), goesOn), redactor, {
    extensionName: 'The extension',
    // A run that has not told its end was killed.
    outcome: (_, __, ended) => ended ?? 'cancelled',
    note: '',
    offline: false,
  })
  const inputs = report.store.run()?.data.inputs
  if (inputs === undefined) throw new Error('it does not say of which cluster it is')
  // The latest report of a cluster counts: one from the future would always be that.
  if (Date.parse(report.startedAt) > Date.now() + SKEW_MS) throw new Error('its time is in the future')
  const {
    'cluster-name': name = '',
    'resource-group': resourceGroup = '',
    'subscription-id': subscriptionId = '',
  } = inputs
  const type = clusterTypeNamed(inputs['cluster-type'])
  const extensionName = spokenName({ type: inputs['extension-type'] ?? '', name: inputs['extension-name'] ?? '' })
  const spoken = { ...report, extensionName }
  return {
    id: clusterArmId({ type, subscriptionId, resourceGroup, name }).toLowerCase(),
    name,
    about: `${inputs['extension-name'] ?? ''} ${inputs['mode'] ?? ''}`,
    resourceGroup,
    outcome: report.outcome,
    headline: headline(spoken),
    cause: causeOf(spoken),
    startedAt: report.startedAt,
    endedAt: report.endedAt,
    folder,
  }
}

/** What one policy or quota denies to many clusters is one cause; of others, what the title says. */
function causeOf(report: RunReport): JobCause | undefined {
  if (!isRed(report.outcome)) return undefined
  const cause = rootCause(report)
  const { title, next } = causeWords(report)
  if (cause === undefined) return title === '' ? undefined : { key: title, class: undefined, title, next }
  const one = CLASSES[cause.class].oneBy?.map(field => cause.fields[field]?.value).find(value => value !== undefined)
  return { key: `${cause.class} ${one ?? title}`, class: cause.class, title, next }
}
