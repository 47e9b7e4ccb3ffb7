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

/** An error that is no finding: a mistake of the user's workflow, or a bug of ours. */
export interface RunError {
  readonly doing: string
  readonly likely: string
  readonly next: string
}
