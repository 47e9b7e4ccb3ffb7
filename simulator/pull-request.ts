/** Leads a step to a stand-in of GitHub's API, as one of a pull request. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GITHUB_TOKEN, type GitHubApi } from './github.ts'
import type { towards } from './runner.ts'

export const PULL = { pull_request: { number: 7 }, repository: { owner: { login: 'octo' }, name: 'demo' } }

/** @param event what the runner tells of the event that began the workflow. */
export function towardsGitHub(to: ReturnType<typeof towards>, github: GitHubApi, event: object = PULL) {
  const folder = mkdtempSync(join(tmpdir(), 'event-'))
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  const ca = join(folder, 'both.pem')
  writeFileSync(ca, `${readFileSync(to.environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')}\n${github.certificate}`)
  return {
    inputs: { comment: 'true', 'github-token': GITHUB_TOKEN, ...to.inputs },
    environment: {
      ...to.environment,
      NODE_EXTRA_CA_CERTS: ca,
      GITHUB_API_URL: github.origin,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_RUN_ATTEMPT: '2',
    },
  }
}
