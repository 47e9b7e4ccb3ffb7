import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { journalSchema } from '../../scripts/journal-schema.ts'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'

const file = readFileSync(join(import.meta.dirname, '../../src/evidence/journal.schema.json'), 'utf8')
const schema = JSON.parse(file)
const ajv = new Ajv({ allErrors: true, strict: false })
;(formats as unknown as (ajv: Ajv) => void)(ajv)
const valid = ajv.compile(schema)

describe("the journal's schema", () => {
  test('is made from the kinds of facts: npm run schema', () => assert.equal(file, journalSchema()))

  test('holds for every line of a real journal', async () => {
    const scenario = loadScenario('atomic-rollback')
    const simulator = await startSimulator(scenario)
    const { inputs, environment } = towards(simulator, scenario.inputs)
    const run = await runStep({ inputs, environment })
    await simulator.close()
    const lines = readFileSync(run.outputs['evidence-path'] ?? '', 'utf8')
      .trim()
      .split('\n')
    assert.ok(lines.length > 20)
    for (const line of lines) assert.ok(valid(JSON.parse(line)), `${ajv.errorsText(valid.errors)}\n${line}`)
  })

  for (const [name, line, is] of [
    ['the smallest form', { source: 'arm-error', text: 'x' }, true],
    ['a kind of a later version', { kind: 'later', time: '2026-03-09T12:00:00Z', text: '', data: {} }, true],
    ['a source that is none', { source: 'guess', text: 'x' }, false],
    ['a log line without its container', { kind: 'pod-log', time: '2026-03-09T12:00:00Z', text: '', data: {} }, false],
  ] as const)
    test(`${name}: ${is ? 'valid' : 'not valid'}`, () => assert.equal(valid(line), is))
})
