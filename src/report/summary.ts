/** The job summary: verdict, what to do, timeline, pods, the policy's diff, evidence, environment. GitHub Flavored Markdown. */
import { folded, mixed } from './markdown.ts'
import { fencedForMarkdown, forMarkdown, forMermaid, forTableCell } from './neutralise.ts'
import { azureSays, goesOn, headline, isRed, type RunReport, rootCause } from './run-report.ts'
import { errorParts } from './summary-error.ts'
import { findingPart, since } from './summary-finding.ts'

/** GitHub drops a step's whole summary above 1 MiB; parts are left out, and said so, well below it. */
const LIMIT_BYTES = 900 * 1024

/** @returns Markdown under GitHub's limit. */
export function summaryOf(report: RunReport): string {
  const parts = [
    verdict(report),
    ...(isRed(report.outcome)
      ? report.findings.slice(0, 10).map(finding => findingPart(finding, report))
      : [noted(report)]),
    report.findings.length > 10 ? `${report.findings.length - 10} more findings are in the findings file.` : '',
    checkPart(report),
    azurePart(report),
    notSeen(report),
    timeline(report),
    pods(report),
    events(report),
    logs(report),
    environment(report),
  ].filter(Boolean)
  let text = ''
  let left = 0
  for (const part of parts) {
    if (Buffer.byteLength(text) + Buffer.byteLength(part) > LIMIT_BYTES) left++
    else text += `${part}\n\n`
  }
  return left === 0
    ? text
    : `${text}${left} parts were left out: a job summary holds 1 MiB. The report file has the findings.\n`
}

function verdict(report: RunReport): string {
  const sign = isRed(report.outcome) ? '❌' : '✅'
  const { error } = report
  return [
    `## ${sign} ${mixed(headline(report))}`,
    ...(error ? errorParts(error) : []),
    ...report.notes.map(mixed),
    goesOn(report, rootCause(report)?.conclusive === true),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A green step: what was met on the way, without advice that nobody needs. */
function noted(report: RunReport): string {
  const items = report.findings
    .slice(0, 20)
    .map(
      finding =>
        `- ${mixed(finding.title)}, ${finding.seen === 1 ? 'once' : `${finding.seen} times`}; it comes up all the same.`,
    )
  return items.length === 0 ? '' : folded('Noted on the way', [items.join('\n')])
}

/** What was looked at before the install, row by row. */
function checkPart({ store }: RunReport): string {
  const rows = store
    .probes()
    .slice(0, 50)
    .map(
      ({ check, verdict, detail }) => `| ${forTableCell(check)} | ${forTableCell(verdict)} | ${forTableCell(detail)} |`,
    )
  if (rows.length === 0) return ''
  return [
    '### Check before the install',
    ['| looked at | verdict | found |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')
}

/** Open where no finding explains it, folded where one does. */
function azurePart(report: RunReport): string {
  const lines = azureSays(report)
  if (lines.length === 0) return ''
  const explained = report.error !== undefined || report.findings.some(finding => finding.blocking)
  const text = fencedForMarkdown(lines)
  return explained ? folded("Azure's own words", [text]) : `### Azure's own words\n\n${text}`
}

function notSeen(report: RunReport): string {
  const gaps = new Map(report.store.gaps().map(gap => [`${gap.data.what} ${gap.text}`, gap]))
  if (gaps.size === 0) return ''
  const items = [...gaps.values()]
    .slice(0, 30)
    .map(
      ({ data, text }) => `- ${mixed(data.what)}: ${forMarkdown(text)}${data.remedy ? ` ${mixed(data.remedy)}` : ''}`,
    )
  return [`### Not seen`, items.join('\n'), gaps.size > 30 ? `and ${gaps.size - 30} more` : '']
    .filter(Boolean)
    .join('\n\n')
}

function timeline(report: RunReport): string {
  const { moments } = report.timeline
  if (moments.length === 0) return ''
  const rows = moments.map(moment => `  ${forMermaid(since(moment.time, report))} : ${forMermaid(moment.text)}`)
  return ['### Timeline', ['```mermaid', 'timeline', ...rows, '```'].join('\n')].join('\n\n')
}

function pods(report: RunReport): string {
  const all = report.store.pods()
  if (all.length === 0) return ''
  const rows = all.slice(0, 100).flatMap(({ object, data }) =>
    data.containers.map(container => {
      const reason = container.reason || (container.last ? `last ended ${container.last.exitCode}` : '')
      const ready = data.deleted ? 'removed' : data.ready ? 'Ready' : 'not Ready'
      return `| ${forTableCell(object?.name ?? '')} | ${forTableCell(container.name)} | ${ready} | ${forTableCell(container.state)}${reason ? `, ${forTableCell(reason)}` : ''} | ${container.restarts} |`
    }),
  )
  const table = ['| pod | container | pod is | container is | restarts |', '|---|---|---|---|---|', ...rows].join('\n')
  return ['### Pods, as last seen', table, all.length > 100 ? `and ${all.length - 100} more pods` : '']
    .filter(Boolean)
    .join('\n\n')
}

function events(report: RunReport): string {
  if (!isRed(report.outcome) || report.timeline.warnings.length === 0) return ''
  const lines = report.timeline.warnings.map(
    ({ object, text, data }) =>
      `${data.reason} ${object?.kind}/${object?.name}${data.count > 1 ? ` (${data.count} times)` : ''}: ${text}`,
  )
  return folded(`Warning events: ${lines.length}`, [fencedForMarkdown(lines)])
}

function logs(report: RunReport): string {
  if (!isRed(report.outcome)) return ''
  return suspects(report)
    .map(({ title, lines }) => folded(`Log: ${title}`, [fencedForMarkdown(lines)]))
    .join('\n\n')
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

function environment(report: RunReport): string {
  const cluster = report.store.cluster()
  const extension = report.store.extension()
  const rows: [string, string][] = [
    ['cluster SKU and tier', cluster ? `${cluster.sku}, ${cluster.tier}` : ''],
    ['managed system node pools', cluster ? String(cluster.managedSystemNodePools) : ''],
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
  const known = rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${forTableCell(value)} |`)
  return ['### Environment', ['| | |', '|---|---|', ...known].join('\n')].join('\n\n')
}
