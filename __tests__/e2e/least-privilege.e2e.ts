/** With exactly the README's role (docs/role.yaml), and with each single permission of it taken away: a stated gap, never a crash. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { flux } from './actors.ts'
import { missing } from './binaries.ts'
import { reported, startWorld, type World } from './world.ts'

/** What the log must say where the permission is missing; '' where nothing that is read here needs it. */
const TAKEN: readonly (readonly [permission: string, says: RegExp | '', found: boolean])[] = [
  ['pods:list', /not seen: pods in flux-system: pods is forbidden/, false],
  ['pods:watch', /not seen: pods in flux-system: pods is forbidden/, true],
  ['pods/log:get', /not seen: log of fluxconfig-controller-.*: pods ".*" is forbidden/, false],
  ['events:list', /not seen: events in flux-system: events is forbidden/, true],
  ['events:watch', /not seen: events in flux-system: events is forbidden/, true],
  ['namespaces:list', /not seen: namespace flux-system: namespaces .*is forbidden/, true],
  ['namespaces:watch', /not seen: namespace flux-system: .*is forbidden/, true],
  [
    'validatingadmissionpolicies:list',
    /not seen: admission policies: validatingadmissionpolicies\..* is forbidden/,
    true,
  ],
  ['validatingadmissionpolicies:watch', /not seen: admission policies: .* is forbidden/, true],
  ['validatingadmissionpolicybindings:list', /not seen: admission policy bindings: .* is forbidden/, true],
  ['validatingadmissionpolicybindings:watch', /not seen: admission policy bindings: .* is forbidden/, true],
  ['deployments:list', /not seen: workloads in flux-system: deployments\.apps is forbidden/, true],
  ['configmaps', '', true],
  ['pods:get', '', true],
  ['events:get', '', true],
  ['namespaces:get', '', true],
  ['validatingadmissionpolicies:get', '', true],
  ['validatingadmissionpolicybindings:get', '', true],
]
/** Of those that change nothing, one by one is for the whole run. */
const NEEDED = TAKEN.filter(([, says]) => says !== '')
const CASES = process.env['E2E'] === 'full' ? TAKEN : NEEDED

describe('least privilege', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  for (const [permission, says, found] of [['', '', true] as const, ...CASES])
    test(permission === '' ? "exactly the README's role: nothing is unseen" : `without ${permission}`, async () => {
      await world.reset(flux())
      await world.grant(permission)
      await world.guard([reported()])
      const { run, service } = await world.bootstrap({ seconds: 12 })
      assert.equal(run.stderr, '')
      assert.equal(run.outputs['outcome'], found ? 'stopped-early' : 'failed', run.stdout)
      assert.equal(run.outputs['failure-class'] === 'admission-policy-denied', found, run.stdout)
      if (says === '') assert.doesNotMatch(run.stdout, /not seen:/)
      else {
        assert.match(run.stdout, says)
        assert.match(run.summary, /not seen/i)
      }
      await service
    })
})
