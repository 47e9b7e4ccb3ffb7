/** The only reader of action inputs. Everything that is wrong with them is told at once, before any network call. */
import { getInput } from '@actions/core'
import { ActionError } from './errors.ts'
import { Reader } from './input-reader.ts'
import { extensionType, FLUX, releaseNamespace } from './model/extension-types.ts'
import { LABEL, parseManagedClusterId } from './model/names.ts'
import type { ClusterId, ExtensionRequest, Identity } from './model/request.ts'

export const ENVIRONMENTS = ['azurecloud', 'azureusgovernment', 'azurechinacloud'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]

export const MODES = ['install', 'watch', 'diagnose', 'check'] as const
export type ModeName = (typeof MODES)[number]

/** Whose pod logs reach the step's log: those of containers not ready or restarting, all, or none. */
export type LogChoice = 'suspects' | 'all' | 'none'

export interface Inputs {
  readonly mode: ModeName
  /** A journal to diagnose again, offline: cluster and identity are then not asked for. */
  readonly evidence?: string
  readonly cluster: ClusterId
  readonly identity: Identity
  readonly environment: EnvironmentName
  readonly resourceManagerEndpoint?: string
  readonly authorityHost?: string
  readonly extension: ExtensionRequest
  readonly timeoutMs: number
  readonly stopOnProvenCause: boolean
  readonly logs: LogChoice
  /** A Failed instance is deleted before it is written. */
  readonly recreateFailed: boolean
  /** A write may remove protected settings that are in Azure and were not given. */
  readonly allowRemovingSecrets: boolean
  /** What a check that predicts a refusal means for an install. */
  readonly check: 'warn' | 'fail' | 'off'
  /** Token for the comment on the pull request; undefined where none is asked for. */
  readonly commentToken?: string
}

/** Words that protected settings hold as well as secrets; masked, they would blank half of the report. */
const ORDINARY = /^(true|false|yes|no|on|off|null|none|enabled|disabled|\d{1,5}|.{0,3})$/i

/** @returns values that must be masked before anything else happens; never one that is an id or a name in the same inputs. */
export function secretsOf(inputs: Inputs): string[] {
  const { cluster, identity, extension, commentToken } = inputs
  const secrets = [
    ...(identity.kind === 'client-secret' ? [identity.clientSecret] : []),
    ...(commentToken === undefined ? [] : [commentToken]),
  ]
  const names = new Set(
    [
      ...Object.values(cluster),
      ...(identity.kind === 'azure-cli' ? [] : [identity.clientId, identity.tenantId]),
      extension.name,
      extension.type,
      releaseNamespace(undefined, extension),
      extension.version ?? '',
    ].map(name => name.toLowerCase()),
  )
  const values = Object.values(extension.protectedSettings)
  return [...secrets, ...values.filter(value => !names.has(value.toLowerCase()) && !ORDINARY.test(value))]
}

/** Inputs that are ids and names: what stands in them is never masked. */
const NAMES = [
  'cluster-name',
  'resource-group',
  'subscription-id',
  'client-id',
  'tenant-id',
  'extension-type',
  'extension-name',
  'release-namespace',
  'extension-version',
]

/** Values that are secret wherever they stand, before anything is known of the inputs: for the error that quotes a bad one. */
export function rawSecrets(): string[] {
  const settings = getInput('configuration-protected-settings')
  const names = new Set(NAMES.map(name => getInput(name).toLowerCase()))
  const values = [
    getInput('client-secret'),
    getInput('github-token'),
    ...settings.split(/\r?\n/).map(line => line.slice(line.indexOf('=') + 1).trim()),
    ...[...settings.matchAll(/:\s*"((?:[^"\\]|\\.)*)/g)].map(match => match[1] ?? ''),
  ]
  return values.filter(value => /\w/.test(value) && !ORDINARY.test(value) && !names.has(value.toLowerCase()))
}

/**
 * @returns the inputs, complete and checked.
 * @throws ActionError that names every bad input and how to mend it.
 */
export function readInputs(): Inputs {
  const wrong: string[] = []
  const read = new Reader(wrong)
  const mode = read.oneOf('mode', MODES, 'install')
  const evidence = read.text('evidence')
  if (evidence !== undefined && mode !== 'diagnose')
    wrong.push(`evidence: mode: ${mode} makes its own; a journal is read by mode: diagnose`)
  const needed = wrong.length
  const cluster = readCluster(read)
  const identity = readIdentity(read)
  // Offline, nothing of them is used, so nothing of them can be wrong.
  if (evidence !== undefined) wrong.length = needed
  const inputs: Inputs = {
    mode,
    ...optional('evidence', evidence),
    cluster,
    identity,
    environment: read.oneOf('environment', ENVIRONMENTS, 'azurecloud'),
    ...optional('resourceManagerEndpoint', read.origin('resource-manager-endpoint')),
    ...optional('authorityHost', read.origin('authority-host')),
    extension: readExtension(read),
    timeoutMs: read.duration('timeout', '30m'),
    stopOnProvenCause: read.boolean('stop-on-proven-cause') ?? true,
    logs: read.oneOf('logs', ['suspects', 'all', 'none'], 'suspects'),
    recreateFailed: read.boolean('recreate-failed') ?? false,
    allowRemovingSecrets: read.boolean('allow-removing-protected-settings') ?? false,
    check: read.oneOf('check', ['warn', 'fail', 'off'], 'warn'),
    ...optional('commentToken', readComment(read)),
  }
  if (inputs.mode === 'watch' || inputs.mode === 'diagnose') refuseWrites(read, inputs)
  read.refuseNearMisses()
  refuseProxy(read)
  if (wrong.length === 0) return inputs
  throw new ActionError({
    doing: `The inputs of this step cannot be used: ${wrong.length === 1 ? 'one is' : `${wrong.length} are`} wrong.`,
    likely: wrong.map(line => `- ${line}`).join('\n'),
    next: 'Nothing was sent anywhere. Correct the `with:` block of this step.',
  })
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function readCluster(read: Reader): ClusterId {
  const id = read.text('cluster-resource-id')
  const name = read.matching('cluster-name', /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'a name of a managed cluster')
  const resourceGroup = read.matching('resource-group', /^[-\w.()]{1,90}$/, 'a name of a resource group')
  const subscriptionId = read.matching('subscription-id', GUID, 'a subscription id (a GUID)')
  const nothing = { subscriptionId: '', resourceGroup: '', name: '' }
  if (id !== undefined) {
    const parsed = parseManagedClusterId(id) ?? nothing
    const sub = parsed.subscriptionId
    if (!GUID.test(sub))
      read.wrong.push(
        `cluster-resource-id: '${id}' is not /subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name>`,
      )
    if (name !== undefined || resourceGroup !== undefined)
      read.wrong.push('cluster-resource-id: it holds name and group already; leave out cluster-name and resource-group')
    if (subscriptionId !== undefined && sub.toLowerCase() !== subscriptionId.toLowerCase())
      read.wrong.push('cluster-resource-id: its subscription is not the one of subscription-id')
    return parsed
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
  const clientId = read.matching('client-id', GUID, 'a client id (a GUID)', false)
  const tenantId = read.matching('tenant-id', /^[A-Za-z0-9.-]{1,253}$/, 'a tenant id or domain', false)
  const clientSecret = read.text('client-secret')
  const audience = read.text('audience') ?? 'api://AzureADTokenExchange'
  if (clientId === undefined) {
    // An unset variable reads as empty: half an identity is never the session of the Azure CLI that was meant.
    const half = [tenantId && 'tenant-id', clientSecret && 'client-secret'].filter(Boolean).join(' and ')
    if (half !== '')
      read.wrong.push(
        `client-id: missing beside ${half} (a variable or secret that is not set reads as empty); leave out all of them to use the session of azure/login`,
      )
    return { kind: 'azure-cli' }
  }
  if (tenantId === undefined) read.wrong.push('tenant-id: missing beside client-id')
  if (clientSecret === undefined) return { kind: 'github-oidc', clientId, tenantId: tenantId ?? '', audience }
  return { kind: 'client-secret', clientId, tenantId: tenantId ?? '', clientSecret }
}

function readComment(read: Reader): string | undefined {
  const wanted = read.boolean('comment') ?? false
  const token = read.text('github-token')
  if (wanted && token === undefined)
    read.wrong.push('github-token: missing beside comment: true; give github.token, in a job with pull-requests: write')
  return wanted ? token : undefined
}

/** What only an install would do has no meaning where nothing is written. */
function refuseWrites(read: Reader, { mode, extension, recreateFailed, allowRemovingSecrets }: Inputs): void {
  const given = [
    ...(extension.version === undefined ? [] : ['extension-version']),
    ...(extension.releaseTrain === undefined ? [] : ['release-train']),
    ...(Object.keys(extension.settings).length === 0 ? [] : ['configuration-settings']),
    ...(Object.keys(extension.protectedSettings).length === 0 ? [] : ['configuration-protected-settings']),
    ...(recreateFailed ? ['recreate-failed'] : []),
    ...(allowRemovingSecrets ? ['allow-removing-protected-settings'] : []),
  ]
  if (given.length > 0)
    read.wrong.push(
      `mode: ${mode} writes nothing, so it cannot use ${given.join(', ')}; leave out what only installs use`,
    )
}

/** The SDKs read it too, and answer a value that is no address with an error that names nothing. */
function refuseProxy(read: Reader): void {
  for (const name of ['HTTPS_PROXY', 'https_proxy']) {
    const value = process.env[name]
    if (value && !URL.canParse(value))
      read.wrong.push(`${name}: this variable of the runner is not an address, such as http://proxy.example:3128`)
  }
}

function readExtension(read: Reader): ExtensionRequest {
  const type = (
    read.matching('extension-type', /^[A-Za-z0-9][A-Za-z0-9.-]{0,126}$/, 'an extension type') ?? FLUX
  ).toLowerCase()
  const name = read.matching('extension-name', LABEL, 'an extension name') ?? extensionType(type)?.instance
  const namespace = read.matching('release-namespace', LABEL, 'a namespace')
  const version = read.matching('extension-version', /^[A-Za-z0-9][\w.+-]{0,62}$/, 'a version')
  const autoUpgrade = read.boolean('auto-upgrade-minor-version')
  const settings = read.settings('configuration-settings')
  const protectedSettings = read.settings('configuration-protected-settings')
  if (name === undefined) read.wrong.push(`extension-name: missing; only ${FLUX} has a default, not ${type}`)
  if (version !== undefined && autoUpgrade === true)
    read.wrong.push(
      'extension-version: a fixed version and auto-upgrade-minor-version: true exclude each other; leave one out',
    )
  for (const key of Object.keys(protectedSettings).filter(key => Object.hasOwn(settings, key)))
    read.wrong.push(`configuration-protected-settings: '${key}' is also in configuration-settings; keep one`)
  return {
    type,
    name: name ?? '',
    ...optional('releaseNamespace', namespace),
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
