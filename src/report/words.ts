/** The sentences of a finding, shared by annotation and summary. */
import type { StoreReader } from '../evidence/store.ts'
import type { CheckId, CheckRow } from '../model/evidence.ts'
import type { Exemption, Finding, PolicyJudgement, Step, Verdict } from '../model/finding.ts'

/** @returns the name of the cluster that the step was given; '' where it was given none. */
export function clusterName(store: StoreReader): string {
  return store.run()?.data.inputs['cluster-name'] ?? ''
}

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

/** @returns a pod's name without the parts that its controllers added. */
export function shortName(pod: string): string {
  return pod.replace(/-[a-z0-9]{5,10}-[a-z0-9]{5}$/, '')
}

/** @returns a sentence, or the end of one, that begins with a capital. */
export function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** @returns what was being done, inside a sentence. */
export function insideSentence(doing: string): string {
  return `${doing.charAt(0).toLowerCase()}${doing.slice(1)}`.replace(/\.$/, '')
}

/** @returns at most so many characters, cut at a word where there is one. */
export function clipText(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= characters) return line
  const cut = line.slice(0, characters - 1)
  const at = cut.lastIndexOf(' ')
  return `${(at > characters / 2 ? cut.slice(0, at) : cut).replace(/[\s,;:(]+$/, '')}…`
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

/** What a row of the check found, in words. */
export const VERDICTS: Readonly<Record<CheckRow['verdict'], string>> = {
  clear: 'ok',
  warned: 'warning',
  refused: 'denied',
  'not-visible': 'not seen',
}

/** @returns what a row of the check is called. */
export function checkWords(check: CheckId): string {
  return CHECKS[check]
}

/** @returns the lines about the suggested exemption and how far it was tested. */
export function exemptionLines(finding: Finding): string[] {
  const check = finding.policyCheck
  if (check === undefined || check.verdict === 'admitted') return []
  const [first, ...rest] = check.exemptions
  if (check.verdict === 'not-read' && check.group !== '')
    return [`exempt the group ${check.group}. Not tested: ${check.reason}.`]
  if (first === undefined) return [`No exemption is suggested: ${check.reason}.`]
  return [
    `${exemptionPlace(first)}${rest.length > 0 ? `; narrower: ${rest.map(exemptionPlace).join('; ')}` : ''}.`,
    testedWords(first, check),
    ...(check.alsoRefusedBy.length > 0
      ? [`This exemption is not enough: ${check.alsoRefusedBy.join(', ')} denies the same request.`]
      : []),
  ]
}

/** @returns what an exemption exempts and where, in the words of an annotation. */
export function exemptionPlace({ kind, exempts, place, added }: Exemption): string {
  const at = place.replace(/^matchCondition /, '')
  return kind === 'group'
    ? `exempt the group ${exempts} in ${added ? 'a new condition ' : ''}${at}`
    : `exempt only ${exempts}, by ${added ? 'the new condition ' : ''}${at}`
}

/** @returns whether the first exemption was evaluated here: denied before it, allowed after it. */
export function isTested({ exemptions: [first] }: PolicyJudgement): boolean {
  return first?.before === 'denied' && first.after === 'admitted'
}

/** The field's word for a verdict. */
const ALLOWED: Readonly<Record<Verdict, string>> = {
  admitted: 'allowed',
  denied: 'denied',
  undetermined: 'undetermined',
}

function testedWords(exemption: Exemption, check: PolicyJudgement): string {
  const { verdict, reason, readAt } = check
  if (verdict === 'not-read') return `Not tested: ${reason}.`
  const against = `Tested on this cluster's policy (read at ${readAt.slice(11, 19)} UTC)`
  const both = `${ALLOWED[exemption.before]} now, ${ALLOWED[exemption.after]} after`
  return isTested(check) ? `${against}: ${both}.` : `${against}: ${both} (${reason}). Check it before use.`
}

/** @returns the sentences of a step, and who takes it where that is not the reader. */
export function stepWords(step: Step): string {
  return `${step.who === 'cluster-admin' ? 'Administrator: ' : ''}${step.text}`
}

/** `local` when an edit was evaluated here to admit what is denied now, and no other policy denies it; `no` otherwise. */
export function exemptionVerified(finding: Finding | undefined): 'local' | 'no' {
  const { exemptions = [], alsoRefusedBy = [] } = finding?.policyCheck ?? {}
  const verified = exemptions.some(each => each.before === 'denied' && each.after === 'admitted')
  return verified && alsoRefusedBy.length === 0 ? 'local' : 'no'
}
