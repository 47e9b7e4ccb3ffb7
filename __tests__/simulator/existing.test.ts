import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

async function run(scenario: Scenario, inputs: Record<string, string> = {}) {
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, { ...scenario.inputs, ...inputs })
  const step = await runStep(to)
  await simulator.close()
  const errors = commandsIn(step.stdout).filter(command => command.name === 'error')
  return {
    step,
    simulator,
    errors,
    annotated: commandsIn(step.stdout)
      .map(command => command.data)
      .join('\n'),
  }
}

const healthy = loadScenario('healthy')
const there: Scenario = {
  ...healthy,
  azure: {
    ...healthy.azure,
    extension: {
      ...healthy.azure?.extension,
      existing: {
        name: 'flux',
        extensionType: 'microsoft.flux',
        currentVersion: '1.24.1',
        configurationSettings: { a: '1' },
      },
    },
  },
}

describe('an extension that is there', { concurrency: 3 }, () => {
  test('Succeeded and not differing: no write, verified healthy', async () => {
    const { step, simulator } = await run(there, { 'configuration-settings': 'a=1' })
    assert.equal(step.outputs['outcome'], 'unchanged', step.stdout)
    assert.deepEqual(simulator.writes, [])
    assert.match(step.stdout, /6 pods in flux-system, all Ready/)
    assert.equal(step.outputs['extension-version'], '1.24.1')
  })

  test('with another value of a setting: written, and the value is not told', async () => {
    const { step, simulator } = await run(there, { 'configuration-settings': 'a=another-value' })
    assert.equal(step.outputs['outcome'], 'updated', step.stdout)
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
    assert.match(step.stdout, /setting a differs/)
    assert.ok(!step.stdout.includes('another-value'))
  })

  test('of another type: a clear error, no write', async () => {
    const { errors, simulator } = await run(there, { 'extension-type': 'microsoft.dapr', 'extension-name': 'flux' })
    assert.match(errors[0]?.data ?? '', /its type is microsoft\.flux, not microsoft\.dapr/)
    assert.deepEqual(simulator.writes, [])
  })
})

describe('a cluster that cannot take an extension: a clear error before anything is written', {
  concurrency: 3,
}, () => {
  for (const [name, managedCluster, told] of [
    ['stopped', { powerState: 'Stopped' }, /az aks start --resource-group my-group --name my-cluster/],
    ['missing', { exists: false }, /ResourceNotFound/],
    ['without a managed identity', { managedIdentity: false }, /--enable-managed-identity/],
    ['being deleted', { provisioningState: 'Deleting' }, /provisioning state of the managed cluster is Deleting/],
  ] as const)
    test(name, async () => {
      const { step, errors, simulator } = await run({ ...healthy, azure: { ...healthy.azure, managedCluster } })
      assert.equal(step.outputs['outcome'], 'failed')
      assert.equal(errors.length, 1)
      assert.match(`${errors[0]?.properties['title']}\n${step.summary}`, told)
      assert.deepEqual(simulator.writes, [])
    })
})

describe('other ways', { concurrency: 3 }, () => {
  test('stop-on-proven-cause: false is a line of the log at once, and one error when the install has failed', async () => {
    const base = loadScenario('atomic-rollback')
    const { step, errors } = await run(base, { 'stop-on-proven-cause': 'false', check: 'off' })
    const commands = commandsIn(step.stdout)
    assert.equal(step.outputs['outcome'], 'failed')
    assert.equal(commands.filter(command => command.name === 'warning').length, 0)
    assert.equal(errors.length, 1)
    assert.equal(step.stdout.match(/continuing \(stop-on-proven-cause: false\)/g)?.length, 1)
    assert.match(errors[0]?.data ?? '', /denied now, allowed after/)
  })

  test('a cluster without Entra ID: the admin certificate is said, masked and used', async () => {
    const { step } = await run({
      ...healthy,
      azure: { ...healthy.azure, managedCluster: { sku: 'Base', managedSystemNodePools: false, entra: false } },
    })
    assert.equal(step.outputs['outcome'], 'installed')
    assert.match(step.stdout, /admin certificate/)
    assert.match(step.stdout, /^::add-mask::simulated-admin-token/m)
  })

  test('an API server that nobody reaches: said within seconds, and the install goes on', async () => {
    const { step } = await run({ ...healthy, kubernetes: { ...healthy.kubernetes, access: 'unreachable' } })
    assert.equal(step.outputs['outcome'], 'installed', step.stdout)
    assert.match(step.stdout, /not seen: the cluster: .*cannot be reached: .*ECONNREFUSED/)
    assert.match(step.stdout, /unknown whether its pods are Ready/)
  })

  for (const resource of [
    'pods',
    'pods/log',
    'events',
    'namespaces',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
  ] as const)
    test(`403 on ${resource}: a stated gap, never a crash`, async () => {
      const base = loadScenario('atomic-rollback')
      const quick: Scenario = {
        ...base,
        azure: {
          ...base.azure,
          extension: {
            ...base.azure?.extension,
            operation: {
              ends: '60s',
              status: 'Failed',
              error: {
                code: 'ExtensionOperationFailed',
                message:
                  'release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded',
              },
            },
          },
        },
      }
      const { step, errors } = await run({ ...quick, kubernetes: { ...quick.kubernetes, forbidden: [resource] } })
      assert.equal(step.stderr, '')
      assert.ok(errors.length === 1, step.stdout)
      assert.match(step.stdout, /not seen: .*is forbidden/)
      assert.match(step.summary, /Not seen/)
    })
})

test('an upgrade that cures an old crash loop is not stopped on it, whatever the type and its namespace', async () => {
  const denial =
    "create: configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'aks-managed-protect-system-namespaces-binding' denied request: no"
  const old = loadScenario('atomic-rollback')
  const cured: Scenario = {
    ...old,
    cuts: {},
    azure: {
      ...old.azure,
      extension: {
        releaseNamespace: 'flux-system',
        existing: { name: 'thing', extensionType: 'contoso.thing', currentVersion: '1.0.0' },
        operation: { ends: '30s', status: 'Succeeded' },
      },
    },
    kubernetes: {
      ...old.kubernetes,
      pods: [
        {
          name: 'thing-0',
          owner: 'StatefulSet/thing',
          removed: '25s',
          containers: [
            {
              name: 'main',
              starts: ['0s', '12s', '18s'].map(at => ({ at, log: [denial], exit: { after: '2s', code: 1 } })),
            },
          ],
        },
        {
          name: 'thing-1',
          owner: 'StatefulSet/thing',
          created: '26s',
          containers: [{ name: 'main', starts: [{ at: '27s', ready: '1s' }] }],
        },
      ],
    },
  }
  const { step, errors } = await run(
    { ...cured, speed: 5 },
    { 'extension-type': 'contoso.thing', 'extension-name': 'thing', 'configuration-settings': 'cure=yes' },
  )
  assert.equal(step.outputs['outcome'], 'updated', step.stdout)
  assert.deepEqual(errors, [])
})
