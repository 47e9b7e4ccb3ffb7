/** All that a run leaves behind, written once: by a run itself, and for one of which only the journal is left. */
import { messageOf } from '../errors.ts'
import { isRed } from '../model/outcome.ts'
import { type Annotator, finalAnnotations } from './annotations.ts'
import type { Log } from './console.ts'
import { type Files, writeFiles } from './files.ts'
import { headline } from './headline.ts'
import { outputsOf, writeOutputs } from './outputs.ts'
import { notesOf, type RunReport } from './run-report.ts'
import { greenSummaryOf, reportOf, suspects } from './summary/index.ts'
import { writeSummary } from './summary/write.ts'

export interface Delivery {
  readonly redact: (text: string) => string
  readonly log: Log
  readonly annotator: Annotator
  /** Where report and patches are written; '' for nowhere. */
  readonly folder: string
  readonly journalPath: string
  /** The outputs of this step are the run's. */
  readonly writesOutputs: boolean
  /** Prints the ends of the suspects' logs. */
  readonly showsLogs: boolean
  /** Keys of findings that were annotated before. */
  readonly alreadyReported: ReadonlySet<string>
}

/** @returns whether the step is red. */
export async function deliver(report: RunReport, delivery: Delivery): Promise<boolean> {
  const { redact, log, folder } = delivery
  const red = isRed(report.outcome)
  let files: Files | undefined
  let whole = ''
  try {
    if (red || folder !== '') whole = reportOf(report, redact)
    if (folder !== '') files = writeFiles(folder, report, whole)
  } catch (thrown) {
    log.line(`The report files could not be written to ${folder}: ${messageOf(thrown)}`)
  }
  try {
    await writeSummary(red ? whole : greenSummaryOf(report, redact), log)
  } catch (thrown) {
    log.line(`The job summary could not be made: ${messageOf(thrown)}`)
  }
  if (delivery.writesOutputs) writeOutputs(outputsOf(report, files, delivery.journalPath), log)
  if (red && delivery.showsLogs)
    for (const { title, lines } of suspects(report).slice(0, 10)) log.group(`Log: ${title}`, lines)
  await delivery.annotator.emit(finalAnnotations(report, delivery.alreadyReported))
  log.line('')
  log.line(`${red ? '✗' : '✓'} ${headline(report)} (outcome: ${report.outcome})`)
  for (const note of notesOf(report)) log.line(`  ${note}`)
  if (red && files) log.line(`  Report: ${files.report}`)
  return red
}
