import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { POST, runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

describe('a full disk', { concurrency: 2 }, () => {
  for (const [name, bytes, told] of [
    ['from the start', 0, /journal: it could not be started/],
    ['before the outputs', 3000, /the journal ends here: ENOSPC.*the run continues without it/],
    ['before the report', 20_000, /the journal ends here: ENOSPC|could not be written/],
  ] as const)
    test(`${name}: the run goes on, finds the cause, and says what it could not write`, async () => {
      const scenario = loadScenario('atomic-rollback')
      const simulator = await startSimulator(scenario)
      const temp = mkdtempSync(join(tmpdir(), 'full-'))
      const { inputs, environment } = towards(simulator, scenario.inputs)
      const run = await runStep({
        inputs,
        environment: { ...environment, DISK_PATH: temp, DISK_BYTES: String(bytes), TMPDIR: temp },
        nodeOptions: ['--import', join(import.meta.dirname, '../full-disk.mjs')],
        temp,
      })
      const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state: run.state })
      await simulator.close()
      const errors = commandsIn(run.stdout).filter(command => command.name === 'error')
      assert.equal(errors.length, 1, run.stdout)
      assert.match(errors[0]?.data ?? '', /denied now, allowed after/)
      assert.match(run.stdout, told)
      assert.match(run.stdout, /\(outcome: stopped-early\)/)
      assert.equal(run.exitCode, 1)
      assert.equal(run.stderr, '')
      assert.equal(post.stderr, '')
    })
})

describe('the state of a green install is lost to a full disk', { concurrency: 2 }, () => {
  for (const [name, action, folder, said] of [
    ["the run's folder says that it has reported", '__self', true, /^$/],
    ['nothing is left: unknown', '__self', false, /what it did is unknown/],
    ['the folder is of another step: unknown', '__other', true, /what it did is unknown/],
  ] as const)
    test(name, async () => {
      const scenario = loadScenario('healthy')
      const simulator = await startSimulator({ ...scenario, speed: 40 })
      const { inputs, environment } = towards(simulator, scenario.inputs)
      const run = await runStep({ inputs, environment: { ...environment, GITHUB_ACTION: '__self' } })
      await simulator.close()
      assert.equal(run.outputs['outcome'], 'installed', run.stdout)
      const temp = folder ? run.temp : mkdtempSync(join(tmpdir(), 'lost-'))
      const post = await runStep({
        inputs,
        environment: { ...environment, GITHUB_ACTION: action },
        entry: POST,
        temp,
        state: {},
      })
      assert.match(post.stdout, said)
      assert.doesNotMatch(post.stdout + post.summary, /[Nn]othing was written/)
    })
})
