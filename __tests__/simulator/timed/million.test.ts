import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../../simulator/index.ts'
import { towards } from '../../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../../simulator/scenario.ts'
import { connectApiServer } from '../../../src/kubernetes/api-server/client.ts'
import { ContainerTail } from '../../../src/kubernetes/logs/tail.ts'
import { TailPool } from '../../../src/kubernetes/logs/tail-pool.ts'
import { Prefilter, withPeak } from '../../long-logs.ts'
import { seeded } from '../../random.ts'

const LINES = 1_000_000
const DENIAL =
  "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'aks-managed-protect-system-namespaces-binding' denied request: no"
const rollback = loadScenario('atomic-rollback')

/** The reported failure, by a container that first writes many lines of an everyday length, the one that matters among them. */
function chatty(lines: number, at: number, changes: Partial<Scenario> = {}): Scenario {
  const text = '{"level":"info","ts":"2026-03-09T12:00:08.001Z","msg":"reconciling","id":"line-{n}-of-many"}'
  const start = (from: string) => ({
    at: from,
    log: [
      { after: '1s', text, repeat: at },
      { after: '1s', text: DENIAL },
      { after: '1s', text, repeat: lines - at },
    ],
    exit: { after: '2s', code: 1 },
  })
  return {
    ...rollback,
    speed: 2,
    cuts: {},
    ...changes,
    kubernetes: {
      ...rollback.kubernetes,
      pods: [
        {
          name: 'fluxconfig-controller-7c9f8d5b6c-x2x5k',
          owner: 'ReplicaSet/fluxconfig-controller-7c9f8d5b6c',
          serviceAccount: 'flux-operatorsa',
          created: '0s',
          containers: [{ name: 'manager', starts: [start('2s')] }],
        },
      ],
    },
  }
}

test('1,000,000 lines, one of which matters, over streams that are cut: none lost, none doubled', {
  timeout: 180_000,
}, async context => {
  const random = seeded(4)
  const cuts = Array.from({ length: 12 }, () => 1 + random.below(12_000_000))
  const scenario: Scenario = {
    title: 'million',
    expect: { outcome: 'installed', errors: 0 },
    azure: { managedCluster: { entra: false }, extension: { existing: {} } },
    cuts: { logs: cuts },
    kubernetes: {
      pods: [
        {
          name: 'p-1',
          created: '0s',
          containers: [
            {
              name: 'main',
              starts: [
                {
                  at: '0s',
                  log: [
                    {
                      text: 'unique-{n} is a line of an everyday length, as controllers write them by the thousand',
                      repeat: LINES,
                    },
                    { text: 'needle' },
                  ],
                  exit: { after: '1s', code: 1 },
                },
              ],
            },
          ],
        },
      ],
    },
  }
  const simulator = await startSimulator(scenario)
  context.after(() => simulator.close())
  const api = connectApiServer(simulator.kubeconfig(), { getToken: async () => '', onSecret: () => undefined })
  const filter = new Prefilter('needle', LINES)
  const ending = new AbortController()
  const found: string[] = []
  const gaps: string[] = []
  const target = { podUid: 'u', namespace: 'flux-system', pod: 'p-1', container: 'main' }
  let id = ''
  while (id === '') {
    // While the simulator makes its million lines, it answers late: asked again.
    const answer = await api.get('/api/v1/namespaces/flux-system/pods', ending.signal).catch(() => ({ items: [] }))
    const pod = answer as {
      items: {
        status: { containerStatuses: { containerID?: string; lastState: { terminated?: { containerID: string } } }[] }
      }[]
    }
    id = pod.items[0]?.status.containerStatuses[0]?.lastState.terminated?.containerID ?? ''
  }
  const emit: ConstructorParameters<typeof ContainerTail>[2]['emit'] = fact => {
    if (fact.kind === 'gap') gaps.push(fact.text)
    if (fact.kind === 'pod-log' && fact.data.part === 'candidate') found.push(fact.text)
    // The last lines are handed out when the log has been read to its end.
    if (fact.kind === 'pod-log' && fact.data.part === 'tail') ending.abort()
  }
  const tail = new ContainerTail(
    api,
    target,
    { filter, emit, echo: undefined, pool: new TailPool(() => undefined) },
    ending.signal,
  )
  tail.update(
    {
      name: 'main',
      image: '',
      init: false,
      id,
      ready: false,
      restarts: 0,
      state: 'terminated',
      reason: 'Error',
      message: '',
      startedAt: '',
      exitCode: 1,
    },
    false,
  )
  await tail.run()
  api.close()
  const { lost, doubled } = filter.counts(LINES)
  console.log(`${LINES} lines over ${cuts.length} cuts: lost ${lost}, doubled ${doubled}, found ${found.length}`)
  assert.deepEqual([lost, doubled, found, gaps], [0, 0, ['needle'], []])
})

test('the cause is found among 1,000,000 lines, with no more memory than among 100,000', {
  timeout: 180_000,
}, async () => {
  const peak = async (lines: number) => {
    const scenario = chatty(lines, Math.floor(lines * 0.7))
    const simulator = await startSimulator(scenario)
    const { inputs, environment } = towards(simulator)
    const { run, peak: mib } = await withPeak({ inputs, environment })
    await simulator.close()
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout.slice(-3000))
    assert.equal(run.outputs['policy'], 'aks-managed-protect-system-namespaces')
    return mib
  }
  const few = await peak(100_000)
  const many = await peak(LINES)
  console.log(
    `peak RSS: ${many.toFixed(0)} MiB with ${LINES} lines, ${few.toFixed(0)} MiB with 100000: ${(many / few).toFixed(2)}x`,
  )
  assert.ok(many / few < 1.5, `${many} against ${few} MiB`)
})
