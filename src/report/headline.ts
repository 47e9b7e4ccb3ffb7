/** One line: what came of a run, to which cluster. The same for summary, log, comment and the title of an annotation. */
import { resultOf } from '../check/result.ts'
import type { StoreReader } from '../evidence/store.ts'
import type { CheckRow } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { TITLE_LIMIT } from './budget.ts'
import { errorTitle } from './error-lines.ts'
import { gateHeadline } from './gate.ts'
import { isGate, isUpdate, type RunReport, rootCause } from './run-report.ts'
import { clipText, clusterName, upperFirst } from './words.ts'

/** Characters of a cluster's name where the title has no room for all of it. */
const NAME_LIMIT = 24

/** @returns one line without a limit: the cluster, what came of the run, and its cause. */
export function headline(report: RunReport): string {
  if (isGate(report)) return gateHeadline(report)
  if (report.error !== undefined) return withCluster(report, errorTitle(report.error))
  const cause = rootCause(report)
  return withCluster(report, [stateWords(report), cause?.title ?? otherCause(report)].filter(Boolean).join(', '))
}

/** @returns the same in at most 80 characters. */
export function annotationTitle(report: RunReport): string {
  if (isGate(report)) return gateHeadline(report)
  if (report.error !== undefined) return shortTitle(report.store, '', [errorTitle(report.error)])
  const cause = rootCause(report)
  const known = cause === undefined ? [otherCause(report), ''] : [cause.title, cause.brief.title]
  return shortTitle(report.store, stateWords(report), known)
}

/** @returns the title of a finding that is reported while the run goes on, in at most 80 characters. */
export function findingTitle(finding: Finding, store: StoreReader, state = ''): string {
  return shortTitle(store, state, [finding.title, finding.brief.title])
}

/** @param causes in the order in which they are tried, the longest first. */
function shortTitle(store: StoreReader, state: string, causes: readonly string[]): string {
  const full = clusterName(store)
  const names = [full, clipText(full, NAME_LIMIT)]
  const [last = ''] = causes.slice(-1)
  const sentences = [...causes.map(each => [state, each].filter(Boolean).join(', ')), ...causes.filter(Boolean)]
  for (const sentence of sentences)
    for (const name of names) {
      const title = nameAndSentence(name, sentence)
      if (title.length <= TITLE_LIMIT) return title
    }
  return clipText(nameAndSentence(clipText(full, NAME_LIMIT), last || state), TITLE_LIMIT)
}

function withCluster({ store }: Pick<RunReport, 'store'>, sentence: string): string {
  return nameAndSentence(clusterName(store), sentence)
}

/** A name keeps its own letters; a sentence that begins the line begins with a capital. */
function nameAndSentence(name: string, sentence: string): string {
  if (name !== '') return `${name}: ${sentence}`
  return /^[a-z]+\b(?![.\-/])/.test(sentence) ? upperFirst(sentence) : sentence
}

/** Azure's code, where no finding explains the end. */
function otherCause({ outcome, store }: RunReport): string {
  const code = store.armErrors().at(-1)?.data.code
  return outcome === 'failed' && code ? `Azure answered ${code}` : ''
}

/** @returns `1.22.2 to 1.24.1` as far as it is known. */
function versions(store: StoreReader): string {
  const before = store.extensionBefore()?.version ?? ''
  const after = store.extension()?.version ?? ''
  if (before === '' || after === '' || before === after) return before || after
  return `${before} to ${after}`
}

/** @returns what becomes of an operation of which a cause is proven. @param name of the extension, as it is spoken. */
export function failsWords(name: string, store: StoreReader): string {
  if (store.operationRunning()) return `${name} ${isUpdate(store) ? 'update' : 'install'} fails`
  if (store.extension()?.provisioningState === 'Succeeded') return `${name} is not healthy`
  return `${name} ${isUpdate(store) ? 'update' : 'install'} failed`
}

/** What is so now, without its cause. */
function stateWords(report: RunReport): string {
  const { extensionName: name, outcome, store } = report
  const installed = store.extension()?.provisioningState === 'Succeeded' && !report.operationRunning
  const what = isUpdate(store) ? 'update' : 'install'
  switch (outcome) {
    case 'installed':
      return `${name} is installed`
    case 'updated':
      return `${name} is updated${versions(store) ? ` (${versions(store)})` : ''}`
    case 'unchanged':
      return report.offline
        ? 'No known problem found in this evidence'
        : `${name} is already installed and was not changed`
    case 'reconciled':
      return 'everything Flux applies is reconciled'
    case 'checked':
      return checkedAs(store.checkRows())
    case 'stopped-early':
      return `${name} ${what} fails`
    case 'timed-out':
      return timeoutWords(report, installed)
    case 'cancelled':
      return cancelWords(report, installed)
    case 'failed':
      return failureWords(report, installed)
  }
}

function modeOf(store: StoreReader): string {
  return store.run()?.data.inputs['mode'] ?? ''
}

function timeoutWords({ extensionName: name, store }: RunReport, installed: boolean): string {
  if (installed) return `${name} is installed, but its pods were not Ready in time`
  if (store.extension() !== undefined) return `${name} ${isUpdate(store) ? 'update' : 'install'} timed out`
  return modeOf(store) === 'watch' ? `${name} did not appear in time` : `${name} install timed out before any write`
}

function cancelWords({ extensionName: name, store }: RunReport, installed: boolean): string {
  if (modeOf(store) === 'gate' || store.flux().gate !== undefined) return 'cancelled before Flux applied the revision'
  if (installed) return `cancelled before the pods of ${name} were Ready`
  return `${name} ${isUpdate(store) ? 'update' : 'install'} cancelled`
}

function failureWords(report: RunReport, installed: boolean): string {
  const { extensionName: name, store } = report
  if (report.offline && report.findings.length === 0) return 'No known cause found in this evidence'
  if (modeOf(store) === 'gate') return 'unknown whether the cluster runs this revision'
  if (modeOf(store) === 'discover') return 'the clusters could not be listed'
  const last = store.armErrors().at(-1)?.data
  if (last?.ends === true) {
    // The write went through, and what came of it could not be read.
    const state = store.extension()?.provisioningState ?? ''
    if (store.wroteAt() !== undefined && state === '' && last.code !== 'ExtensionDeleted')
      return `unknown whether ${name} is installed`
  }
  if (modeOf(store) === 'check' && resultOf(store.checkRows()) === 'refused') return `${name} would be denied`
  if (installed && store.armErrors().length > 0 && store.wroteAt() === undefined)
    return `${name} is installed, but was not changed`
  if (installed) return `${name} is installed, but not healthy`
  return store.installBegan() === undefined
    ? `${name} was not installed`
    : `${name} ${isUpdate(store) ? 'update' : 'install'} failed`
}

/** @returns what the rows of a check come to, in words. */
function checkedAs(rows: readonly CheckRow[]): string {
  switch (resultOf(rows)) {
    case 'warned':
      return 'the check found warnings'
    case 'not-visible':
      return 'the check could not read the admission policies'
    default:
      return 'the check found no problem'
  }
}
