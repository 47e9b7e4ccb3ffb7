/** The folders that runs of this job have left below RUNNER_TEMP: what the post step finds where the state was not saved. */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parsedJson, recordOf } from '../json.ts'

export const JOURNAL_FILE = 'evidence.jsonl'
const REPORTED_FILE = 'reported'
export const FOLDER = 'aks-flux-bootstrap'

/** Says that the run of this folder has reported; the post step has then nothing to do. */
export function markReported(folder: string): void {
  try {
    if (folder !== '') writeFileSync(join(folder, REPORTED_FILE), '', { mode: 0o600 })
  } catch {
    // The state says the same; that it could not be saved is a warning already.
  }
}

/** @param journal path of a run's journal. */
export function isReported(journal: string): boolean {
  return existsSync(join(dirname(journal), REPORTED_FILE))
}

/** @returns the journal that this step's main process began last, or undefined. */
export function journalOf(runnerTemp: string | undefined, step: string): string | undefined {
  if (!runnerTemp || step === '') return undefined
  try {
    const base = join(runnerTemp, FOLDER)
    return readdirSync(base)
      .filter(name => name.startsWith('run-'))
      .map(name => join(base, name, JOURNAL_FILE))
      .filter(path => stepOf(path) === step)
      .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
      .at(-1)
  } catch {
    return undefined
  }
}

/** @returns which step wrote a journal, by its first line. */
function stepOf(path: string): unknown {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined
  const start = Buffer.alloc(1024)
  const descriptor = openSync(path, 'r')
  const length = readSync(descriptor, start, 0, start.length, 0)
  closeSync(descriptor)
  const [head] = start.subarray(0, length).toString().split('\n')
  return recordOf(parsedJson(head))['step']
}
