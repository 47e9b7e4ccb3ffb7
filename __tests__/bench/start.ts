/** Start and memory of a healthy install, in turn with `node -e 0`. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { median } from './statistics.ts'

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
/** Writes the process's own peak resident set (KiB) at its end. */
const hook = join(folder, 'rss.mjs')
const rss = join(folder, 'rss')
writeFileSync(
  hook,
  "import { writeFileSync } from 'node:fs'\nprocess.on('exit', () => writeFileSync(process.env.BENCH_RSS, String(process.resourceUsage().maxRSS)))\n",
)

interface Sample {
  readonly wallMs: number
  readonly rssMiB: number
  readonly firstRequestMs: number
}

/** @returns the anchor's medians, and each run of the action. */
export async function startFigures(
  runs: number,
): Promise<{ readonly base: { readonly wall: number; readonly rss: number }; readonly whole: readonly Sample[] }> {
  const scenario: Scenario = { ...loadScenario('healthy'), speed: 100 }
  const floor: Sample[] = []
  const whole: Sample[] = []
  for (let n = 0; n < runs; n++) {
    floor.push(await bare())
    const simulator = await startSimulator(scenario)
    whole.push(await healthy(simulator, scenario))
    await simulator.close()
  }
  return {
    base: { wall: median(floor.map(each => each.wallMs)), rss: median(floor.map(each => each.rssMiB)) },
    whole,
  }
}

async function bare(): Promise<Sample> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', hook, '-e', '0'], { env: { BENCH_RSS: rss } })
  await new Promise(done => child.on('close', done))
  const rssMiB = Number(readFileSync(rss, 'utf8')) / 1024
  return { wallMs: performance.now() - began, rssMiB, firstRequestMs: Number.NaN }
}

async function healthy(simulator: Simulator, scenario: Scenario): Promise<Sample> {
  const { inputs, environment } = towards(simulator, scenario.inputs)
  const before = simulator.requests.length
  const began = performance.now()
  const run = await runStep({
    inputs,
    environment: { ...environment, BENCH_RSS: rss },
    nodeOptions: ['--import', hook],
  })
  if (run.outputs['outcome'] !== 'installed') throw new Error(run.stdout)
  return {
    wallMs: performance.now() - began,
    rssMiB: Number(readFileSync(rss, 'utf8')) / 1024,
    firstRequestMs: (simulator.requests[before]?.at ?? Number.NaN) - began,
  }
}
