import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { errorIn } from '../runner-model.ts'

async function run(
  scenario: Scenario,
  inputs: (simulator: Simulator) => Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
) {
  const simulator = await startSimulator(scenario)
  const step = towards(simulator, { ...scenario.inputs, ...inputs(simulator) })
  const done = await runStep({ inputs: step.inputs, environment: { ...step.environment, ...environment } })
  await simulator.close()
  return { run: done, simulator }
}

const rollback = loadScenario('atomic-rollback')
const healthy = loadScenario('healthy')
const asksFor = ({ requests }: Simulator, path: RegExp) => requests.filter(each => path.test(each.path)).length

describe('kube-access', { concurrency: 3 }, () => {
  test('none: Azure alone is followed, and the API server is not asked', async () => {
    const { run: done, simulator } = await run(healthy, () => ({ 'kube-access': 'none' }))
    assert.equal(done.outputs['outcome'], 'installed', done.stdout)
    assert.equal(asksFor(simulator, /^kubernetes|listClusterUserCredential/), 0)
    assert.match(done.stdout, /not seen: the cluster: kube-access: none/)
  })

  test('direct: where it cannot be reached, the step ends before anything is written', async () => {
    const unreachable = { ...healthy, kubernetes: { ...healthy.kubernetes, access: 'unreachable' as const } }
    const { run: done, simulator } = await run(unreachable, () => ({ 'kube-access': 'direct' }))
    assert.equal(done.exitCode, 1)
    assert.match(errorIn(done.stdout), /Reaching the API server \(kube-access: direct\)/)
    assert.deepEqual(simulator.writes, [])
  })

  test('direct: Azure never gives the way, and nothing is written', { timeout: 60_000 }, async () => {
    const scenario = { ...healthy, faults: [{ at: 'credential' as const, cut: 'hang' as const }] }
    const { run: done, simulator } = await run(scenario, () => ({ 'kube-access': 'direct' }))
    assert.equal(done.exitCode, 1)
    assert.match(errorIn(done.stdout), /Reaching the API server \(kube-access: direct\)/)
    assert.deepEqual(simulator.writes, [])
  })

  test('auto: Azure is not asked for credentials again and again', { timeout: 60_000 }, async () => {
    const scenario = { ...healthy, kubernetes: { ...healthy.kubernetes, access: 'unreachable' as const } }
    const { simulator } = await run({ ...scenario, speed: 2 }, () => ({}))
    assert.equal(asksFor(simulator, /listClusterUserCredential/), 1)
  })

  for (const [name, managedCluster, expected] of [
    [
      'private',
      { private: true },
      /The cluster is private: run the step on a self-hosted runner.*kube-access: run-command/,
    ],
    [
      'with authorized ranges',
      { authorizedRanges: ['10.0.0.0/8'] },
      /only from 1 authorized IP ranges.*kube-access: run-command/,
    ],
  ] as const)
    test(`auto, ${name} and out of reach: the install goes on, and one line names run-command`, async () => {
      const scenario = {
        ...healthy,
        azure: { ...healthy.azure, managedCluster: { ...healthy.azure?.managedCluster, ...managedCluster } },
        kubernetes: { ...healthy.kubernetes, access: 'hanging' as const },
      }
      const { run: done } = await run(scenario, () => ({}))
      assert.equal(done.outputs['outcome'], 'installed', done.stdout)
      assert.match(done.stdout.replaceAll('\n', ' '), expected)
    })
})

describe('a kubeconfig that is given', { concurrency: 3 }, () => {
  test('as text, of kubelogin: the cause is found, and Azure is not asked for one', async () => {
    const { run: done, simulator } = await run(rollback, each => ({ kubeconfig: each.kubeconfig() }))
    assert.equal(done.outputs['failure-class'], 'admission-policy-denied', done.stdout)
    assert.equal(asksFor(simulator, /listClusterUserCredential/), 0)
  })

  test('by the variable KUBECONFIG', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kube-')), 'config')
    const simulator = await startSimulator(rollback)
    writeFileSync(file, simulator.kubeconfig())
    const step = towards(simulator, { ...rollback.inputs, kubeconfig: 'KUBECONFIG' })
    const done = await runStep({ inputs: step.inputs, environment: { ...step.environment, KUBECONFIG: file } })
    await simulator.close()
    assert.equal(done.outputs['failure-class'], 'admission-policy-denied', done.stdout)
  })

  test('with another command is told before any request', async () => {
    const { run: done, simulator } = await run(rollback, each => ({
      kubeconfig: each.kubeconfig().replace('command: kubelogin', 'command: aws'),
    }))
    assert.match(errorIn(done.stdout), /with the command aws/)
    assert.equal(simulator.requests.length, 0)
  })

  test('a path to nothing is told before any request', async () => {
    const { run: done, simulator } = await run(rollback, () => ({ kubeconfig: 'nowhere/config' }))
    assert.match(errorIn(done.stdout), /kubeconfig: found no file/)
    assert.equal(simulator.requests.length, 0)
  })
})
