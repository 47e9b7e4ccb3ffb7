/** One fault: what is planted, what must come of it, and what the user must read. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '../../simulator/index.ts'
import { POST, runStep, type StepOptions, type StepRun, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { formFaults } from '../annotation-form.ts'
import { differenceOnReplay, liveFindings } from '../live-and-replay.ts'
import { commandsIn } from '../runner-model.ts'

export interface Row {
  readonly name: string
  readonly scenario: Scenario
  readonly inputs?: Readonly<Record<string, string>>
  /** Variables that the runner sets and this one does not. */
  readonly without?: readonly string[]
  /** How many times as fast the action's clock runs, for what it waits out. */
  readonly fast?: number
  readonly outcome: string
  /** Writes that must reach Azure, and no others. */
  readonly writes?: readonly string[]
  /** What the user must read, in the annotations, or in the log where there is none. */
  readonly reads: RegExp | readonly RegExp[]
  readonly outputs?: Readonly<Record<string, string>>
  /** The fault must have been met at least once; false for states, in which nothing is planted. */
  readonly planted?: boolean
}

export interface Played {
  readonly run: StepRun
  readonly post: StepRun
  readonly writes: readonly string[]
  readonly violations: readonly string[]
  readonly faults: number
  /** Annotations, title first. */
  readonly annotations: readonly string[]
  /** How the run's journal, replayed, differs from what it found; '' where it does not. */
  readonly onReplay: string
}

export const healthy = loadScenario('healthy')

type Azure = NonNullable<Scenario['azure']>
type Extension = NonNullable<Azure['extension']>

/** The healthy scenario, quick, with changes. */
export function quick(changes: Partial<Scenario> & { readonly extension?: Extension } = {}): Scenario {
  const { extension, ...rest } = changes
  return {
    ...healthy,
    speed: 40,
    ...rest,
    azure: {
      ...healthy.azure,
      ...rest.azure,
      extension: { ...healthy.azure?.extension, ...rest.azure?.extension, ...extension },
    },
    kubernetes: { ...healthy.kubernetes, ...rest.kubernetes },
  }
}

/** The action's clocks and timers, many times as fast. */
function fastClock(speed: number): Pick<StepOptions, 'environment'> & { options?: Pick<StepOptions, 'nodeOptions'> } {
  return {
    environment: { FAST_SPEED: String(speed), FAST_FROM: String(Date.now()) },
    options: { nodeOptions: ['--import', join(import.meta.dirname, '../fast-clock.mjs')] },
  }
}

export async function play(row: Row): Promise<Played> {
  const simulator = await startSimulator(row.scenario)
  const { inputs, environment } = towards(simulator, { ...row.scenario.inputs, ...row.inputs })
  for (const name of row.without ?? []) delete environment[name]
  const fast = row.fast === undefined ? { environment: {} } : fastClock(row.fast)
  const run = await runStep({ inputs, environment: { ...environment, ...fast.environment }, ...fast.options })
  const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state: run.state })
  await simulator.close()
  const annotations = commandsIn(run.stdout)
    .filter(({ name }) => name === 'error' || name === 'warning')
    .map(({ properties, data }) => `${properties['title'] ?? ''}\n${data}`)
  return {
    run,
    post,
    writes: simulator.writes,
    violations: simulator.violations,
    faults: simulator.faults(),
    annotations,
    onReplay: await differenceOnReplay(run.outputs),
  }
}

/** @returns what differs from what the row says. */
export function wrongs(row: Row, played: Played): string[] {
  const { run, post } = played
  const wrong = played.violations.map(what => `must not: ${what}`)
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) wrong.push(`${what} is '${found}', expected '${wanted}'`)
  }
  const green = ['installed', 'updated', 'unchanged'].includes(row.outcome)
  expect('outcome', run.outputs['outcome'], row.outcome)
  expect('exit code', run.exitCode, green ? 0 : 1)
  expect('stderr', run.stderr, '')
  expect('output of the post step', post.stdout, '')
  expect('errors', commandsIn(run.stdout).filter(({ name }) => name === 'error').length, green ? 0 : 1)
  expect('a summary', run.summary.length > 50, true)
  if (row.writes !== undefined) expect('writes', played.writes.join(), row.writes.join())
  for (const [name, value] of Object.entries(row.outputs ?? {})) expect(`output ${name}`, run.outputs[name], value)
  // Commands stand in the summary only, as code.
  const text = green ? run.stdout : `${played.annotations.join('\n')}\n${run.summary.replaceAll('`', '')}`
  for (const pattern of [row.reads].flat()) if (!pattern.test(text)) wrong.push(`nobody reads ${pattern}`)
  if (played.onReplay !== '') wrong.push(`the journal gives other findings: ${played.onReplay}`)
  if (!green) wrong.push(...toldMoreThanOnce(played))
  for (const each of played.annotations) {
    const [title = '', ...body] = each.split('\n')
    wrong.push(...formFaults(title, body.join('\n')))
  }
  if (row.planted === true && played.faults === 0) wrong.push('the fault was never met')
  return wrong
}

/** What to do about an answer of Azure or Entra ID that ended the run is once in the summary, and not in the log. */
function toldMoreThanOnce({ run }: Played): string[] {
  const [finding] = liveFindings(run.outputs)
  const [step] = finding?.remedy ?? []
  // A finding that the run is not red for is told in the summary only.
  const ended =
    (run.outputs['evidence-path'] ?? '') !== '' &&
    readFileSync(run.outputs['evidence-path'] ?? '', 'utf8').includes('"ends":true')
  if (step === undefined || !ended || run.outputs['failure-class'] !== finding?.class) return []
  const log = run.stdout
    .split('\n')
    .filter(line => !line.startsWith('::'))
    .join('\n')
  // The summary escapes what could be markup, and addresses: the longest stretch of plain words is looked for.
  const words = step.text.split(/[^\w ,]+|\bhttps/).sort((a, b) => b.length - a.length)[0] ?? step.text
  const counts = [
    ['summary', run.summary, words, 1],
    ['log', log, words, 0],
    ...(step.command === undefined ? [] : ([['summary', run.summary, step.command, 1]] as const)),
  ] as const
  return counts
    .map(([where, text, what, wanted]) => ({ where, what, wanted, count: text.split(what).length - 1 }))
    .filter(({ count, wanted }) => count !== wanted)
    .map(({ where, what, count, wanted }) => `${where}: '${what}' stands ${count} times, expected ${wanted}`)
}
