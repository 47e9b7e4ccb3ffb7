/** The report (Azure/AKS issue 5645), for real: found while Helm waits, and cured by the patch that the action wrote. */
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { flux } from './actors.ts'
import { until } from './api.ts'
import { missing } from './binaries.ts'
import { NAMESPACE, reported, startWorld, type World } from './world.ts'

const POLICY = 'aks-managed-protect-system-namespaces'

describe('the report', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  for (const [fix, file] of [
    ['the group exemption', 'exempt-group'],
    ['the narrow carve-out', 'carve-out'],
  ] as const)
    test(`found while Helm still waits; ${fix}, applied by the policy's admin, lets a second run end green`, async () => {
      const refused: number[] = []
      await world.reset(flux({}, (status, at) => status === 403 && refused.push(at)))
      await world.guard([reported()])
      const { run, service } = await world.bootstrap({ seconds: 20 })
      const annotated = run.chunks.find(({ text }) => text.includes('::error'))?.at ?? Number.POSITIVE_INFINITY

      assert.equal(run.exitCode, 1, run.stdout)
      assert.equal(run.outputs['outcome'], 'stopped-early')
      assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
      assert.equal(run.outputs['service-account'], `system:serviceaccount:${NAMESPACE}:flux-operatorsa`)
      assert.equal(run.outputs['exemption-verified'], 'local')
      assert.equal(run.outputs['check-result'], 'refused')
      assert.match(run.stdout, /create configmaps\/fluxconfig-immutable-values/)
      assert.match(run.stdout, /denied now, allowed after/)
      const ended = await service
      assert.ok(annotated < (ended?.at ?? 0), 'the cause is told before Helm ends')
      assert.match(
        ended?.end.error?.message ?? '',
        /release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded/,
      )
      await until('the rollback has taken the evidence with it', async () => {
        return (await world.admin.must('GET', `/api/v1/namespaces/${NAMESPACE}/pods`)).items.length === 0
      })

      const patch = join(dirname(run.outputs['patch-path'] ?? ''), `${POLICY}.${file}.yaml`)
      await world.kubectl('apply', '-f', patch)
      const second = await world.bootstrap({ seconds: 60 })
      assert.equal(second.run.exitCode, 0, second.run.stdout)
      assert.equal(second.run.outputs['outcome'], 'installed')
      assert.notEqual(second.run.outputs['check-result'], 'refused')
      assert.equal((await second.service)?.helm.status, 0)
      if (file === 'carve-out') assert.ok(await world.refuses('another'), 'nothing but the one object is let through')
    })

  test('seen by a run command, whose script the real kubectl carries out as the caller', async () => {
    await world.reset(flux({}))
    await world.guard([reported()])
    const { run, service } = await world.bootstrap({ seconds: 150, inputs: { 'kube-access': 'run-command' } })
    const annotated = run.chunks.find(({ text }) => text.includes('::error'))?.at ?? Number.POSITIVE_INFINITY
    assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout)
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied')
    assert.equal(run.outputs['exemption-verified'], 'local')
    assert.match(run.stdout, /create configmaps\/fluxconfig-immutable-values/)
    const ended = await service
    assert.ok(annotated < (ended?.at ?? 0), 'the cause is told before Helm ends')
  })
})
