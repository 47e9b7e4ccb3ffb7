/**
 * `npm run bench`: the figures, each a ratio within one run or a count. The parent process stamps what the simulator lets be
 * seen and what the action prints, with one clock.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'

const RUNS = Number(process.env['BENCH_RUNS'] ?? 10)
const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

/** Writes the process's own peak resident set (KiB) at its end. */
const hook = join(folder, 'rss.mjs')
writeFileSync(
  hook,
  "import { writeFileSync } from 'node:fs'\nprocess.on('exit', () => writeFileSync(process.env.BENCH_RSS, String(process.resourceUsage().maxRSS)))\n",
)

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: readonly number[], unit: (value: number) => string) =>
  `median ${unit(median(values))}, max ${unit(Math.max(...values))}, min ${unit(Math.min(...values))} (n=${values.length})`

/** The report at real speed, with the waits before the first start taken out. */
function refusal(): Scenario {
  const base = loadScenario('atomic-rollback')
  const soon = (time: string | undefined, by: number) =>
    time === undefined ? {} : { at: `${Number.parseFloat(time) - by}s` }
  const pods = (base.kubernetes?.pods ?? []).map(pod => ({
    ...pod,
    created: '200ms',
    containers: pod.containers.map(container => ({
      ...container,
      starts: (container.starts ?? []).map(start => ({ ...start, ...soon(start.at, 7.5) })),
    })),
  }))
  return {
    ...base,
    speed: 1,
    cuts: {},
    kubernetes: { ...base.kubernetes, namespaces: [{ name: 'flux-system', created: '100ms' }], pods },
  }
}

/** @returns ms from blocking (second refusal, or the container's non-zero end) to the ::error line. */
async function latency(scenario: Scenario): Promise<number> {
  let blocking: number | undefined
  let refusals = 0
  let annotated: number | undefined
  const simulator = await startSimulator(scenario, ({ kind, text, at }) => {
    if (kind === 'log' && text.includes('denied request')) refusals++
    if (kind === 'exit' || refusals >= 2) blocking ??= at
  })
  const { inputs, environment } = towards(simulator, scenario.inputs)
  await runStep({
    inputs,
    environment,
    onOutput: (text, at) => {
      if (text.includes('::error ')) annotated ??= at
    },
  })
  await simulator.close()
  if (blocking === undefined || annotated === undefined) throw new Error('no refusal, or no annotation')
  return annotated - blocking
}

interface Sample {
  readonly wallMs: number
  readonly rssMiB: number
  readonly firstRequestMs: number
}

async function bare(): Promise<Sample> {
  const rss = join(folder, 'rss')
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', hook, '-e', '0'], { env: { BENCH_RSS: rss } })
  await new Promise(done => child.on('close', done))
  return {
    wallMs: performance.now() - began,
    rssMiB: Number(readFileSync(rss, 'utf8')) / 1024,
    firstRequestMs: Number.NaN,
  }
}

async function healthy(simulator: Simulator, scenario: Scenario): Promise<Sample> {
  const rss = join(folder, 'rss')
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

function bytesOf(path: string): number {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map(file => statSync(join(path, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

const report = refusal()
const latencies: number[] = []
for (let n = 0; n < RUNS; n++) latencies.push(await latency(report))
console.log(`blocking to ::error: ${spread(latencies, ms => `${Math.round(ms)} ms`)}`)

const scenario: Scenario = { ...loadScenario('healthy'), speed: 100 }
const floor: Sample[] = []
const whole: Sample[] = []
for (let n = 0; n < RUNS; n++) {
  floor.push(await bare())
  const simulator = await startSimulator(scenario)
  whole.push(await healthy(simulator, scenario))
  await simulator.close()
}
const base = { wall: median(floor.map(each => each.wallMs)), rss: median(floor.map(each => each.rssMiB)) }
const ratio = (value: number) => `${value.toFixed(2)}x`
console.log(`node -e 0: ${base.wall.toFixed(0)} ms, ${base.rss.toFixed(0)} MiB, here the unit of the next three`)
console.log(
  `start to first request: ${spread(
    whole.map(each => each.firstRequestMs / base.wall),
    ratio,
  )}`,
)
console.log(
  `whole healthy run (the simulator plays 30 s in 0.3 s): ${spread(
    whole.map(each => each.wallMs / base.wall),
    ratio,
  )}`,
)
console.log(
  `peak RSS of a healthy run: ${spread(
    whole.map(each => each.rssMiB / base.rss),
    ratio,
  )}`,
)
console.log(
  `dist: ${bytesOf(join(root, 'dist'))} bytes; main ${bytesOf(join(root, 'dist', 'main'))}, post ${bytesOf(join(root, 'dist', 'post'))}, of which the entry ${statSync(join(root, 'dist', 'main', 'index.js')).size}`,
)
