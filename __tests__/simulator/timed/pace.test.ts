import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fault } from '../../../simulator/faults.ts'
import { startSimulator } from '../../../simulator/index.ts'
import { runStep, towards } from '../../../simulator/runner.ts'
import type { Scenario, ScenarioPod } from '../../../simulator/scenario.ts'
import { quick } from '../../faults/row.ts'

/** Requests to one host in any one second of a wait. */
const MOST = 5
/** What is asked at the start, all at once, is no wait; it begins with the first request of a host. */
const START_MS = 4000

const waits = (...faults: Fault[]): Scenario => quick({ speed: 1, faults })
const zero = { headers: { 'retry-after': '0' } }
const pods = Array.from(
  { length: 30 },
  (_, n): ScenarioPod => ({
    name: `pod-${n}`,
    created: '0s',
    containers: [{ name: 'main', starts: [{ at: '0s' }] }],
  }),
)

describe('in a wait no host is asked more than five times a second', { concurrency: 5 }, () => {
  for (const [name, scenario, inputs] of [
    ['polls that ask for no pause', waits({ at: 'operation', status: 200, body: { status: 'Creating' }, ...zero }), {}],
    [
      'polls that are refused with a pause of less than nothing',
      waits({ at: 'operation', status: 503, headers: { 'retry-after': '-5' } }),
      {},
    ],
    [
      'a write that is throttled, with a fraction of a second',
      waits({ at: 'put', status: 429, headers: { 'retry-after': '0.01' } }),
      {},
    ],
    ['reads that are throttled without a pause', waits({ at: 'extension', status: 429, ...zero }), {}],
    [
      'a cluster that is waited for',
      quick({ speed: 1, azure: { managedCluster: { exists: false } } }),
      { mode: 'watch' },
    ],
    ['an extension that is waited for', quick({ speed: 1 }), { mode: 'watch' }],
    ['lists that fail', waits({ at: ['pods', 'events', 'namespaces', 'policies', 'bindings'], status: 503 }), {}],
    ['watches that end at once', { ...waits(), cuts: { watches: Array.from({ length: 500 }, () => '1ms') } }, {}],
    [
      'logs that fail, of 30 containers',
      quick({ speed: 1, kubernetes: { pods, events: [] }, faults: [{ at: 'log', status: 500 }] }),
      {},
    ],
    ['lists whose pages do not end', quick({ speed: 1, kubernetes: { endless: true } }), {}],
  ] as const)
    test(name, { timeout: 60_000 }, async context => {
      const simulator = await startSimulator(scenario)
      await runStep(towards(simulator, { timeout: '20s', ...inputs }))
      await simulator.close()
      // Logs are opened as containers start; only where they fail are they waited for.
      const logs = name.startsWith('logs')
      // The first request of each path is of something new, such as the log of a new container.
      const seen = new Set<string>()
      const again = simulator.requests.filter(({ path }) => seen.has(path) || !seen.add(path))
      const hostOf = ({ path }: { path: string }) => (path.startsWith('kubernetes') ? 'kubernetes' : 'azure')
      for (const [host, all] of Map.groupBy(again, hostOf)) {
        const began = simulator.requests.find(each => hostOf(each) === host)?.at ?? 0
        const asked = all.filter(({ at, path }) => at - began > START_MS && (logs || !path.endsWith('/log')))
        const most = Math.max(
          ...asked.map(({ at }) => asked.filter(each => each.at >= at && each.at < at + 1000).length),
        )
        context.diagnostic(`${host}: at most ${most} in a second`)
        assert.ok(most <= MOST, `${host}: ${most} requests in one second`)
      }
    })
})
