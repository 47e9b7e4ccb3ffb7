/**
 * One comment per cluster and extension on the pull request, edited in place. Whatever becomes of it is a line of the log:
 * the outcome of the run never hangs on it.
 */
import { context, getOctokit } from '@actions/github'
import { messageOf } from '../../errors.ts'
import { isRed } from '../../model/outcome.ts'
import type { Log } from '../console.ts'
import type { RunReport } from '../run-report.ts'
import { commentOf, isResolved, markerOf } from './text.ts'

/** All requests together; the step is over but for this. */
const PATIENCE_MS = 20_000
const PAGE = 100
/** Pull requests with more comments than this are not searched further. */
const PAGES = 20

type GitHub = ReturnType<typeof getOctokit>

/** Whose comments the workflow's own token writes. */
const WORKFLOW = 'github-actions[bot]'

interface Place {
  readonly owner: string
  readonly repo: string
  readonly issue: number
}

interface Comment {
  readonly id: number
  readonly body?: string | undefined
  readonly user: { readonly login: string; readonly type: string } | null
}

/** @param redact takes secrets out, last of all. */
export async function comment(
  token: string,
  report: RunReport,
  redact: (text: string) => string,
  log: Log,
  cancelled: AbortSignal,
): Promise<void> {
  // A cancelled run says nothing of the pull request.
  if (report.outcome === 'cancelled') return
  const number = pullRequest()
  if (number === undefined) return log.line('No comment: this run does not belong to a pull request.')
  const what = `The comment on pull request #${number}`
  try {
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE_MS)])
    const github = getOctokit(token)
    // Given as an option, it would take the place of the runner's proxy.
    github.hook.before('request', options => {
      options.request = { ...options.request, signal }
    })
    const done = await writeComment(github, { ...context.repo, issue: number }, report, redact)
    if (done !== '') log.line(`${what} is ${done}.`)
  } catch (thrown) {
    log.line(redact(`${what} could not be written: ${reasonOf(thrown)}`))
  }
}

function pullRequest(): number | undefined {
  const { payload } = context
  if (payload.pull_request) return payload.pull_request.number
  if (payload.issue?.['pull_request']) return payload.issue.number
  const of = payload['workflow_run'] as { pull_requests?: { number?: number }[] } | undefined
  return of?.pull_requests?.[0]?.number
}

/** @returns what was done, as a word; '' for nothing. */
async function writeComment(
  github: GitHub,
  place: Place,
  report: RunReport,
  redact: (text: string) => string,
): Promise<string> {
  const { owner, repo, issue } = place
  const { rest } = github
  const found = await own(github, place, markerOf(report))
  const red = isRed(report.outcome)
  // A green run has nothing to say where nothing was said, or where that is resolved.
  if (!red && (found === undefined || isResolved(found.body ?? ''))) return ''
  const body = commentOf(report, runUrl(), redact)
  if (found === undefined) {
    await rest.issues.createComment({ owner, repo, issue_number: issue, body })
    return 'written'
  }
  await rest.issues.updateComment({ owner, repo, comment_id: found.id, body })
  return red ? 'edited' : 'marked as resolved'
}

/** @returns the comment that holds the marker and is ours: anybody can write the marker into one of their own. */
async function own(github: GitHub, { owner, repo, issue }: Place, marker: string): Promise<Comment | undefined> {
  let me: string | undefined
  for (let page = 1; page <= PAGES; page++) {
    const { data } = await github.rest.issues.listComments({ owner, repo, issue_number: issue, per_page: PAGE, page })
    if (!Array.isArray(data)) throw new Error("GitHub's answer is not a list of comments")
    for (const each of data as readonly Comment[]) {
      if (typeof each?.body !== 'string' || !each.body.startsWith(marker)) continue
      if (each.user?.login === WORKFLOW) return each
      me ??= await login(github)
      if (each.user?.login === me) return each
    }
    if (data.length < PAGE) return undefined
  }
  return undefined
}

/** A personal token writes as its user, an app's as its bot; who that is, each is told by another API. @returns '' where by none. */
async function login(github: GitHub): Promise<string> {
  try {
    return (await github.rest.users.getAuthenticated()).data.login
  } catch {
    const viewer = await github.graphql<{ viewer?: { login?: string } }>('{ viewer { login } }').catch(() => undefined)
    return viewer?.viewer?.login ?? ''
  }
}

function runUrl(): string {
  const { serverUrl, repo, runId } = context
  const attempt = process.env['GITHUB_RUN_ATTEMPT']
  return `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}${attempt ? `/attempts/${attempt}` : ''}`
}

function reasonOf(thrown: unknown): string {
  const { status, response } = thrown as { status?: number; response?: { headers?: Record<string, string | number> } }
  const headers = response?.headers ?? {}
  const message = messageOf(thrown)
  if (
    status === 429 ||
    (status === 403 && (headers['retry-after'] || String(headers['x-ratelimit-remaining']) === '0'))
  )
    return `GitHub limits the rate of this token (HTTP ${status}); the next run writes it.`
  if (status === 403)
    return `HTTP 403: ${message}. Grant the job pull-requests: write; pull requests from forks and Dependabot runs never have it.`
  if (status === 404) return `HTTP 404: ${message}. The token has no access to this repository.`
  return status === undefined ? message : `HTTP ${status}: ${message}`
}
