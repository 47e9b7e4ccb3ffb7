/**
 * `npm run bench [-- --write]`: the figures, each a ratio within one run or a count, with what it is a ratio to. `--write` makes
 * docs/performance.md of them. Everything is measured by the bundled action as its own process, in turn with its anchor.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { fleetReports, playJournals } from '../fleet-journals.ts'
import { withPeak } from '../long-logs.ts'
import { chunkTable, distBytes } from './dist.ts'
import { latencies } from './latency.ts'
import { measureLines } from './lines.ts'
import { checkConnections, criticalPath } from './path.ts'
import { startFigures } from './start.ts'
import { median, ratio, spread } from './statistics.ts'

const root = resolve(import.meta.dirname, '../..')
const RUNS = Number(process.env['BENCH_RUNS'] ?? 5)
const CLUSTERS = 500
/** What `npm run e2e` has built, without which the tail is not measured against a real API server. */
const BUILT = join(root, '__tests__/e2e/.cache/cluster-1.35.4')

const sections: string[] = []

function tell(title: string, ...lines: readonly string[]): void {
  const text = [`## ${title}`, ...lines].join('\n\n')
  sections.push(text)
  console.log(`${text}\n`)
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`
  return [cells(heads), cells(heads.map(() => '---')), ...rows.map(cells)].join('\n')
}

async function start(): Promise<void> {
  const { base, whole } = await startFigures(RUNS)
  tell(
    'Start and memory',
    `Ratios to \`node -e 0\` in the same run (${base.wall.toFixed(0)} ms, ${base.rss.toFixed(0)} MiB here).`,
    table(
      ['what', 'median', 'from', 'to', 'budget'],
      [
        ['start to the first request', ...spread(whole.map(each => each.firstRequestMs / base.wall)), '1.5x'],
        ['peak RSS of a healthy install', ...spread(whole.map(each => each.rssMiB / base.rss)), '1.8x'],
        ['a healthy install of 0.3 s, whole', ...spread(whole.map(each => each.wallMs / base.wall)), ''],
      ],
    ),
  )
}

async function path(): Promise<void> {
  const { seconds, chain, requests } = await criticalPath(3)
  const connections = await checkConnections()
  tell(
    'From start to the write',
    `Each request is looked at 100 ms late. The write of the extension arrives after **${median(seconds).toFixed(2)} s** (budget 0.75 s): the cluster is watched by then, and the check is done. ${requests} requests are sent in ${chain.length} round trips:`,
    table(
      ['ms', 'together'],
      chain.map(({ at, sent }) => [String(Math.round(at)), sent]),
    ),
    `A whole \`mode: check\` makes ${connections.azure} connections to Azure, GitHub and Entra ID, which are one host here, and ${connections.kubernetes} to the API server, for ${connections.requests} requests.`,
  )
}

async function lines(): Promise<void> {
  const { ratios, perMs } = measureLines(9)
  tell(
    'Logs',
    `The filter, with all rules behind it, has **${median(ratios).toFixed(2)}** (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}; budget 0.7) of the throughput of decoding the log and counting its lines: ${Math.round(perMs)} lines per ms of 1,000,000 lines, one of which matters.`,
  )
  if (!existsSync(BUILT)) {
    tell('Whole tail', 'Not measured: it needs what `npm run e2e` builds.')
    return
  }
  const { measureTails } = await import('./tail.ts')
  const { own, kubectl, stern, megabytes } = await measureTails()
  tell(
    'Whole tail',
    `1,000,000 lines (${megabytes.toFixed(0)} MB) of the real API server, each program as its own process, to a pipe that is drained. The action's modules end with the finding.`,
    table(
      ['program', 'seconds', 'to ours'],
      [
        ['this action', own.toFixed(2), '1'],
        ['kubectl logs', kubectl.toFixed(2), `${ratio(kubectl / own)} (budget 2x)`],
        ['stern', stern.toFixed(2), `${ratio(stern / own)} (budget 5x)`],
      ],
    ),
  )
}

async function fleet(): Promise<void> {
  const given = fleetReports(await playJournals(), CLUSTERS)
  const began = performance.now()
  const { run, peak } = await withPeak(given)
  tell(
    'Many clusters',
    `${CLUSTERS} journals, two fifths of them red, in one report: ${((performance.now() - began) / 1000).toFixed(1)} s, ${peak.toFixed(0)} MiB, a summary of ${Buffer.byteLength(run.summary)} bytes, a matrix of ${given.inputs.matrix.length} characters.`,
  )
}

async function peers(): Promise<void> {
  const rows: string[][] = []
  for (const [name, command] of [
    ['node -e 0', [process.execPath, '-e', '0']],
    ['az --version', ['az', '--version']],
    ['kubectl version --client', ['kubectl', 'version', '--client']],
  ] as const) {
    const [program = '', ...args] = command
    if (spawnSync(program, args).error !== undefined) continue
    const times: number[] = []
    for (let n = 0; n < 3; n++) {
      const at = performance.now()
      await new Promise(done => spawn(program, args, { stdio: 'ignore' }).on('close', done))
      times.push(performance.now() - at)
    }
    rows.push([`\`${name}\``, `${median(times).toFixed(0)} ms`])
  }
  tell('Anchors', table(['program', 'start to end'], rows))
}

const began = performance.now()
await peers()
await start()
await path()
{
  const all = await latencies(3)
  tell(
    'From proof to annotation',
    `From the refusal that blocks to the error: median ${median(all).toFixed(0)} ms, at most ${Math.max(...all).toFixed(0)} ms (${all.length} runs).`,
  )
}
tell('dist', `${distBytes()} bytes (budget 1,900,000), licences included.`, await chunkTable())
await lines()
await fleet()
console.log(`measured in ${Math.round((performance.now() - began) / 1000)} s`)
if (process.argv.includes('--write')) {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() || 'unknown'}), Node.js ${process.versions.node}, ${process.platform}`
  const head = `# Performance\n\nMade by \`npm run bench -- --write\` on ${machine}. All is measured on loopback: what Azure and a network add is the same for every client. Milliseconds differ from machine to machine; ratios and counts are what is compared.`
  writeFileSync(join(root, 'docs/performance.md'), `${[head, ...sections].join('\n\n')}\n`)
}
process.exit()
