import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { faultsOf } from '../../simulator/demo.ts'
import { startSimulator } from '../../simulator/index.ts'
import { POST, runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, scenarioNames } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

const own = scenarioNames()
const others = [join(import.meta.dirname, '../fixtures/scenarios/renamed.yaml')]

/** The bundled action, as its own process, against each scenario. */
describe('scenarios', { concurrency: 4 }, () => {
  for (const name of [...own, ...others])
    test(name.split('/').at(-1) ?? name, async () => {
      const scenario = loadScenario(name)
      const simulator = await startSimulator(scenario)
      const { inputs, environment } = towards(simulator, scenario.inputs)
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
      // Offline, by another process, the journal gives what the run found.
      const live = JSON.parse(readFileSync(run.outputs['findings-path'] ?? '', 'utf8')) as Record<string, unknown>[]
      const again = spawnSync(process.execPath, ['scripts/replay.ts', run.outputs['evidence-path'] ?? ''], {
        cwd: join(import.meta.dirname, '../..'),
        encoding: 'utf8',
      })
      assert.equal(again.status, 0, again.stderr)
      const replayed = again.stdout
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as Record<string, unknown>)
      const facts = (each: Record<string, unknown>) => [
        each['class'],
        each['certainty'],
        each['permanence'],
        each['fields'],
      ]
      assert.deepEqual(replayed.map(facts), live.map(facts))
      assert.ok(run.summary.length > 100 && Buffer.byteLength(run.summary) < 1024 * 1024)
    })
})
