import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countByIndex, countNewlines } from '../../../src/kubernetes/logs/newlines.ts'
import { seeded } from '../../random.ts'

describe('line ends', () => {
  for (const [name, bytes, count] of [
    ['of nothing', Buffer.alloc(0), 0],
    ['of one line', Buffer.from('a\n'), 1],
    ['of nothing but line ends', Buffer.alloc(5000, '\n'), 5000],
    ['of none, in bytes that resemble one', Buffer.alloc(5000, 0x8a), 0],
    ['of the last byte of many', Buffer.concat([Buffer.alloc(4999), Buffer.from('\n')]), 1],
    ['of more than the memory holds', Buffer.alloc(600_000, '\n'), 600_000],
  ] as const)
    test(name, () => assert.equal(countNewlines(bytes), count))

  test('of 500 random blocks: as many as by one search after the other', () => {
    const random = seeded(20261129)
    for (let n = 0; n < 500; n++) {
      const bytes = Buffer.from(Array.from({ length: 1000 + random.below(3000) }, () => random.below(14)))
      const block = bytes.subarray(random.below(40))
      assert.equal(countNewlines(block), countByIndex(block), `block ${n}`)
    }
  })
})
