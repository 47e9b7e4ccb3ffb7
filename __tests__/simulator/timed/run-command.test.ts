/** A private API server, seen by run command: the same cause, exemption and report as with direct access. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { startSimulator } from '../../../simulator/index.ts'
import { runStep, towards } from '../../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../../simulator/scenario.ts'
import { differenceOnReplay } from '../../live-and-replay.ts'
import { commandsIn, errorIn } from '../../runner-model.ts'

const SPEED = 20
const WINDOWS = process.platform === 'win32' && 'the script of a run command is for sh'

/** A scenario with its own clock: the action's timers run as fast as it does. */
async function run(scenario: Scenario, inputs: Readonly<Record<string, string>> = {}) {
  const from = Date.now()
  const simulator = await startSimulator({ ...scenario, speed: SPEED })
  const step = towards(simulator, { ...scenario.inputs, 'kube-access': 'run-command', ...inputs })
  const done = await runStep({
    inputs: step.inputs,
    environment: { ...step.environment, FAST_SPEED: String(SPEED), FAST_FROM: String(from) },
    nodeOptions: ['--import', join(import.meta.dirname, '../../fast-clock.mjs')],
  })
  await simulator.close()
  const of = (path: RegExp) => simulator.requests.filter(each => path.test(each.path))
  return { run: done, simulator, commands: of(/runCommand$/i).length, direct: of(/listClusterUserCredential/).length }
}

/** As it is where only Azure reaches the API server. */
function privately(name: string, azure: object = {}): Scenario {
  const scenario = loadScenario(name)
  return {
    ...scenario,
    cuts: {},
    azure: {
      ...scenario.azure,
      ...azure,
      managedCluster: {
        ...scenario.azure?.managedCluster,
        private: true,
        ...(azure as { managedCluster?: object }).managedCluster,
      },
    },
  }
}

describe('run command', { concurrency: 3, skip: WINDOWS }, () => {
  test('the reported failure: the cause, its exemption and the end, with two commands at most', async () => {
    const { run: done, commands, direct } = await run(privately('atomic-rollback'))
    assert.equal(done.outputs['outcome'], 'stopped-early', done.stdout)
    assert.equal(done.outputs['failure-class'], 'admission-policy-denied')
    assert.equal(done.outputs['exemption-verified'], 'local')
    assert.ok(commands >= 1 && commands <= 2, `${commands} commands`)
    assert.equal(direct, 0)
    assert.match(errorIn(done.stdout), /fluxconfig-immutable-values/)
    assert.equal(await differenceOnReplay(done.outputs), '')
    console.log(`run command: ${commands} calls for the reported failure`)
  })

  test('a check reads the cluster by it', async () => {
    const { run: done, commands } = await run(privately('healthy'), { mode: 'check' })
    assert.equal(done.outputs['outcome'], 'checked', done.stdout)
    assert.equal(done.outputs['check-result'], 'clear', done.stdout)
    assert.ok(commands >= 1)
  })

  test('a healthy install is seen to be healthy', async () => {
    const { run: done, commands, simulator } = await run(privately('healthy'))
    assert.equal(done.outputs['outcome'], 'installed', done.stdout)
    assert.equal(commandsIn(done.stdout).filter(({ name }) => name === 'warning').length, 0, done.stdout)
    assert.match(done.stdout, /pods? in flux-system, all Ready/)
    assert.ok(commands <= 2, `${commands} commands`)
    assert.deepEqual(simulator.violations, [])
  })

  test('mode diagnose looks at once', async () => {
    const scenario = privately('atomic-rollback')
    const existing = { name: 'flux', extensionType: 'microsoft.flux', provisioningState: 'Creating' }
    const { run: done, commands } = await run(
      {
        ...scenario,
        azure: { ...scenario.azure, extension: { ...scenario.azure?.extension, existing } },
      },
      { mode: 'diagnose' },
    )
    assert.equal(commands, 1)
    assert.doesNotMatch(done.stdout, /not read within/)
  })

  test('turned off on the cluster: said before the first, and none is asked for', async () => {
    const scenario = privately('healthy', { managedCluster: { disableRunCommand: true } })
    const { run: done, commands } = await run(scenario)
    assert.equal(commands, 0)
    assert.match(done.stdout, /run-command cannot be used: it is disabled on this cluster/)
    assert.equal(done.outputs['outcome'], 'installed')
  })

  for (const [name, runCommand, expected] of [
    [
      'its pod finds no node',
      {
        refused: {
          status: 400,
          code: 'KubernetesPerformanceError',
          message:
            'Failed to run command due to cluster perf issue, container command-1 in aks-command namespace did not start within 30s on your cluster, retry may helps.',
        },
      },
      /not seen: the cluster: the run command: KubernetesPerformanceError: .*tolerates no taint/,
    ],
    [
      'a policy refuses its pod',
      {
        refused: {
          status: 400,
          code: 'KubernetesOperationError',
          message:
            'Failed to run command in managed cluster due to kubernetes failure. details: admission webhook "validation.gatekeeper.sh" denied the request: no',
        },
      },
      /admission webhook/,
    ],
    [
      'the identity may not',
      {
        refused: {
          status: 403,
          code: 'AuthorizationFailed',
          message:
            "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/runCommand/action' over scope '/subscriptions/s'",
        },
      },
      /Azure Kubernetes Service Contributor Role/,
    ],
    ['its pod cannot be started', { reason: 'ImagePullBackOff' }, /run command: ImagePullBackOff/],
    ['its output is another', { output: 'command not found: kubectl' }, /its output did not come from the script/],
    ['it writes nothing', { output: '' }, /its output did not come from the script: empty/],
  ] as const)
    test(`${name}: told, and the install goes on`, async () => {
      const { run: done, commands } = await run(privately('healthy', { runCommand }))
      assert.equal(done.outputs['outcome'], 'installed', done.stdout)
      assert.match(done.stdout, expected)
      assert.ok(commands <= 3, `${commands} commands`)
    })
})
