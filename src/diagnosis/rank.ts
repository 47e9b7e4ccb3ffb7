/** The order of findings. */
import { CLASS_IDS } from '../model/classes.ts'
import type { Finding } from '../model/finding.ts'

/** @returns a number that orders findings: the most certain and most blocking first, then by precedence. */
export function rank(finding: Finding): number {
  const certainty = { proven: 0, likely: 1, possible: 2 }[finding.certainty]
  const symptom = finding.permanence === 'symptom' ? 1000 : 0
  const order = CLASS_IDS.indexOf(finding.class) / 100
  return (
    symptom + (finding.conclusive ? 0 : 100) + (finding.blocking ? 0 : finding.implicated ? 5 : 10) + certainty + order
  )
}
