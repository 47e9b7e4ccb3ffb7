import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LIMITS, type LogLine, LogLines, literalFilter } from '../../../src/kubernetes/logs/lines.ts'
import { seeded } from '../../random.ts'

const stamp = (second: number, nanos = 0) =>
  `2026-03-09T12:${String(Math.floor(second / 60) % 60).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`

function reader(literals: readonly string[], limits = LIMITS) {
  const lines: LogLine[] = []
  const all: string[] = []
  const log = new LogLines(
    literalFilter(literals),
    line => lines.push(line),
    text => all.push(text),
    limits,
  )
  return { lines, all, log }
}

/** What the API server answers: lines of the second of sinceTime and later. */
function served(lines: readonly { emitted: string; text: string }[], since: string | undefined): Buffer {
  const from = since?.slice(0, 19)
  return Buffer.from(
    lines
      .filter(line => from === undefined || line.emitted.slice(0, 19) >= from)
      .map(line => `${line.emitted} ${line.text}\n`)
      .join(''),
  )
}

describe('lines of a log', () => {
  test('candidates, head and tail are handed on, each line once, with its number', () => {
    const { lines, log } = reader(['needle'], { ...LIMITS, head: 2, tail: 2 })
    log.push(
      Buffer.from(['a', 'needle b', 'c', 'd', 'needle e', 'f', 'g'].map((text, n) => `${stamp(n)} ${text}\n`).join('')),
    )
    log.end()
    assert.deepEqual(
      lines.map(({ number, text, part }) => [number, text, part]),
      [
        [1, 'a', 'head'],
        [2, 'needle b', 'candidate'],
        [5, 'needle e', 'candidate'],
        [6, 'f', 'tail'],
        [7, 'g', 'tail'],
      ],
    )
  })

  test('a line that arrives in many pieces is one line', () => {
    const { lines, log } = reader(['needle'])
    for (const byte of Buffer.from(`${stamp(1)} a needle ü 😀\n`)) log.push(Buffer.from([byte]))
    assert.deepEqual(
      lines.map(line => line.text),
      ['a needle ü 😀'],
    )
  })

  test('a line over the limit is cut, counted, and the next one is whole', () => {
    const { lines, log } = reader(['needle'], { ...LIMITS, lineBytes: 20_000 })
    const long = Buffer.from(`${stamp(1)} needle ${'x'.repeat(1_000_000)}\n${stamp(2)} needle short\n`)
    for (let at = 0; at < long.length; at += 65_536) log.push(long.subarray(at, at + 65_536))
    assert.equal(lines.length, 2)
    assert.ok((lines[0]?.text.length ?? 0) <= 20_000 - 8192)
    assert.equal(lines[1]?.text, 'needle short')
    assert.equal(log.cut, 1)
  })

  test('a gigabyte on one line keeps no more than the limit', () => {
    const { log } = reader([])
    const block = Buffer.alloc(1 << 20, 120)
    const before = process.memoryUsage().arrayBuffers
    for (let n = 0; n < 1024; n++) log.push(block)
    assert.ok(process.memoryUsage().arrayBuffers - before < 16 * (1 << 20))
    assert.equal(log.lines, 0)
  })

  test('candidates over the limit are counted, not kept', () => {
    const { lines, log } = reader(['word x'], { ...LIMITS, candidates: 3, tail: 0, head: 0 })
    log.push(Buffer.from(Array.from({ length: 10 }, (_, n) => `${stamp(n)} word x\n`).join('')))
    log.end()
    assert.equal(lines.length, 3)
    assert.equal(log.dropped, 7)
  })

  test('lines without a timestamp are lines too', () => {
    const { lines, log } = reader(['time x'])
    log.push(Buffer.from('no time x\n'))
    assert.deepEqual(
      lines.map(line => [line.emitted, line.text]),
      [['', 'no time x']],
    )
  })

  test('fractions of different length are compared as times', () => {
    const { all, log } = reader([])
    const times = ['2026-03-09T12:00:00.1Z', '2026-03-09T12:00:00.12Z', '2026-03-09T12:00:01Z']
    const lines = times.map(emitted => ({ emitted, text: emitted }))
    log.push(served(lines.slice(0, 1), undefined))
    log.push(served(lines, log.resume()?.emitted))
    assert.deepEqual(all, times)
  })
})

describe('a cut stream', () => {
  for (let seed = 1; seed <= 200; seed++)
    test(`is resumed without loss or repeats (seed ${seed})`, () => {
      const random = seeded(seed)
      let second = 0
      let nanos = 0
      const lines = Array.from({ length: 300 }, (_, n) => {
        // Several lines in one second, and some with the very same timestamp.
        if (random.below(5) === 0) second += random.below(3)
        if (random.below(3) > 0) nanos += random.below(4)
        return { emitted: stamp(second, nanos), text: `line ${n} ${'x'.repeat(random.below(80))}` }
      })
      const { all, lines: found, log } = reader(['line 7', 'line 299'])
      let done = false
      for (let streams = 0; !done; streams++) {
        const body = served(lines, log.resume()?.emitted)
        const cut = streams > 40 ? body.length : random.below(body.length + 1)
        done = cut === body.length
        for (let at = 0; at < cut; ) {
          const size = Math.min(1 + random.below(500), cut - at)
          log.push(body.subarray(at, at + size))
          at += size
        }
      }
      log.end()
      assert.deepEqual(
        all,
        lines.map(line => line.text),
      )
      const wanted = lines.filter(line => /line 7|line 299/.test(line.text)).map(line => line.text)
      assert.deepEqual(
        found.filter(line => line.part === 'candidate').map(line => line.text),
        wanted,
      )
    })
})

test('a log without timestamps is read from where it was, by the count of its lines', () => {
  const { all, log } = reader([])
  log.push(Buffer.from('a\nb\nc'))
  log.resume()
  log.push(Buffer.from('a\nb\nc\nd\n'))
  assert.deepEqual(all, ['a', 'b', 'c', 'd'])
})
