import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { replay } from '../../src/diagnosis/replay.ts'
import { JOURNAL_VERSION } from '../../src/evidence/journal.ts'
import { readJournal } from '../../src/evidence/journal-read.ts'
import { readRedacted } from '../../src/evidence/journal-redacted.ts'
import { Redactor } from '../../src/evidence/redact.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
const locked =
  "(ScopeLocked) The scope '/subscriptions/x' cannot perform write operation because following scope(s) are locked: '/subscriptions/x'."
const line = JSON.stringify({ source: 'arm-error', text: locked })

function fileOf(content: string | Buffer): string {
  const path = join(folder, `${Math.random()}`)
  writeFileSync(path, content)
  return path
}

async function read(content: string | Buffer) {
  const { findings, store } = await replay(readRedacted(fileOf(content), new Redactor()))
  return { classes: findings.map(each => each.class), gaps: store.gaps().map(({ text }) => text) }
}

describe('the same error, however it was saved', () => {
  const stamped = `2026-01-01T00:00:00.0000000Z ##[group]Run\r\n2026-01-01T00:00:01.0000000Z Error: ${locked}\r\n`
  const waiting = '2026-01-01T00:00:00Z module.aks.azurerm: Still creating... [10s elapsed]\n'
  for (const [name, content] of [
    ['a line of the smallest form', line],
    ['with a byte order mark', `\uFEFF${line}\r\n`],
    ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${line}\r\n`, 'utf16le')],
    ['plain text', `az k8s-extension create\n${locked}\n`],
    ['the log of a workflow, as downloaded', stamped],
    ['JSON over several lines', JSON.stringify({ error: { code: 'ScopeLocked', message: locked } }, null, 2)],
    ['after pages of everyday lines', waiting.repeat(5000) + locked],
    ['before pages of everyday lines', `${locked}\n${waiting.repeat(5000)}`],
    [
      'pages of everyday lines in one text',
      JSON.stringify({ source: 'cli-output', text: waiting.repeat(200) + locked }),
    ],
  ] as const)
    test(name, async () => {
      assert.deepEqual((await read(content)).classes, ['resource-locked'])
    })
})

describe('a line that is no sound fact costs itself alone, and is told', () => {
  const fact = (kind: string, data: unknown) => JSON.stringify({ kind, time: '2026-01-01T00:00:00Z', text: '', data })
  for (const [name, bad, why] of [
    ['an event without a reason', fact('event', { reason: null }), /line 1 is not a valid fact of kind event/],
    ['a pod without containers', fact('pod-status', {}), /of kind pod-status/],
    ['a cluster whose id is a number', fact('cluster', { id: 5 }), /of kind cluster: `id`/],
    ['a source that is not known', JSON.stringify({ source: 'az', text: locked }), /sources are arm-error, cli-output/],
    ['words between lines', 'hello', /line 1 is not a fact/],
    ['a kind named like a property of every object', fact('constructor', {}), undefined],
    [
      'a row of a class named like a property of every object',
      fact('check-row', { check: 'nodes', verdict: 'refused', detail: 'x', class: 'constructor', fields: {} }),
      /of kind check-row: `class`/,
    ],
    [
      'a row of a symptom, about an object without a name',
      JSON.stringify({ kind: 'check-row', time: '2026-01-01T00:00:00Z', text: 'x', object: { kind: 'Pod' }, data: {} }),
      /`object` has the wrong type/,
    ],
    [
      'an object nested without end',
      fact('nodes', { nodes: [], extra: JSON.parse(`${'['.repeat(150)}${']'.repeat(150)}`) }),
      /of kind nodes could not be read: an object is nested/,
    ],
  ] as const)
    test(name, async () => {
      const { classes, gaps } = await read(`${bad}\n${line}\n{}`)
      assert.deepEqual(classes, ['resource-locked'])
      if (why === undefined) assert.deepEqual(gaps, [])
      else assert.match(gaps.join('\n'), why)
    })
})

describe('what cannot be read is said', () => {
  for (const [name, path, why] of [
    ['an empty file', () => fileOf(''), /is empty/],
    ['a folder', () => folder, /not a file/],
    ['a device', () => '/dev/zero', /not a file/],
    ['something compressed', () => fileOf(Buffer.from([0x1f, 0x8b, 8, 0])), /decompress it first/],
    ['something binary', () => fileOf(Buffer.from([1, 0, 2, 0])), /not a text file/],
  ] as const)
    test(name, async () => {
      await assert.rejects(replay(readJournal(path())), why)
    })
})

test('a line without a time has that of the one before', async () => {
  const first = JSON.stringify({ source: 'event', text: 'x', time: '2026-01-01T00:00:00Z' })
  const facts = await Array.fromAsync(readJournal(fileOf(`${first}\n${line}\n`)))
  assert.equal(facts[1]?.time, '2026-01-01T00:00:00Z')
})

describe('a journal of which nothing could be taken in', () => {
  const head = JSON.stringify({ journal: JOURNAL_VERSION })
  for (const [name, lines, says] of [
    [
      'facts without a time',
      [head, '{"kind":"pod-log","time":"nope","text":"x","data":{}}', '{}'],
      /none of its lines is evidence: line 2/,
    ],
    [
      'facts of no known kind',
      [head, '{"kind":"constructor","time":"2026-01-01T00:00:00Z","text":"x","data":{}}'],
      /none of its lines is evidence/,
    ],
  ] as const)
    test(name, () => assert.rejects(read(`${lines.join('\n')}\n`), says))
})

describe('a file that is barely a journal', () => {
  for (const [name, lines, gaps] of [
    ['a head alone: the run was killed at once', [JSON.stringify({ journal: JOURNAL_VERSION })], 0],
    ['a plain log is one text, without gaps', ['Error: a', 'Error: b', 'Error: c'], 0],
  ] as const)
    test(name, async () => assert.equal((await read(lines.join('\n'))).gaps.length, gaps))

  test('a plain log with one line of JSON is still read', async () => {
    const event = '{"kind":"Event","time":"2026-01-01T00:00:00Z","text":"x","data":{}}'
    assert.deepEqual((await read(`${locked}\n${event}\nmore`)).classes, ['resource-locked'])
  })

  test('a thousand unsound lines after a fact are counted', async () => {
    const { gaps } = await read(`${line}\n${'{}\n'.repeat(1000)}${line}`)
    assert.match(gaps.at(-1) ?? '', /^980 more lines could not be read$/)
  })
})
