import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { quick } from '../faults/row.ts'

const SPEED = 60

test('an hour of polling with tokens of three minutes: no request is refused', { timeout: 180_000 }, async () => {
  const scenario = quick({
    speed: SPEED,
    entra: { tokenLifetime: '180s' },
    extension: { operation: { ends: '3600s', status: 'Succeeded' } },
  })
  const from = Date.now()
  const simulator = await startSimulator(scenario)
  const { inputs, environment } = towards(simulator, { timeout: '2h', check: 'off' })
  const run = await runStep({
    inputs,
    environment: { ...environment, FAST_SPEED: String(SPEED), FAST_FROM: String(from) },
    nodeOptions: ['--import', join(import.meta.dirname, '../fast-clock.mjs')],
  })
  await simulator.close()
  const answers = (path: RegExp) => simulator.requests.filter(asked => path.test(asked.path))
  const polls = answers(/operations/)
  const tokens = answers(/oauth2/)
  const assertions = answers(/github\/token/)
  assert.equal(run.outputs['outcome'], 'installed', run.stdout)
  assert.deepEqual(
    [...simulator.requests.filter(asked => asked.status >= 400 && !/extensions\/flux$/.test(asked.path))],
    [],
  )
  assert.doesNotMatch(run.stdout, /was not answered/)
  assert.ok(polls.length > 500, `${polls.length} polls`)
  assert.ok(tokens.length >= 20 && tokens.length < 200, `${tokens.length} tokens`)
  assert.ok(assertions.length >= 6 && assertions.length < 60, `${assertions.length} assertions`)
  console.log(`${polls.length} polls, ${tokens.length} tokens, ${assertions.length} assertions; 0 refused`)
})

test('Entra ID that hangs while a token is renewed: the one that is good is used', { timeout: 90_000 }, async () => {
  const simulator = await startSimulator(
    quick({
      speed: 1,
      entra: { tokenLifetime: '60s' },
      extension: { operation: { ends: '38s', status: 'Succeeded' } },
      // The first tokens are of ARM and of the API server.
      faults: [{ at: 'token', skip: 2, cut: 'hang' }],
    }),
  )
  const run = await runStep(towards(simulator, { timeout: '70s' }))
  await simulator.close()
  assert.ok(simulator.faults() > 0)
  assert.equal(run.outputs['outcome'], 'installed', run.stdout)
})
