/** The only reader of action inputs. Everything that is wrong with them is told at once, before any network call. */
import { getInput } from '@actions/core'
import { ActionError } from './errors.ts'
import type { ClusterId, ExtensionRequest, Identity } from './model/request.ts'

export const ENVIRONMENTS = ['azurecloud', 'azureusgovernment', 'azurechinacloud'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]

/** Whose pod logs reach the step's log: those of containers not ready or restarting, all, or none. */
export type LogChoice = 'suspects' | 'all' | 'none'

export interface Inputs {
  readonly cluster: ClusterId
  readonly identity: Identity
  readonly environment: EnvironmentName
  readonly resourceManagerEndpoint?: string
  readonly authorityHost?: string
  readonly extension: ExtensionRequest
  readonly timeoutMs: number
  readonly stopOnProvenCause: boolean
  readonly logs: LogChoice
}

/** Values that must be masked before anything else happens. */
export function secretsOf(inputs: Inputs): string[] {
  const settings = Object.values(inputs.extension.protectedSettings)
  return inputs.identity.kind === 'client-secret' ? [inputs.identity.clientSecret, ...settings] : settings
}

/**
 * @returns the inputs, complete and checked.
 * @throws ActionError that names every bad input and how to mend it.
 */
export function readInputs(): Inputs {
  const wrong: string[] = []
  const read = new Reader(wrong)
  const inputs: Inputs = {
    cluster: readCluster(read),
    identity: readIdentity(read),
    environment: read.oneOf('environment', ENVIRONMENTS, 'azurecloud'),
    ...optional('resourceManagerEndpoint', read.origin('resource-manager-endpoint')),
    ...optional('authorityHost', read.origin('authority-host')),
    extension: readExtension(read),
    timeoutMs: read.duration('timeout', '30m'),
    stopOnProvenCause: read.boolean('stop-on-proven-cause') ?? true,
    logs: read.oneOf('logs', ['suspects', 'all', 'none'], 'suspects'),
  }
  if (wrong.length === 0) return inputs
  throw new ActionError({
    doing: `The inputs of this step cannot be used: ${wrong.length === 1 ? 'one is' : `${wrong.length} are`} wrong.`,
    likely: wrong.map(line => `- ${line}`).join('\n'),
    next: 'Nothing was sent anywhere. Correct the `with:` block of this step.',
  })
}

class Reader {
  readonly wrong: string[]
  constructor(wrong: string[]) {
    this.wrong = wrong
  }

  text(name: string): string | undefined {
    return getInput(name) || undefined
  }

  matching(name: string, pattern: RegExp, meaning: string): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !pattern.test(value)) this.wrong.push(`${name}: '${value}' is not ${meaning}`)
    return value
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = (this.text(name) ?? fallback).toLowerCase()
    const choice = choices.find(each => each === value)
    if (choice === undefined) this.wrong.push(`${name}: '${value}' is none of ${choices.join(', ')}`)
    return choice ?? fallback
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (/^(true|True|TRUE)$/.test(value)) return true
    if (!/^(false|False|FALSE)$/.test(value)) this.wrong.push(`${name}: '${value}' is neither true nor false`)
    return false
  }

  /** An https origin without path, as `https://host[:port]`. */
  origin(name: string): string | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url?.protocol === 'https:' && url.pathname === '/' && !url.username && !url.search && !url.hash)
      return url.origin
    this.wrong.push(`${name}: '${value}' is not an https address without a path, such as https://management.example`)
    return undefined
  }

  /** @returns ms. */
  duration(name: string, fallback: string): number {
    const value = this.text(name) ?? fallback
    const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(value)
    const [hours = 0, minutes = 0, seconds = 0] = (parts ?? []).slice(1).map(part => Number(part ?? 0))
    const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
    if (ms > 0 && ms <= 24 * 3_600_000) return ms
    this.wrong.push(`${name}: '${value}' is not a time with units up to 24h, such as 30m, 90s or 1h30m`)
    return 1
  }

  /** Lines of key=value, or one JSON object of strings, numbers and booleans. */
  settings(name: string): Record<string, string> {
    const value = this.text(name)
    if (value === undefined) return {}
    return value.startsWith('{') ? this.#settingsFromJson(name, value) : this.#settingsFromLines(name, value)
  }

  #settingsFromJson(name: string, value: string): Record<string, string> {
    const settings: Record<string, string> = {}
    let parsed: unknown
    try {
      parsed = JSON.parse(value)
    } catch {
      // The parser's message quotes the text, which may hold a secret.
      this.wrong.push(`${name}: starts with '{' but is not valid JSON`)
      return settings
    }
    for (const [key, item] of Object.entries(parsed as object)) {
      if (['string', 'number', 'boolean'].includes(typeof item)) settings[key] = String(item)
      else this.wrong.push(`${name}: the value of '${key}' is neither text, number nor boolean`)
    }
    return settings
  }

  #settingsFromLines(name: string, value: string): Record<string, string> {
    const settings: Record<string, string> = {}
    for (const [index, line] of value.split(/\r?\n/).entries()) {
      const at = line.indexOf('=')
      const key = line.slice(0, at).trim()
      if (line.trim() === '') continue
      if (at > 0 && key !== '') settings[key] = line.slice(at + 1).trim()
      else this.wrong.push(`${name}: line ${index + 1} is not key=value`)
    }
    return settings
  }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const CLUSTER_ID =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerService\/managedClusters\/([^/]+)\/?$/i

function readCluster(read: Reader): ClusterId {
  const id = read.text('cluster-resource-id')
  const name = read.matching('cluster-name', /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'a name of a managed cluster')
  const resourceGroup = read.matching('resource-group', /^[-\w.()]{1,90}$/, 'a name of a resource group')
  const subscriptionId = read.matching('subscription-id', GUID, 'a subscription id (a GUID)')
  const nothing = { subscriptionId: '', resourceGroup: '', name: '' }
  if (id !== undefined) {
    const [, sub = '', group = '', cluster = ''] = CLUSTER_ID.exec(id) ?? []
    if (!GUID.test(sub))
      read.wrong.push(
        `cluster-resource-id: '${id}' is not /subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name>`,
      )
    if (name !== undefined || resourceGroup !== undefined)
      read.wrong.push('cluster-resource-id: it holds name and group already; leave out cluster-name and resource-group')
    if (subscriptionId !== undefined && sub.toLowerCase() !== subscriptionId.toLowerCase())
      read.wrong.push('cluster-resource-id: its subscription is not the one of subscription-id')
    return { subscriptionId: sub, resourceGroup: group, name: cluster }
  }
  if (name === undefined && resourceGroup === undefined) {
    read.wrong.push(
      'cluster-name: which cluster? Give cluster-name, resource-group and subscription-id, or cluster-resource-id',
    )
    return nothing
  }
  if (name === undefined) read.wrong.push('cluster-name: missing beside resource-group')
  if (resourceGroup === undefined) read.wrong.push('resource-group: missing beside cluster-name')
  if (subscriptionId === undefined) read.wrong.push('subscription-id: missing (or give cluster-resource-id)')
  return { subscriptionId: subscriptionId ?? '', resourceGroup: resourceGroup ?? '', name: name ?? '' }
}

function readIdentity(read: Reader): Identity {
  const clientId = read.matching('client-id', GUID, 'a client id (a GUID)')
  const tenantId = read.matching('tenant-id', /^[A-Za-z0-9.-]{1,253}$/, 'a tenant id or domain')
  const clientSecret = read.text('client-secret')
  const audience = read.text('audience') ?? 'api://AzureADTokenExchange'
  if (clientId === undefined) {
    if (clientSecret !== undefined) read.wrong.push('client-secret: given without client-id')
    // azure/login leaves the tenant in the Azure CLI's own session; a tenant alone names no identity.
    return { kind: 'azure-cli' }
  }
  if (tenantId === undefined) read.wrong.push('tenant-id: missing beside client-id')
  if (clientSecret === undefined) return { kind: 'github-oidc', clientId, tenantId: tenantId ?? '', audience }
  return { kind: 'client-secret', clientId, tenantId: tenantId ?? '', clientSecret }
}

/** RFC 1123 label: the API server's rule for namespaces. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

function readExtension(read: Reader): ExtensionRequest {
  const type = (
    read.matching('extension-type', /^[A-Za-z0-9][A-Za-z0-9.-]{0,126}$/, 'an extension type') ?? 'microsoft.flux'
  ).toLowerCase()
  const flux = type === 'microsoft.flux'
  const name = read.matching('extension-name', LABEL, 'an extension name') ?? (flux ? 'flux' : undefined)
  const releaseNamespace =
    read.matching('release-namespace', LABEL, 'a namespace') ?? (flux ? 'flux-system' : undefined)
  const version = read.matching('extension-version', /^[A-Za-z0-9][\w.+-]{0,62}$/, 'a version')
  const autoUpgrade = read.boolean('auto-upgrade-minor-version')
  const settings = read.settings('configuration-settings')
  const protectedSettings = read.settings('configuration-protected-settings')
  if (name === undefined) read.wrong.push(`extension-name: missing; only microsoft.flux has a default, not ${type}`)
  if (version !== undefined && autoUpgrade === true)
    read.wrong.push(
      'extension-version: a fixed version and auto-upgrade-minor-version: true exclude each other; leave one out',
    )
  for (const key of Object.keys(protectedSettings).filter(key => key in settings))
    read.wrong.push(`configuration-protected-settings: '${key}' is also in configuration-settings; keep one`)
  return {
    type,
    name: name ?? '',
    ...optional('releaseNamespace', releaseNamespace),
    ...optional('version', version),
    ...optional('releaseTrain', read.matching('release-train', /^[A-Za-z0-9][\w.-]{0,62}$/, 'a release train')),
    ...optional('autoUpgradeMinorVersion', version === undefined ? autoUpgrade : false),
    settings,
    protectedSettings,
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}
