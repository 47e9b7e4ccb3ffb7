/** Which of two commits contains the other, by GitHub's compare API (GitHub REST API, "Compare two commits"). */
import { getOctokit } from '@actions/github'
import { fetchByAgents } from '../network/fetch.ts'

const PATIENCE_MS = 15_000

function connect(token: string, signal: AbortSignal): ReturnType<typeof getOctokit> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  return getOctokit(token, { request: { fetch: fetchByAgents, signal: until } })
}

/**
 * @param token that may read the repository. @param repository `owner/name`.
 * @returns whether `commit` contains `ancestor`. @throws Error with what GitHub answered
 */
export async function containsByGitHub(
  token: string,
  repository: string,
  commit: string,
  ancestor: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [owner = '', repo = ''] = repository.split('/')
  const github = connect(token, signal)
  const basehead = `${ancestor}...${commit}`
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  const { data } = await github.request(route, { owner, repo, basehead, per_page: 1 })
  return data.status === 'ahead' || data.status === 'identical'
}

/** @returns the commit at the head of a branch. @throws Error with what GitHub answered */
export async function headOf(token: string, repository: string, branch: string, signal: AbortSignal): Promise<string> {
  const [owner = '', repo = ''] = repository.split('/')
  const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}'
  const { data } = await connect(token, signal).request(route, { owner, repo, ref: `heads/${branch}` })
  return data.object.sha
}
