import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { blankOf, KINDS } from '../../src/evidence/kinds.ts'
import { Redactor } from '../../src/evidence/redact.ts'
import { redactFact } from '../../src/evidence/redact-fact.ts'
import type { Look } from '../../src/evidence/shape.ts'
import { faultOf } from '../../src/evidence/validator.ts'
import { type Evidence, TEXT_KINDS } from '../../src/model/evidence.ts'

const SECRET = 'correct-horse-battery-staple'
const time = '2026-03-09T12:00:00Z'

/** A value that looks as it should, with the secret in each text that is somebody else's. */
function filled(look: Look): unknown {
  switch (look.is) {
    case 'string':
      return look.oneOf?.[0] ?? (look.words === 'own' ? 'flux-system' : `it said ${SECRET} here`)
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'list':
      return [filled(look.each)]
    case 'map':
      return { key: filled(look.each) }
    case 'judged':
      return { metadata: { name: 'policy' }, spec: { message: `a ${SECRET} b` } }
    case 'object':
      return Object.fromEntries(Object.entries(look.parts).map(([name, part]) => [name, filled(part)]))
  }
}

/** Each way to one part of a value, as a function that puts something else there. */
function spoiled(look: Look, value: unknown): unknown[] {
  if (look.is !== 'object' || typeof value !== 'object' || value === null) return []
  return Object.entries(look.parts).flatMap(([name, part]) => {
    const inside = Reflect.get(value, name)
    const gone = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
    return [
      { ...value, [name]: part.is === 'number' ? 'x' : 5 },
      ...(look.optional.has(name) ? [] : [gone]),
      ...spoiled(part, inside).map(each => ({ ...value, [name]: each })),
    ]
  })
}

const redactor = new Redactor()
redactor.register(SECRET)

describe('each kind of fact', () => {
  for (const [kind, { text, data }] of Object.entries<{ text: string; data: Look }>(KINDS)) {
    const fact = { kind, time, text: text === 'own' ? '' : `text ${SECRET}`, data: filled(data) }

    test(`${kind}: no foreign word of it keeps a secret, and all else stays`, () => {
      const clean = JSON.stringify(redactFact(redactor, fact as Evidence))
      assert.ok(!clean.includes(SECRET), clean)
      const altered = clean.replaceAll('***', SECRET)
      assert.deepEqual(
        { ...JSON.parse(altered).data, altered: undefined },
        { ...(fact.data as object), altered: undefined },
      )
      assert.equal(/"altered":true/.test(clean), 'altered' in (fact.data as object))
    })

    test(`${kind}: sound as it is, and not with any part missing or of another type`, () => {
      assert.equal(faultOf(fact), '')
      for (const bad of spoiled(data, fact.data))
        assert.notEqual(faultOf({ ...fact, data: bad }), '', JSON.stringify(bad))
    })
  }

  for (const kind of TEXT_KINDS)
    test(`${kind}: what is made of a pasted text is sound`, () =>
      assert.equal(faultOf({ kind, time, text: 'x', data: blankOf(kind) }), ''))

  test('of a kind that is not known, all words are foreign', () => {
    const later = { kind: 'later', time, text: SECRET, data: { deep: [{ er: SECRET }] } } as unknown as Evidence
    assert.ok(!JSON.stringify(redactFact(redactor, later)).includes(SECRET))
  })

  test('names keep what they are, unless they have the shape of a secret', () => {
    const fact = { kind: 'gap', time, text: '', data: { what: 'end', lost: 0, remedy: `see ghp_${'a1B2'.repeat(9)}` } }
    assert.ok(!JSON.stringify(redactFact(redactor, fact as Evidence)).includes('a1B2a1B2'))
  })

  test('an object without kind or name is not sound', () => {
    for (const object of [{}, { kind: 'Pod' }, { name: 'x' }, { kind: 'Pod', name: 1 }])
      assert.match(faultOf({ kind: 'tick', time, text: '', object, data: { elapsedMs: 1, phase: 'end' } }), /`object`/)
  })

  test('a member that a kind does not have is foreign as well', () => {
    const later = {
      kind: 'tick',
      time,
      text: '',
      data: { elapsedMs: 1, phase: 'end', note: SECRET },
    } as unknown as Evidence
    assert.ok(!JSON.stringify(redactFact(redactor, later)).includes(SECRET))
  })
})
