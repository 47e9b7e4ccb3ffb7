/** 500 clusters in one report: bytes, seconds, memory. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startSimulator } from '../../../simulator/index.ts'
import { runStep, towards } from '../../../simulator/runner.ts'
import { loadScenario } from '../../../simulator/scenario.ts'
import { clusterId } from '../../fleet-builder.ts'
import { withPeak } from '../../long-logs.ts'

const CLUSTERS = 500

/** @returns the journal of a run of a scenario. */
async function journalOf(name: string): Promise<string> {
  const scenario = { ...loadScenario(name), speed: 60, cuts: {} }
  const simulator = await startSimulator(scenario)
  const run = await runStep(towards(simulator, scenario.inputs))
  await simulator.close()
  return readFileSync(run.outputs['evidence-path'] ?? '', 'utf8')
}

test('500 journals, two fifths of them red: one summary, in less than twice the memory of 50', {
  timeout: 240_000,
}, async context => {
  const journals = await Promise.all(
    ['healthy', 'healthy', 'atomic-rollback', 'healthy', 'rbac-forbidden'].map(journalOf),
  )
  const summarize = async (clusters: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
    const names = Array.from({ length: clusters }, (_, at) => `cluster-${String(at).padStart(3, '0')}`)
    for (const [at, name] of names.entries()) {
      mkdirSync(join(folder, name, 'run-1'), { recursive: true })
      const journal = (journals[at % journals.length] ?? '').replaceAll('my-cluster', name)
      writeFileSync(join(folder, name, 'run-1', 'evidence.jsonl'), journal)
    }
    const include = names.map(name => ({ 'cluster-resource-id': clusterId({ name }), name }))
    const began = performance.now()
    const { run, peak } = await withPeak({
      inputs: {
        mode: 'summarize',
        'reports-path': folder,
        matrix: JSON.stringify({ include }),
      },
      environment: { GITHUB_WORKSPACE: folder },
    })
    assert.equal(run.outputs['failed-count'], String((clusters * 2) / 5), run.stdout.slice(0, 2000))
    return { run, peak, seconds: (performance.now() - began) / 1000 }
  }
  const few = await summarize(CLUSTERS / 10)
  const { run, peak, seconds } = await summarize(CLUSTERS)
  const bytes = Buffer.byteLength(run.summary)
  context.diagnostic(
    `${CLUSTERS} clusters: summary ${bytes} bytes, ${seconds.toFixed(1)} s, ${peak.toFixed(0)} MiB; ${CLUSTERS / 10}: ${few.peak.toFixed(0)} MiB`,
  )
  assert.ok(bytes < 1024 * 1024)
  assert.match(run.summary, /\| 100 \|[\s\S]*\| 100 \|/)
  assert.ok(peak / few.peak < 2, `${peak} against ${few.peak} MiB`)
})
