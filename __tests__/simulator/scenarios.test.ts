import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { faultsOf } from '../../simulator/demo.ts'
import { startSimulator } from '../../simulator/index.ts'
import { withRepository } from '../../simulator/repository.ts'
import { POST, runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, scenarioNames } from '../../simulator/scenario.ts'
import { formFaults } from '../annotation-form.ts'
import { differenceOnReplay } from '../live-and-replay.ts'
import { commandsIn } from '../runner-model.ts'

const own = scenarioNames()
const others = [join(import.meta.dirname, '../fixtures/scenarios/renamed.yaml')]

/** The bundled action, as its own process, against each scenario. */
describe('scenarios', { concurrency: 4 }, () => {
  for (const name of [...own, ...others])
    test(name.split('/').at(-1) ?? name, async () => {
      const { scenario, environment: own } = withRepository(loadScenario(name))
      const simulator = await startSimulator(scenario)
      const to = towards(simulator, scenario.inputs)
      const { inputs } = to
      const environment = { ...to.environment, ...own }
      const run = await runStep({ inputs, environment })
      const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state: run.state })
      await simulator.close()
      assert.deepEqual(faultsOf(scenario, run, simulator.violations), [], run.stdout)
      assert.equal(run.stderr, '')
      assert.equal(post.stdout, '', 'the post step does nothing after a run that reported')
      const commands = commandsIn(run.stdout)
      assert.equal(commands.filter(command => command.name === 'error').length, scenario.expect.errors)
      const masked = new Set(['add-mask', 'group', 'endgroup', 'error', 'warning', 'notice'])
      assert.deepEqual(
        commands.filter(command => !masked.has(command.name)),
        [],
      )
      assert.deepEqual(
        simulator.writes.filter(write => !write.startsWith('PUT extension ')),
        [],
      )
      assert.equal(await differenceOnReplay(run.outputs), '')
      assert.ok(run.summary.length > 20 && Buffer.byteLength(run.summary) < 1024 * 1024)
      const isGreen = scenario.expect.errors === 0
      const lines = run.summary.split('\n').filter(line => line.trim() !== '')
      assert.ok(!isGreen || lines.length <= 5, `${lines.length} lines of a green run:\n${run.summary}`)
      for (const { name, properties, data } of commands)
        if (name === 'error' || name === 'warning') assert.deepEqual(formFaults(properties['title'] ?? '', data), [])
    })
})

describe('the check alone, of each scenario', { concurrency: 4 }, () => {
  for (const name of own)
    test(name, async () => {
      const { scenario } = withRepository(loadScenario(name))
      const simulator = await startSimulator(scenario)
      const run = await runStep(towards(simulator, { ...scenario.inputs, mode: 'check' }))
      await simulator.close()
      assert.equal(await differenceOnReplay(run.outputs), '', 'its journal gives what it found')
      assert.deepEqual(simulator.writes, [])
      const isRefused = run.outputs['check-result'] === 'refused'
      assert.equal(run.outputs['outcome'], isRefused ? 'failed' : 'checked', run.stdout)
      assert.equal(run.outputs['failure-class'] !== '', isRefused)
      assert.equal(run.outputs['patch-path'] !== '', run.outputs['policy'] !== '', 'the patch is where it says')
    })
})
