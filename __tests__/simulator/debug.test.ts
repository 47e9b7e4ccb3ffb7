/** Debug logging: each request, each match of a rule, why a finding did not end the run; and no secret. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

async function step(name: string, debug: string) {
  const simulator = await startSimulator(loadScenario(name))
  const to = towards(simulator)
  const run = await runStep({ ...to, environment: { ...to.environment, RUNNER_DEBUG: debug } })
  await simulator.close()
  const masks = commandsIn(run.stdout).flatMap(each => (each.name === 'add-mask' ? [each.data] : []))
  const lines = commandsIn(run.stdout).flatMap(each => (each.name === 'debug' ? [each.data] : []))
  return { run, masks, lines }
}

describe('debug logging', { concurrency: 3 }, () => {
  test('names each request: method, host, path, status, duration; never a query', async () => {
    const { lines, masks } = await step('healthy', '1')
    const requests = lines.filter(line => line.startsWith('request: '))
    for (const pattern of [
      /^request: GET 127\.0\.0\.1:\d+\/github\/token 200/,
      /^request: POST \S+\/oauth2\/v2\.0\/token 200.* in \d+ ms$/,
      /^request: PUT \S+\/extensions\/flux 20\d.* in \d+ ms$/,
      /^request: GET \S+\/operations\/\S+ 200.* in \d+ ms$/,
      /^request: GET \S+\/api\/v1\/namespaces\/flux-system\/pods 200.* in \d+ ms$/,
    ])
      assert.ok(
        requests.some(line => pattern.test(line)),
        `${pattern}\n${requests.join('\n')}`,
      )
    assert.ok(!requests.some(line => line.includes('?')))
    assert.deepEqual(
      lines.filter(line => masks.some(mask => line.includes(mask))),
      [],
    )
  })

  test('names the rule that matched, and why a finding did not end the run', async () => {
    const { lines } = await step('rbac-forbidden', '1')
    assert.ok(
      lines.some(line => /^rule rbac-forbidden matched pod-log fluxconfig-controller/.test(line)),
      lines.join('\n'),
    )
    assert.ok(
      lines.some(line => /^finding rbac-forbidden: .*; its grace period has not passed$/.test(line)),
      lines.join('\n'),
    )
  })

  test('is off where the runner does not ask for it', async () => {
    const { lines } = await step('healthy', '0')
    assert.deepEqual(lines, [])
  })
})
