/** The post step: when the main process was cancelled or killed before it could report, its journal is reported instead. */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { getState, warning } from '@actions/core'
import { messageOf } from './errors.ts'
import { reportJournal } from './journal-report.ts'
import { openLog } from './report/console.ts'
import { forAnnotation } from './report/neutralise.ts'
import { writeSummary } from './report/step-summary.ts'

/** Does nothing when the main process has reported. */
export async function reportFromJournal(): Promise<void> {
  if (getState('reported') === 'true') return
  const path = getState('journal')
  if (!isAbsolute(path) || !existsSync(path)) return reportNothing(path)
  try {
    await reportJournal({
      path,
      extensionName: getState('extension'),
      folder: dirname(path),
      outcome: () => 'cancelled',
      note: 'The step ended before it could report; this is what its journal holds.',
      offline: false,
    })
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
