import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Endpoint } from '../../simulator/faults.ts'
import { startSimulator } from '../../simulator/index.ts'
import { POST, runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { binding, policy } from '../faults/cluster.ts'
import { quick } from '../faults/row.ts'
import { HOSTILE_POLICIES, specOf } from '../hostile-policies.ts'

/** What the runner does to a step that is cancelled: SIGINT, 7.5 s later SIGTERM, 2.5 s later the end. */
function cancel(child: ChildProcess): void {
  child.kill('SIGINT')
  const term = setTimeout(() => child.kill('SIGTERM'), 7500)
  const kill = setTimeout(() => child.kill('SIGKILL'), 10_000)
  child.on('exit', () => {
    clearTimeout(term)
    clearTimeout(kill)
  })
}

/** Cancels the step as soon as `when` holds of what was asked of the simulator and what was printed. */
async function cancelled(scenario: Scenario, when: (paths: readonly string[], output: string) => boolean, inputs = {}) {
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, { ...scenario.inputs, ...inputs })
  let child: ChildProcess | undefined
  let output = ''
  let sentAt = 0
  const look = setInterval(() => {
    if (
      sentAt > 0 ||
      child === undefined ||
      !when(
        simulator.requests.map(asked => asked.path),
        output,
      )
    )
      return
    sentAt = performance.now()
    cancel(child)
  }, 5)
  const run = await runStep({
    ...to,
    onStart: started => {
      child = started
    },
    onOutput: text => {
      output += text
    },
  })
  clearInterval(look)
  const tookMs = performance.now() - sentAt
  const post = await runStep({ ...to, entry: POST, temp: run.temp, state: run.state })
  await simulator.close()
  return { run, post, tookMs, simulator }
}

const hanging = (at: Endpoint) => quick({ faults: [{ at, cut: 'hang' }] })
const hostile = quick({
  kubernetes: {
    policies: HOSTILE_POLICIES.map((each, n) => policy(`hostile-${n}`, specOf(each))),
    bindings: HOSTILE_POLICIES.map((_, n) => binding(`hostile-${n}`)),
  },
})
const asked = (path: RegExp) => (paths: readonly string[]) => paths.some(each => path.test(each))
const slow = quick({ speed: 1 })
const never = slow.kubernetes?.pods?.map(pod => ({
  ...pod,
  containers: pod.containers.map(container => ({ ...container, starts: [{ at: '0s' }] })),
}))

describe("cancelled at the runner's times", { concurrency: 4 }, () => {
  for (const [name, scenario, when, inputs] of [
    ["while GitHub's issuer is asked", hanging('oidc'), asked(/github\/token/), {}],
    ['while Entra ID is asked', hanging('token'), asked(/oauth2/), {}],
    ['while the cluster is read', hanging('cluster'), asked(/managedClusters\/my-cluster$/i), {}],
    ['while the way to the cluster is asked for', hanging('credential'), asked(/listClusterUserCredential/), {}],
    ['while the extension is read', hanging('extension'), asked(/extensions\/flux$/), {}],
    [
      'while the write is on its way',
      hanging('put'),
      (_: readonly string[], output: string) => /: Writing/.test(output),
      {},
    ],
    [
      'while policies that take all time and all memory are judged',
      hostile,
      asked(/validatingadmissionpolicybindings/),
      {},
    ],
    ['while the operation is polled', hanging('operation'), asked(/operations/), {}],
    ['while the pods come up', slow, (_: readonly string[], output: string) => /manager: running/.test(output), {}],
    [
      'while the pods are waited for',
      quick({ extension: { operation: { ends: '5s', status: 'Succeeded' } }, kubernetes: { pods: never ?? [] } }),
      (_: readonly string[], output: string) => /: Succeeded/.test(output),
      {},
    ],
    [
      'while a cluster is waited for',
      quick({ azure: { managedCluster: { exists: false } } }),
      (_: readonly string[], output: string) => /does not exist yet/.test(output),
      { mode: 'watch' },
    ],
  ] as const)
    test(name, async () => {
      const { run, post, tookMs } = await cancelled(scenario, when, inputs)
      assert.equal(run.signal, null, 'it ended by itself')
      assert.ok(tookMs < 7000, `it took ${Math.round(tookMs)} ms`)
      assert.equal(run.outputs['outcome'], 'cancelled', run.stdout)
      assert.match(run.summary, /cancelled/)
      assert.ok(existsSync(run.outputs['evidence-path'] ?? ''))
      assert.equal(post.stdout, '')
      assert.equal(run.exitCode, 1)
    })

  // GitHub stops waiting for a background step 7.5 s after its cancel (GitHub Docs, "Workflow syntax", background steps).
  for (const [name, existing, when] of [
    ['before anything appears', undefined, /not found|does not exist|waiting:/],
    ['in the midst of an install', 'Creating', /manager: (?:running|waiting)/],
  ] as const)
    test(`mode watch in the background, ${name}: all is written within 5 s of its cancel`, async () => {
      const rollback = loadScenario('atomic-rollback')
      const extension = {
        ...rollback.azure?.extension,
        ...(existing === undefined
          ? {}
          : {
              existing: { name: 'flux', extensionType: 'microsoft.flux', provisioningState: existing },
              existingOperation: { ends: '600s', status: 'Failed' as const },
            }),
      }
      const scenario = { ...rollback, speed: 1, azure: { ...rollback.azure, extension } }
      const { run, tookMs, simulator } = await cancelled(scenario, (_, output) => when.test(output), { mode: 'watch' })
      assert.ok(tookMs < 5000, `it took ${Math.round(tookMs)} ms`)
      assert.equal(run.outputs['outcome'], 'cancelled', run.stdout)
      assert.ok(existsSync(run.outputs['evidence-path'] ?? ''))
      assert.match(run.summary, /cancelled/)
      assert.deepEqual(simulator.writes, [])
    })

  test('while the write is on its way: it may have arrived, and that is said', async () => {
    const { run } = await cancelled(hanging('put'), (_, output) => /: Writing/.test(output))
    assert.equal(run.outputs['operation-running'], 'true')
    assert.match(run.stdout, /Whether Azure received it is unknown/)
    assert.doesNotMatch(run.stdout, /[Nn]othing was written/)
  })

  test('while a Failed instance is being deleted: the deletion goes on, and that is said', async () => {
    const scenario = quick({
      extension: {
        existing: { name: 'flux', extensionType: 'microsoft.flux', provisioningState: 'Failed' },
        deletion: { ends: '400s', status: 'Succeeded' },
      },
      kubernetes: { pods: [] },
    })
    const { run, simulator } = await cancelled(scenario, (_, output) => /: Deleting/.test(output), {
      'recreate-failed': 'true',
    })
    assert.deepEqual(simulator.writes, ['DELETE extension flux'])
    assert.equal(run.outputs['operation-running'], 'true')
    assert.match(run.stdout, /Azure is deleting the extension\. A rerun of this step waits for it/)
    assert.doesNotMatch(run.stdout, /[Nn]othing was written/)
  })

  test('while a flood of lines that look like causes is taken in', { timeout: 60_000 }, async () => {
    const line = (n: number) =>
      `${n} ${'x'.repeat(50_000)} configmaps "c${n}" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`
    const pods = (slow.kubernetes?.pods ?? []).slice(0, 3).map(pod => ({
      ...pod,
      created: '0s',
      containers: pod.containers.slice(0, 1).map(container => ({
        ...container,
        starts: [{ at: '0s', log: Array.from({ length: 800 }, (_, n) => line(n)) }],
      })),
    }))
    const flood = { ...slow, kubernetes: { ...slow.kubernetes, pods } }
    const { run, tookMs } = await cancelled(flood, (_, output) => /: running/.test(output))
    assert.equal(run.signal, null)
    assert.ok(tookMs < 7400, `it took ${Math.round(tookMs)} ms`)
    assert.equal(run.outputs['outcome'], 'cancelled')
  })

  test('before it could begin: the post step says so', async () => {
    const { run, post } = await cancelled(quick(), () => true)
    assert.equal(run.outputs['outcome'], undefined)
    assert.match(post.summary, /what it did is unknown/)
    assert.match(post.stdout, /A rerun checks the current state/)
  })
})
