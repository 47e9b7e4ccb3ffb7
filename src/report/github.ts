/** Requests to GitHub about a run: of its workflow, within a time, and never what the outcome hangs on. */
import { context, getOctokit } from '@actions/github'
import { messageOf } from '../errors.ts'
import { fetchByAgents } from '../network/fetch.ts'
import type { Log } from './console.ts'

/** All requests together; the step is over but for this. */
const PATIENCE_MS = 20_000

export type GitHub = ReturnType<typeof getOctokit>

export interface Asked {
  readonly token: string
  /** What is written, as a sentence begins: `The comment on pull request #7`. */
  readonly what: string
  /** The permission of the job that it needs, such as `pull-requests: write`. */
  readonly permission: string
  readonly cancelled: AbortSignal
  /** Takes secrets out, last of all. */
  readonly redact: (text: string) => string
}

/** @param act returns what was done, as a word; '' for nothing. Whatever GitHub answers is a line of the log. */
export async function askGitHub(asked: Asked, log: Log, act: (github: GitHub) => Promise<string>): Promise<void> {
  const { token, what, permission, cancelled, redact } = asked
  try {
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE_MS)])
    const done = await act(getOctokit(token, { request: { fetch: fetchByAgents, signal } }))
    if (done !== '') log.line(`${what} is ${done}.`)
  } catch (thrown) {
    log.line(redact(`${what} could not be written: ${reasonOf(thrown, permission)}`))
  }
}

/** @returns the address of this run's page. */
export function runUrl(): string {
  const { serverUrl, repo, runId } = context
  const attempt = process.env['GITHUB_RUN_ATTEMPT']
  return `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}${attempt ? `/attempts/${attempt}` : ''}`
}

function reasonOf(thrown: unknown, permission: string): string {
  const { status, response } = thrown as { status?: number; response?: { headers?: Record<string, string | number> } }
  const headers = response?.headers ?? {}
  const message = messageOf(thrown)
  if (
    status === 429 ||
    (status === 403 && (headers['retry-after'] || String(headers['x-ratelimit-remaining']) === '0'))
  )
    return `GitHub limits the rate of this token (HTTP ${status}); the next run writes it.`
  if (status === 403)
    return `HTTP 403: ${message}. Grant the job ${permission}; pull requests from forks and Dependabot runs never have it.`
  if (status === 404) return `HTTP 404: ${message}. The token has no access to this repository.`
  return status === undefined ? message : `HTTP ${status}: ${message}`
}
