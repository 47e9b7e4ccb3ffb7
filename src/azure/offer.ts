/** What Azure offers: the provider's registration, and the versions of an extension type for this cluster. Reads only. */
import { messageOf } from '../errors.ts'
import { clusterArmId } from '../model/names.ts'
import type { Read } from '../model/read.ts'
import type { ClusterId } from '../model/request.ts'
import type { Arm } from './arm/client.ts'

/** An install waits for these reads, and none of them is worth a long wait. */
const PATIENCE = { tries: 2, answerMs: 10_000, longestPauseMs: 10_000 }

/** @returns Registered, Registering, NotRegistered or Unregistered. */
export async function providerState(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<Read<string>> {
  const path = `/subscriptions/${cluster.subscriptionId}/providers/Microsoft.KubernetesConfiguration?api-version=2021-04-01`
  return readOffer(arm, path, signal, body => {
    const { registrationState } = body as { registrationState?: unknown }
    return typeof registrationState === 'string' ? registrationState : undefined
  })
}

/** The API is in preview (Azure REST API, extension types 2024-11-01-preview): where it does not answer, nothing is concluded. */
export async function offeredVersions(
  arm: Arm,
  cluster: ClusterId,
  type: string,
  signal: AbortSignal,
): Promise<Read<string[]>> {
  const path = `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensionTypes/${type}/versions?api-version=2024-11-01-preview`
  return readOffer(arm, path, signal, body => {
    const { value, nextLink } = body as { value?: { properties?: { version?: unknown } }[]; nextLink?: unknown }
    // A part of the list tells nothing of what is not in it.
    if (!Array.isArray(value) || nextLink) return undefined
    return value.map(each => String(each?.properties?.version ?? '')).filter(Boolean)
  })
}

async function readOffer<T>(
  arm: Arm,
  path: string,
  signal: AbortSignal,
  extract: (body: object) => T | undefined,
): Promise<Read<T>> {
  try {
    const { body, error, status } = await arm.send('GET', path, signal, PATIENCE)
    if (error !== undefined) return { value: undefined, fault: `${error.code}: ${error.message}` }
    const value = body instanceof Object ? extract(body) : undefined
    return { value, fault: value === undefined ? `HTTP ${status} without what was asked for` : '' }
  } catch (thrown) {
    signal.throwIfAborted()
    return { value: undefined, fault: messageOf(thrown) }
  }
}
