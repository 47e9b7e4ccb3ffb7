/** What the extension types API says of a type, and what the step makes of it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario, type OfferedType, type Scenario } from '../../simulator/scenario.ts'

async function run(
  extensionType: OfferedType | undefined,
  inputs: Readonly<Record<string, string>> = {},
  scenario = loadScenario('healthy'),
) {
  const played: Scenario = {
    ...scenario,
    azure: { ...scenario.azure, ...(extensionType === undefined ? {} : { extensionType }) },
  }
  const simulator = await startSimulator(played)
  const done = await runStep(towards(simulator, { ...played.inputs, ...inputs }))
  await simulator.close()
  return { run: done, simulator }
}

const CUSTOM = { 'extension-type': 'contoso.thing', 'extension-name': 'thing' }

describe('the offer', { concurrency: 3 }, () => {
  test('a type that is not known here is watched where the service puts it, from before the write', async () => {
    const scenario = loadScenario('atomic-rollback')
    const { run: done } = await run({ namespace: 'flux-system' }, CUSTOM, scenario)
    assert.equal(done.outputs['failure-class'], 'admission-policy-denied', done.stdout)
    assert.equal(done.outputs['outcome'], 'stopped-early')
  })

  test('a cloud that knows the preview of the API only is asked with it', async () => {
    const { run: done } = await run({ apiVersions: ['2023-05-01-preview'], namespace: 'flux-system' })
    assert.match(
      readFileSync(done.outputs['report-path'] ?? '', 'utf8'),
      /microsoft\.flux is offered: 1\.24\.1, 1\.9\.3, 1\.5\.0/,
    )
  })

  test('a version that is not offered: the nearest ones are named', async () => {
    const { run: done } = await run({ namespace: 'flux-system' }, { 'extension-version': '1.9.9' })
    assert.match(
      done.stdout + done.summary,
      /version 1\.9\.9 is not offered; the nearest are 1\.9\.3, 1\.5\.0, 1\.24\.1/,
    )
  })

  test('a Kubernetes version that the newest does not support is a warning, before the write', async () => {
    const { run: done } = await run({ namespace: 'flux-system', unsupported: ['>1.30'] })
    assert.match(done.stdout, /microsoft\.flux 1\.24\.1 does not support Kubernetes 1\.34\.2 \(>1\.30\)/)
    assert.equal(done.outputs['outcome'], 'installed', done.stdout)
  })

  test('a type that is not offered to the cluster', async () => {
    const { run: done } = await run({ offered: false }, { mode: 'check' })
    assert.match(done.stdout, /microsoft\.flux is not offered to this cluster/)
  })
})
