/** What came of a run. */

export const OUTCOMES = [
  'installed',
  'updated',
  'unchanged',
  'checked',
  'reconciled',
  'failed',
  'stopped-early',
  'timed-out',
  'cancelled',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** @returns whether the step is red. */
export function isRed(outcome: Outcome): boolean {
  return !['installed', 'updated', 'unchanged', 'checked', 'reconciled'].includes(outcome)
}

/** What was being done, where nobody's workflow is wrong: the action itself is. */
export const BUG = 'Unexpected error in this action.'
export const BUG_NEXT = 'Rerun the step with debug logging. If it fails again, open an issue with the evidence file.'

/** An error that is no finding: a mistake of the user's workflow, or a bug of ours. */
export interface RunError {
  readonly doing: string
  readonly likely: string
  readonly next: string
}
