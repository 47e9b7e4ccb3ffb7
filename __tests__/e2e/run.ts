/**
 * `npm run e2e [-- smoke | full]`: builds what is missing, runs the real tier, and says what it left running. Without Go it
 * says so and skips. `smoke` is what .ci/run takes; `full` adds the long logs, each permission, and the figures.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { binaries, missing } from './binaries.ts'

const SMOKE = ['report', 'verdicts', 'watch']

/** @returns command lines of processes that run one of the tier's programs. */
function left(): string[] {
  if (process.platform !== 'linux') return []
  const cache = join(import.meta.dirname, '.cache')
  return readdirSync('/proc').flatMap(pid => {
    try {
      if (!/^\d+$/.test(pid) || !readlinkSync(`/proc/${pid}/exe`).startsWith(cache)) return []
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200)]
    } catch {
      // It is gone, or another user's.
      return []
    }
  })
}

function run(args: readonly string[], mode: string): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, E2E: mode } })
  // The terminal's interrupt reaches the child as well; this process waits for it to clean up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise(resolve => child.on('close', code => resolve(code ?? 1)))
}

async function e2e(mode: string): Promise<number> {
  const why = missing()
  if (why !== undefined) {
    console.log(`skipped: the real tier was not run: ${why}`)
    return 0
  }
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  const { kubernetesVersion } = binaries()
  console.log(`Kubernetes ${kubernetesVersion}; programs are there after ${seconds()} s`)
  const files = readdirSync(import.meta.dirname)
    .filter(file => file.endsWith('.e2e.ts') && (mode !== 'smoke' || SMOKE.includes(file.replace('.e2e.ts', ''))))
    .map(file => join(import.meta.dirname, file))
  let code = await run(['--test', '--test-concurrency=1', ...files], mode)
  if (mode === 'full' && code === 0) code = await run([join(import.meta.dirname, 'measure.ts')], mode)
  const processes = left()
  console.log(`the real tier took ${seconds()} s; processes left: ${processes.length}`)
  for (const each of processes) console.log(`  ${each}`)
  return processes.length > 0 ? 1 : code
}

const [mode = 'all'] = process.argv.slice(2)
if (!['all', 'smoke', 'full'].includes(mode)) {
  console.error('usage: npm run e2e [-- smoke | full]')
  process.exitCode = 2
} else process.exitCode = await e2e(mode)
