/** When a gate ends: red and green have to hold. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Store } from '../../src/evidence/store.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { Gate, type GateAround } from '../../src/run/gate.ts'
import { allListed, applied, condition, fluxFact, gateFact, kustomization, repository, TIME } from '../flux-builder.ts'

const NEW = `main@sha1:${'b'.repeat(40)}`
const broken = fluxFact(
  kustomization('app', {
    lastAttemptedRevision: NEW,
    conditions: [condition('Ready', 'False', 'BuildFailed', 'kustomize build failed: no such file')],
  }),
)
const well = fluxFact(kustomization('app', applied(NEW)))

/** @param place how the line in the repository is found. */
function gateWith(place: GateAround['place'] = () => Promise.reject(new Error('no checkout')), timeoutMs = 60_000) {
  const store = new Store()
  const ended = Promise.withResolvers<string>()
  const logged: string[] = []
  const gate = new Gate({
    store,
    isContradicted: () => false,
    timeoutMs,
    log: text => logged.push(text),
    end: result => ended.resolve(result),
    push: fact => take(fact),
    watchNamespace: () => undefined,
    reconcile: undefined,
    compare: () => Promise.reject(new Error('no history')),
    place,
  })
  function take(...facts: readonly Evidence[]): void {
    for (const fact of facts) {
      store.apply(fact)
      gate.onFact(fact)
    }
  }
  return { take, ended: ended.promise, logged }
}

const begun = [...allListed(), gateFact(), fluxFact(repository(NEW))]

describe('a gate', { concurrency: true }, () => {
  test('a failure that only a commit changes: red', async () => {
    const { take, ended } = gateWith()
    take(...begun, broken)
    assert.equal(await ended, 'failed')
  })

  test('a failure that something newer overtakes at once: no red', async () => {
    const { take, ended } = gateWith()
    take(...begun, broken, well)
    assert.equal(await ended, 'reconciled')
  })

  test('a failure that is over before its line is found: no red', async () => {
    const asked = Promise.withResolvers<void>()
    const { take, ended } = gateWith(() => {
      asked.resolve()
      return new Promise<Evidence>(() => undefined)
    })
    take(...begun, broken)
    await asked.promise
    take(well)
    assert.equal(await ended, 'reconciled')
  })

  test('green as the time is over: what holds is green', async () => {
    const { take, ended } = gateWith(undefined, 300)
    take(...begun, well)
    assert.equal(await ended, 'reconciled')
  })

  test('green as the time is over, and then no more: too late', async () => {
    const { take, ended, logged } = gateWith(undefined, 50)
    take(...begun, well)
    const late = Promise.withResolvers<void>()
    setTimeout(late.resolve, 200)
    await late.promise
    take(fluxFact(repository(`main@sha1:${'c'.repeat(40)}`)), {
      kind: 'tick',
      time: TIME,
      text: '',
      data: {},
    } as unknown as Evidence)
    assert.equal(await ended, 'timed-out', logged.join('\n'))
  })
})
