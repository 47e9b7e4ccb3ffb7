/** From the refusal that blocks to the annotated error. The parent process stamps both with one clock. */
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'

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

/** @returns ms from blocking (second refusal, or the container's non-zero end) to the ::error line, of each run. */
export async function latencies(runs: number): Promise<number[]> {
  const scenario = refusal()
  const all: number[] = []
  for (let n = 0; n < runs; n++) all.push(await latency(scenario))
  return all
}

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
