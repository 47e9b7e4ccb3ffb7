import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Annotation } from '../../src/report/annotations.ts'
import { needsCheckRun } from '../../src/report/check-run.ts'
import type { RunReport } from '../../src/report/run-report.ts'

const red = { outcome: 'failed' } as RunReport
const green = { outcome: 'installed' } as RunReport
const one: Annotation = { level: 'error', title: 't', message: 'm' }
const at = (file: string): Annotation => ({ ...one, place: { file, line: 3 } })

for (const [name, report, annotations, wanted] of [
  ['one annotation at the step', red, [at('.github/workflows/ci.yml')], false],
  ['one without a place', red, [one], false],
  ['one at a line of the repository', red, [at('clusters/prod/api.yaml')], true],
  ['ten at the step', red, Array.from({ length: 10 }, () => one), false],
  ['eleven at the step', red, Array.from({ length: 11 }, () => one), true],
  ['a green run', green, [at('clusters/prod/api.yaml')], false],
] as const)
  test(`a check run is made for ${name}: ${wanted}`, () => {
    assert.equal(needsCheckRun(report, annotations), wanted)
  })
