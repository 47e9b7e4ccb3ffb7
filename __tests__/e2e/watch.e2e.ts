/** mode watch while another process writes the extension, and Helm installs it: the same diagnosis as install's. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { tokenFor } from '../../simulator/entra.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { flux, healthy } from './actors.ts'
import { Api } from './api.ts'
import { missing } from './binaries.ts'
import { reported, startWorld, type World } from './world.ts'

describe('mode watch', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  /** Another process: it waits until the action watches, and writes the extension itself. */
  async function watched(seconds: number) {
    const { simulator, ended } = await world.azure({ seconds })
    const { inputs, environment } = towards(simulator, { mode: 'watch' })
    const waiting = Promise.withResolvers<void>()
    const other = waiting.promise.then(async () => {
      const arm = new Api(simulator.origin, simulator.certificate, tokenFor(simulator.origin, simulator.origin))
      const path =
        '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group/providers/Microsoft.ContainerService/managedClusters/my-cluster/providers/Microsoft.KubernetesConfiguration/extensions/flux'
      await arm.must('PUT', `${path}?api-version=2023-05-01`, {
        properties: { extensionType: 'microsoft.flux', scope: { cluster: { releaseNamespace: 'flux-system' } } },
      })
      arm.close()
    })
    let output = ''
    const run = await runStep({
      inputs,
      environment,
      onOutput(text) {
        output += text
        if (output.includes('does not exist yet')) waiting.resolve()
      },
    })
    await other
    await simulator.close()
    return { run, simulator, service: ended.promise }
  }

  test('refused: the cause is found, and nothing is written', async () => {
    await world.reset(flux())
    await world.guard([reported()])
    const { run, service, simulator } = await watched(15)
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
    assert.equal(run.outputs['exemption-verified'], 'local')
    assert.deepEqual(
      simulator.writes.filter(write => write.startsWith('PUT')),
      ['PUT extension flux'],
    )
    assert.match((await service)?.end.error?.message ?? '', /atomic being set: context deadline exceeded/)
  })

  test('healthy: green', async () => {
    await world.reset(flux({ 'fluxconfig-controller/manager': healthy }))
    const { run } = await watched(60)
    assert.equal(run.outputs['outcome'], 'installed', run.stdout)
  })
})
