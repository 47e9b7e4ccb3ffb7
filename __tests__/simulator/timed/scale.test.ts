import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../../simulator/index.ts'
import { runStep, towards } from '../../../simulator/runner.ts'
import { loadScenario, type Scenario, type ScenarioPod } from '../../../simulator/scenario.ts'
import { quick } from '../../faults/row.ts'

const DENIAL =
  "configmaps \"fluxconfig-immutable-values\" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'aks-managed-protect-system-namespaces-binding' denied request: Modification of resources in managed system namespaces is not allowed"
const rollback = loadScenario('atomic-rollback')

async function ran(scenario: Scenario, inputs: Record<string, string> = {}) {
  const simulator = await startSimulator(scenario)
  const run = await runStep(towards(simulator, { ...scenario.inputs, ...inputs }))
  await simulator.close()
  return { run, simulator }
}

test('10,000 pods: at most 200 logs at once, those of pods that are not Ready first, and the cause is found', {
  timeout: 120_000,
}, async context => {
  const healthy = Array.from(
    { length: 9_999 },
    (_, n): ScenarioPod => ({
      name: `worker-${n}`,
      created: '0s',
      containers: [{ name: 'main', starts: [{ at: '0s', ready: '1s', log: ['all is well'] }] }],
    }),
  )
  const start = (at: string) => ({ at, log: [DENIAL], exit: { after: '2s', code: 1 } })
  const failing: ScenarioPod = {
    name: 'fluxconfig-controller-7c9f8d5b6c-x2x5k',
    owner: 'ReplicaSet/fluxconfig-controller-7c9f8d5b6c',
    serviceAccount: 'flux-operatorsa',
    created: '5s',
    containers: [{ name: 'manager', starts: [start('200s'), start('240s')] }],
  }
  const { run, simulator } = await ran({
    ...rollback,
    speed: 20,
    azure: { ...rollback.azure, extension: { operation: { ends: '2000s', status: 'Succeeded' } } },
    kubernetes: { ...rollback.kubernetes, events: [], pods: [...healthy, failing] },
  })
  context.diagnostic(`${simulator.mostLogs()} logs at once at the most`)
  assert.equal(run.outputs['outcome'], 'stopped-early', run.stdout.slice(-3000))
  assert.match(run.stdout, /denied now, allowed after/)
  assert.ok(simulator.mostLogs() <= 200, `${simulator.mostLogs()} logs at once`)
  assert.equal(run.stdout.match(/not seen: logs in flux-system: more than 200 containers/g)?.length, 1)
})

test("3,000 pods that each fail in their own words: the verdict comes within 5 s of the operation's end", {
  timeout: 180_000,
}, async context => {
  const pods = Array.from(
    { length: 3000 },
    (_, n): ScenarioPod => ({
      name: `thing-${n}`,
      owner: `ReplicaSet/thing-${n}-abc`,
      serviceAccount: `account-${n}`,
      created: `${1 + (n % 40)}s`,
      containers: [
        {
          name: 'main',
          starts: [0, 1, 2].map(again => ({
            at: `${2 + (n % 40) + again * 15}s`,
            log: [
              `secrets "s-${n}" is forbidden: User "system:serviceaccount:flux-system:account-${n}" cannot get resource "secrets" in API group "" in the namespace "flux-system"`,
            ],
            exit: { after: '1s', code: 1 },
          })),
        },
      ],
    }),
  )
  const ENDS_S = 60
  const speed = 4
  const scenario = quick({
    speed,
    extension: {
      operation: {
        ends: `${ENDS_S}s`,
        status: 'Failed',
        error: {
          code: 'ExtensionOperationFailed',
          message: 'release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded',
        },
      },
    },
    kubernetes: { pods, events: [] },
  })
  const { run, simulator } = await ran(scenario, { check: 'off' })
  const put = simulator.requests.find(({ method }) => method === 'PUT')?.at ?? 0
  const error = run.chunks.find(({ text }) => text.includes('::error'))?.at ?? Number.POSITIVE_INFINITY
  const known = run.chunks.find(({ text }) => text.includes('Azure, while installing'))?.at ?? 0
  context.diagnostic(`the action knew it ${Math.round(known - put - (ENDS_S * 1000) / speed)} ms after`)
  const late = error - put - (ENDS_S * 1000) / speed
  context.diagnostic(`the verdict came ${Math.round(late)} ms after the operation's end`)
  assert.equal(run.outputs['outcome'], 'failed', run.stdout.slice(-3000))
  assert.equal(run.outputs['failure-class'], 'rbac-forbidden')
  assert.ok(known > 0, 'the log does not say when Azure ended the operation')
  // What lies before is the pause between two polls.
  const took = error - known
  assert.ok(took < 5000, `${Math.round(took)} ms`)
})
