import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appendToList, groupsNamedIn, stringListsIn } from '../../src/admission/edit.ts'

describe('an item appended to a list keeps all the rest of the text', () => {
  for (const [name, before, after] of [
    ['single quotes', "!(g in ['a', 'b'])", "!(g in ['a', 'b', 'new'])"],
    ['double quotes', '!(g in ["a","b"])', '!(g in ["a","b", "new"])'],
    ['an empty list', '!(g in [])', "!(g in ['new'])"],
    ['a trailing comma', "g in ['a',]", "g in ['a', 'new',]"],
    ['a parenthesised element', "g in ['a', ('b')]", "g in ['a', ('b', 'new')]"],
    [
      'lines and comments',
      "g in [\n  'a', // first\n  'b' // last\n]",
      "g in [\n  'a', // first\n  'b', 'new' // last\n]",
    ],
    ['raw and triple quotes', 'g in [r"a", """b"""]', 'g in [r"a", """b""", """new"""]'],
    ['escapes and emoji before it', "x == '\\'😀[' && g in ['a']", "x == '\\'😀[' && g in ['a', 'new']"],
  ] as const)
    test(name, () => {
      const list = stringListsIn(before).at(-1)
      assert.ok(list)
      const edited = appendToList(before, list, 'new')
      if (name === 'a parenthesised element') assert.equal(edited, "g in ['a', ('b'), 'new']")
      else assert.equal(edited, after)
    })
})

describe('lists about groups are found, whatever the spelling', () => {
  for (const expression of [
    "!(request.userInfo.groups.exists(g, g in ['system:masters']))",
    "request.userInfo.groups.all(g, !(g in ['system:masters']))",
    "!sets.intersects(request.userInfo.groups, ['system:masters'])",
    "!request.userInfo.groups.exists(x, x in ['system:masters']) || request.namespace in ['a']",
    "request.userInfo.?groups.orValue([]).filter(g, g in ['system:masters']).size() == 0",
  ])
    test(expression, () => {
      const found = stringListsIn(expression).filter(list => list.ofGroups)
      assert.ok(found.some(list => list.items.includes('system:masters')))
    })

  test('groups that are compared one by one are named', () => {
    assert.deepEqual(
      groupsNamedIn("!('system:masters' in request.userInfo.groups) && !request.userInfo.groups.exists(g, g == 'b')"),
      ['system:masters', 'b'],
    )
  })

  test('a list of namespaces is not one of groups', () => {
    assert.deepEqual(
      stringListsIn("request.namespace in ['kube-system']").map(list => list.ofGroups),
      [false],
    )
  })

  test('text that is no CEL has no lists', () => {
    assert.deepEqual(stringListsIn('((('), [])
  })
})
