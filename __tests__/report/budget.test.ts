import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { problemList } from '../../src/errors.ts'
import { fitLines, LINES, WORDS, wordsIn, wrappedLines } from '../../src/report/budget.ts'
import { errorLines, errorTitle } from '../../src/report/error-lines.ts'
import { sentence } from '../../src/report/prose.ts'

const always = { text: 'Now: do not touch the extension before 02:19 UTC.', spare: 0 }

describe('lines of an annotation', () => {
  const cases: [string, { text: string; spare: number }[]][] = [
    ['one of very many words', [always, { text: 'a '.repeat(200_000), spare: 3 }]],
    ['one very long word', [always, { text: 'a'.repeat(400_000), spare: 3 }]],
    [
      'very many lines',
      [always, ...Array.from({ length: 20_000 }, (_, at) => ({ text: `line ${at} of it`, spare: 1 + (at % 5) }))],
    ],
    [
      'many lines of many words',
      [always, ...Array.from({ length: 20 }, () => ({ text: '. '.repeat(20_000), spare: 4 }))],
    ],
    [
      'names of the greatest length',
      [
        { text: `Denied: ${'n'.repeat(250)}, create configmaps/${'o'.repeat(250)}.`, spare: 1 },
        { text: `Policy: ${'p'.repeat(250)}.`, spare: 1 },
        always,
      ],
    ],
  ]
  for (const [name, lines] of cases)
    test(`${name}: they fit, and what is always said is there`, { timeout: 5000 }, () => {
      const text = fitLines(lines).join('\n')
      assert.ok(wordsIn(text) <= WORDS && wrappedLines(text) <= LINES, text)
      assert.ok(text.includes(always.text), text)
    })

  test('long names are cut, and their lines stay', () => {
    const text = fitLines(cases.at(-1)?.[1] ?? []).join('\n')
    assert.match(text, /^Denied: n{62}… create configmaps\/o+…\nPolicy: p{62}…\nNow:/)
  })
})

describe('a sentence', () => {
  test('of any number of commas takes no time by the square of it', { timeout: 5000 }, () => {
    assert.equal(sentence(`${','.repeat(400_000)}x`).length, 400_002)
    assert.equal(sentence(`x${' ,'.repeat(400_000)}`), 'x.')
  })
})

describe('problems that are told at once', () => {
  const list = problemList(['a\n- b\n::error::c', ...Array.from({ length: 60_000 }, (_, at) => `file: key ${at}`)])

  test('each is one line, whatever names stand in it', () => {
    assert.equal(list.split('\n')[0], '- a - b ::error::c')
  })
  test('of more than fifty, how many more', () => {
    assert.equal(list.split('\n').length, 51)
    assert.match(list, /\n- 59951 more$/)
    assert.ok(errorLines({ doing: 'Reading it.', likely: list, next: 'Mend it.' }).length < 20)
    assert.match(errorTitle({ doing: 'Reading it.', likely: list, next: '' }), /problems$/)
  })
})
