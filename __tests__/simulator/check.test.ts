import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { type ForbiddenResource, loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

async function checked(name: string, inputs: Record<string, string>, changes: Partial<Scenario> = {}) {
  const base = loadScenario(name)
  const scenario = { ...base, ...changes, kubernetes: { ...base.kubernetes, ...changes.kubernetes } }
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, { ...scenario.inputs, ...inputs })
  const run = await runStep(to)
  await simulator.close()
  assert.deepEqual(simulator.violations, [])
  assert.equal(run.stderr, '')
  return { run, simulator }
}

const annotations = (stdout: string) => commandsIn(stdout).filter(({ name }) => name === 'error' || name === 'warning')

describe('mode check', () => {
  test('the reported policy: refused in seconds, with the exemption, and nothing is written', async context => {
    const began = performance.now()
    const { run, simulator } = await checked('atomic-rollback', { mode: 'check' })
    assert.equal(run.outputs['check-result'], 'refused', run.stdout)
    assert.equal(run.outputs['outcome'], 'failed')
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
    assert.equal(run.outputs['exempt-group'], 'system:serviceaccounts:flux-system')
    assert.equal(run.outputs['exemption-verified'], 'local')
    assert.deepEqual(simulator.writes, [])
    assert.match(run.summary, /Check before the install/)
    assert.equal(annotations(run.stdout).length, 1)
    context.diagnostic(`${simulator.requests.length} requests, ${Math.round(performance.now() - began)} ms`)
  })

  for (const name of ['healthy', 'exempted', 'audit-only'])
    test(`${name}: clear, and no annotation`, async () => {
      // What the check sees of "exempted" is the policy after its fix.
      const changes = loadScenario(name).kubernetes?.changes?.[0]?.policy
      const kubernetes = changes ? { policies: [changes], changes: [] } : {}
      const { run } = await checked(name, { mode: 'check' }, { kubernetes })
      assert.equal(run.outputs['check-result'], 'clear', run.stdout)
      assert.equal(run.outputs['outcome'], 'checked')
      assert.deepEqual(annotations(run.stdout), [])
    })

  test('a provider that is not registered: refused', async () => {
    const { run } = await checked(
      'healthy',
      { mode: 'check' },
      { azure: { ...loadScenario('healthy').azure, provider: 'NotRegistered' } },
    )
    assert.equal(run.outputs['check-result'], 'refused', run.stdout)
    assert.match(run.summary, /az provider register/)
    assert.equal(run.outputs['failure-class'], 'provider-not-registered')
    const [told, ...more] = annotations(run.stdout)
    assert.match(`${told?.properties['title']}`, /not registered/)
    assert.deepEqual(more, [])
  })

  test('the same before an install: a line of the log, and no annotation while it may pass', async () => {
    const { run } = await checked(
      'healthy',
      {},
      { azure: { ...loadScenario('healthy').azure, provider: 'NotRegistered' } },
    )
    assert.match(run.stdout, /check: provider Microsoft\.KubernetesConfiguration: denied: NotRegistered/)
    assert.match(run.stdout, /check: Flux will probably fail to start: the subscription is not registered/)
    assert.deepEqual(annotations(run.stdout), [])
    assert.match(run.summary, /The check predicted: the subscription is not registered.*This did not happen/)
  })

  test('what could not be seen is no green light: said in the headline and one warning', async () => {
    const { run } = await checked(
      'healthy',
      { mode: 'check' },
      { kubernetes: { forbidden: ['validatingadmissionpolicies'] } },
    )
    assert.equal(run.outputs['check-result'], 'not-visible')
    assert.match(run.summary, /the check could not read the admission policies/)
    assert.equal(annotations(run.stdout).filter(({ name }) => name === 'warning').length, 1, run.stdout)
  })

  test('Flux under another name: refused, as the install would', async () => {
    const { run } = await checked('healthy', { mode: 'check' }, {
      azure: { ...loadScenario('healthy').azure, extension: { existing: { name: 'gitops' } } },
    } as Partial<Scenario>)
    assert.equal(run.outputs['check-result'], 'refused', run.stdout)
    assert.equal(run.outputs['failure-class'], 'extension-already-exists')
  })

  for (const [forbidden, result] of [
    ['validatingadmissionpolicies', 'not-visible'],
    ['validatingadmissionpolicybindings', 'not-visible'],
    ['pods', 'refused'],
    ['events', 'refused'],
    ['namespaces', 'refused'],
  ] as readonly (readonly [ForbiddenResource, string])[])
    test(`without ${forbidden}: ${result}, and what is missing is said`, async () => {
      const { run } = await checked('atomic-rollback', { mode: 'check' }, { kubernetes: { forbidden: [forbidden] } })
      assert.equal(run.outputs['check-result'], result, run.stdout)
      assert.match(run.stdout, new RegExp(`not seen: .*${forbidden} is forbidden`))
    })
})

describe('the check before an install', () => {
  test('fail: ends before anything is written, with the exemption', async () => {
    const { run, simulator } = await checked('atomic-rollback', { check: 'fail' })
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.deepEqual(simulator.writes, [])
    assert.match(
      run.stdout,
      /::error .*denied by an AKS-managed policy::Predicted by the check\. Microsoft must fix this\./,
    )
    assert.match(run.summary, /exempt the group/)
  })

  test('warn: a line of the log, no annotation, and the install goes on to the same end', async () => {
    const { run, simulator } = await checked('atomic-rollback', {})
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
    assert.deepEqual(
      annotations(run.stdout).map(({ name }) => name),
      ['error'],
    )
    assert.match(run.stdout, /Installing anyway \(check: warn\)/)
    assert.deepEqual(simulator.writes, ['PUT extension flux'])
  })

  test('an extension in the way is told once, by the install', async () => {
    const { run } = await checked(
      'healthy',
      {},
      { azure: { ...loadScenario('healthy').azure, extension: { existing: { name: 'gitops' } } } },
    )
    assert.equal(run.outputs['outcome'], 'failed')
    assert.deepEqual(
      annotations(run.stdout).map(({ name }) => name),
      ['error'],
    )
  })

  test('off: nothing is checked', async () => {
    const { run } = await checked('atomic-rollback', { check: 'off' })
    assert.equal(run.outputs['check-result'], '')
    assert.equal(annotations(run.stdout).filter(({ name }) => name === 'warning').length, 0)
  })
})
