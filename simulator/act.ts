/** A workflow file run by `act` (nektos/act) in host mode, led to the simulated cloud. act reaches no GitHub here. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { towards } from './runner.ts'

export const ACT = 'github.com/nektos/act@v0.2.89'
const ROOT = join(import.meta.dirname, '..')

export interface ActOptions {
  /** The program, and what comes before its own arguments. */
  readonly act: readonly string[]
  readonly to: ReturnType<typeof towards>
  /** Path of the workflow from the root. */
  readonly file: string
  readonly event: string
  readonly args?: readonly string[]
}

/** @returns the command of act: as it is on the PATH, or built by Go. @throws where neither is installed. */
export function findAct(): readonly string[] {
  if (spawnSync('act', ['--version']).status === 0) return ['act']
  if (spawnSync('go', ['version']).status === 0) return ['go', 'run', ACT]
  throw new Error('This needs act (https://github.com/nektos/act) or Go. Install one of them.')
}

/** What artifacts are in the place of GitHub's: a folder that all jobs of the machine see. */
const ARTIFACTS = '$ARTIFACTS'

/** @returns a step of another action as a command that does the same here; '' where nothing does. */
function standIn(step: string): string {
  const of = (name: string) => new RegExp(`^ {10}${name}: (.+)$`, 'm').exec(step)?.[1] ?? ''
  const [condition = ''] = /if: .+\n/.exec(step) ?? []
  const isUpload = step.includes('uses: actions/upload-artifact@')
  if (!isUpload && !step.includes('uses: actions/download-artifact@')) return ''
  const folder = `"${ARTIFACTS}/${of('name')}"`
  const path = `"${of('path')}"`
  const [to, from] = isUpload ? [folder, path] : [path, `"${ARTIFACTS}/."`]
  const run = `run: mkdir -p ${to} && cp -r ${from} ${to}\n`
  return condition === '' ? `      - ${run}` : `      - ${condition}        ${run}`
}

/**
 * The workflow as its readers copy it: the action is this checkout, steps of other actions are left out (act itself does the
 * checkout) or stood in for, and the endpoints of the simulated cloud are given to it.
 */
function leadTo(workflow: string, inputs: Readonly<Record<string, string>>): string {
  // The action is a folder of the checkout here; a workflow that names it by its tag may need none.
  const checkout = workflow.includes('uses: actions/checkout@') ? '' : '      - uses: actions/checkout@v4\n'
  const endpoints = ['resource-manager-endpoint', 'authority-host'].map(name => `          ${name}: ${inputs[name]}\n`)
  return workflow
    .replace(/uses: aks-flux-bootstrap\/aks-flux-bootstrap@v1/g, 'uses: ./')
    .split(/^(?= {0,6}\S)/m)
    .map(part => (/^ {6}- [\s\S]*uses: actions\/(?!checkout@)/.test(part) ? standIn(part) : part))
    .join('')
    .replace(/^ {4}steps:\n/gm, `$&${checkout}`)
    .replace(/^(?= {10}client-id:)/gm, endpoints.join(''))
}

/** @returns the process; it ends with the exit code of the workflow. */
export function startAct({ act, to, file, event, args = [] }: ActOptions): ChildProcess {
  const { inputs, environment } = to
  const workspace = mkdtempSync(join(tmpdir(), 'aks-flux-act-'))
  for (const name of ['action.yml', 'dist']) cpSync(join(ROOT, name), join(workspace, name), { recursive: true })
  const path = `.github/workflows/${basename(file)}`
  mkdirSync(join(workspace, '.github/workflows'), { recursive: true })
  writeFileSync(join(workspace, path), leadTo(readFileSync(join(ROOT, file), 'utf8'), inputs))
  const git = (...rest: string[]) => spawnSync('git', ['-C', workspace, ...rest])
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('-c', 'user.name=demo', '-c', 'user.email=demo@example.invalid', 'commit', '-q', '-m', 'demo')
  const variables = {
    AZURE_CLIENT_ID: inputs['client-id'],
    AZURE_TENANT_ID: inputs['tenant-id'],
    AZURE_SUBSCRIPTION_ID: inputs['subscription-id'],
    AKS_RESOURCE_GROUP: inputs['resource-group'],
    AKS_CLUSTER: inputs['cluster-name'],
  }
  const env = {
    ...environment,
    ARTIFACTS: mkdtempSync(join(tmpdir(), 'aks-flux-artifacts-')),
    GITHUB_WORKFLOW_REF: `octo/demo/${path}@refs/heads/main`,
  }
  const [program = '', ...before] = act
  // Not in the workspace: each job copies that.
  const own = mkdtempSync(join(tmpdir(), 'aks-flux-act-own-'))
  return spawn(
    program,
    [
      ...before,
      event,
      ...args,
      ...['-P', 'ubuntu-latest=-self-hosted', '-W', join(workspace, path)],
      ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ],
    {
      cwd: workspace,
      // A configuration of its own, so that nothing of the machine's is read or left behind.
      env: {
        ...process.env,
        XDG_CACHE_HOME: join(own, 'cache'),
        XDG_CONFIG_HOME: join(own, 'config'),
        GOFLAGS: '-mod=mod',
        GOCACHE: process.env['GOCACHE'] ?? join(tmpdir(), 'aks-flux-go-cache'),
        PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
      },
    },
  )
}
