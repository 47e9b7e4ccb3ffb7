import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Store } from '../../src/evidence/store.ts'
import { podsIn } from '../../src/model/collections.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { Verify } from '../../src/run/verify.ts'
import { gap, listing, podStatus } from '../evidence-builder.ts'

const PODS = podsIn('flux-system')
const END = Date.parse('2026-10-01T08:00:00.000Z')
/** A list of the pods that was asked for some seconds after the end, or before it. */
const listed = (seconds: number): Evidence => {
  const fact = listing(PODS)
  return { ...fact, data: { what: PODS, count: 0, asked: new Date(END + seconds * 1000).toISOString() } } as Evidence
}
const stored = (...facts: Evidence[]) => {
  const store = new Store()
  for (const fact of facts) store.apply(fact)
  return store
}
const ready = podStatus({}, { ready: true })

describe('once Azure says Succeeded', () => {
  for (const [name, store, seconds, healthy, warn] of [
    ['all pods Ready: healthy', stored(ready, listed(1)), 1, true, false],
    ['all pods Ready in a list from before: waited for', stored(ready, listed(-1)), 1, undefined, undefined],
    ['and no list since: green, with a warning', stored(ready, listed(-1)), 61, true, true],
    ['a pod not Ready: waited for', stored(podStatus(), listed(1)), 200, undefined, undefined],
    ['a pod not Ready for five minutes: not healthy', stored(podStatus(), listed(1)), 301, false, false],
    [
      'a pod that is being deleted does not count',
      stored(ready, podStatus({}, { terminating: true }, 'old'), listed(1)),
      1,
      true,
      false,
    ],
    ['pods never read, and a gap: green, with a warning', stored(gap(PODS)), 0, true, true],
    ['pods not read yet: waited for', stored(), 0, undefined, undefined],
    ['and never read, without a gap (pages without end): green, with a warning', stored(), 61, true, true],
    ['no pod at all, of a type that runs pods: green, with a warning', stored(listed(1)), 1, true, true],
    [
      'pods seen not Ready, and out of sight since: still red',
      stored(podStatus(), listed(1), gap(PODS)),
      301,
      false,
      false,
    ],
  ] as const)
    test(name, () => {
      const verified = new Verify(END, true).look(store, 'flux-system', END + seconds * 1000)
      assert.deepEqual([verified?.healthy, verified?.warn], [healthy, warn])
    })

  test('no pod at all, of a type of which nothing is known: green, without a warning', () =>
    assert.equal(new Verify(END, false).look(stored(listed(1)), 'flux-system', END + 1000)?.warn, false))

  for (const [name, store, healthy] of [
    ['pods that are not Ready: red', stored(podStatus(), listed(1)), undefined],
    ['pods that were Ready: green, with a warning', stored(ready, listed(-1)), true],
    ['pods that could not be seen: green, with a warning', stored(), true],
  ] as const)
    test(`the step's time is over, with ${name}`, () =>
      assert.equal(new Verify(END, true).atTimeout(store, 'flux-system')?.healthy, healthy))
})
