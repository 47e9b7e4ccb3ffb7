/** The way from the start to the write, with each request 100 ms late; and the connections of a check. */
import { type Asked, startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'

/** Requests that are sent within this many ms are one round trip. */
const TOGETHER_MS = 50

const scenario: Scenario = { ...loadScenario('healthy'), speed: 100 }

export interface CriticalPath {
  /** From the start to the write, of each run. */
  readonly seconds: readonly number[]
  /** Of the last run: ms from the start, and what was sent then. */
  readonly chain: readonly { readonly at: number; readonly sent: string }[]
  readonly requests: number
}

export async function criticalPath(runs: number): Promise<CriticalPath> {
  const seconds: number[] = []
  let chain: { at: number; sent: string }[] = []
  let requests = 0
  for (let n = 0; n < runs; n++) {
    const simulator = await startSimulator({ ...scenario, late: '100ms' })
    const began = performance.now()
    const run = await runStep(towards(simulator, scenario.inputs))
    await simulator.close()
    const write = simulator.requests.find(({ method }) => method === 'PUT')
    if (write === undefined) throw new Error(run.stdout)
    seconds.push((write.at - began) / 1000)
    const before = simulator.requests.filter(({ at }) => at <= write.at)
    requests = before.length
    chain = roundTrips(before).map(trip => ({ at: (trip[0]?.at ?? 0) - began, sent: trip.map(nameOf).join(', ') }))
  }
  return { seconds, chain, requests }
}

/** @returns the connections of a whole mode check. */
export async function checkConnections() {
  const simulator = await startSimulator(scenario)
  await runStep(towards(simulator, { ...scenario.inputs, mode: 'check' }))
  const connections = { ...simulator.connections(), requests: simulator.requests.length }
  await simulator.close()
  return connections
}

function roundTrips(requests: readonly Asked[]): Asked[][] {
  const trips: Asked[][] = []
  for (const each of requests) {
    const last = trips.at(-1)
    if (last?.[0] !== undefined && each.at - last[0].at < TOGETHER_MS) last.push(each)
    else trips.push([each])
  }
  return trips
}

function nameOf({ method, path }: Asked): string {
  const last = path.split('/').filter(Boolean)
  const name = last.at(-1) ?? ''
  return `${method} ${/^[0-9a-f-]{36}$/.test(name) ? last.slice(-2).join('/') : name}`
}
