/**
 * One comment on the pull request for what it speaks of (a cluster and an extension, or a fleet), edited in place. Whatever becomes of it is a line of the log:
 * the outcome of the run never hangs on it.
 */
import { context } from '@actions/github'
import type { Log } from '../console.ts'
import { askGitHub, type GitHub, runUrl } from '../github.ts'
import { isResolved, type Said } from './text.ts'

const PAGE = 100
/** Pull requests with more comments than this are not searched further. */
const PAGES = 20

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

/** @param said what the comment says. @param redact takes secrets out, last of all. */
export async function comment(
  token: string,
  said: Said,
  redact: (text: string) => string,
  log: Log,
  cancelled: AbortSignal,
): Promise<void> {
  const number = pullRequest()
  if (number === undefined) return log.line('No comment: this run does not belong to a pull request.')
  const what = `The comment on pull request #${number}`
  const asked = { token, what, permission: 'pull-requests: write', cancelled, redact }
  await askGitHub(asked, log, github => writeComment(github, { ...context.repo, issue: number }, said))
}

function pullRequest(): number | undefined {
  const { payload } = context
  if (payload.pull_request) return payload.pull_request.number
  if (payload.issue?.['pull_request']) return payload.issue.number
  const of = payload['workflow_run'] as { pull_requests?: { number?: number }[] } | undefined
  return of?.pull_requests?.[0]?.number
}

/** @returns what was done, as a word; '' for nothing. */
async function writeComment(github: GitHub, place: Place, { marker, isRed: red, textOf }: Said): Promise<string> {
  const { owner, repo, issue } = place
  const found = await own(github, place, marker)
  // A green run has nothing to say where nothing was said, or where that is resolved.
  if (!red && (found === undefined || isResolved(found.body ?? ''))) return ''
  const body = textOf(runUrl())
  if (found === undefined) {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    await github.request(route, { owner, repo, issue_number: issue, body })
    return 'written'
  }
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
  await github.request(route, { owner, repo, comment_id: found.id, body })
  return red ? 'edited' : 'marked as resolved'
}

/** @returns the comment that holds the marker and is ours: anybody can write the marker into one of their own. */
async function own(github: GitHub, { owner, repo, issue }: Place, marker: string): Promise<Comment | undefined> {
  let me: string | undefined
  for (let page = 1; page <= PAGES; page++) {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const { data } = await github.request(route, { owner, repo, issue_number: issue, per_page: PAGE, page })
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
    return (await github.request('GET /user')).data.login
  } catch {
    const viewer = await github.graphql<{ viewer?: { login?: string } }>('{ viewer { login } }').catch(() => undefined)
    return viewer?.viewer?.login ?? ''
  }
}
