/** Runs the action as a runner does: its own process, INPUT_* and GITHUB_* in the environment, state carried to the post step. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from './index.ts'

export interface StepRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly state: Readonly<Record<string, string>>
  /** RUNNER_TEMP of the step. */
  readonly temp: string
  /** performance.now() of this process at each chunk of stdout. */
  readonly chunks: readonly { readonly at: number; readonly text: string }[]
}

export interface StepOptions {
  readonly inputs: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Entry to run; default: main of the committed dist. */
  readonly entry?: string
  readonly temp?: string
  readonly state?: Readonly<Record<string, string>>
  /** Told of each chunk of stdout as it comes. */
  readonly onOutput?: (text: string, at: number) => void
  readonly onStart?: (child: ChildProcess) => void
  readonly nodeOptions?: readonly string[]
}

const ROOT = join(import.meta.dirname, '..')
export const MAIN = join(ROOT, 'dist', 'main', 'index.js')
export const POST = join(ROOT, 'dist', 'post', 'index.js')

/** The simulator's own inputs and environment, below those of a scenario or a test. */
export function towards(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): Pick<StepOptions, 'inputs' | 'environment'> & { environment: Record<string, string> } {
  const temp = mkdtempSync(join(tmpdir(), 'aks-flux-ca-'))
  const ca = join(temp, 'ca.pem')
  writeFileSync(ca, simulator.certificate)
  return {
    inputs: { ...simulator.inputs, ...inputs },
    environment: { ...simulator.environment, NODE_EXTRA_CA_CERTS: ca },
  }
}

export function runStep(options: StepOptions): Promise<StepRun> {
  const temp = options.temp ?? mkdtempSync(join(tmpdir(), 'aks-flux-step-'))
  mkdirSync(temp, { recursive: true })
  const file = (name: string) => {
    const path = join(temp, name)
    if (!existsSync(path)) writeFileSync(path, '')
    return path
  }
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_ENV: file('env'),
  }
  const named = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        `${prefix}${prefix === 'INPUT_' ? name.toUpperCase() : name}`,
        value,
      ]),
    )
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.entry ?? MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: temp,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: ROOT,
      GITHUB_REPOSITORY: 'octo/demo',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '1',
      RUNNER_TEMP: temp,
      ...files,
      ...named('INPUT_', options.inputs),
      ...named('STATE_', options.state ?? {}),
      ...options.environment,
    },
  })
  options.onStart?.(child)
  const chunks: { at: number; text: string }[] = []
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const at = performance.now()
    chunks.push({ at, text })
    options.onOutput?.(text, at)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) =>
      resolve({
        exitCode,
        signal,
        stdout: chunks.map(chunk => chunk.text).join(''),
        stderr,
        outputs: readPairs(files.GITHUB_OUTPUT),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
        state: readPairs(files.GITHUB_STATE),
        temp,
        chunks,
      }),
    )
  })
}

/** A runner's file of `name<<delimiter` blocks. */
function readPairs(path: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  const lines = readFileSync(path, 'utf8').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[at] ?? '') ?? []
    if (name === undefined || delimiter === undefined) continue
    const end = lines.indexOf(delimiter, at + 1)
    pairs[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return pairs
}
