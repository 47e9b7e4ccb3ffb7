import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OUTCOMES } from '../../src/model/outcome.ts'
import { Annotator, finalAnnotations } from '../../src/report/annotations.ts'
import { headline } from '../../src/report/headline.ts'
import type { RunReport } from '../../src/report/run-report.ts'
import { stateNow } from '../../src/report/state-now.ts'
import { reportOf } from '../../src/report/summary/index.ts'
import { Timeline } from '../../src/report/timeline.ts'
import {
  armError,
  binding,
  cluster,
  crashed,
  diagnosed,
  event,
  later,
  listed,
  podLog,
  podStatus,
  policy,
  protectSpec,
} from '../evidence-builder.ts'
import { commandsIn } from '../runner-model.ts'

const refusal = (name: string) =>
  `create: configmaps "${name}" is forbidden: ValidatingAdmissionPolicy 'protect' with binding 'protect-binding' denied request: not allowed`

async function report(
  facts: Parameters<typeof diagnosed>[0],
  outcome: RunReport['outcome'] = 'failed',
  more: Partial<RunReport> = {},
): Promise<RunReport> {
  const { findings, store } = await diagnosed(facts)
  const timeline = new Timeline()
  for (const fact of facts) timeline.tell(fact)
  return {
    outcome,
    findings,
    store,
    timeline,
    error: undefined,
    notes: [],
    extensionName: 'Flux',
    startedAt: '2026-03-09T12:00:00.000Z',
    endedAt: '2026-03-09T12:01:00.000Z',
    operationRunning: false,
    ...more,
  }
}

/** What is written to stdout while `act` runs. */
async function printed(act: () => Promise<unknown>): Promise<string> {
  const write = process.stdout.write
  let text = ''
  process.stdout.write = ((chunk: string) => {
    text += chunk
    return true
  }) as typeof write
  try {
    await act()
  } finally {
    process.stdout.write = write
  }
  return text
}

describe('annotations', () => {
  test('no more than ten of a level, and the rest is counted', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ level: 'error' as const, title: `t${n}`, message: 'm' }))
    const commands = commandsIn(
      await printed(() =>
        new Annotator(
          text => text,
          async () => undefined,
        ).emit(many),
      ),
    )
    assert.ok(commands.filter(command => command.name === 'error').length <= 10)
    assert.match(commands.at(-1)?.data ?? '', /31 more findings are in the summary/)
  })

  test('a message stays under what the runner shows, and says where the rest is', async () => {
    const commands = commandsIn(
      await printed(() =>
        new Annotator(
          text => text,
          async () => undefined,
        ).emit([{ level: 'error', title: 't', message: 'x '.repeat(5000) }]),
      ),
    )
    assert.ok((commands[0]?.data.length ?? 0) <= 4096)
    assert.match(commands[0]?.data ?? '', /the summary has the rest/)
  })

  test('hostile titles and messages are one command each', async () => {
    const hostile = 'a\r::error::b%0A::warning::c ##[error]d,line=3::x'
    const commands = commandsIn(
      await printed(() =>
        new Annotator(
          text => text,
          async () => ({ file: 'w.yml', line: 3 }),
        ).emit([{ level: 'warning', title: hostile, message: hostile }]),
      ),
    )
    assert.deepEqual(
      commands.map(command => command.name),
      ['warning'],
    )
    assert.equal(commands[0]?.properties['line'], '3')
    assert.equal(commands[0]?.properties['file'], 'w.yml')
  })

  test('secrets are taken out of both', async () => {
    const text = await printed(() =>
      new Annotator(
        each => each.replaceAll('hunter2', '***'),
        async () => undefined,
      ).emit([{ level: 'error', title: 'hunter2', message: 'hunter2' }]),
    )
    assert.ok(!text.includes('hunter2'))
  })

  test('the most certain cause is the error, the others are warnings', async () => {
    const rbac =
      'secrets is forbidden: User "system:serviceaccount:a:b" cannot list resource "secrets" in API group "" in the namespace "a"'
    const failed = await report([
      ...listed(),
      cluster(),
      policy(protectSpec()),
      binding(),
      podStatus(),
      podLog(rbac),
      podLog(refusal('a')),
      crashed(),
    ])
    assert.deepEqual(
      finalAnnotations(failed, new Set()).map(({ level, title }) => [level, title.slice(0, 40)]),
      [
        ['error', 'Flux was not installed, an admission pol'],
        ['warning', 'RBAC denies controller to list secrets i'],
      ],
    )
  })

  test('a finding that was an error already is not one again', async () => {
    const stopped = await report(
      [...listed(), cluster(), policy(protectSpec()), binding(), podStatus(), podLog(refusal('a')), crashed()],
      'stopped-early',
    )
    assert.deepEqual(finalAnnotations(stopped, new Set(stopped.findings.map(finding => finding.key))), [])
  })

  test('a green run has none', async () => {
    assert.deepEqual(
      finalAnnotations(await report([...listed(), podStatus(), podLog(refusal('a'))], 'installed'), new Set()),
      [],
    )
  })

  test('a run without a cause has one error all the same', async () => {
    const [only, ...others] = finalAnnotations(await report([armError('The service does not say why.')]), new Set())
    assert.equal(only?.level, 'error')
    assert.deepEqual(others, [])
  })
})

describe('the summary', () => {
  test('stays under 1 MiB, and says what was left out', async () => {
    const facts = Array.from({ length: 2000 }, (_, n) => podStatus({ restarts: 1 }, { uid: `u${n}` }, `pod-${n}`))
    const logs = Array.from({ length: 60 }, (_, pod) =>
      Array.from({ length: 40 }, () => podLog('x'.repeat(4000), { pod: `pod-${pod}` })),
    ).flat()
    const text = reportOf(await report([...listed(), ...facts, ...logs, armError('m')]), text => text)
    assert.ok(Buffer.byteLength(text) < 1024 * 1024)
    assert.match(text, /left out/)
  })

  test('an error of the service that no class knows is in it', async () => {
    const text = reportOf(await report([armError('Something that nobody has seen before.', 'NewCode')]), text => text)
    assert.match(text, /NewCode/)
    assert.match(text, /nobody has seen before/)
  })
})

describe('the state now', () => {
  const store = {
    wroteAt: () => '2026-03-09T12:00:00.000Z',
    installBegan: () => '2026-03-09T12:00:00.000Z',
    extension: () => ({ provisioningState: 'Creating', change: 'create' }),
    extensionBefore: () => undefined,
    pods: () => [],
    run: () => ({ data: { inputs: {} } }),
  } as unknown as RunReport['store']
  const at = (time: string, doomed: boolean) =>
    stateNow({ store, extensionName: 'Flux', endedAt: `2026-03-09T${time}.000Z`, operationRunning: true }, doomed)

  test('says when Azure rolls back, in UTC, and what not to touch', () => {
    assert.equal(
      at('12:01:00', true),
      'Flux is not installed. Azure rolls back by 12:06 UTC; do not touch the extension before then.',
    )
  })
  test('after its wait the next minute is meant', () => {
    assert.match(
      at('12:30:00', false),
      /until about 12:31 UTC; do not touch the extension before then\. A rerun waits for it/,
    )
  })
})

test('every outcome has a headline', async () => {
  for (const outcome of OUTCOMES) assert.match(headline(await report([], outcome)), /^[A-Z]\w+ .+/)
})

test('what one policy refuses of many workloads is one error, and no warning for each of the others', async () => {
  const events = (hash: string) => {
    const text = `Error creating: pods "${hash}-7c9d8f6b5-64jsv" is forbidden: ValidatingAdmissionPolicy 'p' denied request: no`
    return event(text, { object: { kind: 'ReplicaSet', namespace: 'flux-system', name: `${hash}-7c9d8f6b5` } })
  }
  const names = ['source', 'helm', 'notification']
  const told = await report([...listed(), ...names.map(events), ...later(10), ...names.map(events)])
  assert.equal(told.findings.length, 3)
  assert.deepEqual(
    finalAnnotations(told, new Set()).map(each => each.level),
    ['error'],
  )
})
