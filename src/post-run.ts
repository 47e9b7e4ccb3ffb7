/** The post step: when the main process was cancelled or killed before it could report, its journal is reported instead. */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { getState, warning } from '@actions/core'
import { Diagnosis } from './diagnosis/index.ts'
import { messageOf } from './errors.ts'
import { readJournal } from './evidence/journal.ts'
import { Redactor } from './evidence/redact.ts'
import { Store } from './evidence/store.ts'
import { Annotator, finalAnnotations } from './report/annotations.ts'
import { openLog } from './report/console.ts'
import { writeFiles } from './report/files.ts'
import { forAnnotation } from './report/neutralise.ts'
import { headline, type RunReport } from './report/run-report.ts'
import { writeSummary } from './report/step-summary.ts'
import { summaryOf } from './report/summary.ts'
import { Timeline } from './report/timeline.ts'
import { findStep } from './report/workflow-step.ts'

/** Does nothing when the main process has reported. */
export async function reportFromJournal(): Promise<void> {
  if (getState('reported') === 'true') return
  const path = getState('journal')
  if (!isAbsolute(path) || !existsSync(path)) return reportNothing(path)
  try {
    await reportOf(path, getState('extension'))
  } catch (thrown) {
    warning(
      forAnnotation(`The step ended before it could report, and its journal could not be read: ${messageOf(thrown)}`),
    )
  }
}

/** Without a journal there was no write either: it is begun before anything is sent to Azure. */
async function reportNothing(path: string): Promise<void> {
  const log = openLog(text => text)
  const told =
    path === ''
      ? 'The step ended before it had begun. Nothing was written to Azure.'
      : 'The step ended before it could report, and it has left no journal: what it did is not known. A rerun looks at what is there.'
  await writeSummary(`## ❌ The step was cancelled\n\n${told}\n`, log)
  log.line(`✗ ${told} (outcome: cancelled)`)
}

async function reportOf(path: string, extensionName: string): Promise<void> {
  // The journal is redacted; what has the shape of a secret is taken out once more.
  const redactor = new Redactor()
  const redact = (text: string) => redactor.text(text)
  const log = openLog(redact)
  const store = new Store()
  const diagnosis = new Diagnosis(store)
  const timeline = new Timeline()
  const notes = ['The step ended before it could report; this is what its journal holds.']
  let startedAt = ''
  for await (const fact of readJournal(path)) {
    startedAt ||= fact.time
    store.apply(fact)
    timeline.tell(fact)
    try {
      diagnosis.observe(fact)
    } catch (thrown) {
      // One text that trips a rule must not cost the whole report.
      notes.push(`A fact of kind ${fact.kind} could not be looked at: ${messageOf(thrown)}`)
    }
  }
  const findings = await diagnosis.findings()
  const extension = store.extension()
  const report: RunReport = {
    outcome: 'cancelled',
    findings,
    store,
    timeline,
    error: undefined,
    notes,
    extensionName,
    startedAt,
    endedAt: store.now || startedAt,
    operationRunning: extension !== undefined && !/^(Succeeded|Failed|Canceled)$/.test(extension.provisioningState),
  }
  const markdown = redact(summaryOf(report))
  const files = writeFiles(dirname(path), findings, markdown, redact)
  await writeSummary(markdown, log)
  const place = () => findStep(process.env, resolve(import.meta.dirname, '../..'))
  await new Annotator(redact, place).emit(finalAnnotations(report, new Set()))
  log.line(`✗ ${headline(report)} (outcome: cancelled)`)
  log.line(`  Report: ${files.report}`)
}
