/** The extension as Azure has it: read, listed, and as evidence. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { ActionError } from '../../errors.ts'
import { type ArmErrorFact, type ExtensionState, type Gap, gap } from '../../model/evidence.ts'
import type { ClusterId } from '../../model/request.ts'
import { adviceFor } from '../arm/advice.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, armErrorThrown, errorThrown } from '../arm/error.ts'
import { clusterResourceId } from '../cluster/managed-cluster.ts'

export const RP = 'Microsoft.ContainerService'
export const RESOURCE = 'managedClusters'
/** Of Microsoft.KubernetesConfiguration; any other state of an operation or a resource means that it is running. */
export const TERMINAL = /^(Succeeded|Failed|Canceled)$/

/** It is there, and its last operation did not succeed. */
export function isFailed(extension: Extension | undefined): boolean {
  return /^(Failed|Canceled)$/.test(extension?.provisioningState ?? '')
}

/** The instance that is there, or undefined. @throws ActionError */
export async function readExtension(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
): Promise<Extension | undefined> {
  try {
    const found = checked(
      await arm.sdk.extensions.get(cluster.resourceGroup, RP, RESOURCE, cluster.name, name, { abortSignal: signal }),
    )
    if (found.provisioningState === undefined) throw new Error('the answer is not an extension')
    return found
  } catch (thrown) {
    const error = armErrorThrown(thrown)
    // With the cluster read just before, "not found" is of the extension.
    if (error?.status === 404 && error.code !== 'SubscriptionNotFound') return undefined
    throw refusal(thrown, `Reading the extension ${name} of the managed cluster ${cluster.name}.`, cluster)
  }
}

/** All instances on the cluster. @throws ActionError */
export async function listExtensions(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<Extension[]> {
  try {
    const found: Extension[] = []
    for await (const each of arm.sdk.extensions.list(cluster.resourceGroup, RP, RESOURCE, cluster.name, {
      abortSignal: signal,
    }))
      if (found.length < LISTED) found.push(checked(each))
    return found
  } catch (thrown) {
    if (armErrorThrown(thrown)?.status === 404) return []
    throw refusal(thrown, `Listing the extensions of the managed cluster ${cluster.name}.`, cluster)
  }
}

/** What is said where the list cannot be read: whether the type is there under another name is then not known. */
export function notListed(thrown: unknown): Gap {
  const why = thrown instanceof ActionError ? thrown.likely : String(thrown)
  return gap('other extensions of the cluster', `they could not be listed (${why.split('\n')[0]})`)
}

/** More than a cluster takes by far. */
const LISTED = 1000

/** The SDK hands on whatever the types of an answer's members are. @returns the members that are used, of their types. */
function checked(given: unknown): Extension {
  const extension = record(given)
  const settings = Object.entries(record(extension['configurationSettings'])).map(([key, value]) => [
    key,
    String(value),
  ])
  const statuses = Array.isArray(extension['statuses']) ? extension['statuses'] : []
  const { cluster, namespace } = record(extension['scope'])
  const error = record(extension['errorInfo'])
  return {
    ...text('id', extension['id']),
    ...text('name', extension['name']),
    ...text('extensionType', extension['extensionType']),
    ...text('provisioningState', extension['provisioningState']),
    ...text('version', extension['version']),
    ...text('currentVersion', extension['currentVersion']),
    ...text('releaseTrain', extension['releaseTrain']),
    autoUpgradeMinorVersion: extension['autoUpgradeMinorVersion'] !== false,
    isSystemExtension: extension['isSystemExtension'] === true,
    configurationSettings: Object.fromEntries(settings),
    // The service blanks their values; the keys tell what a write would lose.
    configurationProtectedSettings: Object.fromEntries(
      Object.keys(record(extension['configurationProtectedSettings'])).map(key => [key, '']),
    ),
    statuses: statuses.map(each => ({
      ...text('code', record(each)['code']),
      ...text('message', record(each)['message']),
    })),
    errorInfo: { ...text('code', error['code']), ...text('message', error['message']) },
    scope: {
      ...(cluster === undefined
        ? {}
        : { cluster: text('releaseNamespace', label(record(cluster)['releaseNamespace'])) }),
      ...(namespace === undefined || namespace === null
        ? {}
        : { namespace: text('targetNamespace', record(namespace)['targetNamespace']) }),
    },
  } as Extension
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  return (value === undefined || value === null ? {} : { [key]: String(value) }) as { readonly [P in K]?: string }
}

/** A namespace becomes part of paths; what cannot be one is none. */
function label(value: unknown): unknown {
  return typeof value === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value) ? value : undefined
}

function refusal(thrown: unknown, doing: string, cluster: ClusterId): ActionError {
  if (thrown instanceof ActionError) return thrown
  return new ActionError({ doing, ...adviceFor(errorThrown(thrown), { cluster }), cause: thrown })
}

export function stateOf(extension: Extension, cluster: ClusterId): Omit<ExtensionState, 'written' | 'change'> {
  const name = extension.name ?? ''
  return {
    id: extension.id ?? `${clusterResourceId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`,
    name,
    type: extension.extensionType ?? '',
    provisioningState: extension.provisioningState ?? '',
    version: extension.currentVersion ?? extension.version ?? '',
    releaseTrain: extension.releaseTrain ?? '',
    releaseNamespace: extension.scope?.cluster?.releaseNamespace ?? '',
  }
}

/** The reason of a failed instance is in `statuses`; `errorInfo` is in the specification but was in no trace seen. */
export function statusError(extension: Extension | undefined): ArmError {
  const status = extension?.statuses?.find(each => each.message)
  const info = extension?.errorInfo
  return {
    code: status?.code ?? info?.code ?? 'Unknown',
    message:
      status?.message ??
      info?.message ??
      `The extension is ${extension?.provisioningState ?? 'gone'}, and Azure gives no reason.`,
    status: 200,
    details: [],
  }
}

export function armErrorFact(error: ArmError, during: string): ArmErrorFact {
  const { code, message, status, details } = error
  return { kind: 'arm-error', time: new Date().toISOString(), text: message, data: { code, status, during, details } }
}
