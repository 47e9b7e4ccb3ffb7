/** What Azure offers: the provider's registration, and an extension type with its versions, for this cluster. Reads only. */
import { messageOf } from '../errors.ts'
import { isRecord, recordOf } from '../json.ts'
import { clusterArmId, LABEL } from '../model/names.ts'
import type { Offer } from '../model/offer.ts'
import type { Read } from '../model/read.ts'
import type { ClusterId, ClusterType } from '../model/request.ts'
import { compareVersions } from '../model/versions.ts'
import { newestKnown } from './arm/api-version.ts'
import type { Arm, ArmAnswer } from './arm/client.ts'
import { isMissing } from './arm/error.ts'

/** An install waits for these reads, and none of them is worth a long wait. */
const PATIENCE = { tries: 2, answerMs: 10_000, longestPauseMs: 10_000 }
/** Of extension types: stable since 2026; clouds that do not know it yet are asked with the previews. */
const API_VERSIONS = ['2026-05-01', '2024-11-01-preview', '2023-05-01-preview'] as const
/** Versions that are kept of a list. */
const VERSIONS = 500

/** @returns Registered, Registering, NotRegistered or Unregistered. */
export async function providerState(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<Read<string>> {
  const path = `/subscriptions/${cluster.subscriptionId}/providers/Microsoft.KubernetesConfiguration?api-version=2021-04-01`
  return readAs(arm.send('GET', path, signal, PATIENCE), signal, ({ body }) =>
    text(recordOf(body)['registrationState']),
  )
}

/**
 * @param train of releases; '' for the service's own choice.
 * @returns the type as this cluster is offered it; without versions where it is not offered at all.
 */
export async function readOffer(
  arm: Arm,
  cluster: ClusterId,
  type: string,
  train: string,
  signal: AbortSignal,
): Promise<Read<Offer>> {
  const base = pathOf(cluster, type)
  const query = train === '' ? '' : `&releaseTrain=${encodeURIComponent(train)}`
  const [about, versions] = await Promise.all([
    readAs(ask(arm, base, '', signal), signal, answer => (isAbsent(answer) ? NOT_OFFERED : aboutIn(answer.body))),
    readAs(ask(arm, `${base}/versions`, query, signal), signal, answer =>
      isAbsent(answer) ? [] : versionsIn(answer.body, cluster),
    ),
  ])
  if (versions.value === undefined) return { value: undefined, fault: versions.fault }
  return { value: { ...(about.value ?? NOT_OFFERED), versions: versions.value }, fault: '' }
}

/** @returns where the service puts the type's release by itself; '' where it does not say. */
export async function offeredNamespace(
  arm: Arm,
  cluster: ClusterId,
  type: string,
  signal: AbortSignal,
): Promise<string> {
  const { value } = await readAs(ask(arm, pathOf(cluster, type), '', signal), signal, ({ body }) => aboutIn(body))
  return value?.namespace ?? ''
}

/** @returns the path of the type, as this cluster is offered it. */
function pathOf(cluster: ClusterId, type: string): string {
  return `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensionTypes/${type}`
}

function ask(arm: Arm, path: string, query: string, signal: AbortSignal): Promise<ArmAnswer> {
  return newestKnown(API_VERSIONS, version =>
    arm.send('GET', `${path}?api-version=${version}${query}`, signal, PATIENCE),
  )
}

const NOT_OFFERED = { namespace: '', clusterTypes: [] }

function isAbsent({ error }: ArmAnswer): boolean {
  return error !== undefined && isMissing(error)
}

function aboutIn(body: unknown): { readonly namespace: string; readonly clusterTypes: readonly string[] } | undefined {
  const { properties } = recordOf(body)
  if (!isRecord(properties)) return undefined
  const { supportedScopes, supportedClusterTypes } = properties
  const namespace = text(recordOf(recordOf(supportedScopes)['clusterScopeSettings'])['defaultReleaseNamespace']) ?? ''
  return {
    // It becomes part of paths.
    namespace: LABEL.test(namespace) ? namespace : '',
    clusterTypes: textsIn(supportedClusterTypes).map(each => each.toLowerCase()),
  }
}

/** @returns the newest first: the service does not sort them. */
function versionsIn(body: unknown, { type }: ClusterId): Offer['versions'] | undefined {
  const { value, nextLink } = recordOf(body)
  // A part of the list tells nothing of what is not in it.
  if (!Array.isArray(value) || nextLink) return undefined
  return value
    .slice(0, VERSIONS)
    .map(each => {
      const { name, properties } = recordOf(each)
      const { version, unsupportedKubernetesVersions } = recordOf(properties)
      const of =
        recordOf(unsupportedKubernetesVersions)[type === 'managedClusters' ? 'managedCluster' : 'connectedCluster']
      const ranges = (Array.isArray(of) ? of : [])
        .map(recordOf)
        .filter(({ distributions }) => isFor(textsIn(distributions), type))
        .flatMap(({ unsupportedVersions }) => textsIn(unsupportedVersions))
      return { version: text(version) ?? text(name) ?? '', unsupported: ranges }
    })
    .filter(({ version }) => version !== '')
    .sort((a, b) => compareVersions(b.version, a.version))
}

/** Of a cluster that Arc connects, the distribution is not known here: only what is for all of them counts. */
function isFor(distributions: readonly string[], type: ClusterType): boolean {
  return distributions.length === 0 || (type === 'managedClusters' && distributions.some(each => /^aks$/i.test(each)))
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** @param extract what is asked for; undefined where the answer does not hold it. */
async function readAs<T>(
  asking: Promise<ArmAnswer>,
  signal: AbortSignal,
  extract: (answer: ArmAnswer) => T | undefined,
): Promise<Read<T>> {
  try {
    const answer = await asking
    const { error, status } = answer
    const value = error === undefined || isMissing(error) ? extract(answer) : undefined
    if (value !== undefined) return { value, fault: '' }
    const why = error === undefined ? `HTTP ${status} without the expected content` : `${error.code}: ${error.message}`
    return { value: undefined, fault: why }
  } catch (thrown) {
    signal.throwIfAborted()
    return { value: undefined, fault: messageOf(thrown) }
  }
}
