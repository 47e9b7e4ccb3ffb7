/** The folder that a workflow downloads: the journals of many clusters, made of those of a few runs. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { runStep, towards } from '../simulator/runner.ts'
import { loadScenario } from '../simulator/scenario.ts'
import { clusterId } from './fleet-builder.ts'

/** Of five clusters, two are red. */
const PLAYED = ['healthy', 'healthy', 'atomic-rollback', 'healthy', 'rbac-forbidden']

/** @returns the journals of the runs that a fleet is made of. */
export async function playJournals(): Promise<string[]> {
  return Promise.all(
    PLAYED.map(async name => {
      const scenario = { ...loadScenario(name), speed: 60, cuts: {} }
      const simulator = await startSimulator(scenario)
      const run = await runStep(towards(simulator, scenario.inputs))
      await simulator.close()
      return readFileSync(run.outputs['evidence-path'] ?? '', 'utf8')
    }),
  )
}

/** @returns the inputs of mode summarize, and the environment in which it may read the folder. */
export function fleetReports(journals: readonly string[], clusters: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  const names = Array.from({ length: clusters }, (_, at) => `cluster-${String(at).padStart(3, '0')}`)
  for (const [at, name] of names.entries()) {
    mkdirSync(join(folder, name, 'run-1'), { recursive: true })
    const journal = (journals[at % journals.length] ?? '').replaceAll('my-cluster', name)
    writeFileSync(join(folder, name, 'run-1', 'evidence.jsonl'), journal)
  }
  const matrix = JSON.stringify({ include: names.map(name => ({ 'cluster-resource-id': clusterId({ name }), name })) })
  return {
    inputs: { mode: 'summarize', 'reports-path': folder, matrix },
    environment: { GITHUB_WORKSPACE: folder },
  }
}
