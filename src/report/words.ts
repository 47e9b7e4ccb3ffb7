/** The sentences of a finding, shared by annotation and summary. */
import type { CheckId } from '../model/evidence.ts'
import type { Exemption, Finding, PolicyJudgement, Step } from '../model/finding.ts'

const CHECKS: Readonly<Record<CheckId, string>> = {
  'managed-cluster': 'managed cluster',
  provider: 'provider Microsoft.KubernetesConfiguration',
  offer: 'extension type and version',
  extensions: 'existing extensions',
  nodes: 'nodes',
  release: 'left-over Helm release',
  policies: 'admission policies',
  'pods-under-policies': 'pods under admission policies',
  'dry-run': 'dry run by the API server',
  'flux-owner': 'Flux from elsewhere',
  'flux-configuration': 'Flux configuration',
}

/** @returns a time as people say it: `45 s`, `2 m`, `1 h 30 m`. @param ms of it. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return told.join(' ') || '0 s'
}

/** @returns what a row of the check is called. */
export function checkWords(check: CheckId): string {
  return CHECKS[check]
}

/** @returns the lines about the suggested exemption and how far it was checked. */
export function exemptionLines(finding: Finding): string[] {
  const check = finding.policyCheck
  if (check === undefined || check.verdict === 'admitted') return []
  const [first, ...rest] = check.exemptions
  if (check.verdict === 'not-read' && check.group !== '')
    return [`exempt the group ${check.group}. Not checked: ${check.reason}.`]
  if (first === undefined) return [`No exemption is suggested: ${check.reason}.`]
  return [
    `${exemptionWords(first)}${rest.length > 0 ? `; narrower: ${rest.map(exemptionWords).join('; ')}` : ''}.`,
    checkedWords(first, check),
    ...(check.alsoRefusedBy.length > 0
      ? [`It is not enough by itself: ${check.alsoRefusedBy.join(', ')} refuses the same request.`]
      : []),
  ]
}

function exemptionWords({ kind, exempts, place, added }: Exemption): string {
  if (kind === 'group') return `exempt the group ${exempts} in ${added ? 'a new ' : ''}${place}`
  return `only ${exempts}, by ${added ? 'a new ' : ''}${place}`
}

function checkedWords(exemption: Exemption, { verdict, reason, readAt }: PolicyJudgement): string {
  const at = `${readAt.slice(11, 19)} UTC`
  if (exemption.before === 'denied' && exemption.after === 'admitted')
    return `Evaluated here against the policy as read at ${at}: denied now, admitted after.`
  if (verdict === 'not-read') return `Not checked: ${reason}.`
  return `Evaluated here against the policy as read at ${at}: ${exemption.before} now, ${exemption.after} after (${reason}). Check it before use.`
}

/** Annotations hold the first few; the summary holds them all. */
export function stepWords(step: Step): string {
  return `${step.who === 'cluster-admin' ? 'For a cluster admin: ' : ''}${step.text}`
}

/** `local` when an edit was evaluated here to admit what is denied now, and no other policy denies it; `no` otherwise. */
export function exemptionVerified(finding: Finding | undefined): 'local' | 'no' {
  const { exemptions = [], alsoRefusedBy = [] } = finding?.policyCheck ?? {}
  const verified = exemptions.some(each => each.before === 'denied' && each.after === 'admitted')
  return verified && alsoRefusedBy.length === 0 ? 'local' : 'no'
}
