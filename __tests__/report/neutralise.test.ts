import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { marked } from 'marked'
import {
  fencedForMarkdown,
  forAnnotation,
  forConsole,
  forMarkdown,
  forOutput,
  forTableCell,
} from '../../src/report/neutralise.ts'
import { hostileLine, seeded } from '../random.ts'
import { commandsIn, linesOf } from '../runner-model.ts'

describe('forConsole', () => {
  const cases: [string, string][] = [
    ['a command at the beginning', '::error::owned'],
    ['a command after white space', ' \t\u00a0::error::owned'],
    ['the older form inside a line', 'text ##[error]owned'],
    ['a bare carriage return before a command', 'text\r::error::owned'],
    ['a line feed before a command', 'text\n::error::owned'],
    ['escape codes that part a command', '#\u001b[0m#[error]owned'],
    ['escape codes before a command', '\u001b[31m::error::owned'],
    ['stop-commands', '::stop-commands::x'],
    ['a next-line character', 'text\u0085::error::owned'],
  ]
  for (const [name, text] of cases)
    test(name, () => {
      assert.deepEqual(commandsIn(forConsole(text)), [])
      assert.equal(linesOf(forConsole(text)).length, 1)
    })

  test('nothing invisible stays, which could part a secret or a name; a picture keeps its form', () => {
    for (const code of [0x200b, 0x61c, 0x34f, 0x180e, 0xfe00, 0x115f, 0x3164, 0xe0041, 0x2060, 0xfe0f])
      assert.equal(forConsole(`pass${String.fromCodePoint(code)}word`), 'password', code.toString(16))
    assert.equal(forConsole('⚠\ufe0f done'), '⚠\ufe0f done')
  })

  test('keeps plain text as it is', () => {
    const line = '{"level":"info","msg":"a: b :: c #1 [x] ü 😀"}'
    assert.equal(forConsole(line), line)
  })

  test('cuts an endless line and says by how much', () => {
    assert.match(forConsole('x'.repeat(10_000)), /^x{4000} … \(6000 more characters\)$/)
  })
})

test('100,000 hostile lines hold no command for the runner', () => {
  const random = seeded(20261123)
  for (let n = 0; n < 100_000; n++) {
    const line = hostileLine(random)
    const out = forConsole(line)
    assert.deepEqual(commandsIn(`${out}\n`), [], JSON.stringify(line))
    assert.equal(linesOf(out).length, 1, JSON.stringify(line))
    assert.equal(linesOf(forAnnotation(line)).length, 1, JSON.stringify(line))
  }
})

describe('Markdown', () => {
  test('hostile text in code spans, cells and fences makes no element of its own', () => {
    const random = seeded(7)
    for (let n = 0; n < 5000; n++) {
      const line = hostileLine(random)
      const html = marked.parse(
        `a ${forMarkdown(line)} b\n\n| h |\n|---|\n| ${forTableCell(line)} |\n\n${fencedForMarkdown([line])}\n`,
        { async: false },
      )
      const elements = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(match => match[1]))
      for (const element of elements)
        assert.ok(
          ['p', 'code', 'pre', 'table', 'thead', 'tbody', 'tr', 'th', 'td'].includes(element ?? ''),
          `${element}: ${JSON.stringify(line)}`,
        )
    }
  })

  test('lines with any number of runs of backticks', () => {
    assert.match(fencedForMarkdown(Array.from({ length: 2000 }, () => '` '.repeat(200))), /^```text/)
  })

  test('a fence is longer than any run of backticks inside', () => {
    assert.match(fencedForMarkdown(['````']), /^`````text\n````\n`````$/)
  })
})

describe('forOutput', () => {
  for (const [name, text, out] of [
    ['an ARM id passes', '/subscriptions/1/x', '/subscriptions/1/x'],
    ['a user passes', 'system:serviceaccount:a:b', 'system:serviceaccount:a:b'],
    ['a command substitution does not', '$(id)', ''],
    ['a space does not', 'a b', ''],
    ['an option does not', '--all', ''],
    ['a path upwards does not', 'a/../../x', ''],
    ['a line break does not', 'a\nb', ''],
  ] as const)
    test(name, () => assert.equal(forOutput(text), out))
})
