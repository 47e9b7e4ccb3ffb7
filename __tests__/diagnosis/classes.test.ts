/** Each class against real messages (where each was published is in the fixture), and each message that means no failure. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { MADE } from '../../scripts/classes.ts'
import { LITERALS, RULES } from '../../src/diagnosis/index.ts'
import { CLASS_IDS } from '../../src/model/classes.ts'
import { fieldsOf, type Judged, judged, samples } from './confusion.ts'

const all = await Promise.all(samples().map(judged))
const of = (id: string) => all.filter(({ sample }) => sample.class === id)
const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 90)

/** Messages that two classes may own, each for a reason; what the registry says of them is not held against it. */
const DEBATABLE =
  /failed to check CRD: failed to list CRDs|localcsidriver\.azurecr\.io\/v2\/acstor\/charts|error looking up service account monitoring\/|"statuses": \[|level":"?ERROR.{0,40}componentplan|ERROR\tcomponentplan upgrade/

/** Classes of which hardly anything is public. */
const RARE: ReadonlySet<string> = new Set([
  'cluster-stopped',
  'system-extension',
  'extension-not-installed',
  'release-object-missing',
])

const classes = new Set(all.map(({ sample }) => sample.class).filter(id => id !== 'none'))
for (const id of classes)
  describe(id, () => {
    test('at least three real messages', { skip: RARE.has(id) && 'hardly any is public' }, () => {
      assert.ok(of(id).length >= 3, `${of(id).length} messages`)
    })
    for (const [index, { sample, found }] of of(id).entries())
      test(`${index + 1}: ${short(sample.text)}`, () => {
        if (DEBATABLE.test(sample.text)) return
        assert.equal(found, id, `${sample.origin}\n${sample.text}`)
      })
  })

describe('none', () => {
  for (const [index, { sample, found }] of of('none').entries())
    test(`${index + 1}: ${short(sample.text)}`, () => assert.equal(found, 'none', `${sample.origin}\n${sample.text}`))
})

describe('all messages together', () => {
  test('nine in ten classes right', () => {
    const right = all.filter(({ sample, found }) => sample.class === found).length
    assert.ok(right / all.length >= 0.95, `${right} of ${all.length}`)
  })

  test('more than nine in ten fields as the emitter wrote them', () => {
    const counted = all
      .filter(({ sample, found }: Judged) => sample.class === found)
      .map(fieldsOf)
      .reduce((sum, { all: count, wrong }) => ({ all: sum.all + count, wrong: sum.wrong + wrong.length }), {
        all: 0,
        wrong: 0,
      })
    assert.ok(counted.wrong / counted.all <= 0.1, `${counted.wrong} of ${counted.all} are not`)
  })
})

describe('what is made from the table of classes: npm run classes', () => {
  for (const [path, made] of Object.entries(MADE))
    test(path, () => {
      const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
      assert.equal(text, made(text))
      assert.match(text, /immutable-field|tells \d+ causes apart/)
    })
})

describe('the registry', () => {
  test('prefilter literals hold no quotes, and are long: the search steps as far as the shortest', () => {
    for (const literal of LITERALS) {
      assert.doesNotMatch(literal, /["'\\]/)
      assert.ok(literal.length >= 16, literal)
    }
  })

  test('each class has its messages, except what only a state or the kind of an answer tells', () => {
    const withoutText = ['extension-deleted', 'failed-extension']
    assert.deepEqual([...CLASS_IDS].sort(), [...classes, ...withoutText].sort())
  })

  test('each rule says which class it is of', () =>
    assert.deepEqual(
      RULES.map(rule => rule.class),
      CLASS_IDS,
    ))
})
