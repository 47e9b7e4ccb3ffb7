/** Appends the job summary to the runner's file. */
import { summary } from '@actions/core'
import { messageOf } from '../../errors.ts'
import type { Log } from '../console.ts'

/** A summary that cannot be written is told, and is no reason to change the outcome. */
export async function writeSummary(markdown: string, log: Log): Promise<void> {
  try {
    await summary.addRaw(markdown, true).write()
  } catch (thrown) {
    log.line(`The job summary could not be written: ${messageOf(thrown)}`)
  }
}
