/** A workload of the user's own in the release namespace is told of, and ends no run. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { differenceOnReplay } from '../live-and-replay.ts'

/** The refused pod of the scenario is the user's, and the extension comes up beside it. */
function withForeign(): Scenario {
  const scenario = structuredClone(loadScenario('atomic-rollback')) as Scenario & {
    kubernetes: {
      pods: { foreign?: boolean; removed?: string; created?: string; containers: unknown[]; name: string }[]
    }
    azure: { extension: { operation: { ends: string; status: string } } }
  }
  const [refused] = scenario.kubernetes.pods
  const healthy = loadScenario('healthy').kubernetes?.pods ?? []
  assert.ok(refused !== undefined && healthy.length > 0)
  refused.foreign = true
  refused.name = `shop-${refused.name.split('-').slice(-2).join('-')}`
  delete refused.removed
  return {
    ...scenario,
    azure: {
      ...scenario.azure,
      extension: { ...scenario.azure.extension, operation: { ends: '60s', status: 'Succeeded' } },
    },
    kubernetes: {
      ...scenario.kubernetes,
      namespaces: [{ name: 'flux-system', created: '2s' }],
      pods: [...healthy, { ...refused, owner: 'ReplicaSet/shop-7c9f8d5b6c' }],
    },
  } as Scenario
}

describe("a workload of the user's own that an admission policy refuses", { concurrency: true }, () => {
  test('ends no run', async () => {
    const simulator = await startSimulator(withForeign())
    const run = await runStep(towards(simulator, { timeout: '6m' }))
    await simulator.close()
    assert.notEqual(run.outputs['outcome'], 'stopped-early', run.stdout)
    assert.doesNotMatch(run.stdout, /will be rolled back/)
    assert.equal(await differenceOnReplay(run.outputs), '')
    assert.equal(run.outputs['outcome'], 'installed', run.stdout)
  })

  test('one of a release ends it, as before', async () => {
    const simulator = await startSimulator(loadScenario('atomic-rollback'))
    const run = await runStep(towards(simulator))
    await simulator.close()
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
  })
})
