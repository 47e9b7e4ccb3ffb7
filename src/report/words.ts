/** The sentences of a finding, shared by annotation and summary. */
import type { Exemption, Finding, Step } from '../model/finding.ts'

/** @returns the lines about the suggested exemption and how far it was checked. */
export function exemptionLines(finding: Finding): string[] {
  const check = finding.policyCheck
  if (check === undefined || check.verdict === 'admitted') return []
  const [first, ...rest] = check.exemptions
  if (first === undefined) return [`No exemption is suggested: ${check.reason}.`]
  return [
    `${exemptionWords(first)}${rest.length > 0 ? `; narrower: ${rest.map(exemptionWords).join('; ')}` : ''}.`,
    checkedWords(first, check.verdict, check.reason, check.readAt),
  ]
}

function exemptionWords({ kind, exempts, place, added }: Exemption): string {
  if (kind === 'group')
    return `exempt the group ${exempts} in ${added ? 'a new matchCondition' : 'matchCondition'} ${place}`
  return `only ${exempts}, by ${added ? 'a new ' : ''}matchCondition ${place}`
}

function checkedWords(exemption: Exemption, verdict: string, reason: string, readAt: string): string {
  const at = readAt.slice(11, 19)
  if (exemption.before === 'denied' && exemption.after === 'admitted')
    return `Evaluated here against the policy as read at ${at}: denied now, admitted after.`
  if (verdict === 'not-read') return `Not checked: ${reason}.`
  return `Evaluated here against the policy as read at ${at}: ${exemption.before} now, ${exemption.after} after (${reason}). Check it before use.`
}

/** Annotations hold the first few; the summary holds them all. */
export function stepWords(step: Step): string {
  const who = { you: '', 'cluster-admin': 'A cluster admin: ', aks: '' }[step.who]
  return `${who}${step.text}`
}

/** `local` when an edit was evaluated here to admit what is denied now; `no` otherwise. */
export function exemptionVerified(finding: Finding | undefined): 'local' | 'no' {
  const verified = finding?.policyCheck?.exemptions.some(each => each.before === 'denied' && each.after === 'admitted')
  return verified ? 'local' : 'no'
}
