/** What the main step leaves for the post step, in the runner's state file. */
import { saveState } from '@actions/core'
import { messageOf } from '../errors.ts'
import type { Log } from './console.ts'

/** A full disk takes it from the post step, and is no reason to end the run. */
export function saved(name: 'journal' | 'extension' | 'reported', value: string, log: Log): void {
  try {
    saveState(name, value)
  } catch (thrown) {
    log.line(`The post step will not know ${name}: ${messageOf(thrown)}`)
  }
}
