/** What follows from the findings for the run: wait on, warn, or stop. */
import type { Finding } from '../model/finding.ts'

export type Decision =
  | { readonly act: 'wait' }
  | { readonly act: 'warn'; readonly findings: readonly Finding[] }
  | { readonly act: 'stop'; readonly findings: readonly Finding[] }

/**
 * Only a conclusive finding (proven, permanent, blocking, not contradicted by the live policy) ends a run early.
 * @param told keys of findings that were warned of already.
 */
export function judge(findings: readonly Finding[], stopOnProvenCause: boolean, told: ReadonlySet<string>): Decision {
  const conclusive = findings.filter(finding => finding.conclusive)
  if (conclusive.length === 0) return { act: 'wait' }
  if (stopOnProvenCause) return { act: 'stop', findings: conclusive }
  const fresh = conclusive.filter(finding => !told.has(finding.key))
  return fresh.length === 0 ? { act: 'wait' } : { act: 'warn', findings: fresh }
}
