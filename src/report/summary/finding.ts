/** One finding in the job summary: cause, what to do, exemption with its patch, evidence. */
import type { Finding, Step, Witness } from '../../model/finding.ts'
import type { Ink } from '../markdown.ts'
import type { RunReport } from '../run-report.ts'
import { upstreamLink } from '../upstream.ts'
import { exemptionLines, stepWords } from '../words.ts'

/** @returns Markdown. */
export function findingPart(finding: Finding, report: RunReport, ink: Ink): string {
  const { remedy, policyCheck } = finding
  const title = finding.title.charAt(0).toUpperCase() + finding.title.slice(1)
  const onlyAks = remedy.steps.some(step => step.who === 'aks')
  return [
    `### ${ink.mix(title)}`,
    causePart(finding, ink),
    `**What to do**\n\n${remedy.steps.map(step => stepItem(step, ink)).join('\n')}`,
    exemptionPart(finding, onlyAks, ink),
    upstreamPart(finding, report, ink),
    policyCheck?.exemptGroups.length
      ? `Groups that the policy exempts, as read at ${ink.span(policyCheck.readAt)}${policyCheck.generation ? ` (generation ${ink.span(policyCheck.generation)})` : ''}: ${policyCheck.exemptGroups
          .slice(0, 100)
          .map(each => ink.span(each))
          .join(', ')}`
      : '',
    ink.fold(`Evidence: ${finding.certainty}, seen ${finding.seen === 1 ? 'once' : `${finding.seen} times`}`, [
      fieldTable(finding, ink),
      ink.fence(finding.witnesses.flatMap(witness => witnessLines(witness, report))),
    ]),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Lines that begin with a word in a column of its own become a list; the others are sentences. */
function causePart(finding: Finding, ink: Ink): string {
  const lines = finding.cause.map(line => {
    const [, label, value] = /^ *(who|what|why|issuer|subject|audience) {2,}(.*)$/.exec(line) ?? []
    return label === undefined ? `\n${ink.mix(line)}\n` : `- ${label}: ${ink.span(value ?? '')}`
  })
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function stepItem(step: Step, ink: Ink): string {
  const command = step.command ? `\n\n   ${ink.fence([step.command], 'sh').replaceAll('\n', '\n   ')}\n` : ''
  const link = step.link ? ` ([more](${step.link}))` : ''
  return `1. ${ink.mix(stepWords(step))}${link}${command}`
}

function exemptionPart(finding: Finding, foldPatch: boolean, ink: Ink): string {
  const lines = exemptionLines(finding)
  if (lines.length === 0) return ''
  const diffs = (finding.policyCheck?.exemptions ?? []).map(exemption => {
    const title = exemption.kind === 'group' ? `the group ${exemption.exempts}` : `only ${exemption.exempts}`
    const hunks = exemption.diff
      .trimEnd()
      .split('\n')
      .filter(line => !/^=+$/.test(line))
    return foldPatch || exemption.kind !== 'group'
      ? ink.fold(`The patch: exempt ${title}`, [ink.fence(hunks, 'diff')])
      : `The patch, for ${ink.span(title)}:\n\n${ink.fence(hunks, 'diff')}`
  })
  return [`**Suggested exemption:** ${lines.map(each => ink.mix(each)).join(' ')}`, ...diffs].join('\n\n')
}

function upstreamPart(finding: Finding, report: RunReport, ink: Ink): string {
  const link = upstreamLink(finding, report, text => ink.redact(text))
  return link === undefined
    ? ''
    : `**Report it:** [open a prefilled issue with AKS](${link}). Names and ids of yours are left out; look it over before you send it.`
}

function fieldTable(finding: Finding, ink: Ink): string {
  const rows = Object.entries(finding.fields).map(
    ([name, field]) => `| ${name} | ${ink.cell(field.value)} | ${field.origin} |`,
  )
  return ['| field | value | read from |', '|---|---|---|', ...rows].join('\n')
}

function witnessLines(witness: Witness, report: RunReport): string[] {
  const { object } = witness
  const who = object ? `${object.name}${object.container ? ` › ${object.container}` : ''}` : 'Azure'
  return [`${since(witness.time, report)}  ${who}`, `  ${witness.text}`]
}

/** @returns the seconds since the run began. */
export function since(time: string, report: RunReport): string {
  return `+${Math.max(0, Math.round((Date.parse(time) - Date.parse(report.startedAt)) / 1000))} s`
}
