/** The job summary: verdict, what to do, timeline, pods, the policy's diff, evidence, environment. GitHub Flavored Markdown. */
import { isOfCheck, wordsOf } from '../../model/collections.ts'
import type { Finding } from '../../model/finding.ts'
import { isRed } from '../../model/outcome.ts'
import { chainPart, fluxTables } from '../gate.ts'
import { Ink, within } from '../markdown.ts'
import { azureSays, goesOn, headline, isGate, notesOf, type RunReport, rootCause, takenBack } from '../run-report.ts'
import { checkWords } from '../words.ts'
import { errorParts } from './error.ts'
import { findingPart, since } from './finding.ts'

/** GitHub drops a step's whole summary above 1 MiB; parts are left out, and said so, well below it. */
const LIMIT_BYTES = 900 * 1024

/** @param redact takes secrets out of each value. @returns Markdown under GitHub's limit. */
export function summaryOf(report: RunReport, redact: (text: string) => string): string {
  const ink = new Ink(redact)
  if (isGate(report) && !isRed(report.outcome)) return `${verdict(report, ink)}\n`
  const parts = [
    verdict(report, ink),
    chainPart(report, ink),
    ...(isRed(report.outcome)
      ? oneOfEach(report.findings).map(finding => findingPart(finding, report, ink))
      : [noticedPart(report, ink)]),
    leftOutWords(report),
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
    `${count} part${count === 1 ? ' was' : 's were'} left out: a job summary holds 1 MiB. The report file has the findings.`
  return `${within(parts, LIMIT_BYTES, Buffer.byteLength, leftOut)}\n`
}

/** Findings in the summary; the findings file has all. */
const FINDINGS = 10

/** What two texts say in the same words is said once: the first is the surest. */
function oneOfEach(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter((each, at) => findings.findIndex(other => other.title === each.title) === at)
    .slice(0, FINDINGS)
}

function leftOutWords({ findings, outcome }: RunReport): string {
  const more = findings.length - oneOfEach(findings).length
  return isRed(outcome) && more > 0
    ? `${more} more ${more === 1 ? 'finding is' : 'findings are'} in the findings file.`
    : ''
}

function verdict(report: RunReport, ink: Ink): string {
  const sign = isRed(report.outcome) ? '❌' : '✅'
  const { error } = report
  return [
    `## ${sign} ${ink.mix(headline(report))}`,
    ...(error ? errorParts(error, ink) : []),
    ...notesOf(report).map(each => ink.mix(each)),
    goesOn(report, rootCause(report)?.conclusive === true),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A green step: what was met on the way, without advice that nobody needs. */
function noticedPart(report: RunReport, ink: Ink): string {
  const isTakenBack = takenBack(report).length > 0
  const items = report.findings
    .filter(each => !isTakenBack || !each.predicted)
    .slice(0, 20)
    .map(
      finding =>
        `- ${ink.mix(finding.title)}, ${finding.seen === 1 ? 'once' : `${finding.seen} times`}; it comes up all the same.`,
    )
  return items.length === 0 ? '' : ink.fold('Noted on the way', [items.join('\n')])
}

/** What was looked at before the install, row by row. */
function checkPart({ store }: RunReport, ink: Ink): string {
  const rows = store
    .checkRows()
    .slice(0, 50)
    .map(
      ({ check, verdict, detail }) => `| ${ink.cell(checkWords(check))} | ${ink.cell(verdict)} | ${ink.cell(detail)} |`,
    )
  if (rows.length === 0) return ''
  return [
    '### Check before the install',
    ['| looked at | verdict | found |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')
}

/** Open where no finding explains it, folded where one does. */
function azurePart(report: RunReport, ink: Ink): string {
  const lines = azureSays(report)
  if (lines.length === 0) return ''
  const explained = report.error !== undefined || report.findings.some(finding => finding.blocking)
  const text = ink.fence(lines)
  return explained ? ink.fold("Azure's own words", [text]) : `### Azure's own words\n\n${text}`
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
  const rows = moments.map(moment => `  ${ink.mermaid(since(moment.time, report))} : ${ink.mermaid(moment.text)}`)
  return ['### Timeline', ['```mermaid', 'timeline', ...rows, '```'].join('\n')].join('\n\n')
}

function pods(report: RunReport, ink: Ink): string {
  const all = report.store.pods()
  if (all.length === 0) return ''
  const rows = all.slice(0, 100).flatMap(({ object, data }) =>
    data.containers.map(container => {
      const reason = container.reason || (container.last ? `last ended ${container.last.exitCode}` : '')
      const ready = data.deleted ? 'removed' : data.ready ? 'Ready' : 'not Ready'
      return `| ${ink.cell(object?.name ?? '')} | ${ink.cell(container.name)} | ${ready} | ${ink.cell(container.state)}${reason ? `, ${ink.cell(reason)}` : ''} | ${container.restarts} |`
    }),
  )
  const table = ['| pod | container | pod is | container is | restarts |', '|---|---|---|---|---|', ...rows].join('\n')
  return ['### Pods, as last seen', table, all.length > 100 ? `and ${all.length - 100} more pods` : '']
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
  return ['### Environment', ['| | |', '|---|---|', ...known].join('\n')].join('\n\n')
}
