/** Lines made to be slow: no text may hold the engine up, since nothing else of the run goes on meanwhile. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Diagnosis, LITERALS } from '../../src/diagnosis/index.ts'
import { factOf } from '../../src/evidence/journal-read.ts'
import { Store } from '../../src/evidence/store.ts'

/** Ten times what the slowest takes here; what was found took up to 17,000. */
const LIMIT_MS = 500
const LENGTH = 64 * 1024

const PIECES = [
  'a',
  'A',
  '1',
  'a.',
  'A.',
  'A/',
  '"',
  '\\',
  '{',
  '[',
  ' ',
  '"x" is invalid: ',
  'nodes are available',
  'Error: ',
  'InnerError [',
  'operation ',
  'conflict ',
  'spec.',
  'BackoffLimitExceeded ',
  'legal terms ',
  'had untolerated taint {',
  'failed to ',
  'release ',
  'https://mcr.microsoft.com/',
  '10.0.0.1:443 ',
  'template: a:1:1: ',
  'User "',
  'admission webhook "',
  'exceeded quota: ',
  'AADSTS1 ',
  // What the reading of shapes takes for a beginning, line by line.
  '{\n',
  '[\n{\n',
  'kind: x\n',
  '- a: b\n',
  'State: Waiting\n',
  'NAME  READY  STATUS\n',
  'a  0/1  Running  0  5m\n',
  '5m  Warning  Failed  pod/x  message\n',
  '  Warning  Failed  5m  kubelet  Error: x\n',
  '│ Error: x\n',
  '✗ failed\n',
  '(Code) message\n',
  '##[error]x\n',
  '\u2018\u2019',
  '**a**',
]
const TEXTS: readonly (readonly [string, string])[] = [
  ...PIECES.map(piece => [`${JSON.stringify(piece)} repeated`, piece.repeat(LENGTH / piece.length)] as const),
  ...PIECES.map(
    piece =>
      [
        `errors around ${JSON.stringify(piece)}`,
        `${'Error: '.repeat(12)}${piece.repeat(16_200 / piece.length)}`,
      ] as const,
  ),
  ...PIECES.map(
    piece =>
      [
        `brackets around ${JSON.stringify(piece)}`,
        `${'InnerError ['.repeat(12)}${piece.repeat(16_200 / piece.length)}`,
      ] as const,
  ),
  ['nested JSON', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
]

test('a megabyte of each literal takes time that grows with it', () => {
  for (const literal of LITERALS) {
    const took = (length: number) => {
      const fact = factOf(
        { source: 'cli-output', text: `${literal} `.repeat(length / literal.length) },
        1,
        '2026-03-09T12:00:00Z',
      )
      const diagnosis = new Diagnosis(new Store())
      const began = process.cpuUsage()
      if (fact !== undefined) diagnosis.observe(fact)
      return process.cpuUsage(began).user / 1000
    }
    const whole = took(1024 * 1024)
    assert.ok(whole < 20 * LIMIT_MS, `${literal}: ${whole.toFixed(0)} ms`)
  }
})

for (const source of ['pod-log', 'event', 'arm-error', 'cli-output'])
  describe(`${source}: no text takes long`, () => {
    for (const [name, text] of TEXTS)
      test(name, () => {
        const fact = factOf({ source, text: `error ${text}` }, 1, '2026-03-09T12:00:00Z')
        const diagnosis = new Diagnosis(new Store())
        // Time of this process: what else the machine does is not the text's fault.
        const began = process.cpuUsage()
        if (fact !== undefined) diagnosis.observe(fact)
        const took = process.cpuUsage(began).user / 1000
        assert.ok(took < LIMIT_MS, `${took.toFixed(0)} ms`)
      })
  })
