import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Store } from '../../src/evidence/store.ts'
import { Verify } from '../../src/modes/verify.ts'
import { gap, listing, podStatus } from '../evidence-builder.ts'

const PODS = 'pods in flux-system'
const stored = (...facts: Parameters<Store['apply']>[0][]) => {
  const store = new Store()
  for (const fact of facts) store.apply(fact)
  return store
}

describe('once Azure says Succeeded', () => {
  for (const [name, store, seconds, healthy] of [
    ['all pods Ready: healthy', stored(podStatus({}, { ready: true }), listing(PODS)), 0, true],
    ['a pod not Ready: waited for', stored(podStatus(), listing(PODS)), 200, undefined],
    ['a pod not Ready for five minutes: not healthy', stored(podStatus(), listing(PODS)), 301, false],
    ['pods never read, and a gap: green, said as not seen', stored(gap(PODS)), 0, true],
    ['pods not read yet: waited for', stored(), 0, undefined],
    [
      'pods read once, not Ready, and out of sight since: waited for',
      stored(podStatus(), listing(PODS), gap(PODS)),
      200,
      undefined,
    ],
    [
      'and still out of sight after five minutes: not judged by what was',
      stored(podStatus(), listing(PODS), gap(PODS)),
      301,
      true,
    ],
  ] as const)
    test(name, () => assert.equal(new Verify(0).look(store, 'flux-system', seconds * 1000)?.healthy, healthy))
})
