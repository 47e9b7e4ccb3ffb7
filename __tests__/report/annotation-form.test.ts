/** The annotation of every class, from its real messages: title, words, lines, whose move comes first, no command. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { replay } from '../../src/diagnosis/replay.ts'
import { factOf } from '../../src/evidence/journal-read.ts'
import { CLASS_IDS } from '../../src/model/classes.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { annotationOf } from '../../src/report/annotations.ts'
import { fitLines, LINES, WORDS, wordsIn, wrappedLines } from '../../src/report/budget.ts'
import { findingTitle } from '../../src/report/headline.ts'
import { formFaults } from '../annotation-form.ts'
import { samples } from '../diagnosis/confusion.ts'
import { cluster } from '../evidence-builder.ts'

const NOW = 'Flux is not installed. Azure rolls back by 12:06 UTC; do not touch the extension before then.'

describe('the annotation of a class', () => {
  const all = samples().filter(({ class: id }) => id !== 'none')
  for (const id of CLASS_IDS) {
    const own = all.filter(sample => sample.class === id)
    test(`${id}: ${own.length} messages`, { skip: own.length === 0 && 'no public message' }, async () => {
      for (const { source, text } of own) {
        async function* facts(): AsyncGenerator<Evidence> {
          yield cluster()
          const fact = factOf({ source, text }, 1, '2026-03-09T12:00:00Z')
          if (fact !== undefined) yield fact
        }
        const { findings, store } = await replay(facts())
        for (const finding of findings) {
          const title = findingTitle(finding, store, 'Flux install fails')
          const { message } = annotationOf(finding, 'error', title, NOW)
          assert.deepEqual(formFaults(title, message), [], text.slice(0, 300))
          assert.match(
            message,
            /^(?:Your move|Microsoft must fix this|An administrator must fix this|Probably Microsoft|Predicted by the check)/,
          )
          assert.match(message, /\n[^\n]+: job summary\.$/)
        }
      }
    })
  }
})

describe('the budget', () => {
  test('counts words and lines of 110 columns, a longer word broken', () => {
    assert.equal(wordsIn(' one  two\nthree '), 3)
    assert.equal(wrappedLines('a\nb'), 2)
    assert.equal(wrappedLines('x'.repeat(111)), 2)
    assert.equal(wrappedLines(`${'word '.repeat(22)}end`), 2)
  })

  test('takes from what can be spared most, and never from what is always said', () => {
    const long = Array.from({ length: 200 }, (_, n) => `w${n}`).join(' ')
    const lines = fitLines([
      { text: 'Your move.', spare: 0 },
      { text: `Cause: ${long}`, spare: 3 },
      { text: 'Fix: this.', spare: 1 },
      { text: 'Evidence: job summary.', spare: 0 },
    ])
    assert.equal(lines[0], 'Your move.')
    assert.equal(lines.at(-1), 'Evidence: job summary.')
    assert.ok(wordsIn(lines.join('\n')) <= WORDS && wrappedLines(lines.join('\n')) <= LINES)
    assert.match(lines[1] ?? '', / …$/)
  })

  test('a foreign name without end does not make it longer', () => {
    const endless = 'n'.repeat(4000)
    const lines = fitLines([
      { text: endless, spare: 0 },
      { text: endless, spare: 0 },
    ])
    assert.ok(wrappedLines(lines.join('\n')) <= LINES)
  })
})
