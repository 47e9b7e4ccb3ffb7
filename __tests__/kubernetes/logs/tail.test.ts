import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../../simulator/index.ts'
import { checkScenario } from '../../../simulator/scenario.ts'
import { connectApiServer } from '../../../src/kubernetes/api-server/client.ts'
import { Refresh } from '../../../src/kubernetes/collection.ts'
import { watchPods } from '../../../src/kubernetes/pods.ts'
import type { Evidence } from '../../../src/model/evidence.ts'

/** Two starts of one container with unique lines, played without Azure: scenario time begins at once. */
const scenario = (cuts: object, lines: number) =>
  checkScenario(
    {
      title: 'tail',
      expect: { outcome: 'installed', errors: 0 },
      azure: { managedCluster: { entra: false }, extension: { existing: {} } },
      cuts,
      kubernetes: {
        pods: [
          {
            name: 'p-1',
            created: '50ms',
            containers: [
              {
                name: 'main',
                starts: [
                  {
                    at: '2s',
                    log: Array.from({ length: 5 }, (_, n) => ({
                      after: `${n * 100}ms`,
                      text: `first ${n} line {n} needle`,
                      repeat: lines,
                    })),
                    exit: { after: '600ms', code: 1 },
                  },
                  {
                    // Late enough that a busy machine has read the first start's log, however often it is cut.
                    at: '10s',
                    log: [
                      { after: '50ms', text: 'second line {n} needle', repeat: lines },
                      { after: '100ms', text: 'the end' },
                    ],
                    exit: { after: '400ms', code: 1 },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    'tail',
  )

async function tailed(cuts: object, lines: number) {
  const simulator = await startSimulator(scenario(cuts, lines))
  const kubeconfig = await simulator.kubeconfig()
  const api = connectApiServer(kubeconfig, { getToken: async () => '', onSecret: () => undefined })
  const ending = new AbortController()
  const facts: Evidence[] = []
  for await (const fact of watchPods(
    api,
    'flux-system',
    { literals: ['needle', 'the end'], refresh: new Refresh() },
    ending.signal,
  )) {
    facts.push(fact)
    // The second start's end was seen, and its log: nothing more will come.
    const logged = facts.some(each => each.kind === 'pod-log' && each.text === 'the end')
    const ended = facts.some(
      each =>
        each.kind === 'pod-status' &&
        each.data.containers[0]?.restarts === 1 &&
        each.data.containers[0].state === 'waiting',
    )
    if (logged && ended) setTimeout(() => ending.abort(), 1000)
  }
  api.close()
  await simulator.close()
  return facts
}

describe('the log of a container that restarts', { concurrency: 3 }, () => {
  for (const [name, cuts] of [
    ['whole streams', {}],
    [
      'streams cut in mid-line, again and again',
      { logs: [37, 200, 333, 1000, 1500, 77, 4000, 5000, 90], watches: ['150ms', '300ms', '500ms'] },
    ],
    ['every stream cut at its first bytes', { logs: [1, 1, 1, 1, 1, 1] }],
  ] as const)
    test(`${name}: no line lost, none twice, each of its own start`, { timeout: 60_000 }, async () => {
      const facts = await tailed(cuts, 40)
      const lines = facts.filter(fact => fact.kind === 'pod-log')
      const texts = lines.map(fact => fact.text).filter(text => text.includes('needle'))
      const wanted = [
        ...Array.from({ length: 5 }, (_, n) =>
          Array.from({ length: 40 }, (_, at) => `first ${n} line ${at + 1} needle`),
        ).flat(),
        ...Array.from({ length: 40 }, (_, at) => `second line ${at + 1} needle`),
      ]
      assert.deepEqual(texts, wanted)
      const idsOf = (word: string) =>
        new Set(lines.filter(fact => fact.text.startsWith(word)).map(fact => fact.data.containerId))
      assert.equal(idsOf('first').size, 1)
      assert.equal(idsOf('second').size, 1)
      assert.notDeepEqual(idsOf('first'), idsOf('second'))
      assert.deepEqual(
        facts.filter(fact => fact.kind === 'gap'),
        [],
      )
    })
})
