/** What follows from the findings for the run: wait, note, or stop. */
import type { Finding } from '../model/finding.ts'

export type Decision =
  | { readonly act: 'wait' }
  | { readonly act: 'note'; readonly findings: readonly Finding[] }
  | { readonly act: 'stop'; readonly findings: readonly Finding[] }

/**
 * Only a conclusive finding (proven, permanent, blocking, not contradicted by the live policy) ends a run early.
 * @param noted keys of findings that were noted already.
 */
export function judge(findings: readonly Finding[], stopOnProvenCause: boolean, noted: ReadonlySet<string>): Decision {
  const conclusive = findings.filter(finding => finding.conclusive)
  if (conclusive.length === 0) return { act: 'wait' }
  if (stopOnProvenCause) return { act: 'stop', findings: conclusive }
  const fresh = conclusive.filter(finding => !noted.has(finding.key))
  return fresh.length === 0 ? { act: 'wait' } : { act: 'note', findings: fresh }
}

/** @returns why a finding does not end the run, for debug logging; '' where it does. */
export function whyNotStopped(finding: Finding): string {
  const { predicted, policyCheck, blocking, implicated, conclusive, permanence } = finding
  if (conclusive) return ''
  if (predicted) return 'only predicted by the check'
  if (policyCheck?.verdict === 'admitted') return 'the live policy allows the request'
  if (!blocking)
    return implicated ? 'no container failed because of it yet' : 'no container of the release is blocked by it'
  switch (permanence) {
    case 'grace':
      return 'its grace period has not passed'
    case 'transient':
      return 'it may recover'
    case 'symptom':
      return 'it is a symptom, not a cause'
    case 'permanent':
      return 'it is not the final word of the server, or the policies are not read yet'
  }
}
