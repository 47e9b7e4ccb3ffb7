import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { OperationEnd } from '../../simulator/azure.ts'
import { startSimulator } from '../../simulator/index.ts'
import { MAIN, POST, runStep, towards } from '../../simulator/runner.ts'
import { checkScenario, loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { hostileLine, seeded } from '../random.ts'
import { commandsIn } from '../runner-model.ts'

const silent: Scenario = { ...loadScenario('silent-timeout'), speed: 1 }

/** Runs a scenario and ends the process in its own way once the given text was seen in its output. */
async function endedBy(signal: NodeJS.Signals, seen: RegExp, scenario = silent) {
  const simulator = await startSimulator(scenario)
  const { inputs, environment } = towards(simulator, scenario.inputs)
  let kill = () => {}
  let sent = false
  const run = await runStep({
    inputs,
    environment,
    onStart: child => {
      kill = () => child.kill(signal)
    },
    onOutput: text => {
      if (!sent && seen.test(text)) {
        sent = true
        kill()
      }
    },
  })
  const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state: run.state })
  await simulator.close()
  return { run, post, simulator }
}

describe('a step that is ended', { concurrency: 3 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`by ${signal} reports itself, and the post step does nothing`, async () => {
      const { run, post } = await endedBy(signal, /manager: running/)
      assert.equal(run.outputs['outcome'], 'cancelled')
      assert.equal(run.outputs['operation-running'], 'true')
      assert.match(run.summary, /cancelled/)
      assert.equal(run.exitCode, 1)
      assert.equal(post.stdout, '')
    })

  test('by SIGKILL is reported by the post step, from the journal', async () => {
    const { run, post } = await endedBy('SIGKILL', /manager: running/)
    assert.equal(run.outputs['outcome'], undefined)
    assert.match(post.summary, /cancelled/)
    assert.match(post.summary, /fluxconfig-controller-7c9f8d5b6c-x2x5k/)
    assert.match(post.stdout, /outcome: cancelled/)
  })

  test('by its timeout says what it leaves behind', async () => {
    const simulator = await startSimulator(silent)
    const { inputs, environment } = towards(simulator, { ...silent.inputs, timeout: '2s' })
    const run = await runStep({ inputs, environment })
    await simulator.close()
    assert.equal(run.outputs['outcome'], 'timed-out')
    const [error] = commandsIn(run.stdout).filter(command => command.name === 'error')
    assert.match(error?.data ?? '', /Azure keeps trying until about \d\d:\d\d UTC/)
  })
})

test('a bad input opens no file of dist but the entry', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loads-'))
  const hook = join(folder, 'hook.mjs')
  const log = join(folder, 'loads')
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module'\nimport { appendFileSync } from 'node:fs'\nregisterHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context) } })\n`,
  )
  const run = await runStep({ inputs: { 'cluster-name': 'c' }, nodeOptions: ['--import', hook] })
  assert.equal(run.exitCode, 1)
  const loads = readFileSync(log, 'utf8')
    .split('\n')
    .filter(url => url.startsWith('file:') && !url.endsWith('hook.mjs'))
  assert.deepEqual(loads, [`file://${MAIN}`])
  const [error] = commandsIn(run.stdout)
  assert.equal(error?.name, 'error')
  assert.match(error?.data ?? '', /resource-group: missing/)
  assert.equal(run.stderr, '')
})

test('without id-token: write the permissions block is shown, and no request is sent', async () => {
  const simulator = await startSimulator(silent)
  const { inputs } = towards(simulator)
  const run = await runStep({ inputs })
  await simulator.close()
  assert.match(commandsIn(run.stdout).find(command => command.name === 'error')?.data ?? '', /id-token: write/)
  assert.equal(simulator.requests.length, 0)
})

test('100,000 hostile lines in a pod log raise exactly the annotations meant', { timeout: 120_000 }, async () => {
  const random = seeded(4711)
  const text = Array.from({ length: 100_000 }, () =>
    hostileLine(random).replaceAll('ValidatingAdmissionPolicy', 'x'),
  ).join('\n')
  const base = loadScenario('healthy')
  const pods = (base.kubernetes?.pods ?? []).map((pod, at) =>
    at > 0
      ? pod
      : {
          ...pod,
          containers: pod.containers.map(container => ({
            ...container,
            starts: container.starts?.map(start => ({ ...start, log: [{ text }] })) ?? [],
          })),
        },
  )
  const scenario = checkScenario({ ...base, kubernetes: { ...base.kubernetes, pods } }, 'hostile')
  // The operation ends once the whole log was shown, however busy the machine is.
  const shown = Promise.withResolvers<OperationEnd>()
  const simulator = await startSimulator(scenario, undefined, { operate: () => shown.promise })
  const { inputs, environment } = towards(simulator, { ...scenario.inputs, logs: 'all' })
  let lines = 0
  const run = await runStep({
    inputs,
    environment,
    onOutput(text) {
      lines += text.split('\n').length - 1
      if (lines > 100_000) shown.resolve({ status: 'Succeeded' })
    },
  })
  await simulator.close()
  assert.equal(run.outputs['outcome'], 'installed', run.stdout.slice(-2000))
  const commands = commandsIn(run.stdout)
  assert.deepEqual(
    commands.filter(command => !['add-mask', 'group', 'endgroup'].includes(command.name)),
    [],
  )
  // Each add-mask is one of ours: the tokens that this run was given.
  for (const { name, data } of commands) if (name === 'add-mask') assert.match(data, /^(eyJ|simulated-)/)
  assert.ok(run.stdout.split('\n').length > 100_000)
  assert.ok(existsSync(run.outputs['evidence-path'] ?? ''))
})

test('a sign-in that hangs is ended by the timeout, with its report', { timeout: 30_000 }, async () => {
  const silent = (await import('node:net')).createServer(() => undefined)
  await new Promise<void>(done => silent.listen(0, '127.0.0.1', done))
  const { port } = silent.address() as import('node:net').AddressInfo
  const simulator = await startSimulator(loadScenario('healthy'))
  const { inputs, environment } = towards(simulator, { 'authority-host': `https://127.0.0.1:${port}`, timeout: '2s' })
  const run = await runStep({ inputs, environment })
  await simulator.close()
  silent.close()
  assert.equal(run.outputs['outcome'], 'timed-out')
  assert.equal(commandsIn(run.stdout).filter(command => command.name === 'error').length, 1)
  assert.equal(run.exitCode, 1)
})
