import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

const file = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'evidence-')), 'evidence.jsonl')
  writeFileSync(path, text)
  return path
}
const QUOTA = JSON.stringify({
  source: 'event',
  text: 'Error creating: pods "a-5b" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
})

const offline = (evidence: string) =>
  runStep({ inputs: { mode: 'diagnose', evidence }, environment: { GITHUB_WORKSPACE: dirname(evidence) } })

describe('mode diagnose with evidence: offline', () => {
  test('a pasted error: its cause is annotated, and the step is red', async () => {
    const run = await offline(file(`${QUOTA}\n`))
    assert.equal(run.exitCode, 1, run.stdout + run.stderr)
    assert.equal(run.outputs['outcome'], 'failed')
    assert.equal(run.outputs['failure-class'], 'quota-exceeded')
    assert.match(run.stdout, /::error .*ResourceQuota few is exhausted/)
    assert.match(run.summary, /exceeded quota: few/)
  })

  test('a saved log, as the workflow of this repository gives it to the action from its own checkout', async () => {
    const run = await offline(join(import.meta.dirname, '../fixtures/pasted/timeout.txt'))
    assert.equal(run.outputs['failure-class'], 'helm-timeout-unknown', run.stdout)
    assert.equal(run.exitCode, 1)
  })

  test('nothing wrong: green, and no annotation', async () => {
    const run = await offline(file('{"source":"pod-log","text":"all is well"}\n'))
    assert.equal(run.exitCode, 0, run.stdout + run.stderr)
    assert.deepEqual(commandsIn(run.stdout), [])
  })

  test('an error that nobody knows is not green', async () => {
    const run = await offline(file('{"source":"arm-error","text":"boom"}\n'))
    assert.equal(run.outputs['outcome'], 'failed')
    assert.match(run.stdout, /::error title=No known cause found in this evidence::.*Azure: boom/)
  })

  for (const [name, text] of [
    ['is not there', undefined],
    ['is empty', ''],
  ] as const)
    test(`evidence that ${name}: a clear error`, async () => {
      const run = await offline(text === undefined ? '/nowhere' : file(text))
      assert.equal(run.exitCode, 1)
      assert.match(run.stdout, /Reading the evidence/)
      assert.equal(run.stderr, '')
    })

  test('evidence outside the workspace and RUNNER_TEMP, by a link too: refused', async () => {
    const place = mkdtempSync(join(tmpdir(), 'workspace-'))
    symlinkSync('/etc/passwd', join(place, 'link'))
    for (const evidence of ['/etc/passwd', join(place, 'link'), join(place, '..', 'x')]) {
      const run = await runStep({ inputs: { mode: 'diagnose', evidence }, environment: { GITHUB_WORKSPACE: place } })
      assert.match(run.stdout, /it is not in|ENOENT/)
      assert.doesNotMatch(run.stdout + run.summary, /root:/)
    }
  })

  test('evidence that is a pipe: a clear error, at once', async () => {
    const place = mkdtempSync(join(tmpdir(), 'workspace-'))
    execFileSync('mkfifo', [join(place, 'pipe')])
    const run = await offline(join(place, 'pipe'))
    assert.match(run.stdout, /Reading the evidence/)
  })

  test('of a plain file only the lines that tell are quoted', async () => {
    const denial = JSON.parse(QUOTA).text
    const run = await offline(file(`my-private-line: 1\n${denial}\nanother-private-line\n`))
    assert.equal(run.outputs['failure-class'], 'quota-exceeded', run.stdout)
    assert.doesNotMatch(run.stdout + run.summary, /private-line/)
  })

  for (const [name, line] of [
    [
      'nested over 100 deep',
      `{"kind":"param","time":"2026-10-01T08:00:00.000Z","text":"","data":{"gone":false,"body":{"metadata":{"name":"x"},"a":${'['.repeat(300)}${']'.repeat(300)}}}}`,
    ],
    ['with a number for a text', '{"kind":"pod-log","time":"2026-10-01T08:00:00.000Z","text":7,"data":{}}'],
    [
      'with a policy that has no name',
      '{"kind":"policy","time":"2026-10-01T08:00:00.000Z","text":"","data":{"body":{"spec":7}}}',
    ],
    [
      'with a policy whose parts are of other types',
      '{"kind":"policy","time":"2026-10-01T08:00:00.000Z","text":"","data":{"body":{"metadata":{"name":"few"},"spec":{"matchConditions":7,"validations":{"a":1},"matchConstraints":[]}}}}',
    ],
  ] as const)
    test(`one unsound fact, ${name}: it costs that line, and not the diagnosis`, async () => {
      const run = await offline(file(`${line}\n${QUOTA}\n`))
      assert.equal(run.outputs['failure-class'], 'quota-exceeded', run.stdout)
    })

  test('evidence for another mode is refused', async () => {
    const run = await runStep({ inputs: { evidence: 'x' } })
    assert.match(run.stdout, /evidence%3A not used by mode%3A install/)
  })
})

describe('npm run replay', () => {
  const replay = (path: string) =>
    spawnSync(process.execPath, ['scripts/replay.ts', path], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    })

  test('prints one JSON object a finding', () => {
    const { stdout, status } = replay(file(`${QUOTA}\n`))
    assert.equal(status, 0)
    const { class: id, certainty, permanence, fields, remedy } = JSON.parse(stdout)
    assert.deepEqual([id, certainty, permanence], ['quota-exceeded', 'proven', 'permanent'])
    assert.deepEqual([fields.quota, fields.requested, fields.limited], ['few', 'pods=1', 'pods=2'])
    assert.ok(remedy[0].link.startsWith('https://'))
  })

  test('prints nothing when nothing is wrong', () => {
    assert.equal(replay(file('{"source":"event","text":"Created pod: a"}\n')).stdout, '')
  })

  test('exits with 2 when the file cannot be read', () => {
    assert.equal(replay('/nowhere').status, 2)
    assert.equal(replay(file('')).status, 2)
  })
})

describe('mode diagnose without evidence: as it is now', () => {
  const flux = { name: 'flux', extensionType: 'microsoft.flux', currentVersion: '1.24.1', version: '1.24.1' }
  const scope = { cluster: { releaseNamespace: 'flux-system' } }

  async function diagnosed(name: string, existing: object | undefined) {
    const scenario = loadScenario(name)
    const simulator = await startSimulator({
      ...scenario,
      azure: { ...scenario.azure, extension: { ...scenario.azure?.extension, ...(existing ? { existing } : {}) } },
    } as typeof scenario)
    const { inputs, environment } = towards(simulator, { ...scenario.inputs, mode: 'diagnose' })
    const run = await runStep({ inputs, environment })
    await simulator.close()
    assert.deepEqual(simulator.writes, [])
    assert.equal(run.stderr, '')
    return run
  }

  test('pods that crash on a refusal: the cause', async () => {
    const run = await diagnosed('atomic-rollback', { ...flux, scope, provisioningState: 'Creating' })
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
    assert.equal(run.exitCode, 1)
  })

  test('no such extension: said', async () => {
    const run = await diagnosed('healthy', undefined)
    assert.match(run.stdout, /extension flux not found|has no extension named/)
  })
})
