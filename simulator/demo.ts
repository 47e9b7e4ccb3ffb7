/**
 * `npm run demo [-- NAME|PATH]`: the committed action, as a runner would run it, against a scenario. Its stdout is passed
 * through unchanged. Exit 0 when it did what the scenario expects.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startSimulator } from './index.ts'
import { pageOf } from './page.ts'
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
    .map(unescaped)
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

function unescaped(line: string): string {
  return line
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

async function demo(name: string): Promise<number> {
  const { scenario, environment: own } = withRepository(loadScenario(name))
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, scenario.inputs)
  const { inputs } = to
  const environment = { ...to.environment, ...own }
  console.error(`Scenario: ${scenario.title}\nThe action's own output follows, as a runner would read it.\n`)
  const run = await runStep({ inputs, environment, onOutput: text => process.stdout.write(text) })
  process.stderr.write(run.stderr)
  const post = await runStep({
    inputs,
    environment,
    entry: POST,
    temp: run.temp,
    state: run.state,
    onOutput: text => process.stdout.write(text),
  })
  process.stderr.write(post.stderr)
  await simulator.close()
  const folder = join(import.meta.dirname, '..', 'out')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'summary.md'), run.summary)
  writeFileSync(join(folder, 'summary.html'), pageOf(scenario.title, run.summary))
  const faults = faultsOf(scenario, run, simulator.violations)
  const shown = (file: string) => relative(process.cwd(), join(folder, file))
  console.error(
    `\nOutputs of the step:\n${Object.entries(run.outputs)
      .map(([key, value]) => `  ${key}=${value}`)
      .join('\n')}`,
  )
  console.error(`\nJob summary: ${shown('summary.md')}, as a page: ${pathToFileURL(join(folder, 'summary.html')).href}`)
  console.error(
    faults.length === 0
      ? 'The action did what the scenario expects.'
      : `The action did not do what the scenario expects:\n${faults.map(each => `- ${each}`).join('\n')}`,
  )
  return faults.length === 0 ? 0 : 1
}

if (import.meta.main) {
  const [name = 'atomic-rollback'] = process.argv.slice(2)
  try {
    process.exitCode = await demo(name)
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown))
    process.exitCode = 2
  }
}
