/** GitHub's API as far as comments on a pull request need it. What it takes and answers is checked with GitHub's own description. */
import type { IncomingMessage } from 'node:http'
import { bodyOf, makeCertificate, sendJson, serve } from './server.ts'

export const GITHUB_TOKEN = 'simulated-github-token-1b9e'

export interface StoredComment {
  readonly id: number
  body: string
  readonly user: string
  readonly type: 'Bot' | 'User'
}

/** One request and its answer, whole. */
export interface Exchange {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly body: unknown
  readonly status: number
  readonly answer: unknown
}

export interface GitHubOptions {
  /** Name under which it is reached; by its address without one. */
  readonly host?: string
  readonly comments?: readonly StoredComment[]
  /** Who the token is of; undefined for the workflow's own, which may not ask. */
  readonly login?: string
  /** Answers every request in the place of the API. */
  readonly refusal?: { readonly status: number; readonly message: string; readonly headers?: Record<string, string> }
  /** Never answers. */
  readonly hangs?: boolean
  /** Check runs of the commit; those that are created are added. */
  readonly checkRuns?: object[]
}

export interface GitHubApi {
  readonly certificate: string
  readonly origin: string
  readonly comments: readonly StoredComment[]
  readonly exchanges: readonly Exchange[]
  close(): Promise<void>
}

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubApi> {
  const certificate = await makeCertificate()
  const comments = (options.comments ?? []).map(each => ({ ...each }))
  const exchanges: Exchange[] = []
  const server = await serve(
    certificate,
    async (request, response, url) => {
      const body = await bodyOf(request)
      const asked = body === '' ? undefined : JSON.parse(body)
      if (options.hangs) return
      const { status, answer, headers } = answerTo(request, url, asked, options, comments)
      exchanges.push({ method: request.method ?? '', path: url.pathname + url.search, body: asked, status, answer })
      sendJson(response, status, answer, headers)
    },
    options.host,
  )
  return { certificate: certificate.cert, origin: server.origin, comments, exchanges, close: () => server.close() }
}

interface Answer {
  readonly status: number
  readonly answer: unknown
  readonly headers?: Record<string, string>
}

function answerTo(
  request: IncomingMessage,
  url: URL,
  asked: ({ body?: string } & CheckRunAsked) | undefined,
  options: GitHubOptions,
  comments: StoredComment[],
): Answer {
  const refuse = (status: number, message: string, headers?: Record<string, string>): Answer => ({
    status,
    answer: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    ...(headers ? { headers } : {}),
  })
  if (options.refusal) return refuse(options.refusal.status, options.refusal.message, options.refusal.headers)
  if (request.headers.authorization !== `token ${GITHUB_TOKEN}`) return refuse(401, 'Bad credentials')
  const at = `${request.method} ${url.pathname}`
  if (at === 'GET /user')
    return options.login === undefined
      ? refuse(403, 'Resource not accessible by integration')
      : { status: 200, answer: { ...user(options.login, 'User'), ...PROFILE } }
  if (at === 'POST /graphql')
    return { status: 200, answer: { data: { viewer: { login: options.login ?? 'github-actions[bot]' } } } }
  const ofCheckRun = checkRunAnswer(at, asked ?? {}, options)
  if (ofCheckRun !== undefined) return ofCheckRun
  const [, issue] = /^(?:GET|POST) \/repos\/octo\/demo\/issues\/(\d+)\/comments$/.exec(at) ?? []
  const [, id] = /^PATCH \/repos\/octo\/demo\/issues\/comments\/(\d+)$/.exec(at) ?? []
  if (issue !== undefined && request.method === 'GET') {
    const size = Number(url.searchParams.get('per_page') ?? 30)
    const page = Number(url.searchParams.get('page') ?? 1)
    const shown = comments.slice((page - 1) * size, page * size)
    return { status: 200, answer: shown.map(each => resource(each, issue)) }
  }
  if ((asked?.body?.length ?? 0) > 65_536) return refuse(422, 'Body is too long (maximum is 65536 characters)')
  if (issue !== undefined) {
    const made: StoredComment = {
      id: 1000 + comments.length,
      body: asked?.body ?? '',
      user: options.login ?? 'github-actions[bot]',
      type: options.login === undefined ? 'Bot' : 'User',
    }
    comments.push(made)
    return { status: 201, answer: resource(made, issue) }
  }
  const known = comments.find(each => String(each.id) === id)
  if (known === undefined) return refuse(404, 'Not Found')
  known.body = asked?.body ?? ''
  return { status: 200, answer: resource(known, '7') }
}

/** What a check run is asked with, as far as it is answered. */
interface CheckRunAsked {
  readonly name?: string
  readonly head_sha?: string
  readonly details_url?: string
  readonly external_id?: string
  readonly conclusion?: string
  readonly output?: { readonly title?: string; readonly summary?: string; readonly annotations?: readonly object[] }
}

function checkRunAnswer(at: string, asked: CheckRunAsked, { checkRuns = [] }: GitHubOptions): Answer | undefined {
  if (at === 'POST /repos/octo/demo/check-runs') {
    const made = checkRun(asked)
    checkRuns.push(made)
    return { status: 201, answer: made }
  }
  if (/^GET \/repos\/octo\/demo\/commits\/[^/]+\/check-runs$/.test(at))
    return { status: 200, answer: { total_count: checkRuns.length, check_runs: checkRuns } }
  if (/^PATCH \/repos\/octo\/demo\/check-runs\/1$/.test(at))
    return { status: 200, answer: { ...checkRuns[0], conclusion: asked.conclusion ?? null } }
  return undefined
}

function checkRun({
  name = '',
  head_sha = '',
  details_url = '',
  external_id = '',
  conclusion,
  output,
}: CheckRunAsked): object {
  const url = 'https://api.github.com/repos/octo/demo/check-runs/1'
  return {
    id: 1,
    node_id: 'CR_1',
    external_id,
    head_sha,
    name,
    url,
    html_url: 'https://github.com/octo/demo/runs/1',
    details_url,
    status: 'completed',
    conclusion: conclusion ?? null,
    started_at: '2026-10-01T08:00:00Z',
    completed_at: '2026-10-01T08:00:00Z',
    output: {
      title: output?.title ?? null,
      summary: output?.summary ?? null,
      text: null,
      annotations_count: output?.annotations?.length ?? 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: null,
    app: null,
    pull_requests: [],
  }
}

function resource({ id, body, user: login, type }: StoredComment, issue: string): object {
  const api = 'https://api.github.com/repos/octo/demo/issues'
  return {
    id,
    node_id: `IC_${id}`,
    url: `${api}/comments/${id}`,
    html_url: `https://github.com/octo/demo/pull/${issue}#issuecomment-${id}`,
    issue_url: `${api}/${issue}`,
    body,
    user: user(login, type),
    created_at: '2026-10-01T08:00:00Z',
    updated_at: '2026-10-01T08:00:00Z',
    author_association: 'NONE',
    performed_via_github_app: null,
  }
}

function user(login: string, type: 'Bot' | 'User') {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`
  return {
    login,
    id: 41898282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: 'https://avatars.githubusercontent.com/in/15368?v=4',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  }
}

/** What an authenticated user has besides. */
const PROFILE = {
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 1,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
}
