import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { CLIENT_SECRET, podAssertion, registerCertificate } from '../../../simulator/entra.ts'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import { startMachine } from '../../../simulator/machine.ts'
import { runStep, type StepRun, towards } from '../../../simulator/runner.ts'
import { makeSession } from '../../../simulator/session.ts'
import { makeClientCertificate } from '../../client-certificate.ts'
import { quick } from '../../faults/row.ts'

const SPEED = 60
/** Ten in the life of each token: a machine that is busy makes fewer of the thousand that an hour has. */
const POLLS = (10 * 3600) / 180
const WINDOWS = process.platform === 'win32' && 'the stand-in for az is a shell script'

interface Given {
  readonly inputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly close?: () => void
}

/** Each way to sign in, other than GitHub OIDC, with tokens of three minutes. */
const KINDS: Readonly<Record<string, (simulator: Simulator) => Promise<Given>>> = {
  'client-secret': async () => ({ inputs: { 'client-secret': CLIENT_SECRET }, environment: {} }),
  'client-certificate': async () => {
    const { certificate, key } = await makeClientCertificate()
    registerCertificate(certificate)
    return { inputs: { 'client-certificate': `${certificate}\n${key}` }, environment: {} }
  },
  'managed-identity': async simulator => {
    const { environment, close } = await startMachine(simulator, { seconds: 180 })
    return { inputs: { 'client-id': '', 'tenant-id': '' }, environment: environment.appService, close }
  },
  'workload-identity': async simulator => {
    const file = join(mkdtempSync(join(tmpdir(), 'pod-')), 'token')
    const rotate = () => writeFileSync(file, podAssertion(240, simulator.now()))
    rotate()
    // Rotated in place, each two minutes of the scenario.
    const timer = setInterval(rotate, 120_000 / SPEED)
    return { inputs: {}, environment: { AZURE_FEDERATED_TOKEN_FILE: file }, close: () => clearInterval(timer) }
  },
  'azure-cli, aged, with GitHub to ask': async simulator => ({
    inputs: { 'client-id': '', 'tenant-id': '', 'auth-type': 'azure-cli' },
    environment: { ...makeSession(simulator, 'aged').environment, ...simulator.environment },
  }),
  'azure-cli': async simulator => ({
    inputs: { 'client-id': '', 'tenant-id': '' },
    environment: makeSession(simulator).environment,
  }),
  azd: async simulator => ({ inputs: { 'client-id': '' }, environment: makeSession(simulator).environment }),
}

/** A run of an hour, on a clock that runs SPEED times as fast, with tokens of three minutes. */
async function anHour(
  prepare: (simulator: Simulator) => Promise<Given>,
): Promise<{ run: StepRun; simulator: Simulator }> {
  const from = Date.now()
  const simulator = await startSimulator(
    quick({
      speed: SPEED,
      entra: { tokenLifetime: '180s' },
      extension: { operation: { ends: '3600s', status: 'Succeeded' } },
    }),
  )
  const { inputs, environment, close } = await prepare(simulator)
  const run = await runStep({
    inputs,
    environment: { ...environment, FAST_SPEED: String(SPEED), FAST_FROM: String(from) },
    nodeOptions: ['--import', join(import.meta.dirname, '../../fast-clock.mjs')],
  })
  close?.()
  await simulator.close()
  return { run, simulator }
}

describe('an hour with tokens of three minutes', { concurrency: true, skip: WINDOWS }, () => {
  for (const [kind, make] of Object.entries(KINDS))
    test(`${kind}: no request is refused, by Azure or the API server`, { timeout: 180_000 }, async () => {
      const { run, simulator } = await anHour(async simulator => {
        const { inputs, environment, close } = await make(simulator)
        const step = towards(simulator, { timeout: '2h', check: 'off', 'auth-type': kind, ...inputs })
        const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ACTIONS_ID_TOKEN_REQUEST_TOKEN: __, ...runner } = step.environment
        return { inputs: step.inputs, environment: { ...runner, ...environment }, ...(close && { close }) }
      })
      assert.equal(run.outputs['outcome'], 'installed', run.stdout)
      const refused = simulator.requests.filter(asked => asked.status >= 400 && !/extensions\/flux$/.test(asked.path))
      assert.deepEqual(refused, [])
      const of = (path: RegExp) => simulator.requests.filter(asked => path.test(asked.path)).length
      assert.ok(of(/operations/) > POLLS, `${of(/operations/)} polls`)
      assert.ok(of(/^kubernetes .*watch|^kubernetes .*pods/) > 10)
      console.log(`${kind}: ${of(/operations/)} polls, ${of(/^kubernetes/)} of the API server, 0 refused`)
    })
})

test('an hour of polling with tokens of three minutes: no request is refused', { timeout: 180_000 }, async () => {
  const { run, simulator } = await anHour(async simulator => towards(simulator, { timeout: '2h', check: 'off' }))
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
  assert.ok(polls.length > POLLS, `${polls.length} polls`)
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
