/** A report to those who can change what refuses, prefilled: a link that opens an issue with the facts in it, and no ids. */
import type { Finding } from '../model/finding.ts'
import { plainLine } from './neutralise.ts'
import { azureSays, type RunReport } from './run-report.ts'
import { exemptionLines } from './words.ts'

const NEW_ISSUE = 'https://github.com/Azure/AKS/issues/new'
/** GitHub's servers refuse a URL of over 8 KB. */
const URL_LIMIT = 7500

/** @returns the link, or undefined where nobody upstream is asked to do anything. */
export function upstreamLink(finding: Finding, report: RunReport): string | undefined {
  if (!finding.remedy.steps.some(step => step.who === 'aks')) return undefined
  const anonymous = anonymiser(report)
  const title = anonymous(`${extensionOf(report)}: ${finding.title}`).slice(0, 200)
  const fixed = [section('Environment', environment(report)), section('What happens', finding.cause)]
  const rest = [
    section(
      'Exact texts',
      [...finding.witnesses.slice(0, 3).map(each => each.text), ...azureSays(report)].map(short),
      true,
    ),
    section('Groups that the policy exempts', finding.policyCheck?.exemptGroups ?? [], true),
    section('Suggested exemption', exemptionLines(finding)),
    section('Patch', (finding.policyCheck?.exemptions[0]?.diff ?? '').split('\n'), true),
  ]
  // What does not fit is left out from the end, whole section by whole section.
  for (let count = rest.length; count >= 0; count--) {
    const parts = [...fixed, ...rest.slice(0, count)].filter(Boolean)
    const left = rest.slice(count).filter(Boolean).length
    const note = left > 0 ? ['', `${left} more parts are in the job summary.`] : []
    const body = anonymous([...parts, ...note].join('\n'))
    const url = `${NEW_ISSUE}?${new URLSearchParams({ title, body })}`
    if (url.length <= URL_LIMIT) return url
  }
  return `${NEW_ISSUE}?${new URLSearchParams({ title })}`
}

function extensionOf({ store }: RunReport): string {
  const extension = store.extension()
  return [extension?.type ?? 'extension', extension?.version ?? ''].filter(Boolean).join(' ')
}

function environment(report: RunReport): string[] {
  const { store } = report
  const cluster = store.cluster()
  const extension = store.extension()
  return [
    `- SKU and tier: ${cluster?.sku ?? 'not seen'}, ${cluster?.tier ?? ''}`,
    `- managed system node pools: ${String(cluster?.managedSystemNodePools ?? 'not seen')}`,
    `- Kubernetes version: ${cluster?.kubernetesVersion ?? 'not seen'}`,
    `- region: ${cluster?.location ?? 'not seen'}`,
    `- cluster created: ${cluster?.createdAt || 'not seen'}`,
    `- extension: ${extensionOf(report)}, train ${extension?.releaseTrain || 'not seen'}, namespace ${extension?.releaseNamespace || 'not seen'}`,
    `- run: ${report.startedAt}`,
  ]
}

/** @param fenced lines of foreign text stand in a fence that none of them can end. */
function section(title: string, lines: readonly string[], fenced = false): string {
  const clean = lines.map(line => plainLine(line)).filter(line => line.trim() !== '')
  if (clean.length === 0) return ''
  const fence = '`'.repeat(
    Math.max(3, ...clean.flatMap(line => [...line.matchAll(/`+/g)].map(run => run[0].length + 1))),
  )
  return [`### ${title}`, '', ...(fenced ? [fence, ...clean, fence] : clean), ''].join('\n')
}

function short(text: string): string {
  return text.length > 700 ? `${text.slice(0, 700)} …` : text
}

/** Takes out what says whose cluster it is: names that the step was given, ids, addresses of hosts and people. */
function anonymiser({ store }: RunReport): (text: string) => string {
  const inputs = store.run()?.data.inputs ?? {}
  const names = (
    [
      ['cluster-name', '<cluster>'],
      ['resource-group', '<group>'],
    ] as const
  ).flatMap(([input, mask]) => {
    const name = inputs[input] ?? ''
    return name === '' ? [] : [[new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`, 'gi'), mask] as const]
  })
  const shapes = [
    [/\bMC_[\w.()-]+/g, '<node resource group>'],
    [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>'],
    [/[\w.-]+\.azmk8s\.io/gi, '<api server>'],
    [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '<address>'],
    [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  ] as const
  return text => [...shapes, ...names].reduce((clean, [pattern, mask]) => clean.replace(pattern, mask), text)
}
