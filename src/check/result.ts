/** What the rows of a check come to. */
import type { CheckRow, CheckVerdict } from '../model/evidence.ts'

/** A refusal outweighs a warning; what could not be seen counts where it is the admission policies, which matter most. */
export function resultOf(probes: readonly CheckRow[]): CheckVerdict | '' {
  if (probes.length === 0) return ''
  for (const verdict of ['refused', 'warned'] as const)
    if (probes.some(each => each.verdict === verdict)) return verdict
  const blind = probes.some(each => each.verdict === 'not-visible' && each.check === 'policies')
  return blind ? 'not-visible' : 'clear'
}
