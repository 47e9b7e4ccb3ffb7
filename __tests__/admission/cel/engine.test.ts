import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { celValue } from '../../../src/admission/activation.ts'
import { CelEngine } from '../../../src/admission/cel/engine.ts'

const object = {
  metadata: { name: 'a', labels: { team: 'a', constructor: 'x', 'app.kubernetes.io/name': 'n' } },
  spec: { replicas: 3, ratio: 1.5, list: ['a', 'b', 'c'], numbers: [3, 1, 2], text: 'a😀b', memory: '1Gi', on: true },
}

function ask(expression: string) {
  const engine = new CelEngine()
  const compiled = engine.compile(expression)
  if ('undetermined' in compiled) return compiled
  const scope: Readonly<Record<string, unknown>> = { object: celValue(object), params: null }
  return engine.evaluate(compiled, name => scope[name])
}

describe('values, as the API server gives them', () => {
  for (const [expression, value] of [
    ["object.metadata.labels.team == 'a'", true],
    ["object.metadata.labels['constructor'] == 'x'", true],
    ['has(object.metadata.labels.constructor) && !has(object.metadata.labels.toString)', true],
    ["object.metadata.?labels.?nope.orValue('none') == 'none'", true],
    ["object.metadata.labels[?'app.kubernetes.io/name'].hasValue()", true],
    ['object.spec.replicas <= 3 && object.spec.replicas > 2', true],
    ['object.spec.ratio > 1.0', true],
    ['object.nope.x || true', true],
    ['true || object.nope.x', true],
    ["object.spec.list.exists(i, i == 'b')", true],
    ["object.spec.list.all(i, i in ['a', 'b', 'c'])", true],
    ["object.spec.list.map(i, i + '!').join(',') == 'a!,b!,c!'", true],
    ["object.spec.list.filter(i, i != 'a').size() == 2", true],
    ["object.metadata.name.matches('(?i)^A$')", true],
    ["object.spec.text.substring(1, 2) == '😀'", true],
    ['object.spec.text.size() == 3', true],
    ["'À'.lowerAscii() == 'À'", true],
    ["'a,b,c'.split(',', 2) == ['a', 'b,c']", true],
    ["'aaa'.replace('a', 'b', 2) == 'bba'", true],
    ['object.spec.numbers.sum() == 6 && object.spec.numbers.max() == 3 && object.spec.numbers.min() == 1', true],
    ['[1, 2, 3].isSorted() && !object.spec.numbers.isSorted()', true],
    ["sets.contains(object.spec.list, ['a']) && sets.intersects(['x', 'a'], object.spec.list)", true],
    ["quantity(object.spec.memory).isGreaterThan(quantity('1000M'))", true],
    ["quantity('100m').compareTo(quantity('0.1')) == 0", true],
    ["isQuantity('12Xi')", false],
    ["duration('1h') > duration('1m')", true],
    ["timestamp('2020-01-01T00:00:00Z').getFullYear() == 2020", true],
    ["object.spec.list.exists(i, v, v == 'a')", true],
    ['string(1.5) == "1.5"', true],
    ["int('42') == 42 && string(42) == '42'", true],
  ] as const)
    test(expression, () => assert.deepEqual(ask(expression), { value }))
})

describe('errors, as the API server has them', () => {
  for (const expression of [
    'object.nope',
    'object.spec.list[9]',
    '1 / 0 == 1',
    "int('x') == 1",
    'optional.none().value() == 1',
    "'abc'.substring(2, 9) == ''",
  ])
    test(expression, () => assert.ok('error' in ask(expression), JSON.stringify(ask(expression))))
})

describe('what is not known is undetermined', () => {
  for (const expression of [
    "authorizer.group('').resource('pods').check('create').allowed()",
    "b'é'.size() == 1",
    '5u == 5u',
    'cel.bind(x, 1, x == 1)',
    "'a'.reverse() == 'a'",
    'this is not CEL',
    'nope == 1',
  ])
    test(expression, () =>
      assert.ok(
        'undetermined' in ask(expression),
        JSON.stringify(ask(expression), (_, v) => (typeof v === 'bigint' ? Number(v) : v)),
      ),
    )
})

test('a catastrophic regular expression ends in time that grows with the text', () => {
  const began = performance.now()
  const answer = ask(`'${'a'.repeat(40)}!'.matches('^(a+)+$')`)
  assert.deepEqual(answer, { value: false })
  assert.ok(performance.now() - began < 2000)
})

test('the allow-list can be printed', () => {
  const { functions, methods, operators } = new CelEngine().allowList()
  assert.ok(functions.includes('has') && methods.includes('matches') && operators.includes('in'))
})
