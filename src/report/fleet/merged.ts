/** The reports of many jobs in one summary, one annotation, one comment, and outputs for the gate of a rollout. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { error, warning } from '@actions/core'
import { messageOf } from '../../errors.ts'
import type { JobReport, Merged } from '../../fleet/merge.ts'
import { countOf } from '../../model/count-of.ts'
import { fitLines, type Line } from '../budget.ts'
import { markedText, markerFor, type Said } from '../comment/text.ts'
import type { Log } from '../console.ts'
import { Ink, within } from '../markdown.ts'
import { annotationText } from '../neutralise.ts'
import { writeOutputs } from '../outputs.ts'
import { writeSummary } from '../summary/write.ts'
import { clipText, duration } from '../words.ts'

export interface MergedDelivery {
  readonly log: Log
  readonly redact: (text: string) => string
  /** Where the report is written; '' for nowhere. */
  readonly folder: string
  readonly commentToken: string | undefined
  readonly cancelled: AbortSignal
  /** What the comment is on: the same each time this step of this workflow runs. */
  readonly subject: string
}

/** GitHub drops a step's whole summary above 1 MiB. */
const SUMMARY_BYTES = 900 * 1024
/** GitHub takes 65,536 characters. */
const COMMENT_CHARACTERS = 60_000
/** Causes of an annotation, each a line. */
const ANNOTATED = 4
/** Clusters that are named beside a cause; beyond that they are counted. */
const NAMED = 5
/** Rows of one block of a table: what does not fit is left out by blocks. */
const ROWS = 50
/** Characters of one value. */
const VALUE = 300

/** @returns whether the step is red: more clusters failed, or did not run, than may. */
export async function reportMerged(merged: Merged, delivery: MergedDelivery): Promise<boolean> {
  const { log, redact, folder } = delivery
  const summary = mergedSummary(merged, redact)
  let path = ''
  try {
    if (folder !== '') {
      path = join(folder, 'report.md')
      writeFileSync(path, summary, { mode: 0o600 })
    }
  } catch (thrown) {
    path = ''
    log.line(`The report could not be written to ${folder}: ${messageOf(thrown)}`)
  }
  await writeSummary(summary, log)
  writeOutputs(
    {
      outcome: merged.isRed ? 'failed' : 'summarized',
      'failed-count': String(merged.failed.length),
      'succeeded-count': String(merged.succeeded.length),
      'not-run': String(merged.notRun.length),
      'report-path': path,
    },
    log,
  )
  annotate(merged, redact)
  log.line(`${merged.isRed ? '✗' : '✓'} ${mergedTitle(merged)} (outcome: ${merged.isRed ? 'failed' : 'summarized'})`)
  for (const { text } of mergedLines(merged)) log.line(`  ${text}`)
  if (delivery.commentToken !== undefined) await writeComment(merged, delivery.commentToken, delivery)
  return merged.isRed
}

function annotate(merged: Merged, redact: (text: string) => string): void {
  const lines = mergedLines(merged)
  if (lines.length === 0) return
  const message = annotationText(
    fitLines([...lines, { text: 'Each cluster: job summary.', spare: 0 }]).join('\n'),
    redact,
  )
  const title = annotationText(clipText(mergedTitle(merged), 80), redact)
  if (merged.isRed) error(message, { title })
  else warning(message, { title })
}

async function writeComment(merged: Merged, token: string, { log, redact, cancelled, subject }: MergedDelivery) {
  try {
    const { comment } = await import('../comment/index.ts')
    await comment(token, mergedComment(merged, subject, redact), redact, log, cancelled)
  } catch (thrown) {
    log.line(`No comment could be written: ${messageOf(thrown)}`)
  }
}

/** @returns what came of a fleet, in a line. */
export function mergedTitle({ failed, succeeded, notRun, allowed, isRed }: Merged): string {
  const total = failed.length + succeeded.length + notRun.length
  const bad = [
    failed.length > 0 ? `${failed.length} failed` : '',
    notRun.length > 0 ? `${notRun.length} did not run` : '',
  ].filter(Boolean)
  if (bad.length === 0) return `All of ${countOf(total, 'cluster')} succeeded`
  const limit = isRed
    ? allowed === 0
      ? ''
      : `, more than max-failures (${allowed})`
    : `, within max-failures (${allowed})`
  return `${bad.join(' and ')} of ${countOf(total, 'cluster')}${limit}`
}

/** The causes, and what is not known; none where all is well. */
function mergedLines({ causes, notRun, bad, failedOthers }: Merged): Line[] {
  const more = causes.slice(ANNOTATED)
  const clusters = more.reduce((sum, each) => sum + each.clusters.length, 0)
  return [
    ...causes
      .slice(0, ANNOTATED)
      .map(({ cause, clusters }, at) => ({ text: `${cause.title}: ${countedNames(clusters)}.`, spare: at + 1 })),
    {
      text: more.length === 0 ? '' : `${countOf(more.length, 'more cause')}: ${countOf(clusters, 'cluster')}.`,
      spare: 1,
    },
    { text: notRun.length === 0 ? '' : `No report: ${countedNames(notRun)}.`, spare: 1 },
    {
      text:
        failedOthers.length === 0
          ? ''
          : `Failed, but not in the matrix, so not counted: ${countedNames(failedOthers)}.`,
      spare: 2,
    },
    { text: bad[0] === undefined ? '' : `Not read: ${bad[0].folder}: ${bad[0].why}.`, spare: 5 },
  ].filter(({ text }) => text !== '')
}

function namesCell(names: readonly string[], ink: Ink): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  const shown = names.slice(0, NAMED).map(each => ink.cell(each))
  return `${shown.join(', ')}${more}`
}

/** @returns the first names, and how many more there are. */
function namesOf(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return `${names.slice(0, NAMED).join(', ')}${more}`
}

function countedNames(names: readonly string[]): string {
  return names.length === 1 ? namesOf(names) : `${names.length} clusters (${namesOf(names)})`
}

/** @param redact takes secrets out of each value. @returns Markdown under GitHub's limit: causes first, then each cluster. */
export function mergedSummary(merged: Merged, redact: (text: string) => string): string {
  const ink = new Ink(redact, VALUE)
  const leftOut = (count: number) =>
    `${countOf(count, 'part')} of up to ${ROWS} clusters ${count === 1 ? 'was' : 'were'} left out: a job summary holds 1 MiB.`
  return `${within(mergedBlocks(merged, ink, merged.succeeded), SUMMARY_BYTES, Buffer.byteLength, leftOut)}\n`
}

/** @param subject of the step. @returns the comment: the same without the clusters that succeeded. */
export function mergedComment(merged: Merged, subject: string, redact: (text: string) => string): Said {
  const marker = markerFor(`fleet/${subject}`)
  // A comment that says nothing of failures has nothing to say.
  const isRed = merged.failed.length + merged.notRun.length > 0
  return {
    marker,
    isRed,
    textOf(runUrl) {
      const ink = new Ink(redact, VALUE)
      const leftOut = (count: number) =>
        `${countOf(count, 'part')} of up to ${ROWS} clusters ${count === 1 ? 'is' : 'are'} only in the job summary.`
      const [heading = '', ...blocks] = mergedBlocks(merged, ink, [])
      const all = [heading.replace(/^##/, '###'), `The [summary of the run](${runUrl}) has all clusters.`, ...blocks]
      return markedText(
        marker,
        isRed,
        within(all, COMMENT_CHARACTERS, each => each.length, leftOut),
      )
    },
  }
}

function mergedBlocks(merged: Merged, ink: Ink, succeeded: readonly JobReport[]): string[] {
  const { failed, notRun, causes, bad, superseded, others, failedOthers } = merged
  const isWell = failed.length + notRun.length + failedOthers.length === 0
  const mark = merged.isRed ? '❌' : isWell ? '✅' : '⚠️'
  return [
    `## ${mark} ${ink.mix(mergedTitle(merged))}`,
    causeTable(causes, ink),
    ...tables('Failed', failed, ink, each => [
      each.name,
      each.resourceGroup,
      each.outcome,
      timeOf(each),
      resultOf(each),
    ]),
    notRun.length === 0
      ? ''
      : `### No report\n\n${ink.mix(`${notRun.slice(0, 500).join(', ')}${notRun.length > 500 ? ` and ${notRun.length - 500} more` : ''}.`)} The job did not run, or ended before it wrote any evidence.`,
    bad.length === 0
      ? ''
      : `### Not read\n\n${bad
          .slice(0, 50)
          .map(({ folder, why }) => `- ${ink.span(folder)}: ${ink.mix(why)}`)
          .join('\n')}${bad.length > 50 ? `\n- ${bad.length - 50} more` : ''}`,
    others === 0
      ? ''
      : `${countOf(others, 'report')} of clusters that are not in the matrix ${others === 1 ? 'is' : 'are'} not counted${failedOthers.length === 0 ? '' : `; failed: ${ink.mix(namesOf(failedOthers))}`}.`,
    superseded === 0
      ? ''
      : `${countOf(superseded, 'earlier report')} of the same clusters ${superseded === 1 ? 'is' : 'are'} not counted.`,
    ...tables('Succeeded', succeeded, ink, each => [each.name, each.resourceGroup, each.outcome, timeOf(each)]),
  ].filter(Boolean)
}

function causeTable(causes: Merged['causes'], ink: Ink): string {
  if (causes.length === 0) return ''
  const rows = causes.slice(0, ROWS).map(({ cause, clusters }) => {
    const what = `${ink.mixCell(cause.title)}${cause.class === undefined ? '' : ` (${ink.cell(cause.class)})`}`
    return `| ${what} | ${clusters.length} | ${namesCell(clusters, ink)} | ${ink.mixCell(cause.next)} |`
  })
  const more = causes.length > ROWS ? `\n\n${causes.length - ROWS} more causes.` : ''
  return `### Causes\n\n${['| cause | clusters | names | what to do |', '|---|---:|---|---|', ...rows].join('\n')}${more}`
}

const HEADS = ['cluster', 'resource group', 'outcome', 'took', 'result']

/** Blocks of a table, each whole by itself. */
function tables(
  title: string,
  all: readonly JobReport[],
  ink: Ink,
  cellsOf: (report: JobReport) => string[],
): string[] {
  const blocks: string[] = []
  for (let at = 0; at < all.length; at += ROWS) {
    const rows = all.slice(at, at + ROWS).map(each => {
      const [name = '', ...others] = cellsOf(each)
      return [ink.cell(name), ...others.map(text => ink.mixCell(text))]
    })
    const heads = HEADS.slice(0, rows[0]?.length)
    const words =
      all.length > ROWS
        ? `${title} ${at + 1} to ${at + rows.length} of ${all.length}`
        : `${all.length} ${title.toLowerCase()}`
    const table = [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
    // What failed is open, what succeeded is folded.
    blocks.push(title === 'Failed' ? `### ${words}\n\n${table}` : ink.fold(words, [table]))
  }
  return blocks
}

/** The cluster has a column of its own. */
function resultOf({ name, headline }: JobReport): string {
  return headline.startsWith(`${name}: `) ? headline.slice(name.length + 2) : headline
}

function timeOf({ startedAt, endedAt }: JobReport): string {
  const ms = Date.parse(endedAt) - Date.parse(startedAt)
  return Number.isFinite(ms) && ms >= 0 ? duration(ms) : ''
}
