/** The example workflow by `act`, in host mode: what a runner makes of annotations, outputs, summary and the post step. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ACT, startAct } from '../../simulator/act.ts'
import { towards } from '../../simulator/runner.ts'
import { flux, healthy } from './actors.ts'
import { missing, tool } from './binaries.ts'
import { reported, startWorld, type World } from './world.ts'

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
    const child = startAct({ act: [tool(ACT)], to: towards(simulator), file, event, args: ['--json'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
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
