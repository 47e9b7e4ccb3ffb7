/** What the main step leaves for the post step, in the runner's state file. */
import { saveState, warning } from '@actions/core'
import { messageOf } from '../errors.ts'
import { forAnnotation } from './neutralise.ts'

/** A full disk takes it from the post step, and is no reason to end the run: a warning. */
export function leaveForPost(name: 'journal' | 'extension' | 'reported', value: string): void {
  try {
    saveState(name, value)
  } catch (thrown) {
    warning(forAnnotation(`The state of this step could not be saved (${name}): ${messageOf(thrown)}`))
  }
}
