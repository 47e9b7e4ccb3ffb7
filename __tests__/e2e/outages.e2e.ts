/** What may go wrong between the action and the cluster while the pods crash: nothing is lost, and the cause is still found. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { flux, IMMUTABLE_VALUES, stopped, writes } from './actors.ts'
import { until } from './api.ts'
import { missing } from './binaries.ts'
import type { Actor } from './kubelet.ts'
import { NAMESPACE, reported, startWorld, type World } from './world.ts'

/** Of the chart. */
const DEPLOYMENTS = 6

/** Crashes on its write, but not before the gate opens: the first start waits for it, the later ones do not. */
function gated(gate: Promise<unknown>, onStart: () => void): Actor {
  const write = writes(IMMUTABLE_VALUES)
  return async container => {
    onStart()
    for (let line = 0; line < 50; line++) container.log(`{"level":"info","msg":"before the outage, line ${line}"}`)
    await Promise.race([gate, stopped(container)])
    return write(container)
  }
}

function assertFound(world: World, run: Awaited<ReturnType<World['bootstrap']>>['run']): void {
  assert.equal(run.outputs['outcome'], 'stopped-early', `${run.stdout}\n${world.plane.folder}`)
  assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
  assert.match(run.stdout, /denied now, allowed after/)
}

/** @returns how often each line of the first start's log stands in the journal. */
function linesOf(journal: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of readFileSync(journal, 'utf8').split('\n')) {
    const [, text] = /before the outage, line (\d+)/.exec(line) ?? []
    const [, id] = /"containerId":"([^"]+)"/.exec(line) ?? []
    if (text !== undefined && id?.endsWith('1')) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return counts
}

describe('outages', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  test('the API server vanishes in mid-tail and comes back: no line is lost or doubled, the cause is found', async () => {
    const gate = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    await world.reset(flux({ 'fluxconfig-controller/manager': gated(gate.promise, started.resolve) }))
    await world.guard([reported()])
    const outage = (async () => {
      await started.promise
      await new Promise(resolve => setTimeout(resolve, 1000))
      await world.plane.killApiServer()
      await world.plane.startApiServer()
      gate.resolve()
    })()
    const { run, service } = await world.bootstrap({ seconds: 40 })
    await outage
    assertFound(world, run)
    const counts = linesOf(run.outputs['evidence-path'] ?? '')
    assert.equal(counts.size, 50, 'lines of the tail that the outage cut')
    assert.deepEqual(
      [...counts.values()].filter(count => count !== 1),
      [],
    )
    await service
  })

  test('history is compacted while the API server is away: watches are answered 410, lists make good for them', async () => {
    const gate = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    await world.reset(flux({ 'fluxconfig-controller/manager': gated(gate.promise, started.resolve) }))
    await world.guard([reported()])
    const outage = (async () => {
      await started.promise
      await world.plane.killApiServer()
      await world.plane.compact()
      await world.plane.startApiServer()
      gate.resolve()
    })()
    const { run, service } = await world.bootstrap({ seconds: 40 })
    await outage
    assertFound(world, run)
    await service
  })

  test('50 pods crash on it: one error', async () => {
    await world.reset(flux())
    await world.guard([reported()])
    const workloads = { 'fluxconfig-controller': { replicas: 50 } }
    const { run, service } = await world.bootstrap({ seconds: 40, values: { workloads } })
    assertFound(world, run)
    assert.equal(run.stdout.split('\n').filter(line => line.startsWith('::error')).length, 1)
    await service
  })

  test('the release namespace is deleted and created again: what comes after is seen', async () => {
    const gate = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    await world.reset(flux({ 'fluxconfig-controller/manager': gated(gate.promise, started.resolve) }))
    const again = (async () => {
      await started.promise
      // A Helm that is still creating what the namespace holds fails at once, and takes back what comes after.
      await until('Helm has created everything', async () => {
        const { items } = await world.admin.must('GET', `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`)
        return items.length >= DEPLOYMENTS
      })
      await world.removeNamespace()
      gate.resolve()
      await world.guard([reported()])
      // As an operator would, by hand: the release's own objects went with the namespace.
      const helm = await world.helm('Create', 20)
      assert.notEqual(helm.status, 0)
    })()
    const { run, service } = await world.bootstrap({ seconds: 60 })
    await again
    assertFound(world, run)
    await service
  })
})
