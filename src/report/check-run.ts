/**
 * A check run on the commit, where the step's own annotations are not enough: more than the runner shows of a step, or one at a
 * line of the repository, which a check run shows in the files of the pull request (GitHub REST API, "Check runs").
 */
import { context } from '@actions/github'
import { isRed } from '../model/outcome.ts'
import type { Emitted } from './annotations.ts'
import type { Log } from './console.ts'
import { askGitHub, type GitHub, runUrl } from './github.ts'
import { headline } from './headline.ts'
import { Ink, within } from './markdown.ts'
import { annotationText } from './neutralise.ts'
import type { RunReport } from './run-report.ts'
import { clipText, clusterName } from './words.ts'
import type { StepPlace } from './workflow-step.ts'

/** Annotations of one request. */
const ANNOTATIONS = 50
const TITLE_LIMIT = 255
/** Characters of the text of a check run (GitHub REST API). */
const TEXT_LIMIT = 60_000
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const

/** @returns what a check run has to show that the step's own annotations do not: those that did not fit, and lines of the repository. */
export function beyondStep(annotations: readonly Emitted[]): readonly Emitted[] {
  return annotations.filter(each => !each.isShown || isInRepository(each))
}

/** A place of its own is a line of what the repository deploys; the step's own line is the workflow's. */
function isInRepository({ place }: Emitted): boolean {
  return place !== undefined && !place.file.startsWith('.github/workflows/')
}

/** Creates one for a failed run that needs it; a green run turns an earlier one of the same commit to success. @param redact takes secrets out. */
export async function writeCheckRun(
  token: string,
  report: RunReport,
  annotations: readonly Emitted[],
  redact: (text: string) => string,
  log: Log,
  cancelled: AbortSignal,
): Promise<void> {
  if (report.outcome === 'cancelled') return
  const name = clipText(`aks-flux-bootstrap: ${clusterName(report.store)}`, 100)
  const asked = { token, what: `The check run ${name}`, permission: 'checks: write', cancelled, redact }
  const shown = beyondStep(annotations)
  if (!isRed(report.outcome)) return askGitHub(asked, log, github => resolveEarlier(github, name, report, redact))
  if (shown.length === 0) return
  await askGitHub(asked, log, async github => {
    await github.request('POST /repos/{owner}/{repo}/check-runs', {
      ...context.repo,
      name,
      head_sha: headOf(),
      external_id: externalId(report),
      status: 'completed',
      conclusion: 'failure',
      details_url: runUrl(),
      output: outputOf(report, shown, redact),
    })
    return 'written'
  })
}

/** @returns `marked as resolved` where a failed one was there. */
async function resolveEarlier(
  github: GitHub,
  name: string,
  report: RunReport,
  redact: (text: string) => string,
): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const { data } = await github.request(route, { ...context.repo, ref: headOf(), check_name: name })
  const own = externalId(report)
  const failed = data.check_runs.filter(each => each.conclusion === 'failure' && each.external_id === own)
  const output = headOfOutput(report, redact)
  for (const { id } of failed)
    await github.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...context.repo,
      check_run_id: id,
      status: 'completed',
      conclusion: 'success',
      output,
    })
  return failed.length === 0 ? '' : 'marked as resolved'
}

function headOfOutput(report: RunReport, redact: (text: string) => string) {
  return {
    title: clipText(annotationText(headline(report), redact), TITLE_LIMIT),
    summary: `The [summary of the run](${runUrl()}) has the whole report.`,
  }
}

/** What an earlier run of the same step has too: another cluster, job or step must not turn its failure green. */
function externalId({ store }: RunReport): string {
  const inputs = store.run()?.data.inputs ?? {}
  const cluster = [inputs['subscription-id'], inputs['resource-group'], inputs['cluster-name']].join('/')
  return [context.workflow, context.job, context.action, inputs['extension-name'], cluster].join(' ').toLowerCase()
}

function outputOf(report: RunReport, shown: readonly Emitted[], redact: (text: string) => string) {
  const ink = new Ink(redact)
  const clean = (text: string) => annotationText(text, redact)
  const placed = []
  const others = []
  for (const each of shown) {
    const { level, title, message, place } = each
    if (place === undefined || !isPlace(place)) others.push(each)
    else
      placed.push({
        path: place.file,
        start_line: place.line,
        end_line: place.line,
        annotation_level: LEVELS[level],
        title: clean(title),
        message: clean(message),
      })
  }
  const left = Math.max(0, placed.length - ANNOTATIONS)
  const parts = [
    ...others.map(({ title, message }) => `### ${ink.mix(title)}\n\n${ink.fence(message.split('\n'))}`),
    ...(left === 0 ? [] : [`${left} more annotations are in the job summary.`]),
  ]
  return {
    ...headOfOutput(report, redact),
    text: within(
      parts,
      TEXT_LIMIT,
      each => each.length,
      count => `${count} more are in the job summary.`,
    ),
    annotations: placed.slice(0, ANNOTATIONS),
  }
}

/** GitHub refuses the whole check run for one place that it cannot find. */
function isPlace({ file, line }: StepPlace): boolean {
  return line > 0 && !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(file)
}

/** A pull request's own commit, which its page shows; the merge commit of the event is on no branch. */
function headOf(): string {
  const { payload, sha } = context
  const head = payload.pull_request?.['head'] as { sha?: unknown } | undefined
  return typeof head?.sha === 'string' ? head.sha : sha
}
