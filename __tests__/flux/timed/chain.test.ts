/** Long chains of Flux objects that wait for each other cost what they are long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Store } from '../../../src/evidence/store.ts'
import { gateOf } from '../../../src/flux/gate.ts'
import type { Evidence } from '../../../src/model/evidence.ts'
import { allListed, condition, fluxFact, gateFact, kustomization, repository } from '../../flux-builder.ts'

const NEW = `main@sha1:${'b'.repeat(40)}`

test('a chain of 600 that waits for the first: less than 20 times as long as ten chains of 60', () => {
  const chains = (count: number, length: number): readonly Evidence[] => [
    ...allListed(),
    gateFact(),
    fluxFact(repository(NEW)),
    ...Array.from({ length: count * length }, (_, at) => {
      const first = at % length === 0
      const [reason, message] = first
        ? ['BuildFailed', 'kustomize build failed']
        : ['DependencyNotReady', `dependency 'flux-system/k${at - 1}' is not ready`]
      return fluxFact(
        kustomization(
          `k${at}`,
          { conditions: [condition('Ready', 'False', reason, message)] },
          { dependsOn: first ? [] : [`k${at - 1}`] },
        ),
      )
    }),
  ]
  const took = (facts: readonly Evidence[]) => {
    const store = new Store()
    for (const fact of facts) store.apply(fact)
    const best = Array.from({ length: 7 }, () => {
      const began = performance.now()
      gateOf(store)
      return performance.now() - began
    })
    return Math.min(...best)
  }
  const ratio = took(chains(1, 600)) / took(chains(10, 60))
  assert.ok(ratio < 20, `${ratio.toFixed(1)} times`)
})
