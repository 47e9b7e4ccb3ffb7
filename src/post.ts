/** The post step: when the main process was cancelled or killed before it could report, its journal is reported instead. */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { getState, warning } from '@actions/core'
import { messageOf } from './errors.ts'
import { openLog } from './report/console.ts'
import { forAnnotation } from './report/neutralise.ts'
import { isReported, journalOf } from './report/run-folders.ts'
import { writeSummary } from './report/summary/write.ts'
import { reportJournal } from './run/replay.ts'

/** Does nothing when the main process has reported. */
export async function reportFromJournal(): Promise<void> {
  if (getState('reported') === 'true') return
  const saved = getState('journal')
  // A full disk may have taken the state, and left the folder.
  const path = saved === '' ? journalOf(process.env['RUNNER_TEMP'], process.env['GITHUB_ACTION'] ?? '') : saved
  if (path === undefined || !isAbsolute(path) || !existsSync(path)) return reportUnknown()
  if (isReported(path)) return
  try {
    await reportJournal({
      path,
      extensionName: getState('extension') || 'The extension',
      folder: dirname(path),
      // A run that ended, and was killed before it could report, has told its end.
      outcome: (_, __, ended) => ended ?? 'cancelled',
      note: 'The step ended before it could report. This report comes from its journal.',
      offline: false,
      writesOutputs: false,
    })
  } catch (thrown) {
    warning(
      forAnnotation(`The step ended before it could report, and its journal could not be read: ${messageOf(thrown)}`),
    )
  }
}

/** Without a journal nothing is known: a run may have written, and lost its state and its journal to a full disk. */
async function reportUnknown(): Promise<void> {
  const log = openLog(text => text)
  const text = 'The step left no journal, so what it did is unknown. A rerun checks the current state before any write.'
  await writeSummary(`## ⚠️ What this step did is unknown\n\n${text}\n`, log)
  log.line(`? ${text} (outcome: unknown)`)
}
