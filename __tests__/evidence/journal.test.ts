import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Journal } from '../../src/evidence/journal.ts'
import { readJournal } from '../../src/evidence/journal-read.ts'
import type { Evidence } from '../../src/model/evidence.ts'

const tick = (elapsedMs: number): Evidence => ({
  kind: 'tick',
  time: new Date(elapsedMs).toISOString(),
  text: '',
  data: { elapsedMs, phase: 'install' },
})
const path = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'evidence.jsonl')

test('what was appended is read again, in order, and only by its owner', async () => {
  const journal = new Journal(path())
  const facts = [tick(1), tick(2), tick(3)]
  for (const fact of facts) assert.equal(journal.append(fact), undefined)
  journal.close()
  assert.equal(statSync(journal.path).mode & 0o777, 0o600)
  assert.deepEqual(await Array.fromAsync(readJournal(journal.path)), facts)
})

test('a last line that was cut off and lines of unknown kinds do no harm', async () => {
  const journal = new Journal(path())
  journal.append(tick(1))
  journal.close()
  appendFileSync(journal.path, '{"kind":"from-the-future","time":"x"}\n{"kind":"tick","ti')
  const kinds = (await Array.fromAsync(readJournal(journal.path))).map(fact => fact.kind as string)
  assert.deepEqual(kinds, ['tick', 'from-the-future'])
})

test('a journal of a newer version is refused', async () => {
  const file = path()
  appendFileSync(file, '{"journal":99}\n')
  await assert.rejects(Array.fromAsync(readJournal(file)), /version 99/)
})

test('at its limit it ends with a gap, and says what was lost', () => {
  const journal = new Journal(path())
  const big: Evidence = { ...tick(1), text: 'x'.repeat(1024 * 1024) }
  const gaps = Array.from({ length: 70 }, () => journal.append(big)).filter(gap => gap !== undefined)
  assert.equal(gaps.length, 1)
  assert.match(gaps[0]?.text ?? '', /64 MiB/)
  assert.ok(journal.close() >= 6)
})

test('line separators that are no line feeds do not part a fact', async () => {
  const journal = new Journal(path())
  const fact: Evidence = { ...tick(1), text: 'a\u2028b\u2029c' }
  journal.append(fact)
  journal.close()
  assert.deepEqual(await Array.fromAsync(readJournal(journal.path)), [fact])
})
