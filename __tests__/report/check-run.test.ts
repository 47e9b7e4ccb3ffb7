import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Emitted } from '../../src/report/annotations.ts'
import { beyondStep } from '../../src/report/check-run.ts'

const one: Emitted = { level: 'error', title: 't', message: 'm', isShown: true }
const at = (file: string): Emitted => ({ ...one, place: { file, line: 3 } })

for (const [name, annotations, count] of [
  ['one at the step', [at('.github/workflows/ci.yml')], 0],
  ['one without a place', [one], 0],
  ['one at a line of the repository', [at('clusters/prod/api.yaml')], 1],
  ['what the runner does not show of a step', [one, { ...one, isShown: false }], 1],
] as const)
  test(`a check run shows of ${name}: ${count}`, () => {
    assert.equal(beyondStep(annotations).length, count)
  })
