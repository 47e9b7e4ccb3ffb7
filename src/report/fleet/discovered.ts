/** What mode discover found: outputs, a table, and what was not seen. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { warning } from '@actions/core'
import { messageOf } from '../../errors.ts'
import type { Matrix } from '../../fleet/matrix.ts'
import { isCompliant, isSilent, type Selection } from '../../fleet/select.ts'
import { countOf } from '../../model/count-of.ts'
import { type FleetCluster, MATRIX_FILE } from '../../model/fleet.ts'
import { fitLines } from '../budget.ts'
import type { Log } from '../console.ts'
import { reportFolder } from '../files.ts'
import { Ink } from '../markdown.ts'
import { annotationText } from '../neutralise.ts'
import { writeOutputs } from '../outputs.ts'
import { writeSummary } from '../summary/write.ts'
import { clipText } from '../words.ts'

export interface Discovered {
  /** How many clusters were found before the filters. */
  readonly all: number
  /** Where they were looked for, in words. */
  readonly place: string
  readonly selection: Selection
  readonly matrix: Matrix
  /** The page that was asked for. */
  readonly page: number | undefined
  readonly notSeen: readonly string[]
}

/** Rows of the table; a job summary holds 1 MiB. */
const ROWS = 1000
/** Lines of the log about single clusters. */
const LOGGED = 50
const NEEDS =
  'Azure Resource Graph leaves out what the identity may not read. It needs Reader on the subscriptions or clusters.'

/** @returns whether the step is red, which it is not: what could not be read is a warning. */
export async function reportDiscovered(
  found: Discovered,
  log: Log,
  redact: (text: string) => string,
): Promise<boolean> {
  const { matrix, selection } = found
  const json = JSON.stringify({ include: matrix.entries })
  const count = found.page === undefined ? selection.matches.length : matrix.entries.length
  writeOutputs(
    {
      outcome: 'discovered',
      matrix: json,
      'matrix-path': matrixFile(json, log),
      count: String(count),
      pages: JSON.stringify(matrix.pages),
    },
    log,
  )
  await writeSummary(discoveredSummary(found, redact), log)
  const lines = warnings(found)
  if (lines.length > 0) {
    const message = fitLines(lines.map((text, at) => ({ text, spare: at }))).join('\n')
    warning(annotationText(message, redact), { title: annotationText(clipText(titleOf(found), 80), redact) })
  }
  log.group(
    'Clusters',
    shownClusters(found)
      .slice(0, LOGGED)
      .map(each => `${each.name}: ${[extensionWords(each), configurationWords(each)].filter(Boolean).join('; ')}`),
  )
  log.line(`✓ ${titleOf(found)} (outcome: discovered)`)
  for (const each of lines) log.line(`  ${each}`)
  return false
}

/** @returns its path; '' where it cannot be written. */
function matrixFile(json: string, log: Log): string {
  const folder = reportFolder(process.env['RUNNER_TEMP'])
  try {
    const path = join(folder, MATRIX_FILE)
    if (folder !== '') writeFileSync(path, json)
    return folder === '' ? '' : path
  } catch (thrown) {
    log.line(`The matrix could not be written to ${folder}: ${messageOf(thrown)}`)
    return ''
  }
}

function titleOf({ selection: { matches }, all, place }: Discovered): string {
  return matches.length === all
    ? `${countOf(all, 'cluster')} in ${place}`
    : `${matches.length} of ${countOf(all, 'cluster')} in ${place} match`
}

/** What somebody should look at. */
function warnings({ all, matrix, page, notSeen, selection }: Discovered): string[] {
  const many = page === undefined && matrix.elsewhere > 0
  return [
    ...(many
      ? [
          `The matrix has ${matrix.entries.length} of ${selection.matches.length} clusters, because a matrix has at most 256 jobs. Run one job for each of the pages ${matrix.pages.join(', ')} (docs/fleet.md).`,
        ]
      : []),
    ...notSeen.map(each => `Not seen: ${each}`),
    ...(all === 0 || notSeen.length > 0 ? [NEEDS] : []),
    ...matrix.refused.slice(0, 5),
    ...(matrix.refused.length > 5 ? [`${matrix.refused.length - 5} more tags of runners were not used.`] : []),
  ]
}

/** @param redact takes secrets out of each value. @returns Markdown. */
export function discoveredSummary(found: Discovered, redact: (text: string) => string): string {
  const ink = new Ink(redact, 200)
  const { selection, matrix, page } = found
  const lines = warnings(found)
  const pages =
    page === undefined
      ? ''
      : `Page ${page} has ${countOf(matrix.entries.length, 'cluster')}; ${matrix.elsewhere} more on other pages (${matrix.pages.join(', ') || 'none'}).`
  return `${[
    `## ${lines.length > 0 ? '⚠️' : '✅'} ${ink.mix(titleOf(found))}`,
    siftedWords(found),
    pages,
    ...lines.map(each => ink.mix(each)),
    healthWords(selection.matches),
    table(shownClusters(found), ink),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

/** The page that was asked for; else all that match. */
function shownClusters({ selection: { matches }, matrix, page }: Discovered): readonly FleetCluster[] {
  const entries = new Set(matrix.entries.map(each => each['cluster-resource-id']))
  const shown = page === undefined ? matches : matches.filter(({ id }) => entries.has(id))
  // What is not well comes first.
  return [...shown].sort((one, other) => Number(isWell(one)) - Number(isWell(other)))
}

function siftedWords({ all, selection: { sifted } }: Discovered): string {
  if (sifted.length === 0) return ''
  return `Found ${all}; ${sifted.map(({ by, left }) => `after \`${by}\` ${left}`).join(', ')}.`
}

function isWell(cluster: FleetCluster): boolean {
  const { extensions, configurations } = cluster
  return (
    !isSilent(cluster) &&
    extensions.length > 0 &&
    extensions.every(({ state }) => state === 'succeeded') &&
    !/^(?:failed|deleting|canceled)$/i.test(cluster.state) &&
    configurations.every(each => isCompliant(each) && !each.isSuspended)
  )
}

/** The state of a fleet in a line: of a nightly run it is the report. */
function healthWords(clusters: readonly FleetCluster[]): string {
  if (clusters.length === 0) return ''
  const count = (keeps: (cluster: FleetCluster) => boolean) => clusters.filter(keeps).length
  const parts = [
    [count(isWell), 'well'],
    [count(isSilent), 'stopped or not connected'],
    [count(({ extensions }) => extensions.length === 0), 'without the extension'],
    [
      count(({ extensions }) => extensions.some(({ state }) => state !== 'succeeded')),
      'whose extension is not Succeeded',
    ],
    [
      count(({ configurations }) => configurations.some(each => !isCompliant(each))),
      'whose configurations are not all compliant',
    ],
    [count(({ configurations }) => configurations.some(({ isSuspended }) => isSuspended)), 'with one suspended'],
  ] as const
  return `Of these, ${parts
    .filter(([number], at) => number > 0 || at === 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ')}.`
}

function table(clusters: readonly FleetCluster[], ink: Ink): string {
  if (clusters.length === 0) return ''
  const rows = clusters.slice(0, ROWS).map(each => {
    const name = [ink.cell(each.name), clusterNotes(each)].filter(Boolean).join(' ')
    const cells = [
      each.resourceGroup,
      each.location,
      extensionWords(each),
      configurationWords(each),
      revisionWords(each),
    ]
    return `| ${[name, ...cells.map(text => ink.mixCell(text))].join(' | ')} |`
  })
  return [
    '| cluster | resource group | location | extension | Flux configurations | revision |',
    '|---|---|---|---|---|---|',
    ...rows,
    ...(clusters.length > ROWS ? [`\n${clusters.length - ROWS} more clusters are left out.`] : []),
  ].join('\n')
}

/** What of a cluster matters to a job on it. */
function clusterNotes({ isPrivate, power, connectivity, state }: FleetCluster): string {
  const isStopped = /^stopped$/i.test(power)
  const isOffline = /^(?:offline|expired|connecting)$/i.test(connectivity)
  const isOdd = state !== '' && !/^succeeded$/i.test(state)
  const words = [
    isPrivate ? 'private' : '',
    isOdd ? state.toLowerCase() : '',
    isStopped ? 'stopped' : '',
    isOffline ? connectivity.toLowerCase() : '',
  ]
  const shown = words.filter(Boolean).join(', ')
  return shown === '' ? '' : `(${shown})`
}

function extensionWords({ extensions }: FleetCluster): string {
  if (extensions.length === 0) return 'missing'
  return extensions
    .map(({ version, state }) => [version || 'unknown version', ...(state === 'succeeded' ? [] : [state])].join(', '))
    .join('; ')
}

function configurationWords({ configurations }: FleetCluster): string {
  if (configurations.length === 0) return 'none'
  const bad = configurations.filter(each => !isCompliant(each) || each.isSuspended)
  const named = bad.slice(0, 3).map(({ name, compliance, isSuspended, state }) => {
    const isOld = compliance === 'compliant'
    return `${name} ${isSuspended ? 'suspended' : isOld ? state : compliance || 'not reported'}`
  })
  const more = bad.length > 3 ? ` and ${bad.length - 3} more` : ''
  return bad.length === 0
    ? `${countOf(configurations.length, 'configuration')} compliant`
    : `${named.join(', ')}${more}`
}

/** A branch with the first digits of its commit. */
function revisionWords({ configurations }: FleetCluster): string {
  const all = new Set(configurations.map(({ revision }) => revision.replace(/([0-9a-f]{7})[0-9a-f]{33,57}\b/g, '$1')))
  return [...all].filter(Boolean).slice(0, 3).join(', ')
}
