import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monkeys } from './monkeys.ts'

const SEED = 14

test(`18 installs, each request with a passing fault by chance (seed ${SEED}): each ends with the right verdict`, {
  timeout: 200_000,
}, async context => {
  const { faults, wrong } = await monkeys(18, SEED)
  context.diagnostic(`${faults} faults met`)
  assert.ok(faults > 50)
  assert.deepEqual(wrong, [])
})
