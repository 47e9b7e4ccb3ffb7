/** One finding in the job summary: whose move, what to do, the exemption with its patches, what was denied or failed, evidence. */
import { placeholdersIn } from '../../model/command.ts'
import type { Finding, Step, Witness } from '../../model/finding.ts'
import { moveLine } from '../finding-lines.ts'
import type { Ink } from '../markdown.ts'
import type { RunReport } from '../run-report.ts'
import { supportText, upstreamLink } from '../upstream.ts'
import { exemptionLines, stepWords, upperFirst } from '../words.ts'

/** @param main the finding whose title and move are in the heading of the summary. @returns Markdown. */
export function findingPart(finding: Finding, report: RunReport, ink: Ink, main: Finding | undefined): string {
  const isMain = finding === main
  // An end whose cause was only predicted has the steps of the prediction.
  const isSaid = !isMain && main !== undefined && finding.remedy.steps.every(each => main.remedy.steps.includes(each))
  const { remedy, policyCheck } = finding
  const title = upperFirst(finding.title)
  return [
    isMain ? '' : `### ${ink.mix(title)}`,
    isMain ? '' : ink.mix(moveLine(finding)),
    ...(isSaid
      ? ['What to do: see above.']
      : [
          isMain ? '### What to do' : '**What to do**',
          remedy.steps.map(step => stepItem(step, ink)).join('\n'),
          supportPart(finding, report, ink),
        ]),
    exemptionPart(finding, ink),
    isMain ? '### Why' : '**Why**',
    causePart(finding, ink),
    ink.fold(`Evidence: ${finding.certainty}, seen ${finding.seen === 1 ? 'once' : `${finding.seen} times`}`, [
      ...groupsPart(policyCheck, ink),
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
  const command = step.command
    ? `\n\n   ${ink.fence(step.command.split(/(?<=&&) /), 'sh').replaceAll('\n', '\n   ')}\n`
    : ''
  const link = step.link ? ` ([more](${step.link}))` : ''
  return `1. ${ink.mix(stepWords(step))}${link}${placeholderWords(step, ink)}${command}`
}

function placeholderWords({ command = '' }: Step, ink: Ink): string {
  const names = placeholdersIn(command)
  return names.length === 0 ? '' : ` Replace ${names.map(each => ink.span(each)).join(', ')}.`
}

function exemptionPart(finding: Finding, ink: Ink): string {
  const lines = exemptionLines(finding)
  if (lines.length === 0) return ''
  const diffs = (finding.policyCheck?.exemptions ?? []).map(exemption => {
    const title = exemption.kind === 'group' ? `the group ${exemption.exempts}` : `only ${exemption.exempts}`
    const hunks = exemption.diff
      .trimEnd()
      .split('\n')
      .filter(line => !/^=+$/.test(line))
    return ink.fold(`Patch: exempt ${title}`, [ink.fence(hunks, 'diff')])
  })
  return [`**Suggested exemption:** ${lines.map(each => ink.mix(each)).join(' ')}`, ...diffs].join('\n\n')
}

/** Where only AKS can act: a text to send, and an issue to open. */
function supportPart(finding: Finding, report: RunReport, ink: Ink): string {
  const link = upstreamLink(finding, report, text => ink.redact(text))
  if (link === undefined) return ''
  return [
    ink.fold('Text for the support request', [ink.fence(supportText(finding, report))]),
    `Or report it in public: [open a prefilled issue with AKS](${link}). Known names and ids are taken out; read it before you send it.`,
  ].join('\n\n')
}

function groupsPart(check: Finding['policyCheck'], ink: Ink): string[] {
  if (check === undefined || check.exemptGroups.length === 0) return []
  const generation = check.generation ? `, generation ${ink.span(check.generation)}` : ''
  const groups = check.exemptGroups.slice(0, 100).map(each => ink.span(each))
  return [`Groups that the policy exempts (read at ${ink.span(check.readAt)}${generation}): ${groups.join(', ')}`]
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
