/** The example workflow by `act`, in host mode: what a runner makes of annotations, outputs, summary and the post step. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { towards } from '../../simulator/runner.ts'
import { flux, healthy } from './actors.ts'
import { missing, tool } from './binaries.ts'
import { finish } from './processes.ts'
import { reported, startWorld, type World } from './world.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const ACT = 'github.com/nektos/act@v0.2.89'

interface Line {
  readonly msg?: string
  readonly command?: string
  readonly kvPairs?: Readonly<Record<string, string>>
  readonly arg?: string
  readonly content?: string
  readonly raw?: string
}

describe('a runner', { skip: missing() ?? false }, () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world?.stop())

  interface Workflow {
    /** Path from the root. */
    readonly file: string
    readonly event: string
  }

  const EXAMPLE: Workflow = { file: '.github/workflows/example.yml', event: 'workflow_dispatch' }

  /** @param whenSaid a text of the log at which the run is cancelled. */
  async function acted(seconds: number, whenSaid = '', { file, event }: Workflow = EXAMPLE) {
    const { simulator, ended } = await world.azure({ seconds })
    const { inputs, environment } = towards(simulator)
    const workspace = mkdtempSync(join(tmpdir(), 'aks-flux-act-'))
    for (const name of ['action.yml', 'dist']) cpSync(join(ROOT, name), join(workspace, name), { recursive: true })
    const workflow = join(workspace, '.github/workflows/example.yml')
    mkdirSync(join(workspace, '.github/workflows'), { recursive: true })
    // The example as it is, led to the simulated cloud.
    const endpoints = ['resource-manager-endpoint', 'authority-host'].map(
      name => `          ${name}: ${inputs[name]}\n`,
    )
    const example = readFileSync(join(ROOT, file), 'utf8')
      // act reaches no GitHub: the action is this checkout, and what is fetched from there is left out.
      .replace(/uses: aks-flux-bootstrap\/aks-flux-bootstrap@v1/, 'uses: ./')
      .replace(/ {6}- uses: actions\/[\s\S]*?(?=\n {6}- )\n/g, '')
    writeFileSync(workflow, example.replace(/(?<=\n {8}with:\n)(?= {10}[\s\S]*?client-id)/, endpoints.join('')))
    await finish(['git', '-C', workspace, 'init', '-q', '-b', 'main'])
    await finish(['git', '-C', workspace, 'add', '-A'])
    const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid']
    await finish(['git', '-C', workspace, ...author, 'commit', '-q', '-m', 'e2e'])
    const variables = {
      AZURE_CLIENT_ID: inputs['client-id'],
      AZURE_TENANT_ID: inputs['tenant-id'],
      AZURE_SUBSCRIPTION_ID: inputs['subscription-id'],
      AKS_RESOURCE_GROUP: inputs['resource-group'],
      AKS_CLUSTER: inputs['cluster-name'],
    }
    const reference = 'octo/demo/.github/workflows/example.yml@refs/heads/main'
    const env = { ...environment, GITHUB_WORKFLOW_REF: reference }
    const child = spawn(
      tool(ACT),
      [
        event,
        '--json',
        ...['-P', 'ubuntu-latest=-self-hosted', '-W', workflow],
        ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
        ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ],
      {
        cwd: workspace,
        // A home of its own, so that nothing of the machine's is read or left behind.
        env: {
          ...process.env,
          HOME: workspace,
          XDG_CACHE_HOME: join(workspace, '.cache'),
          PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
        },
      },
    )
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        const before = output.includes(whenSaid)
        output += text
        if (whenSaid !== '' && !before && output.includes(whenSaid)) child.kill('SIGINT')
      })
    const status = await new Promise(done => child.on('close', done))
    await simulator.close()
    const lines = output.split('\n').flatMap((line): Line[] => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
    return { status, lines, output, service: ended.promise }
  }

  test('red: the annotation, the outputs in a next step, the summary', async () => {
    await world.reset(flux())
    await world.guard([reported()])
    const { status, lines, output, service } = await acted(15)
    assert.notEqual(status, 0, output)
    const errors = lines.filter(({ command }) => command === 'error')
    assert.equal(errors.length, 1, output)
    assert.match(
      errors[0]?.kvPairs?.['title'] ?? '',
      /an AKS-managed policy denies fluxconfig-controller|blocked by an AKS-managed policy/,
    )
    assert.equal(errors[0]?.kvPairs?.['file'], '.github/workflows/example.yml')
    assert.ok(
      lines.some(({ msg }) => msg?.includes('The cause is admission-policy-denied')),
      output,
    )
    assert.match(lines.find(({ command }) => command === 'summary')?.content ?? '', /ValidatingAdmissionPolicy/)
    await service
  })

  test('green: no annotation, and the job succeeds', async () => {
    await world.reset(flux({ 'fluxconfig-controller/manager': healthy }))
    const { status, lines, output } = await acted(60)
    assert.equal(status, 0, output)
    assert.deepEqual(
      lines.filter(({ command }) => command === 'error' || command === 'warning'),
      [],
    )
  })

  for (const file of ['examples/oidc.yml', 'examples/diagnose.yml'])
    test(`${file}, as its readers copy it: the job succeeds`, async () => {
      await world.reset(flux({ 'fluxconfig-controller/manager': healthy }))
      const event = file.includes('diagnose') ? 'workflow_dispatch' : 'push'
      const { output, lines } = await acted(60, '', { file, event })
      // What is diagnosed here is a cluster without the extension: that is said, and nothing is written.
      const wanted = file.includes('diagnose')
        ? /has no extension named flux|extension flux not found/
        : /Flux is installed/
      assert.ok(
        lines.some(({ msg }) => wanted.test(msg ?? '')),
        output,
      )
    })

  test('cancelled: act kills the step at once, and the post step tells what the journal holds', async () => {
    await world.reset(flux())
    const { lines, output, service } = await acted(15, 'manager: running')
    assert.ok(
      lines.some(({ msg }) => /outcome: cancelled/.test(msg ?? '')),
      output,
    )
    await service
  })
})
