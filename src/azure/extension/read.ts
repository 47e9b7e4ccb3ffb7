/** The extension as Azure has it: read, listed, and as evidence. What could not be read is never taken for absent. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { isRecord, recordOf } from '../../json.ts'
import { type ExtensionState, type Gap, gap } from '../../model/evidence.ts'
import { clusterArmId, LABEL, lastNameIn } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, noList } from '../arm/error.ts'
import { listAll } from '../arm/pages.ts'
import type { Patience } from '../arm/retry.ts'
import { resourceState } from './state.ts'

/** The SDK's own default version, which its models describe. */
export const API_VERSION = '2023-05-01'

/** An instance, as the SDK names its members; and who wrote it last, where Azure tells. */
export interface Instance extends Extension {
  /** In Azure's spelling; any other text is a state that goes on. */
  readonly provisioningState: string
  /** `systemData.lastModifiedAt`, as it came; '' where it did not. */
  readonly lastModifiedAt: string
  readonly lastModifiedBy: string
}

/** What one read says. */
export type Reading =
  | { readonly is: 'existing'; readonly extension: Instance }
  /** The service's own word that there is no such instance: one witness, and not enough to write on. */
  | { readonly is: 'missing'; readonly error: ArmError }
  | { readonly is: 'unread'; readonly error: ArmError }

/** @returns the path of an instance, or of the collection. */
export function extensionPath(cluster: ClusterId, name?: string): string {
  const of = name === undefined ? '' : `/${name}`
  return `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensions${of}?api-version=${API_VERSION}`
}

export async function readExtension(arm: Arm, cluster: ClusterId, name: string, signal: AbortSignal): Promise<Reading> {
  const { body, error, status } = await arm.send('GET', extensionPath(cluster, name), signal)
  if (error !== undefined) return { is: isOwnAbsence(error) ? 'missing' : 'unread', error }
  const extension = instanceIn(body)
  if (extension !== undefined) return { is: 'existing', extension }
  const [code, message] = !isRecord(body)
    ? [`HTTP ${status}`, 'the answer is not the JSON of an extension']
    : ['NotAnExtension', `HTTP ${status} with a body that is not an extension`]
  return { is: 'unread', error: { code, message, status, details: [] } }
}

/**
 * A 404 of a page, of the group, the cluster, or the type says nothing of the instance. The same code is answered for a
 * missing cluster, whose name then stands in the message (Microsoft Learn, "Resolve errors for resource not found").
 */
function isOwnAbsence({ code, status, message }: ArmError): boolean {
  const ofCluster =
    /'[^']*(?:managedClusters|connectedClusters)\/[^'/]+'/i.test(message) && !/KubernetesConfiguration/i.test(message)
  return status === 404 && /^(ResourceNotFound|ExtensionNotFound)$/i.test(code) && !ofCluster
}

/** @returns all instances on the cluster, or why they could not be listed, all of them. */
export async function listExtensions(
  arm: Arm,
  cluster: ClusterId,
  signal: AbortSignal,
  patience: Patience = {},
): Promise<readonly Instance[] | ArmError> {
  const items = await listAll(arm, extensionPath(cluster), signal, patience)
  if ('code' in items) return items
  const found = items.map(instanceIn).filter(each => each !== undefined && nameOf(each) !== '')
  if (found.length === items.length) return found as readonly Instance[]
  return noList('the list contains an item that is not an extension')
}

/** @returns the release namespace of an instance; undefined where it is scoped to a namespace, or Azure does not tell. */
export function namespaceOf(instance: Pick<Extension, 'scope'> | undefined): string | undefined {
  return instance?.scope?.cluster?.releaseNamespace
}

/** @returns the name, from the id where it has none of its own. */
export function nameOf({ name, id }: Pick<Instance, 'name' | 'id'>): string {
  return name || lastNameIn(id ?? '')
}

/** What is said where the list cannot be read: whether the type exists under another name is then not known. */
export function notListed({ code, message }: ArmError): Gap {
  return gap('extensions', `could not be listed (${code}: ${message.split('\n')[0]})`)
}

/** @returns the instance in a body, its members of the types that they must have; undefined where it is none. */
export function instanceIn(body: unknown): Instance | undefined {
  const { id, name, properties, systemData } = recordOf(body)
  if (!isRecord(properties)) return undefined
  const provisioningState = resourceState(properties['provisioningState'])
  const type = properties['extensionType']
  if (provisioningState === undefined || typeof type !== 'string' || type === '') return undefined
  const settings = Object.entries(recordOf(properties['configurationSettings']))
  const statuses = Array.isArray(properties['statuses']) ? properties['statuses'] : []
  const { cluster, namespace } = recordOf(properties['scope'])
  const error = recordOf(properties['errorInfo'])
  const { lastModifiedAt, lastModifiedBy } = recordOf(systemData)
  return {
    ...text('id', id),
    ...text('name', name),
    extensionType: type,
    provisioningState,
    ...text('version', properties['version']),
    ...text('currentVersion', properties['currentVersion']),
    ...text('releaseTrain', properties['releaseTrain']),
    autoUpgradeMinorVersion: properties['autoUpgradeMinorVersion'] !== false,
    isSystemExtension: properties['isSystemExtension'] === true,
    configurationSettings: Object.fromEntries(settings.map(([key, value]) => [key, String(value)])),
    // The service blanks their values; the keys tell what a write would lose.
    configurationProtectedSettings: Object.fromEntries(
      Object.keys(recordOf(properties['configurationProtectedSettings'])).map(key => [key, '']),
    ),
    statuses: statuses.map(each => ({
      ...text('code', recordOf(each)['code']),
      ...text('message', recordOf(each)['message']),
    })),
    errorInfo: { ...text('code', error['code']), ...text('message', error['message']) },
    scope: {
      ...(isRecord(cluster) ? { cluster: text('releaseNamespace', label(cluster['releaseNamespace'])) } : {}),
      ...(isRecord(namespace) ? { namespace: text('targetNamespace', namespace['targetNamespace']) } : {}),
    },
    lastModifiedAt: typeof lastModifiedAt === 'string' ? lastModifiedAt : '',
    lastModifiedBy: typeof lastModifiedBy === 'string' ? lastModifiedBy : '',
  } as Instance
}

function text<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  return (typeof value === 'string' ? { [key]: value } : {}) as { readonly [P in K]?: string }
}

/** A namespace becomes part of paths; what cannot be one is none. */
function label(value: unknown): unknown {
  return typeof value === 'string' && LABEL.test(value) ? value : undefined
}

/** It exists, and its last operation did not succeed. */
export function isFailed(extension: Instance | undefined): boolean {
  return /^(Failed|Canceled)$/.test(extension?.provisioningState ?? '')
}

export function stateOf(extension: Extension, cluster: ClusterId): Omit<ExtensionState, 'written' | 'change'> {
  const name = extension.name ?? ''
  return {
    id: extension.id ?? `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`,
    name,
    type: extension.extensionType ?? '',
    provisioningState: extension.provisioningState ?? '',
    version: extension.currentVersion ?? extension.version ?? '',
    releaseTrain: extension.releaseTrain ?? '',
    releaseNamespace: namespaceOf(extension) ?? '',
  }
}

/** @returns the reason that an instance gives of itself: in `statuses`; `errorInfo` is specified, but was in no trace seen. */
export function statusError(extension: Instance): ArmError | undefined {
  const status = extension.statuses?.find(each => each.message)
  const info = extension.errorInfo
  const message = status?.message ?? info?.message
  if (message === undefined || message === '') return undefined
  return { code: status?.code ?? info?.code ?? 'Unknown', message, status: 200, details: [] }
}

/** @returns that reason, or that Azure gives none. */
export function failureOf(extension: Instance): ArmError {
  const message = `The extension is ${extension.provisioningState}. Azure gives no reason.`
  return statusError(extension) ?? { code: 'Unknown', message, status: 200, details: [] }
}
