/** A journal, or pasted texts, diagnosed again and reported as a run is: for the post step, and for mode diagnose with evidence. */
import { resolve } from 'node:path'
import { replay } from '../diagnosis/replay.ts'
import { readRedacted } from '../evidence/journal-redacted.ts'
import { Redactor } from '../evidence/redact.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { isRed, type Outcome } from '../model/outcome.ts'
import { Annotator } from '../report/annotations.ts'
import { openLog } from '../report/console.ts'
import { deliver } from '../report/deliver.ts'
import type { RunReport } from '../report/run-report.ts'
import { Timeline } from '../report/timeline.ts'
import { findStep } from '../report/workflow-step.ts'

export interface JournalReport {
  /** Of the journal. */
  readonly path: string
  readonly extensionName: string
  /** Where report and patches are written; '' for nowhere. */
  readonly folder: string
  /** What came of it, in sight of what was found, of whether there are errors that nothing came after, and of the end that the journal has. */
  readonly outcome: (findings: readonly Finding[], errors: boolean, ended: Outcome | undefined) => Outcome
  readonly note: string
  /** No run's own journal. */
  readonly offline: boolean
  /** The outputs of the step are written as well. */
  readonly writesOutputs: boolean
}

/** @returns whether the step is red. @throws Error when the journal cannot be read */
export async function reportJournal(options: JournalReport): Promise<boolean> {
  // The journal is redacted; what has the shape of a secret is taken out once more.
  const redactor = new Redactor()
  return reportFacts(readRedacted(options.path, redactor), redactor, options)
}

/** @param facts redacted. @returns whether the step is red. */
export async function reportFacts(
  facts: AsyncIterable<Evidence>,
  redactor: Redactor,
  options: JournalReport,
): Promise<boolean> {
  const redact = (text: string) => redactor.text(text)
  const place = () => findStep(process.env, resolve(import.meta.dirname, '../..'))
  return deliver(await replayedReport(facts, redactor, options), {
    redact,
    log: openLog(redact),
    annotator: new Annotator(redact, place),
    folder: options.folder,
    journalPath: options.path,
    writesOutputs: options.writesOutputs,
    showsLogs: false,
    alreadyReported: new Set(),
  })
}

/** @param facts redacted. @returns what a run that left them comes to. @throws Error when a journal cannot be read */
export async function replayedReport(
  facts: AsyncIterable<Evidence>,
  redactor: Redactor,
  options: Pick<JournalReport, 'extensionName' | 'outcome' | 'note' | 'offline'>,
): Promise<RunReport> {
  const timeline = new Timeline()
  let errors = 0
  const { store, startedAt, notes, ...told } = await replay(facts, fact => {
    timeline.tell(fact)
    if (fact.kind === 'arm-error' || fact.kind === 'cli-output') errors++
  })
  const unresolved = errors > 0 && store.extension()?.provisioningState !== 'Succeeded'
  const outcome = options.outcome(told.findings, unresolved, store.ended()?.outcome)
  const findings = isRed(outcome) ? withCause(told.findings) : told.findings
  return {
    outcome,
    findings: findings.map(each => redactor.deep(each)),
    store,
    timeline,
    error: store.ended()?.error,
    notes: [options.note, ...(store.ended()?.notes ?? []), ...notes].filter(Boolean),
    extensionName: options.extensionName,
    startedAt,
    offline: options.offline,
    endedAt: store.now || startedAt,
    operationRunning: store.operationRunning(),
  }
}

/** Of pasted texts none may be known to hold anything up: the first is then what is red. */
function withCause(findings: readonly Finding[]): readonly Finding[] {
  const [first, ...rest] = findings
  if (first === undefined || findings.some(each => each.blocking || each.implicated || each.predicted)) return findings
  return [{ ...first, implicated: true }, ...rest]
}
