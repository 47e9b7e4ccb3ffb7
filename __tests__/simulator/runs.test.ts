import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { quick } from '../faults/row.ts'
import { commandsIn } from '../runner-model.ts'

const denied = loadScenario('atomic-rollback')

/** Ends a run of the action by a signal once a text was seen. */
async function until(seen: RegExp, to: ReturnType<typeof towards>) {
  let kill = () => {}
  let sent = false
  return runStep({
    ...to,
    onStart: child => {
      kill = () => child.kill('SIGINT')
    },
    onOutput: text => {
      if (!sent && seen.test(text)) {
        sent = true
        kill()
      }
    },
  })
}

describe('more than one run', { concurrency: 3 }, () => {
  test('two at once end in one install and one clear message', async () => {
    const simulator = await startSimulator(quick({ speed: 20 }))
    const both = await Promise.all([1, 2].map(() => runStep(towards(simulator))))
    await simulator.close()
    assert.deepEqual(both.map(run => run.outputs['outcome']).sort(), ['installed', 'unchanged'])
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
    const other = both.find(run => run.outputs['outcome'] === 'unchanged')
    assert.match(other?.stdout ?? '', /another operation is running on it|another operation is in progress/)
  })

  test('after a run that was cancelled, the next waits for its operation', async () => {
    const simulator = await startSimulator(quick({ speed: 10 }))
    const first = await until(/written because/, towards(simulator))
    const second = await runStep(towards(simulator))
    await simulator.close()
    assert.equal(first.outputs['outcome'], 'cancelled')
    assert.equal(second.outputs['outcome'], 'unchanged', second.stdout)
    assert.match(second.stdout, /another operation is running on it; waiting until it ends/)
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
  })

  test('after a run that failed, the next writes again', async () => {
    const failing: Scenario = quick({
      extension: {
        operation: { ends: '20s', status: 'Failed', error: { code: 'ExtensionOperationFailed', message: 'no' } },
      },
    })
    const simulator = await startSimulator(failing)
    const first = await runStep(towards(simulator))
    const second = await runStep(towards(simulator))
    await simulator.close()
    assert.deepEqual([first.outputs['outcome'], second.outputs['outcome']], ['failed', 'failed'])
    assert.deepEqual(simulator.writes, ['PUT extension flux', 'PUT extension flux'])
    assert.match(second.stdout, /over the existing Failed one/)
  })

  test('after a run that stopped early, the next stops on the same cause while it goes on, and writes nothing', async () => {
    const simulator = await startSimulator({ ...denied, speed: 10 })
    const first = await runStep(towards(simulator))
    const second = await runStep(towards(simulator))
    await simulator.close()
    assert.equal(first.outputs['outcome'], 'stopped-early')
    assert.equal(second.outputs['outcome'], 'stopped-early', second.stdout)
    assert.equal(second.outputs['policy'], 'aks-managed-protect-system-namespaces')
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
  })
})

describe('the release namespace', () => {
  const dapr = { 'extension-type': 'Microsoft.Dapr', 'extension-name': 'dapr', check: 'off' }

  test('that Azure tells outweighs the one that its type has by default, whose pods are not the release', async () => {
    const { pods = [] } = denied.kubernetes ?? {}
    const base = quick({
      extension: { releaseNamespace: 'elsewhere' },
      kubernetes: { namespaces: [{ name: 'elsewhere', created: '1s' }, { name: 'dapr-system' }] },
    })
    const decoys = pods.map(pod => ({ ...pod, namespace: 'dapr-system' }))
    const simulator = await startSimulator({
      ...base,
      kubernetes: { ...base.kubernetes, pods: [...(base.kubernetes?.pods ?? []), ...decoys] },
    })
    const run = await runStep(towards(simulator, dapr))
    await simulator.close()
    assert.equal(run.outputs['outcome'], 'installed', run.stdout)
    assert.match(run.stdout, /6 pods in elsewhere, all Ready/)
  })
})

describe('mode watch', { concurrency: 3 }, () => {
  const watched = async (
    scenario: Scenario,
    installer: Record<string, string> = {},
    watcher: Record<string, string> = {},
  ) => {
    const simulator = await startSimulator(scenario)
    let begin = () => {}
    const begun = new Promise<void>(resolve => {
      begin = resolve
    })
    const watching = runStep({
      ...towards(simulator, { mode: 'watch', ...watcher }),
      onOutput: text => {
        if (/does not exist yet/.test(text)) begin()
      },
    })
    await begun
    // The other process installs once the watcher was seen to wait; it retries until the cluster is there.
    let install = await runStep(towards(simulator, installer))
    while (/was not found/.test(install.stdout)) install = await runStep(towards(simulator, installer))
    const watch = await watching
    await simulator.close()
    return { watch, install, simulator }
  }

  test('waits for cluster and extension, which another process makes', async () => {
    const base = quick({ speed: 10 })
    const { watch, simulator } = await watched({
      ...base,
      azure: { ...base.azure, managedCluster: { ...base.azure?.managedCluster, appears: '60s' } },
    })
    assert.equal(watch.outputs['outcome'], 'installed', watch.stdout)
    assert.match(watch.stdout, /the managed cluster my-cluster does not exist yet/)
    assert.match(watch.stdout, /6 pods in flux-system, all Ready/)
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
  })

  test('diagnoses what another process installs, exactly as an install does', async () => {
    const { watch, install } = await watched({ ...denied, speed: 10 })
    assert.equal(watch.outputs['outcome'], 'stopped-early', watch.stdout)
    for (const name of ['failure-class', 'policy', 'service-account', 'exempt-group', 'exemption-verified'])
      assert.equal(watch.outputs[name], install.outputs[name], name)
    const [error] = commandsIn(watch.stdout).filter(({ name }) => name === 'error')
    assert.match(error?.data ?? '', /denied now, allowed after/)
  })

  test('ends at once, green, where it is there and nobody changes it', async () => {
    const simulator = await startSimulator(
      quick({ extension: { existing: { name: 'flux', extensionType: 'microsoft.flux', currentVersion: '1.22.2' } } }),
    )
    const watch = await runStep(towards(simulator, { mode: 'watch' }))
    await simulator.close()
    assert.equal(watch.outputs['outcome'], 'unchanged', watch.stdout)
    assert.deepEqual(simulator.writes, [])
  })

  test('times out with a sentence when nothing appears', async () => {
    const simulator = await startSimulator(quick())
    const watch = await runStep(towards(simulator, { mode: 'watch', timeout: '3s' }))
    await simulator.close()
    assert.equal(watch.outputs['outcome'], 'timed-out')
    assert.match(watch.stdout, /Flux did not appear in time/)
    assert.deepEqual(simulator.writes, [])
  })

  test('tells an update from an install', async () => {
    const simulator = await startSimulator(
      quick({
        extension: {
          existing: {
            name: 'flux',
            extensionType: 'microsoft.flux',
            currentVersion: '1.22.2',
            provisioningState: 'Updating',
          },
          existingOperation: { ends: '60s', status: 'Succeeded' },
        },
      }),
    )
    const watch = await runStep(towards(simulator, { mode: 'watch' }))
    await simulator.close()
    assert.equal(watch.outputs['outcome'], 'updated', watch.stdout)
  })
})
