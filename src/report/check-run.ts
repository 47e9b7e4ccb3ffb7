/**
 * A check run on the commit, where the step's own annotations are not enough: more than the runner shows of a step, or one at a
 * line of the repository, which a check run shows in the files of the pull request (GitHub REST API, "Check runs").
 */
import { context } from '@actions/github'
import { isRed } from '../model/outcome.ts'
import type { Annotation } from './annotations.ts'
import type { Log } from './console.ts'
import { askGitHub, runUrl } from './github.ts'
import { headline } from './headline.ts'
import { Ink } from './markdown.ts'
import { forAnnotation } from './neutralise.ts'
import type { RunReport } from './run-report.ts'
import { clipText, clusterName } from './words.ts'

/** Annotations of a step that the runner shows. */
const SHOWN_BY_RUNNER = 10
/** Annotations of one request. */
const ANNOTATIONS = 50
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const

/** @returns whether it has more to show than the step itself. */
export function needsCheckRun(report: RunReport, annotations: readonly Annotation[]): boolean {
  return isRed(report.outcome) && (annotations.length > SHOWN_BY_RUNNER || annotations.some(isInRepository))
}

/** A place of its own is a line of what the repository deploys; the step's own line is the workflow's. */
function isInRepository({ place }: Annotation): boolean {
  return place !== undefined && !place.file.startsWith('.github/workflows/')
}

/** @param redact takes secrets out. */
export async function createCheckRun(
  token: string,
  report: RunReport,
  annotations: readonly Annotation[],
  redact: (text: string) => string,
  log: Log,
  cancelled: AbortSignal,
): Promise<void> {
  if (!needsCheckRun(report, annotations)) return
  const { owner, repo } = context.repo
  const sha = headOf()
  const name = clipText(`aks-flux-bootstrap: ${clusterName(report.store)}`, 100)
  const asked = { token, what: `The check run ${name}`, permission: 'checks: write', cancelled, redact }
  const ink = new Ink(redact)
  const clean = (text: string) => forAnnotation(redact(text))
  const placed = annotations.flatMap(({ level, title, message, place }) =>
    place === undefined
      ? []
      : [
          {
            path: place.file,
            start_line: place.line,
            end_line: place.line,
            annotation_level: LEVELS[level],
            title: clean(title),
            message: message.split('\n').map(clean).join('\n'),
          },
        ],
  )
  const others = annotations.filter(({ place }) => place === undefined)
  await askGitHub(asked, log, async github => {
    await github.rest.checks.create({
      owner,
      repo,
      name,
      head_sha: sha,
      status: 'completed',
      conclusion: 'failure',
      details_url: runUrl(),
      output: {
        title: clean(headline(report)),
        summary: `[The summary of the run](${runUrl()}) has the whole report.`,
        text: others
          .map(({ title, message }) => `### ${ink.mix(title)}\n\n${ink.fence(message.split('\n'))}`)
          .join('\n\n'),
        annotations: placed.slice(0, ANNOTATIONS),
      },
    })
    return 'written'
  })
}

/** A pull request's own commit, which its page shows; the merge commit of the event is on no branch. */
function headOf(): string {
  const { payload, sha } = context
  const head = payload.pull_request?.['head'] as { sha?: unknown } | undefined
  return typeof head?.sha === 'string' ? head.sha : sha
}
