/** The lines of a finding's annotation: whose move it is, the state now, what was denied or failed, what to do, the tested fix. */
import { CLASSES } from '../model/classes.ts'
import type { Certainty, Finding, Permanence, PolicyJudgement, Step } from '../model/finding.ts'
import type { Line } from './budget.ts'
import { prose, sentence } from './prose.ts'
import { exemptionPlace, isTested, upperFirst } from './words.ts'

/** @param now the state, where the run ends on the finding; '' otherwise. @param more what else of the run belongs below it. */
export function findingLines(finding: Finding, now: string, more: readonly Line[] = []): Line[] {
  const { remedy, fields, policyCheck } = finding
  return [
    { text: moveLine(finding), spare: 0 },
    { text: now === '' ? '' : `Now: ${now}`, spare: 1 },
    ...(CLASSES[finding.class].denies === true ? deniedLines(finding) : [{ text: causeLine(finding), spare: 3 }]),
    ...whereLines(fields),
    { text: nextLine(remedy.steps), spare: 2 },
    ...exemptionLine(finding),
    ...(policyCheck?.alsoRefusedBy.length
      ? [{ text: `Also denied by: ${policyCheck.alsoRefusedBy.slice(0, 3).join(', ')}.`, spare: 4 }]
      : []),
    ...more,
    { text: restLine(finding), spare: 0 },
  ]
}

/** @returns whose move it is, and whether a rerun can help. */
export function moveLine({ remedy, permanence, policyCheck, certainty, predicted }: Finding): string {
  const [first] = remedy.steps
  if (predicted) return `Predicted by the check. ${whose(first)}`
  // The steps are those of a prediction then.
  if (permanence === 'symptom' && first?.who === 'aks')
    return 'Probably Microsoft must fix this: the cause was predicted, not seen.'
  return [whose(first), rerunWords(permanence, certainty, first?.who, policyCheck)].filter(Boolean).join(' ')
}

function rerunWords(
  permanence: Permanence,
  certainty: Certainty,
  who: Step['who'] | undefined,
  check: PolicyJudgement | undefined,
): string {
  if (check?.verdict === 'admitted') return 'The policy allows this now, so a rerun may succeed.'
  switch (permanence) {
    case 'transient':
      return 'A rerun may succeed.'
    case 'grace':
      return 'A rerun fails unless this is resolved.'
    case 'symptom':
      return ''
    case 'permanent':
      if (certainty !== 'proven') return 'A rerun fails unless this is resolved.'
      return who === 'aks' ? 'A rerun fails the same way.' : 'A rerun without the fix fails the same way.'
  }
}

function whose(step: Step | undefined): string {
  switch (step?.who) {
    case 'aks':
      return 'Microsoft must fix this.'
    case 'cluster-admin':
      return 'An administrator must fix this.'
    default:
      return 'Your move.'
  }
}

/** Who asked for what, by the fields; where a text names neither, by the text. */
function deniedLines(finding: Finding): Line[] {
  const { fields } = finding
  const f = (name: keyof typeof fields) => fields[name]?.value ?? ''
  const who = accountWords(f('serviceAccount') || f('user'))
  const what = [f('resource'), f('name')].filter(Boolean).join('/')
  const by = [
    f('policy') && `Policy: ${f('policy')}.`,
    f('constraint') && `Constraint: ${f('constraint')}.`,
    f('webhook') && `Webhook: ${f('webhook')}.`,
  ]
    .filter(Boolean)
    .join(' ')
  if (what === '' && who === '')
    return [
      { text: causeLine(finding), spare: 3 },
      { text: by, spare: 1 },
    ]
  const act = [f('verb'), what].filter(Boolean).join(' ')
  const at = f('namespace') === '' || who.startsWith(`${f('namespace')}/`) ? '' : ` in ${f('namespace')}`
  return [
    { text: `Denied: ${[who || 'account unknown', act].filter(Boolean).join(', ')}${at}.`, spare: 1 },
    { text: by, spare: 1 },
    ...(by === '' || f('message') === '' ? [] : [{ text: `Reason: ${sentence(f('message'))}`, spare: 5 }]),
  ]
}

/** @returns `namespace/name` of a service account; any other user as it is. */
function accountWords(user: string): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? []
  return namespace === undefined ? user : `${namespace}/${name}`
}

function causeLine({ brief, witnesses }: Finding): string {
  const text = brief.cause || (witnesses[0]?.text ?? '')
  return text === '' ? '' : `Cause: ${sentence(text)}`
}

function whereLines({ file, line }: Finding['fields']): Line[] {
  return file === undefined
    ? []
    : [{ text: `Where: ${file.value}${line === undefined ? '' : `:${line.value}`}`, spare: 1 }]
}

/** @returns what is to be done first: for Microsoft a support request; else the first step, in at most two sentences. */
export function nextLine(steps: readonly Step[]): string {
  const [first] = steps
  if (first === undefined) return ''
  if (first.who === 'aks') return 'Next: open an Azure support request; its text is in the job summary.'
  const text = prose(first.text)
  return text === '' ? '' : `${first.who === 'you' ? 'Fix' : 'Next'}: ${text}`
}

function exemptionLine({ policyCheck, remedy }: Finding): Line[] {
  if (policyCheck === undefined || policyCheck.verdict === 'admitted') return []
  const [first] = policyCheck.exemptions
  const who = remedy.steps[0]?.who
  const label = who === 'aks' ? 'For Microsoft' : "For the policy's owner"
  if (first === undefined) return untestedLine(policyCheck, label)
  return [{ text: `${label}: ${exemptionPlace(first)}. ${testWords(policyCheck)}`, spare: 0 }]
}

function testWords(check: PolicyJudgement): string {
  return isTested(check)
    ? "Tested on this cluster's policy: denied now, allowed after."
    : `Not tested: ${sentence(check.reason)}`
}

function untestedLine({ verdict, group, reason }: PolicyJudgement, label: string): Line[] {
  return verdict === 'not-read' && group !== ''
    ? [{ text: `${label}: exempt the group ${group}. Not tested: ${sentence(reason)}`, spare: 1 }]
    : [{ text: `No exemption is suggested: ${sentence(reason)}`, spare: 4 }]
}

/** Where the rest is; a fix that could be tested says so in a line of its own. */
function restLine({ remedy, policyCheck }: Finding): string {
  const isAsked = policyCheck !== undefined && policyCheck.verdict !== 'admitted'
  const parts = [
    policyCheck?.exemptions.length ? 'patch' : '',
    remedy.steps.some(({ command }) => command !== undefined) ? 'commands' : '',
    'evidence',
  ].filter(Boolean)
  const words = parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  const rest = `${upperFirst(words)}: job summary.`
  return isAsked || remedy.steps.length === 0 ? rest : `The fix is not tested. ${rest}`
}
