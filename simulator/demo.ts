/**
 * `npm run demo -- [NAME|PATH] [--act] [--list] [--raw] [--quiet]`: the committed action, as a runner would run it, against a
 * scenario; with --act as a step of examples/oidc.yml, run by act.
 * Its output is shown as the runner's page shows it; with --raw as the runner gets it. Exit 0 when it did what the scenario expects.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { findAct, startAct } from './act.ts'
import { startGitHub } from './github.ts'
import { startSimulator } from './index.ts'
import { LogView, unescapeProperty } from './log-view.ts'
import { pageOf } from './page.ts'
import { towardsGitHub } from './pull-request.ts'
import { withRepository } from './repository.ts'
import { POST, runStep, type StepRun, towards } from './runner.ts'
import { loadScenario, type Scenario } from './scenario.ts'

/** @returns what differs from what the scenario expects. */
export function faultsOf(scenario: Scenario, run: StepRun, violations: readonly string[]): string[] {
  const { outcome, errors, warnings, outputs = {}, says = [] } = scenario.expect
  const count = (level: string) => run.stdout.split('\n').filter(line => line.startsWith(`::${level} `)).length
  const annotations = run.stdout
    .split('\n')
    .filter(line => /^::(error|warning|notice) /.test(line))
    .map(line => unescapeProperty(line))
    .join('\n')
  const faults = violations.map(what => `the action must not: ${what}`)
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) faults.push(`${what} is '${found}', expected '${wanted}'`)
  }
  expect('outcome', run.outputs['outcome'], outcome)
  expect('number of errors', count('error'), errors)
  expect(
    'exit code',
    run.exitCode,
    ['installed', 'updated', 'unchanged', 'checked', 'reconciled'].includes(outcome) ? 0 : 1,
  )
  if (warnings !== undefined) expect('number of warnings', count('warning'), warnings)
  for (const [name, value] of Object.entries(outputs)) expect(`output ${name}`, run.outputs[name], value)
  for (const text of says) if (!annotations.includes(text)) faults.push(`no annotation says '${text}'`)
  return faults
}

interface Options {
  readonly raw: boolean
  readonly quiet: boolean
}

async function demo(name: string, { raw, quiet }: Options): Promise<number> {
  const { scenario, environment: own } = withRepository(loadScenario(name))
  const simulator = await startSimulator(scenario)
  const github = await startGitHub()
  const bare = towards(simulator, scenario.inputs)
  // A step of a repository of its own has an event of its own.
  const to = scenario.repository === undefined ? towardsGitHub(bare, github) : bare
  const { inputs } = to
  const environment = { ...to.environment, ...own }
  const say = (text: string) => (quiet ? undefined : console.error(text))
  say(`Scenario: ${scenario.title}\n`)
  const view = new LogView(text => process.stdout.write(text), process.stdout.isTTY)
  const onOutput = (text: string) => {
    if (raw) process.stdout.write(text)
    else if (!quiet) view.add(text)
  }
  const run = await runStep({ inputs, environment, onOutput })
  const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state: run.state, onOutput })
  view.end()
  for (const { stderr } of [run, post]) process.stderr.write(stderr)
  await simulator.close()
  await github.close()
  const left = leave(scenario, run, github.comments[0]?.body)
  const faults = faultsOf(scenario, run, simulator.violations)
  const outputs = Object.entries(run.outputs).filter(([, value]) => value !== '')
  say(`\nOutputs of the step:\n${outputs.map(([key, value]) => `  ${key}=${value}`).join('\n')}\n`)
  for (const [what, path] of left) say(`${what.padEnd(13)}${path}`)
  if (faults.length === 0) say('\nThe action did what the scenario expects.')
  else
    console.error(`\nThe action did not do what the scenario expects:\n${faults.map(each => `- ${each}`).join('\n')}`)
  return faults.length === 0 ? 0 : 1
}

/** Copies what the step leaves into out/. @returns where each is. */
function leave(scenario: Scenario, run: StepRun, comment: string | undefined): [what: string, path: string][] {
  const folder = join(import.meta.dirname, '..', 'out')
  mkdirSync(folder, { recursive: true })
  const shown = (file: string) => relative(process.cwd(), join(folder, file))
  writeFileSync(join(folder, 'summary.md'), run.summary)
  writeFileSync(join(folder, 'summary.html'), pageOf(scenario.title, run.summary))
  const left: [string, string][] = [
    ['Job summary', shown('summary.md')],
    ['as a page', pathToFileURL(join(folder, 'summary.html')).href],
  ]
  if (comment !== undefined) {
    writeFileSync(join(folder, 'comment.md'), comment)
    left.push(['Comment', shown('comment.md')])
  }
  const patch = run.outputs['patch-path'] ?? ''
  if (patch !== '') {
    copyFileSync(patch, join(folder, basename(patch)))
    left.push(['Patch', shown(basename(patch))])
  }
  const evidence = run.outputs['evidence-path'] ?? ''
  if (evidence !== '' && existsSync(evidence)) {
    copyFileSync(evidence, join(folder, 'evidence.jsonl'))
    left.push(['Evidence', shown('evidence.jsonl')])
  }
  return left
}

/** `--act`: the example workflow, run by act. @returns its exit code. */
async function actDemo(name: string): Promise<number> {
  const scenario = loadScenario(name)
  const simulator = await startSimulator(scenario)
  const child = startAct({
    act: findAct(),
    to: towards(simulator, scenario.inputs),
    file: 'examples/oidc.yml',
    event: 'push',
  })
  const view = new LogView(text => process.stdout.write(text), process.stdout.isTTY)
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => view.add(text))
  const code = await new Promise<number>(resolve => child.on('close', status => resolve(status ?? 1)))
  view.end()
  await simulator.close()
  return code
}

function list(): void {
  const folder = join(import.meta.dirname, 'scenarios')
  for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml'))) {
    const name = file.replace(/\.yaml$/, '')
    console.log(`${name.padEnd(20)}${loadScenario(name).title}`)
  }
}

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        act: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        raw: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) console.log('usage: npm run demo -- [NAME|PATH] [--act] [--list] [--raw] [--quiet]')
    else if (values.list) list()
    else if (values.act) process.exitCode = await actDemo(positionals[0] ?? 'healthy')
    else process.exitCode = await demo(positionals[0] ?? 'atomic-rollback', values)
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown))
    process.exitCode = 2
  }
}
