/** Installs in which each request meets a passing fault by chance, sign-in included. */
import { play, quick, type Row } from './row.ts'

const PROBABILITY = 0.25
const LANES = 6
const flux = { name: 'flux', extensionType: 'microsoft.flux', currentVersion: '1.22.2' }
const kept = { ...flux, configurationSettings: { a: '1' }, configurationProtectedSettings: { old: '' } }
const rolledBack = {
  code: 'ExtensionOperationFailed',
  message: 'release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded',
}

/** What is there, what is asked, what must come of it, and which writes may be made for it. */
const KINDS: readonly (Pick<Row, 'name' | 'scenario' | 'outcome' | 'inputs'> & { readonly writes: RegExp })[] = [
  { name: 'a first install', scenario: quick(), outcome: 'installed', writes: /^(PUT extension flux,?)+$/ },
  {
    name: 'an instance as asked for',
    scenario: quick({ extension: { existing: kept } }),
    inputs: { 'configuration-settings': 'a=1' },
    outcome: 'unchanged',
    writes: /^$/,
  },
  {
    name: 'an update beside protected settings',
    scenario: quick({ extension: { existing: kept } }),
    inputs: { 'configuration-settings': 'a=2' },
    outcome: 'updated',
    writes: /^(PATCH extension flux,?)+$/,
  },
  {
    name: 'an install that fails',
    scenario: quick({ extension: { operation: { ends: '60s', status: 'Failed', error: rolledBack } } }),
    outcome: 'failed',
    writes: /^(PUT extension flux,?)+$/,
  },
  {
    name: 'an instance that is Failed',
    scenario: quick({ extension: { existing: { ...flux, provisioningState: 'Failed' } } }),
    outcome: 'installed',
    writes: /^(PUT extension flux,?)+$/,
  },
  {
    name: 'an instance that is watched',
    scenario: quick({ extension: { existing: kept } }),
    inputs: { mode: 'watch' },
    outcome: 'unchanged',
    writes: /^$/,
  },
]

export interface Tally {
  readonly runs: number
  readonly faults: number
  /** What was not as it must be, a line each. */
  readonly wrong: readonly string[]
}

/** @param onRun told each run as it ends. */
export async function monkeys(
  runs: number,
  seed: number,
  onRun: (line: string) => void = () => undefined,
): Promise<Tally> {
  const wrong: string[] = []
  let faults = 0
  let next = 0
  const lane = async () => {
    for (let run = next++; run < runs; run = next++) {
      const kind = KINDS[run % KINDS.length] as (typeof KINDS)[number]
      const scenario = { ...kind.scenario, monkeys: { probability: PROBABILITY, seed: seed * 100_003 + run } }
      const { writes, ...row } = kind
      const played = await play({ ...row, scenario, reads: [], fast: 8, inputs: { timeout: '60m', ...row.inputs } })
      faults += played.faults
      const found = played.run.outputs['outcome']
      const made = played.writes.join()
      const faulty = [
        ...(found === kind.outcome ? [] : [`outcome ${found}, not ${kind.outcome}`]),
        ...(writes.test(made) ? [] : [`writes: ${made}`]),
        ...played.violations,
      ]
      onRun(`${faulty.length === 0 ? '✔' : '✖'} ${run} ${kind.name}: ${played.faults} faults`)
      if (faulty.length > 0)
        wrong.push(`run ${run} (seed ${seed}), ${kind.name}: ${faulty.join('; ')}\n${played.run.stdout}`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return { runs, faults, wrong }
}
