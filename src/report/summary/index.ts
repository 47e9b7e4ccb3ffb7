/** The job summary: verdict, what to do, timeline, pods, the policy's diff, evidence, environment. GitHub Flavored Markdown. */
import { isOfCheck, wordsOf } from '../../model/collections.ts'
import type { Finding } from '../../model/finding.ts'
import { isRed } from '../../model/outcome.ts'
import { moveLine } from '../finding-lines.ts'
import { chainPart, fluxTables, gateLines } from '../gate.ts'
import { headline } from '../headline.ts'
import { Ink, within } from '../markdown.ts'
import { azureSays, isGate, notesOf, type RunReport, rootCause, unready } from '../run-report.ts'
import { howFar, stateNow } from '../state-now.ts'
import { checkWords, clipText, VERDICTS } from '../words.ts'
import { errorParts } from './error.ts'
import { findingPart, since } from './finding.ts'

/** GitHub drops a step's whole summary above 1 MiB; parts are left out, and said so, well below it. */
const LIMIT_BYTES = 900 * 1024

/** @param redact takes secrets out of each value. @returns Markdown under GitHub's limit: all of the run. */
export function reportOf(report: RunReport, redact: (text: string) => string): string {
  const ink = new Ink(redact)
  const red = isRed(report.outcome)
  const cause = rootCause(report)
  const findings = red ? oneOfEach(report.findings, cause) : []
  const parts = [
    verdict(report, ink),
    chainPart(report, ink),
    ...findings.map(finding => findingPart(finding, report, ink, report.error === undefined ? cause : undefined)),
    leftOutWords(report, findings.length),
    ...fluxTables(report, ink),
    checkPart(report, ink),
    azurePart(report, ink),
    notSeen(report, ink),
    timeline(report, ink),
    pods(report, ink),
    events(report, ink),
    ...logs(report, ink),
    environment(report, ink),
  ]
  const leftOut = (count: number) =>
    `${count} part${count === 1 ? ' was' : 's were'} left out: a job summary holds 1 MiB. The findings file has all findings.`
  return `${within(parts, LIMIT_BYTES, Buffer.byteLength, leftOut)}\n`
}

/** @returns the job summary of a green run, a few lines; a check that found something shows its table. That of a red run is the report. */
export function greenSummaryOf(report: RunReport, redact: (text: string) => string): string {
  const ink = new Ink(redact)
  const rows = report.outcome === 'checked' ? checkPart(report, ink) : ''
  return `${[verdict(report, ink), noticedPart(report, ink), unreadPart(report, ink), rows].filter(Boolean).join('\n\n')}\n`
}

/** Findings in the summary; the findings file has all. */
const FINDINGS = 10

/** What two texts say in the same words is said once: the first is the surest. The cause of the run comes first. */
function oneOfEach(findings: readonly Finding[], cause: Finding | undefined): readonly Finding[] {
  const ordered = cause === undefined ? findings : [cause, ...findings.filter(each => each !== cause)]
  return ordered.filter((each, at) => ordered.findIndex(other => other.title === each.title) === at).slice(0, FINDINGS)
}

function leftOutWords({ findings, outcome }: RunReport, shown: number): string {
  const more = findings.length - shown
  return isRed(outcome) && more > 0 ? `The findings file has ${more} more.` : ''
}

/** What came of it, whose move it is, and what is so now. */
function verdict(report: RunReport, ink: Ink): string {
  const red = isRed(report.outcome)
  const { error } = report
  const cause = red && error === undefined && !isGate(report) ? rootCause(report) : undefined
  const [move] = red && isGate(report) ? gateLines(report) : []
  const now = red && !isGate(report) ? stateNow(report, cause?.conclusive === true) : ''
  return [
    `## ${red ? '❌' : '✅'} ${ink.mix(headline(report))}`,
    cause === undefined ? '' : `**${moveLine(cause)}**`,
    move === undefined ? '' : `**${ink.mix(move.text)}**`,
    now === '' ? '' : ink.mix(`Now: ${now}`),
    red && error === undefined ? ink.mix(howFar(report, cause?.conclusive === true)) : '',
    ...(error ? errorParts(error, ink) : []),
    ...(red
      ? notesOf(report).map(each => ink.mix(each))
      : [
          notesOf(report)
            .map(each => ink.mix(each))
            .join(' '),
        ]),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A green step: what happened on the way, in one line without advice that nobody needs. */
function noticedPart(report: RunReport, ink: Ink): string {
  const noticed = report.findings.filter(each => !each.predicted)
  const [first] = noticed
  if (first === undefined) return ''
  const times = first.seen === 1 ? 'once' : `${first.seen} times`
  const more = noticed.length > 1 ? ` ${noticed.length - 1} more in the report file.` : ''
  const pods = report.store.pods()
  const started = pods.length > 0 && unready(report.store).length === 0 ? ' It started anyway.' : ''
  return ink.mix(`Noticed ${times}: ${first.title}.${started}${more}`)
}

/** A green step: what it could not read, the first of it. */
function unreadPart({ store, outcome }: RunReport, ink: Ink): string {
  const gaps = outcome === 'checked' ? [] : store.gaps().filter(({ data }) => !isOfCheck(data.what))
  const [first] = gaps
  if (first === undefined) return ''
  const more = gaps.length > 1 ? ` ${gaps.length - 1} more in the report file.` : ''
  const text = ink.span(clipText(first.text, 200))
  return `Not seen: ${ink.mix(wordsOf(first.data.what))}: ${text}${first.data.remedy ? ` ${ink.mix(first.data.remedy)}` : ''}${more}`
}

/** What was checked before the install, row by row; open where something is denied, or where nothing else was done. */
function checkPart({ store, outcome }: RunReport, ink: Ink): string {
  const all = store.checkRows()
  const rows = all
    .slice(0, 50)
    .map(({ check, verdict, detail }) => `| ${checkWords(check)} | ${VERDICTS[verdict]} | ${ink.mixCell(detail)} |`)
  if (rows.length === 0) return ''
  const table = ['| checked | result | found |', '|---|---|---|', ...rows].join('\n')
  const bad = all.filter(({ verdict }) => verdict !== 'clear').length
  const title = `Check before the install: ${all.length - bad} of ${all.length} ok`
  const isOpen = all.some(({ verdict }) => verdict === 'refused') || (outcome === 'checked' && bad > 0)
  return isOpen ? `### ${title}\n\n${table}` : ink.fold(title, [table])
}

function azurePart(report: RunReport, ink: Ink): string {
  const lines = azureSays(report)
  if (lines.length === 0) return ''
  return ink.fold("Azure's answer, word for word", [ink.fence(lines)])
}

function notSeen(report: RunReport, ink: Ink): string {
  const inTable = report.store.checkRows().length > 0
  const all = report.store.gaps().filter(({ data }) => !(inTable && isOfCheck(data.what)))
  const gaps = new Map(all.map(gap => [`${gap.data.what} ${gap.text}`, gap]))
  if (gaps.size === 0) return ''
  const items = [...gaps.values()]
    .slice(0, 30)
    .map(
      ({ data, text }) =>
        `- ${ink.mix(wordsOf(data.what))}: ${ink.span(text)}${data.remedy ? ` ${ink.mix(data.remedy)}` : ''}`,
    )
  return [`### Not seen`, items.join('\n'), gaps.size > 30 ? `and ${gaps.size - 30} more` : '']
    .filter(Boolean)
    .join('\n\n')
}

function timeline(report: RunReport, ink: Ink): string {
  const { moments } = report.timeline
  if (moments.length === 0) return ''
  const rows = moments.map(moment => `| ${since(moment.time, report)} | ${ink.mixCell(moment.text)} |`)
  return ['### Timeline', ['| time | event |', '|---:|---|', ...rows].join('\n')].join('\n\n')
}

function pods(report: RunReport, ink: Ink): string {
  const all = report.store.pods()
  if (all.length === 0) return ''
  const rows = all.slice(0, 100).flatMap(({ object, data }) =>
    data.containers.map(container => {
      const reason = container.reason || (container.last ? `last ended ${container.last.exitCode}` : '')
      const ready = data.deleted ? 'deleted' : data.ready ? 'Ready' : 'not Ready'
      return `| ${ink.cell(object?.name ?? '')} | ${ink.cell(container.name)} | ${ready} | ${ink.cell(container.state)}${reason ? `, ${ink.cell(reason)}` : ''} | ${container.restarts} |`
    }),
  )
  const table = ['| pod | container | pod | container | restarts |', '|---|---|---|---|---|', ...rows].join('\n')
  return ['### Pods when last seen', table, all.length > 100 ? `and ${all.length - 100} more pods` : '']
    .filter(Boolean)
    .join('\n\n')
}

function events(report: RunReport, ink: Ink): string {
  if (!isRed(report.outcome) || report.timeline.warnings.length === 0) return ''
  const lines = report.timeline.warnings.map(
    ({ object, text, data }) =>
      `${data.reason} ${object?.kind}/${object?.name}${data.count > 1 ? ` (${data.count} times)` : ''}: ${text}`,
  )
  return ink.fold(`Warning events: ${lines.length}`, [ink.fence(lines)])
}

function logs(report: RunReport, ink: Ink): string[] {
  if (!isRed(report.outcome)) return []
  return suspects(report).map(({ title, lines }) => ink.fold(`Log: ${title}`, [ink.fence(lines)]))
}

/** Reasons of containers that merely have not started yet. */
const STARTING = /^(ContainerCreating|PodInitializing|)$/

/** @returns the ends of the logs of containers that failed or restarted; where none did, of those that were not ready. */
export function suspects(report: Pick<RunReport, 'store' | 'timeline'>): { title: string; lines: string[] }[] {
  const all = report.store
    .pods()
    .flatMap(({ object, data }) => data.containers.map(container => ({ object, container })))
  const unready = all.filter(({ container }) => !container.ready || container.restarts > 0)
  const failed = unready.filter(
    ({ container }) =>
      container.restarts > 0 || container.exitCode || container.last?.exitCode || !STARTING.test(container.reason),
  )
  return (failed.length > 0 ? failed : unready).flatMap(({ object, container }) => {
    const lines = report.timeline.logOf(object?.namespace ?? '', object?.name ?? '', container.name)
    return lines.length === 0
      ? []
      : [{ title: `${object?.name} › ${container.name}`, lines: lines.map(line => line.text) }]
  })
}

function environment(report: RunReport, ink: Ink): string {
  const cluster = report.store.cluster()
  const extension = report.store.extension()
  const arc = cluster?.connectivity
  const rows: (readonly [string, string])[] = [
    ...(arc === undefined
      ? ([
          ['cluster SKU and tier', cluster ? `${cluster.sku}, ${cluster.tier}` : ''],
          ['managed system node pools', cluster ? String(cluster.managedSystemNodePools) : ''],
        ] as const)
      : ([
          ['Arc connectivity', arc.status],
          ['last connected', arc.lastConnected],
          ['Arc agents', arc.agentVersion],
          ['distribution', arc.distribution],
        ] as const)),
    ['Kubernetes version', cluster?.kubernetesVersion ?? ''],
    ['region', cluster?.location ?? ''],
    ['cluster created', cluster?.createdAt ?? ''],
    ['extension', extension ? `${extension.name} (${extension.type})` : ''],
    ['extension version', extension?.version ?? ''],
    ['extension version before', report.store.extensionBefore()?.version ?? ''],
    ['release namespace', extension?.releaseNamespace ?? ''],
    ['provisioning state', extension?.provisioningState ?? ''],
    ['run began', report.startedAt],
    ['run ended', report.endedAt],
  ]
  const known = rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${ink.cell(value)} |`)
  return ink.fold('Environment', [['| name | value |', '|---|---|', ...known].join('\n')])
}
