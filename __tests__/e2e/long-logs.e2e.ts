/** Logs of a million lines through the real API server, and the stand-in kubelet beside the real kubectl. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { towards } from '../../simulator/runner.ts'
import { connectApiServer } from '../../src/kubernetes/api-server/client.ts'
import { ContainerTail } from '../../src/kubernetes/logs/tail.ts'
import { TailPool } from '../../src/kubernetes/logs/tail-pool.ts'
import { Prefilter, withPeak } from '../long-logs.ts'
import { flux, IMMUTABLE_VALUES, writes } from './actors.ts'
import { until } from './api.ts'
import { missing } from './binaries.ts'
import type { Actor } from './kubelet.ts'
import { NAMESPACE, reported, startWorld, type World } from './world.ts'

const FULL = process.env['E2E'] === 'full'
const MANY = 1_000_000
const FEW = 100_000

/** Lines with unique ids, the one that matters among them; then the container ends. Two seconds by the clock at least. */
function chatty(lines: number): Actor {
  const write = writes(IMMUTABLE_VALUES)
  return async container => {
    if (container.start > 1) return write(container)
    for (let line = 1; line <= lines; line++) {
      container.log(
        `{"level":"info","ts":"2026-03-09T12:00:08.001Z","msg":"reconciling","id":"unique-${line} of many"}`,
      )
      // So that the log is followed while it grows, and what is asked of this process meanwhile is answered.
      if (line % 5000 === 4999) await new Promise(resolve => setTimeout(resolve, 1))
      // `sinceTime` counts in whole seconds: a log within one of them could not be resumed in its middle.
      if (line === 400) await new Promise(resolve => setTimeout(resolve, 1000 - (Date.now() % 1000) + 1))
    }
    return write(container)
  }
}

describe('long logs', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  test('the stand-in kubelet serves kubectl what it serves the action', async () => {
    // No second start, so that the previous log stays the first one's, however long each request takes.
    await world.reset(flux({ 'fluxconfig-controller/manager': chatty(1000) }), [3600])
    await world.guard([reported()])
    const helm = world.helm('Create', 15)
    const pod = await podIn(world, 'waiting')
    const logs = (...args: string[]) =>
      world.kubectl('logs', '-n', NAMESPACE, pod.metadata.name, '-c', 'manager', ...args)
    const previous = await logs('--previous', '--timestamps')
    const lines = previous.trim().split('\n')
    assert.equal(lines.length, 1002)
    const [since = ''] = lines[500]?.split(' ') ?? []
    const resumed = await logs('--previous', '--timestamps', `--since-time=${since}`)
    assert.ok(
      resumed
        .trim()
        .split('\n')
        .includes(lines[500] ?? '?'),
    )
    assert.ok(resumed.trim().split('\n').length < 1002)
    assert.match(await logs('--follow'), /ValidatingAdmissionPolicy/)
    await helm
  })

  test(`${FULL ? MANY : FEW} lines over an API server that vanishes: none lost, none doubled at the prefilter`, async context => {
    const lines = FULL ? MANY : FEW
    await world.reset(flux({ 'fluxconfig-controller/manager': chatty(lines) }), [3600])
    await world.guard([reported()])
    const helm = world.helm('Create', 60)
    const pod = await podIn(world, 'running')
    const api = connectApiServer(readFileSync(world.plane.kubeconfig, 'utf8'), {
      getToken: async () => '',
      onSecret: () => undefined,
    })
    const filter = new Prefilter('ValidatingAdmissionPolicy', lines)
    const ending = new AbortController()
    const found: string[] = []
    const gaps: string[] = []
    const tail = new ContainerTail(
      api,
      { podUid: 'u', namespace: NAMESPACE, pod: pod.metadata.name, container: 'manager' },
      {
        filter,
        echo: undefined,
        pool: new TailPool(() => undefined),
        emit(fact) {
          if (fact.kind === 'gap') gaps.push(fact.text)
          if (fact.kind === 'pod-log' && fact.data.part === 'candidate') found.push(fact.text)
          // The last lines are handed out when the log has been read to its end.
          if (fact.kind === 'pod-log' && fact.data.part === 'tail') ending.abort()
        },
      },
      ending.signal,
    )
    const start = {
      name: 'manager',
      image: '',
      init: false,
      id: 'start-1',
      ready: false,
      restarts: 0,
      reason: '',
      message: '',
      startedAt: '',
    }
    tail.update({ ...start, state: 'running' }, false)
    const reading = tail.run()
    await until('a third has been read', async () => filter.seen.some((count, id) => count > 0 && id > lines / 3))
    await world.plane.killApiServer()
    await world.plane.startApiServer()
    await until(
      'the container has ended',
      async () => world.kubelet.written('fluxconfig-controller', 'manager') >= lines + 2,
      120_000,
    )
    tail.update({ ...start, state: 'terminated', exitCode: 1 }, false)
    await reading
    api.close()
    const { lost, doubled } = filter.counts(lines)
    context.diagnostic(
      `${lines} lines over an API server that vanished: lost ${lost}, doubled ${doubled}, found ${found.length}`,
    )
    assert.deepEqual([lost, doubled, found.length, gaps], [0, 0, 1, []])
    await helm
  })

  test('the cause among 1,000,000 lines, with no more memory than among 100,000', {
    skip: FULL ? false : 'npm run e2e:full runs it',
  }, async context => {
    const peakOf = async (lines: number) => {
      await world.reset(flux({ 'fluxconfig-controller/manager': chatty(lines) }))
      await world.guard([reported()])
      const { simulator, ended } = await world.azure({ seconds: 60 })
      const { run, peak } = await withPeak(towards(simulator))
      await simulator.close()
      assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout.slice(-3000))
      await ended.promise
      return peak
    }
    const few = await peakOf(FEW)
    const many = await peakOf(MANY)
    context.diagnostic(
      `peak RSS ${many.toFixed(0)} MiB with ${MANY} lines, ${few.toFixed(0)} MiB with ${FEW}: ${(many / few).toFixed(2)}x`,
    )
    assert.ok(many / few < 1.5)
  })
})

/** @returns the controller's pod, once its container has started and is now in that state. */
function podIn(world: World, state: 'running' | 'waiting'): Promise<CrashingPod> {
  return until(`the container has started and is ${state}`, async () => {
    const { items } = await world.admin.must('GET', `/api/v1/namespaces/${NAMESPACE}/pods`)
    return (items as CrashingPod[]).find(({ metadata, status }) => {
      const [container] = status.containerStatuses ?? []
      const started = container?.containerID !== undefined
      return metadata.name.startsWith('fluxconfig-controller') && started && container.state[state] !== undefined
    })
  })
}

interface CrashingPod {
  readonly metadata: { readonly name: string }
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly containerID?: string
      readonly state: { readonly running?: object; readonly waiting?: object }
    }[]
  }
}
