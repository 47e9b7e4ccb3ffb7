/**
 * Flux configurations as Azure has them: listed by name, read one by one, since a list has no conditions. Shapes:
 * Microsoft.KubernetesConfiguration, fluxConfigurations 2025-04-01, and recorded answers.
 */
import { isRecord, recordOf, textOf } from '../../json.ts'
import {
  AZURE_SOURCES,
  conditionMessage,
  type FluxCondition,
  type FluxConfiguration,
  type FluxObject,
  fluxKey,
  sourceKindOf,
  sourceUrl,
} from '../../model/flux.ts'
import { clusterArmId, lastNameIn } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import { newestKnown } from '../arm/api-version.ts'
import type { Arm, ArmAnswer, Asking, Method } from '../arm/client.ts'
import type { ArmError } from '../arm/error.ts'
import { listAll } from '../arm/pages.ts'

/** The newest first: clouds that do not know it yet are asked with an older one. */
const API_VERSIONS = ['2025-04-01', '2024-11-01', '2023-05-01'] as const

/** A configuration with the objects that its status tells of. */
export interface ReadConfiguration {
  readonly state: FluxConfiguration
  readonly objects: ReadonlyMap<string, FluxObject>
  /** As it came, for what compares it. */
  readonly properties: Readonly<Record<string, unknown>>
  readonly systemData: Readonly<Record<string, unknown>>
}

export type ConfigurationReading =
  | { readonly is: 'existing'; readonly configuration: ReadConfiguration }
  | { readonly is: 'missing'; readonly error: ArmError }
  | { readonly is: 'unread'; readonly error: ArmError }

/** @returns the path of a configuration, or of the collection. */
export function configurationPath(cluster: ClusterId, name: string, version: string): string {
  const of = name === '' ? '' : `/${encodeURIComponent(name)}`
  return `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/fluxConfigurations${of}?api-version=${version}`
}

/** @returns the answer to a request about one configuration, by the newest version of the API that the cloud knows. */
export function askConfiguration(
  arm: Arm,
  method: Method,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
  asking: Asking = {},
): Promise<ArmAnswer> {
  return newestKnown(API_VERSIONS, version =>
    arm.send(method, configurationPath(cluster, name, version), signal, asking),
  )
}

/** @returns the names of all configurations of the cluster, or why they could not be listed. */
export async function listConfigurations(
  arm: Arm,
  cluster: ClusterId,
  signal: AbortSignal,
): Promise<readonly string[] | ArmError> {
  let last: ArmError | undefined
  for (const version of API_VERSIONS) {
    const items = await listAll(arm, configurationPath(cluster, '', version), signal)
    if (!('code' in items)) return items.map(nameIn).filter(each => each !== '')
    last = items
    if (!/^(?:InvalidApiVersionParameter|NoRegisteredProviderFound)$/.test(items.code)) break
  }
  return last ?? { code: 'NoList', message: 'no supported API version', status: 0, details: [] }
}

function nameIn(item: unknown): string {
  const { name, id } = recordOf(item)
  return textOf(name) || lastNameIn(textOf(id))
}

export async function readConfiguration(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
): Promise<ConfigurationReading> {
  const { body, error, status } = await askConfiguration(arm, 'GET', cluster, name, signal)
  if (error !== undefined) {
    const isMissing = status === 404 && /^(?:ResourceNotFound|FluxConfigurationNotFound|NotFound)$/i.test(error.code)
    return { is: isMissing ? 'missing' : 'unread', error }
  }
  const configuration = configurationIn(body, name)
  if (configuration !== undefined) return { is: 'existing', configuration }
  const message = `HTTP ${status} with a body that is not a Flux configuration`
  return { is: 'unread', error: { code: 'NotAFluxConfiguration', message, status, details: [] } }
}

/** @returns the configuration in a body; undefined where it is none. Members of another type than they should be are as good as absent. */
export function configurationIn(body: unknown, asked: string): ReadConfiguration | undefined {
  const { id, properties, systemData } = recordOf(body)
  if (!isRecord(properties)) return undefined
  const provisioningState = textOf(properties['provisioningState'])
  const sourceKind = textOf(properties['sourceKind'])
  if (provisioningState === '' && sourceKind === '') return undefined
  const name = nameIn(body) || asked
  const namespace = textOf(properties['namespace']) || 'default'
  const kinds = AZURE_SOURCES as Readonly<Record<string, string>>
  const source = recordOf(properties[kinds[sourceKind] ?? 'gitRepository'])
  const sourceKey = fluxKey(sourceKindOf(sourceKind), namespace, name)
  const kustomizations = Object.entries(recordOf(properties['kustomizations'])).filter(([, each]) => isRecord(each))
  const keyOfKustomization = (each: string) => fluxKey('Kustomization', namespace, `${name}-${each}`)
  const statuses = Array.isArray(properties['statuses']) ? properties['statuses'] : []
  const objects = new Map<string, FluxObject>()
  const revision = textOf(properties['sourceSyncedCommitId'])
  for (const status of statuses) {
    const read = objectIn(status, name, namespace)
    if (read === undefined) continue
    const [key, object] = read
    const [, spec] = kustomizations.find(([each]) => keyOfKustomization(each) === key) ?? []
    objects.set(key, {
      ...object,
      ...(key === sourceKey ? { ...ofSource(source), revision } : {}),
      ...(spec === undefined ? {} : ofKustomization(recordOf(spec), keyOfKustomization, sourceKey)),
    })
  }
  const times = [source, ...kustomizations.map(([, each]) => recordOf(each))].map(timesOf)
  return {
    properties,
    systemData: recordOf(systemData),
    objects,
    state: {
      id: textOf(id),
      name,
      namespace,
      scope: textOf(properties['scope']) || 'cluster',
      provisioningState,
      complianceState: textOf(properties['complianceState']),
      errorMessage: textOf(properties['errorMessage']),
      sourceKind,
      url: sourceUrl(textOf(source['url'])),
      ref: refIn(source),
      suspended: properties['suspend'] === true,
      revision,
      sourceUpdatedAt: timeIn(properties['sourceUpdatedAt']),
      reportedAt: timeIn(properties['statusUpdatedAt']),
      changedAt: timeIn(recordOf(systemData)['lastModifiedAt']),
      source: sourceKey,
      kustomizations: kustomizations.map(([each]) => keyOfKustomization(each)),
      slowestMs: Math.max(0, ...times.map(({ intervalMs, timeoutMs }) => intervalMs + timeoutMs)),
      reported: statuses.some(each => Array.isArray(recordOf(each)['statusConditions'])),
      written: false,
      deleted: false,
    },
  }
}

/** Azure writes seven digits of a second and `+00:00`. @returns ISO 8601 in ms; '' where it is no time. */
function timeIn(value: unknown): string {
  const ms = Date.parse(textOf(value))
  return Number.isFinite(ms) ? new Date(ms).toISOString() : ''
}

const REFS = ['branch', 'tag', 'semver', 'commit', 'digest'] as const

/** @returns what a source follows, such as `branch main`; a commit beside a branch counts before it. */
export function refIn(source: Readonly<Record<string, unknown>>): string {
  const ref = recordOf(source['repositoryRef'])
  const name = ['commit', 'digest', ...REFS].find(each => textOf(ref[each]) !== '')
  return name === undefined ? '' : `${name} ${textOf(ref[name])}`
}

function timesOf(given: Readonly<Record<string, unknown>>) {
  const seconds = (name: string, fallback: number) => {
    const value = Number(given[name] ?? fallback)
    return Number.isFinite(value) && value >= 0 ? value * 1000 : fallback * 1000
  }
  return {
    intervalMs: seconds('syncIntervalInSeconds', 600),
    timeoutMs: seconds('timeoutInSeconds', 600),
    retryMs: seconds('retryIntervalInSeconds', 0),
  }
}

function ofSource(source: Readonly<Record<string, unknown>>) {
  return { url: sourceUrl(textOf(source['url'])), ref: refIn(source), ...timesOf(source) }
}

function ofKustomization(
  spec: Readonly<Record<string, unknown>>,
  keyOf: (name: string) => string,
  source: string,
): Partial<FluxObject> {
  const dependsOn = Array.isArray(spec['dependsOn']) ? spec['dependsOn'] : []
  return {
    path: textOf(spec['path']),
    dependsOn: dependsOn.map(textOf).filter(Boolean).map(keyOf),
    source,
    ...timesOf(spec),
  }
}

function objectIn(status: unknown, configuration: string, namespace: string): [string, FluxObject] | undefined {
  const { name, kind, namespace: of, appliedBy, statusConditions, helmReleaseProperties } = recordOf(status)
  if (textOf(name) === '' || textOf(kind) === '') return undefined
  const owner = recordOf(appliedBy)
  const helm = recordOf(helmReleaseProperties)
  const chart = recordOf(helm['helmChartRef'])
  const conditions = (Array.isArray(statusConditions) ? statusConditions : []).slice(0, 20).map(conditionIn)
  const failures = Math.max(
    0,
    ...['failureCount', 'installFailureCount', 'upgradeFailureCount'].map(each => Number(helm[each]) || 0),
  )
  const compliance = textOf(recordOf(status)['complianceState'])
  return [
    fluxKey(textOf(kind), textOf(of) || namespace, textOf(name)),
    {
      ...NOTHING,
      seenBy: 'azure',
      configuration,
      suspended: /^suspended$/i.test(compliance),
      conditions,
      appliedBy:
        textOf(owner['name']) === ''
          ? ''
          : fluxKey('Kustomization', textOf(owner['namespace']) || namespace, textOf(owner['name'])),
      source:
        textOf(chart['name']) === ''
          ? ''
          : fluxKey('HelmChart', textOf(chart['namespace']) || namespace, textOf(chart['name'])),
      failures,
    },
  ]
}

function conditionIn(value: unknown): FluxCondition {
  const { type, status, reason, message, lastTransitionTime } = recordOf(value)
  return {
    type: textOf(type),
    status: textOf(status),
    reason: textOf(reason),
    message: conditionMessage(textOf(message)),
    at: timeIn(lastTransitionTime),
    generation: 0,
  }
}

const NOTHING: FluxObject = {
  seenBy: 'azure',
  configuration: '',
  generation: 0,
  observedGeneration: 0,
  suspended: false,
  deleting: false,
  conditions: [],
  appliedBy: '',
  dependsOn: [],
  source: '',
  url: '',
  ref: '',
  path: '',
  chart: '',
  revision: '',
  attempted: '',
  healthy: '',
  intervalMs: 0,
  timeoutMs: 0,
  retryMs: 0,
  failures: 0,
  target: '',
  applies: [],
  deleted: false,
}
