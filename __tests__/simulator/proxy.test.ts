import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { startGitHub } from '../../simulator/github.ts'
import { startSimulator } from '../../simulator/index.ts'
import { type ProxyBehaviour, startProxy } from '../../simulator/proxy.ts'
import { towardsGitHub } from '../../simulator/pull-request.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { commandsIn, errorIn } from '../runner-model.ts'

const NAMES = { azure: 'azure.simulator.test', kubernetes: 'my-cluster-1a2b.simulator.test' }
const HOOK = join(import.meta.dirname, '../only-by-proxy.mjs')

/** A run to which all the world is behind a proxy. */
async function behind(
  behaviour: ProxyBehaviour,
  {
    scenario = 'atomic-rollback',
    scheme = 'http://',
    userinfo = '',
    inputs = {},
    environment = {},
    variable = 'HTTPS_PROXY',
  } = {},
) {
  const played = loadScenario(scenario)
  const simulator = await startSimulator(played, undefined, undefined, NAMES)
  const proxy = await startProxy(behaviour)
  const step = towards(simulator, { ...played.inputs, ...inputs })
  const run = await runStep({
    inputs: step.inputs,
    environment: {
      ...step.environment,
      [variable]: `${scheme}${userinfo}127.0.0.1:${proxy.port}`,
      ONLY_PORT: String(proxy.port),
      ...environment,
    },
    nodeOptions: ['--import', HOOK],
  })
  await Promise.all([simulator.close(), proxy.close()])
  assert.doesNotMatch(run.stderr, /DIRECT/)
  return { run, proxy, simulator }
}

describe('behind a proxy', { concurrency: 3 }, () => {
  for (const variable of ['HTTPS_PROXY', 'https_proxy'])
    test(`${variable}: GitHub, Entra ID, Azure and the API server are reached by it, and nothing else`, async () => {
      const { run, proxy } = await behind({}, { variable })
      assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
      assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
      assert.equal(run.outputs['exemption-verified'], 'local')
      const hosts = new Set(proxy.connections.map(each => each.split(':')[0]))
      assert.deepEqual([...hosts].sort(), [NAMES.azure, NAMES.kubernetes].sort())
    })

  test('written without a scheme, as curl takes it, beside variables that are for others', async () => {
    const others = { HTTP_PROXY: '10.0.0.1:3128', ALL_PROXY: '127.0.0.1:1080', NO_PROXY: 'localhost' }
    const { run } = await behind({}, { scheme: '', environment: others })
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
  })

  test('that answers what is not HTTP is said to', async () => {
    const { run } = await behind({ garbage: true }, { inputs: { timeout: '15s' } })
    assert.match(run.stdout, /did not answer with HTTP|could not be used/)
    assert.doesNotMatch(run.stdout, /NaN/)
  })

  test('with credentials, which are masked and stand nowhere', async () => {
    const { run } = await behind({ credentials: 'user:s3cret@pw' }, { userinfo: 'user:s3cret%40pw@' })
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
    const masks = commandsIn(run.stdout).filter(command => command.name === 'add-mask')
    assert.ok(masks.some(({ data }) => data === 's3cret@pw'))
    const told = commandsIn(run.stdout).filter(command => command.name !== 'add-mask')
    assert.doesNotMatch(JSON.stringify(told) + run.summary, /s3cret/)
  })

  test("the comment goes by it too: GitHub's API is reached by nothing else", async () => {
    const github = await startGitHub({ host: 'api.simulator.test' })
    const simulator = await startSimulator(loadScenario('atomic-rollback'), undefined, undefined, NAMES)
    const proxy = await startProxy()
    const step = towardsGitHub(towards(simulator, loadScenario('atomic-rollback').inputs), github)
    const run = await runStep({
      inputs: step.inputs,
      environment: {
        ...step.environment,
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
        ONLY_PORT: String(proxy.port),
      },
      nodeOptions: ['--import', HOOK],
    })
    await Promise.all([simulator.close(), proxy.close(), github.close()])
    assert.doesNotMatch(run.stderr, /DIRECT/)
    assert.match(run.stdout, /The comment on pull request #7 is written/)
    assert.ok(proxy.connections.some(each => each.startsWith('api.simulator.test:')))
  })

  test('without the credentials that it wants: said, with its name and HTTP 407', async () => {
    const { run, simulator } = await behind({ credentials: 'user:pw' })
    assert.match(run.stdout, /the proxy 127\.0\.0\.1:\d+ answered HTTP 407 to the connection to azure\.simulator/)
    assert.equal(run.exitCode, 1)
    assert.equal(simulator.requests.length, 0)
  })

  test('that answers 502 for Azure alone, again and again: the proxy is named', async () => {
    let asked = 0
    const answer = (target: string) => (target.startsWith(NAMES.azure) && ++asked > 2 ? 502 : undefined)
    const { run } = await behind({ answer }, { inputs: { timeout: '20s' }, environment: {} })
    assert.match(run.stdout, /the proxy 127\.0\.0\.1:\d+ answered HTTP 502/)
    assert.equal(run.exitCode, 1)
  })

  test('that lets nobody through to the API server: Azure alone is followed, and the proxy is named', async () => {
    const answer = (target: string) => (target.startsWith(NAMES.kubernetes) ? 403 : undefined)
    const { run } = await behind({ answer }, { scenario: 'healthy' })
    assert.match(run.stdout, /the proxy 127\.0\.0\.1:\d+ answered HTTP 403 to the connection to my-cluster-1a2b/)
    assert.notEqual(run.outputs['failure-class'], 'admission-policy-denied')
  })

  test('that holds all it gets for a second: the cause is found all the same', async () => {
    const { run } = await behind({ holdsMs: 500 })
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
  })

  test('that never answers for the API server: nothing hangs', async () => {
    const answer = (target: string) => (target.startsWith(NAMES.kubernetes) ? 0 : undefined)
    const { run } = await behind({ answer }, { scenario: 'healthy' })
    assert.match(run.stdout, /no connection within 5 s by the proxy 127\.0\.0\.1/)
  })

  test('a proxy that cannot be used is told before any request', async () => {
    const { run, simulator } = await behind({}, { environment: { HTTPS_PROXY: 'socks5://127.0.0.1:1' } })
    assert.match(errorIn(run.stdout), /HTTPS_PROXY: not an http or https proxy/)
    assert.equal(simulator.requests.length, 0)
  })
})
