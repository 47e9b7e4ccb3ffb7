/** A report to those who can change what refuses, prefilled: a link that opens an issue with the facts in it, and no ids. */
import type { Finding } from '../model/finding.ts'
import { fencedForMarkdown } from './neutralise.ts'
import { azureSays, type RunReport } from './run-report.ts'
import { exemptionLines } from './words.ts'

const NEW_ISSUE = 'https://github.com/Azure/AKS/issues/new'
/** GitHub's servers refuse a URL of over 8 KB. */
const URL_LIMIT = 7500

/** @param redact takes secrets out. @returns the link, or undefined where nobody upstream is asked to do anything. */
export function upstreamLink(
  finding: Finding,
  report: RunReport,
  redact: (text: string) => string,
): string | undefined {
  if (!finding.remedy.steps.some(step => step.who === 'aks')) return undefined
  const nameless = anonymiser(report)
  const anonymous = (text: string) => nameless(redact(text))
  const title = anonymous(`${extensionOf(report)}: ${finding.title}`).slice(0, 200)
  const fixed = [['### Environment', '', ...environment(report), ''].join('\n'), section('What happens', finding.cause)]
  const diff = (finding.policyCheck?.exemptions[0]?.diff ?? '').split('\n').filter(line => !/^=+$/.test(line))
  const rest = [
    section('Exact texts', [...finding.witnesses.slice(0, 3).map(each => each.text), ...azureSays(report)].map(short)),
    section('Groups that the policy exempts', finding.policyCheck?.exemptGroups ?? []),
    section('Suggested exemption', exemptionLines(finding)),
    section('Patch', diff, 'diff'),
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

/** @returns what Microsoft's support needs to know, ids included, as lines of plain text to copy. */
export function supportText(finding: Finding, report: RunReport): string[] {
  const { store } = report
  const id = store.cluster()?.id ?? ''
  return [
    `${extensionOf(report)}: ${finding.title}`,
    ...(id === '' ? [] : [`Cluster: ${id}`]),
    ...environment(report).map(line => line.replace(/^- /, '')),
    '',
    ...finding.cause,
    '',
    ...finding.witnesses.slice(0, 2).map(({ text }) => short(text)),
    '',
    ...exemptionLines(finding)
      .map(line => `Suggested exemption: ${line}`)
      .slice(0, 2),
  ]
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

/** Foreign text: in a fence, nothing in it is markup or a mention. */
function section(title: string, lines: readonly string[], info = 'text'): string {
  const shown = lines.filter(line => line.trim() !== '')
  return shown.length === 0 ? '' : [`### ${title}`, '', fencedForMarkdown(shown, info), ''].join('\n')
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
  const nodes = [...new Set(store.pods().map(({ data }) => data.node))]
    .filter(node => node.length > 3)
    .map(node => [new RegExp(`(?<![\\w-])${RegExp.escape(node)}(?![\\w-])`, 'gi'), '<node>'] as const)
  const shapes = [
    [/\bMC_[\w.()-]+/g, '<node resource group>'],
    // Names of Azure resources that are part of a host's name (Microsoft Learn, "Private endpoint DNS zones").
    [/[\w-]+(?:\.[\w-]+)*\.azurecr\.[a-z]+/gi, '<registry>'],
    [/[\w-]+\.(?:vault|managedhsm)\.(?:azure|usgovcloudapi|azure)\.[a-z]+/gi, '<vault>'],
    [/[\w-]+\.(?:blob|file|queue|table|dfs|web)\.core\.[a-z]+\.[a-z]+/gi, '<storage account>'],
    [/[\w-]+(?:\.[\w-]+)*\.(?:windows|azure|azmk8s|usgovcloudapi|chinacloudapi)\.(?:net|us|cn)\b/gi, '<host>'],
    [/[\w-]+\.onmicrosoft\.[a-z]+/gi, '<tenant>'],
    [/\baks-[a-z0-9]+-\d+-vmss[0-9a-z]{6}\b/gi, '<node>'],
    [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>'],
    [/[\w.-]+\.azmk8s\.io/gi, '<api server>'],
    [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '<address>'],
    [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  ] as const
  return text => [...shapes, ...nodes, ...names].reduce((clean, [pattern, mask]) => clean.replace(pattern, mask), text)
}
