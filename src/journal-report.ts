/** A journal, or pasted texts, diagnosed again and reported as a run is: for the post step, and for mode diagnose with evidence. */
import { resolve } from 'node:path'
import { replayed } from './diagnosis/replay.ts'
import { messageOf } from './errors.ts'
import { readJournal } from './evidence/journal-read.ts'
import { Redactor } from './evidence/redact.ts'
import { type Evidence, gap } from './model/evidence.ts'
import type { Finding } from './model/finding.ts'
import { Annotator, finalAnnotations } from './report/annotations.ts'
import { openLog } from './report/console.ts'
import { writeFiles } from './report/files.ts'
import { outputsOf, writeOutputs } from './report/outputs.ts'
import { headline, isRed, type Outcome, type RunReport } from './report/run-report.ts'
import { writeSummary } from './report/step-summary.ts'
import { summaryOf } from './report/summary.ts'
import { Timeline } from './report/timeline.ts'
import { findStep } from './report/workflow-step.ts'

export interface JournalReport {
  /** Of the journal. */
  readonly path: string
  readonly extensionName: string
  /** Where report and patches are written; '' for nowhere. */
  readonly folder: string
  /** What came of it, in sight of what was found, and of whether there are errors that nothing came after. */
  readonly outcome: (findings: readonly Finding[], errors: boolean) => Outcome
  readonly note: string
  /** No run's own journal: the outputs of the step are written as well. */
  readonly offline: boolean
}

/** @returns whether the step is red. @throws Error when the journal cannot be read */
export async function reportJournal(options: JournalReport): Promise<boolean> {
  // The journal is redacted; what has the shape of a secret is taken out once more.
  const redactor = new Redactor()
  const redact = (text: string) => redactor.text(text)
  const log = openLog(redact)
  const timeline = new Timeline()
  let errors = 0
  const { store, startedAt, notes, ...told } = await replayed(redacted(options.path, redactor), fact => {
    timeline.tell(fact)
    if (fact.kind === 'arm-error' || fact.kind === 'cli-output') errors++
  })
  const extension = store.extension()
  const outcome = options.outcome(told.findings, errors > 0 && extension?.provisioningState !== 'Succeeded')
  const findings = isRed(outcome) ? withCause(told.findings) : told.findings
  const report: RunReport = {
    outcome,
    findings,
    store,
    timeline,
    error: undefined,
    notes: [options.note, ...notes],
    extensionName: options.extensionName,
    startedAt,
    offline: options.offline,
    endedAt: store.now || startedAt,
    operationRunning: extension !== undefined && !/^(Succeeded|Failed|Canceled)$/.test(extension.provisioningState),
  }
  const markdown = summaryOf(report, redact)
  const files = options.folder === '' ? undefined : writeFiles(options.folder, findings, markdown)
  await writeSummary(markdown, log)
  if (options.offline) writeOutputs(outputsOf(report, files, options.path), log)
  const place = () => findStep(process.env, resolve(import.meta.dirname, '../..'))
  await new Annotator(redact, place).emit(finalAnnotations(report, new Set()))
  log.line(`${isRed(outcome) ? '✗' : '✓'} ${headline(report)} (outcome: ${outcome})`)
  if (files !== undefined) log.line(`  Report: ${files.report}`)
  return isRed(outcome)
}

/** What cannot be redacted is not looked at, and said so: one line of a file that anybody may have written. */
async function* redacted(path: string, redactor: Redactor): AsyncGenerator<Evidence> {
  for await (const fact of readJournal(path)) {
    let clean: Evidence
    try {
      clean = redactor.fact(fact)
    } catch (thrown) {
      clean = gap('journal', `a fact of kind ${fact.kind} could not be taken in: ${messageOf(thrown)}`)
    }
    yield clean
  }
}

/** Of pasted texts none may be known to hold anything up: the first is then what is red. */
function withCause(findings: readonly Finding[]): readonly Finding[] {
  const [first, ...rest] = findings
  if (first === undefined || findings.some(each => each.blocking || each.implicated)) return findings
  return [{ ...first, implicated: true }, ...rest]
}
