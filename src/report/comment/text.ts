/** The comment on a pull request, as text: a short verdict, and how it is found again. */
import { createHash } from 'node:crypto'
import { isRed } from '../../model/outcome.ts'
import { moveLine } from '../finding-lines.ts'
import { headline } from '../headline.ts'
import { Ink, within } from '../markdown.ts'
import { azureSays, type RunReport, rootCause } from '../run-report.ts'
import { errorParts } from '../summary/error.ts'
import { exemptionLines, stepWords } from '../words.ts'

/** GitHub takes 65,536 characters; a verdict needs a fraction of it. */
const LIMIT = 20_000
/** Characters of one value. */
const VALUE_LIMIT = 1000
const RESOLVED = '<!-- resolved -->'

/** A comment, and by what it is found again. */
export interface Said {
  /** The hidden beginning of it. */
  readonly marker: string
  /** A green run edits a comment that is there, and writes none. */
  readonly isRed: boolean
  /** @param runUrl of this run's page. @returns Markdown that begins with the marker. */
  readonly textOf: (runUrl: string) => string
}

/** @param redact takes secrets out of each value. @returns the comment on the run of one cluster. */
export function saidOf(report: RunReport, redact: (text: string) => string): Said {
  return {
    marker: markerOf(report),
    isRed: isRed(report.outcome),
    textOf: runUrl => commentOf(report, runUrl, redact),
  }
}

/** @returns the hidden marker of the one comment for a cluster and an extension; the ids themselves are not in it. */
export function markerOf(report: RunReport): string {
  const {
    'subscription-id': subscription,
    'resource-group': group,
    'cluster-name': cluster,
    ...inputs
  } = report.store.run()?.data.inputs ?? {}
  const key = [subscription, group, cluster, inputs['extension-name'], ...(inputs['mode'] === 'gate' ? ['gate'] : [])]
    .join('/')
    .toLowerCase()
  return markerFor(key)
}

/** @param key what the comment is on. @returns its hidden marker. */
export function markerFor(key: string): string {
  return `<!-- aks-flux-bootstrap ${createHash('sha256').update(key).digest('hex').slice(0, 24)} -->`
}

/** @param marker as its first line. @param body Markdown. @returns the comment; a green one can be told from others. */
export function markedText(marker: string, isRed: boolean, body: string): string {
  return [marker, ...(isRed ? [] : [RESOLVED]), body].join('\n\n')
}

/** @returns whether a comment says that what it told of is over. */
export function isResolved(body: string): boolean {
  return body.includes(RESOLVED)
}

/**
 * @param runUrl of this run's page.
 * @param redact takes secrets out of each value.
 * @returns Markdown; nothing foreign in it is markup, a mention or a link.
 */
export function commentOf(report: RunReport, runUrl: string, redact: (text: string) => string): string {
  const ink = new Ink(redact, VALUE_LIMIT)
  const red = isRed(report.outcome)
  const blocks = [
    red ? `### ❌ ${ink.mix(headline(report))}` : `### ✅ Resolved: ${ink.mix(headline(report))}`,
    subject(report, ink),
    `The [summary of the run](${runUrl}) has the whole report.`,
    ...(red ? verdict(report, ink) : ['This failure is resolved.']),
  ]
  const leftOut = (count: number) => `${count} more part${count === 1 ? ' is' : 's are'} in the job summary.`
  const text = within(blocks, LIMIT, each => each.length, leftOut)
  return markedText(markerOf(report), red, text)
}

function subject({ store }: RunReport, ink: Ink): string {
  const { 'cluster-name': cluster = '', 'extension-name': extension = '' } = store.run()?.data.inputs ?? {}
  return `Cluster ${ink.span(cluster)}, extension ${ink.span(extension)}.`
}

function verdict(report: RunReport, ink: Ink): string[] {
  if (report.error !== undefined) return errorParts(report.error, ink)
  const cause = rootCause(report)
  if (cause === undefined) return [...azureSays(report), ...report.notes].slice(0, 5).map(each => ink.mix(each))
  const [first] = cause.remedy.steps
  const exemption = exemptionLines(cause)
  return [
    `**${moveLine(cause)}**`,
    cause.cause
      .slice(0, 8)
      .map(line => `- ${ink.mix(line.trim())}`)
      .join('\n'),
    first
      ? `**What to do:** ${ink.mix(stepWords(first).replace('with the text below', 'with the text in the job summary'))}`
      : '',
    exemption.length > 0 ? `**Suggested exemption:** ${exemption.map(each => ink.mix(each)).join(' ')}` : '',
  ]
}
