/** Clusters that Arc connects: by their id, with and without a way to their API server, connected or not. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { type ConnectedCluster, loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { commandsIn, errorIn } from '../runner-model.ts'

const ID =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group/providers/Microsoft.Kubernetes/connectedClusters/my-cluster'

function scenarioOf(name: string, connectedCluster: ConnectedCluster = {}): Scenario {
  const scenario = loadScenario(name)
  return { ...scenario, azure: { ...scenario.azure, connectedCluster } }
}

async function run(
  scenario: Scenario,
  inputs: (simulator: Simulator) => Readonly<Record<string, string>> = () => ({ 'cluster-type': 'connectedClusters' }),
  speed?: number,
) {
  const from = Date.now()
  const simulator = await startSimulator(speed === undefined ? scenario : { ...scenario, speed })
  const step = towards(simulator, { ...scenario.inputs, ...inputs(simulator) })
  const clock = speed === undefined ? {} : { FAST_SPEED: String(speed), FAST_FROM: String(from) }
  const done = await runStep({
    inputs: step.inputs,
    environment: { ...step.environment, ...clock },
    ...(speed === undefined ? {} : { nodeOptions: ['--import', join(import.meta.dirname, '../fast-clock.mjs')] }),
  })
  await simulator.close()
  assert.deepEqual(simulator.violations, [])
  return { run: done, simulator }
}

describe('a cluster that Arc connects', { concurrency: 3 }, () => {
  test('without a kubeconfig: installed with an identity, and what was not seen is said', async () => {
    const { run: done, simulator } = await run(scenarioOf('healthy'))
    assert.equal(done.outputs['outcome'], 'installed', done.stdout)
    assert.match(done.stdout, /cluster my-cluster: connected by Arc \(k3s, agents 1\.21\.10, Connected\)/)
    assert.match(done.stdout, /Set the input kubeconfig/)
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
    assert.match(readFileSync(done.outputs['report-path'] ?? '', 'utf8'), /Arc connectivity \| `Connected`/)
  })

  test('by its id, with a kubeconfig: the cause is found', async () => {
    const { run: done } = await run(scenarioOf('atomic-rollback'), simulator => ({
      'cluster-resource-id': ID,
      'cluster-name': '',
      'resource-group': '',
      'subscription-id': '',
      kubeconfig: simulator.kubeconfig(),
    }))
    assert.equal(done.outputs['failure-class'], 'admission-policy-denied', done.stdout)
    assert.match(done.outputs['extension-id'] ?? '', /connectedClusters/i)
    assert.doesNotMatch(done.summary, /az aks /)
  })

  for (const [state, expected] of [
    ['Offline', /Azure cannot reach the cluster \(Offline\)/],
    ['Expired', /Azure cannot reach the cluster \(Expired\)/],
    ['Connecting', /Azure cannot reach the cluster \(Connecting\)/],
  ] as const)
    test(`${state}: told before anything is written`, async () => {
      const agentErrors = [{ component: 'config-agent', message: 'no route to host' }]
      const { run: done, simulator } = await run(scenarioOf('healthy', { connectivityStatus: state, agentErrors }))
      assert.equal(done.outputs['failure-class'], 'cluster-disconnected', done.stdout)
      const [error] = commandsIn(done.stdout).filter(({ name }) => name === 'error')
      assert.match(`${error?.properties['title']}`, expected)
      assert.match(done.summary, /az connectedk8s/)
      assert.deepEqual(simulator.writes, [])
    })

  test('Offline in the midst of the install: ended early', async () => {
    const scenario = scenarioOf('healthy', { becomes: 'Offline', at: '30s' })
    const never = { ends: '2880m', status: 'Failed' as const }
    const { run: done } = await run(
      { ...scenario, azure: { ...scenario.azure, extension: { ...scenario.azure?.extension, operation: never } } },
      undefined,
      30,
    )
    assert.equal(done.outputs['failure-class'], 'cluster-disconnected', done.stdout)
    assert.equal(done.outputs['operation-running'], 'true')
  })

  test('run-command is of AKS: told before any request', async () => {
    const { run: done, simulator } = await run(scenarioOf('healthy'), () => ({
      'cluster-type': 'connectedClusters',
      'kube-access': 'run-command',
    }))
    assert.match(errorIn(done.stdout), /run-command works only on AKS/)
    assert.equal(simulator.requests.length, 0)
  })

  test('one that does not exist is told as such', async () => {
    const { run: done } = await run(loadScenario('healthy'))
    assert.equal(done.outputs['failure-class'], 'resource-not-found', done.stdout)
  })
})
