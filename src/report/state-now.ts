/** What is so in Azure at the end of a step, and until when: what the reader may touch hangs on it. */
import type { StoreReader } from '../evidence/store.ts'
import { isUpdate, type RunReport, unready } from './run-report.ts'

/** Helm's own wait, from whose end the rollback comes: five minutes in what was reported (Azure/AKS issue 5645). */
const HELM_WAIT_MS = 300_000
const MINUTE_MS = 60_000

export type Ended = Pick<RunReport, 'store' | 'endedAt' | 'operationRunning' | 'extensionName'>

/** @param doomed a cause is proven that no waiting cures. @returns one or two sentences; '' where the run has read nothing of it. */
export function stateNow(run: Ended, doomed: boolean): string {
  const { store, extensionName: name, operationRunning } = run
  const extension = store.extension()
  const state = extension?.provisioningState ?? ''
  if (state === 'Writing') return 'a write was sent. Whether Azure received it is unknown; a rerun checks.'
  if (operationRunning) return whileRunning(run, doomed)
  const unwritten = wroteNothing(store)
  if (extension === undefined) return unwritten ? 'nothing was written.' : ''
  const written = unwritten ? ' Nothing was written.' : ''
  switch (state) {
    case 'Succeeded':
      return `${name}${versionOf(extension.version)} is installed${podWords(store)}.${written}`
    case 'Failed':
    case 'Canceled':
      return isUpdate(store)
        ? `the update is ${state}; ${beforeWords(name, store)} may still run.${written}`
        : `${name} is not installed; the extension is ${state}.${written}`
    case '':
      return `${name} is not installed.${written}`
    default:
      return `the extension is ${state}.${written}`
  }
}

/** A step that may write says so where it did not; what a watch sees others write, and Flux configurations, are not known here. */
function wroteNothing(store: StoreReader): boolean {
  const { mode = '', 'flux-writes': flux = '' } = store.run()?.data.inputs ?? {}
  return store.run() !== undefined && store.wroteAt() === undefined && mode !== 'watch' && flux !== 'true'
}

/** @param isFound a cause is proven, and the run ended on it. @returns how far the run came, and of how many pods: a line of the summary. */
export function howFar({ store, endedAt }: Ended, isFound: boolean): string {
  const wrote = store.wroteAt()
  const of = readyOf(store)
  const pods =
    of === undefined ? 'no pod was seen' : `${of.ready} of ${of.all} pods ${of.all === 1 ? 'was' : 'were'} Ready`
  if (wrote === undefined) return ''
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(wrote)) / 1000)
  return isFound ? `Found ${seconds} s into the install; ${pods}.` : `Ended ${seconds} s after the write; ${pods}.`
}

/** Pods as they are, or, after a rollback, as they were last seen. */
function readyOf(store: StoreReader): { ready: number; all: number } | undefined {
  const all = store.pods()
  const existing = all.filter(pod => !pod.data.deleted)
  const pods = existing.length > 0 ? existing : all
  if (pods.length === 0) return undefined
  const ready = pods.filter(pod => pod.data.ready || pod.data.phase === 'Succeeded').length
  return { ready, all: pods.length }
}

function whileRunning({ store, endedAt, extensionName: name }: Ended, doomed: boolean): string {
  if (store.extension()?.provisioningState === 'Deleting')
    return 'Azure is deleting the extension. A rerun of this step waits for it.'
  const began = Date.parse(store.wroteAt() ?? store.installBegan() ?? endedAt)
  const end = Math.max(began + HELM_WAIT_MS, Date.parse(endedAt)) + MINUTE_MS
  const until = `${new Date(end).toISOString().slice(11, 16)} UTC`
  const leave = 'do not touch the extension before then.'
  if (!doomed) return `Azure keeps trying until about ${until}; ${leave} A rerun waits for it.`
  return isUpdate(store)
    ? `Azure rolls the update back by ${until}; ${leave}`
    : `${name} is not installed. Azure rolls back by ${until}; ${leave}`
}

function versionOf(version: string): string {
  return version === '' ? '' : ` ${version}`
}

function beforeWords(name: string, store: StoreReader): string {
  return `${name}${versionOf(store.extensionBefore()?.version ?? '')}`
}

/** Names of pods that are not Ready, the first few. */
function podWords(store: StoreReader): string {
  const names = unready(store)
  if (names.length === 0) return ''
  const shown = names.slice(0, 3).join(', ')
  return `; not Ready: ${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`
}
