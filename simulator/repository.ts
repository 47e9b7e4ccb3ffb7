/** The repository of a scenario, as a checkout: two commits, the files in the second. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Scenario } from './scenario.ts'

/** What leads a step to it. */
export interface Checkout {
  readonly folder: string
  readonly commit: string
  readonly before: string
}

/** @param files by path. @throws Error with what git said */
export function checkoutOf(files: Readonly<Record<string, string>>): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'aks-flux-repository-'))
  const git = (...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        ...Object.fromEntries(
          ['AUTHOR', 'COMMITTER'].flatMap(who => [
            [`GIT_${who}_NAME`, 'demo'],
            [`GIT_${who}_EMAIL`, 'demo@example.org'],
            [`GIT_${who}_DATE`, '2026-10-01T08:00:00Z'],
          ]),
        ),
      },
    })
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr}`)
    return stdout.trim()
  }
  git('init', '-q', '-b', 'main')
  writeFileSync(join(folder, 'README.md'), 'demo\n')
  git('add', '-A')
  git('commit', '-q', '-m', 'begin')
  const before = git('rev-parse', 'HEAD')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git('add', '-A')
  git('commit', '-q', '-m', 'deploy', '--allow-empty')
  return { folder, before, commit: git('rev-parse', 'HEAD') }
}

/** @returns the scenario with its commits filled in, and the environment of a step that was pushed for; as it is, where it has no repository. */
export function withRepository(scenario: Scenario): {
  readonly scenario: Scenario
  readonly environment: Readonly<Record<string, string>>
} {
  if (scenario.repository === undefined) return { scenario, environment: scenario.environment ?? {} }
  const { folder, commit, before } = checkoutOf(scenario.repository)
  const text = JSON.stringify(scenario).replaceAll('{commit}', commit).replaceAll('{before}', before)
  const filled = JSON.parse(text) as Scenario
  return {
    scenario: filled,
    environment: {
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_SHA: commit,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'main',
      ...filled.environment,
    },
  }
}
