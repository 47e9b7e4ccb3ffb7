/** What dist holds, and which of it a run loads. */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, type StepOptions, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { fleetOf, SUBSCRIPTION } from '../fleet-builder.ts'
import { fleetReports, playJournals } from '../fleet-journals.ts'

const DIST = resolve(import.meta.dirname, '../../dist')

/** What of a package is in a chunk's text. */
const PACKAGES: readonly (readonly [string, RegExp])[] = [
  ['MSAL', /msal\.js\.node|MSAL\.js/],
  ['arm-kubernetesconfiguration', /SourceControlConfigurationClient/],
  ['core-rest-pipeline', /ts-http-runtime|retryPolicy/],
  ['client-node', /applyToHTTPSOptions/],
  ['octokit', /octokit-core\.js/],
  ['yaml', /tag:yaml\.org,2002/],
  ['CEL', /cel-js|CelEvaluator/i],
  ['diff', /structuredPatch/],
]

export function distBytes(): number {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map(file => statSync(join(DIST, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

/** Runs that each take another way through dist. */
async function loaded(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'))
  const hook = join(folder, 'loads.mjs')
  writeFileSync(
    hook,
    "import { appendFileSync } from 'node:fs'\nimport { registerHooks } from 'node:module'\nregisterHooks({ load: (url, context, next) => { if (url.includes('/dist/')) appendFileSync(process.env.LOADS, url.split('/dist/')[1] + '\\n'); return next(url, context) } })\n",
  )
  const runs = new Map<string, ReadonlySet<string>>()
  const play = async (name: string, options: StepOptions) => {
    const loads = join(folder, name)
    writeFileSync(loads, '')
    await runStep({
      ...options,
      environment: { ...options.environment, LOADS: loads },
      nodeOptions: ['--import', hook],
    })
    runs.set(name, new Set(readFileSync(loads, 'utf8').split('\n').filter(Boolean)))
  }
  for (const [name, scenario, inputs] of [
    ['install', 'healthy', {}],
    ['failure', 'atomic-rollback', {}],
    ['check', 'healthy', { mode: 'check' }],
    ['gate', 'gitops', {}],
    ['none', 'healthy', { 'kube-access': 'none' }],
  ] as const) {
    const simulator = await startSimulator({ ...loadScenario(scenario), speed: 60, cuts: {} })
    await play(name, towards(simulator, { ...loadScenario(scenario).inputs, ...inputs }))
    await simulator.close()
  }
  const simulator = await startSimulator({ ...loadScenario('healthy'), azure: { graph: { resources: fleetOf(3) } } })
  const nobody = { 'cluster-name': '', 'resource-group': '', 'subscription-id': '' }
  await play('discover', towards(simulator, { ...nobody, mode: 'discover', 'subscription-ids': SUBSCRIPTION }))
  await simulator.close()
  await play('summarize', fleetReports(await playJournals(), 5))
  return runs
}

/** @returns a table of the chunks of over 10 kB, and the sum of the others. */
export async function chunkTable(): Promise<string> {
  const runs = await loaded()
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js'))
    .map(file => ({ file, bytes: statSync(join(DIST, file)).size }))
    .sort((a, b) => b.bytes - a.bytes)
  const names = [...runs.keys()]
  const rows = files
    .filter(({ bytes }) => bytes > 10_000)
    .map(({ file, bytes }) => {
      const text = readFileSync(join(DIST, file), 'utf8')
      const holds = PACKAGES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
      const on = names.map(name => (runs.get(name)?.has(file) ? 'x' : ''))
      return `| ${[file, String(bytes), holds.join(', ') || 'own', ...on].join(' | ')} |`
    })
  const others = files.filter(({ bytes }) => bytes <= 10_000)
  const total = names.map(name =>
    String(files.filter(({ file }) => runs.get(name)?.has(file)).reduce((sum, { bytes }) => sum + bytes, 0)),
  )
  return [
    `| file | bytes | holds | ${names.join(' | ')} |`,
    `|---|---:|---|${names.map(() => '---').join('|')}|`,
    ...rows,
    `| ${others.length} others | ${others.reduce((sum, { bytes }) => sum + bytes, 0)} | own |${names.map(() => ' ').join('|')}|`,
    `| loaded bytes | | | ${total.join(' | ')} |`,
  ].join('\n')
}
