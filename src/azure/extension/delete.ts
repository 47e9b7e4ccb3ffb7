/** Deletes an extension that is Failed, so that it can be written anew; never one of which anything is in use. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { ActionError } from '../../errors.ts'
import type { Evidence } from '../../model/evidence.ts'
import { type ClusterId, namespaceFor } from '../../model/request.ts'
import { adviceFor, shell } from '../arm/advice.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, errorThrown } from '../arm/error.ts'
import { clusterResourceId } from '../cluster/managed-cluster.ts'
import type { ExtensionFollower } from './follow.ts'
import { armErrorFact, RESOURCE, RP } from './read.ts'

/** @returns the pods that are in the release namespace, by name; undefined when they could not be seen. */
export type Workloads = (namespace: string) => readonly string[] | undefined

/** @throws ActionError when it may not be deleted, or is not gone afterwards. */
export async function* deleteFailed(
  follower: ExtensionFollower,
  existing: Extension,
  workloads: Workloads,
): AsyncGenerator<Evidence> {
  const { request, cluster } = follower
  const doing = `Deleting the extension ${request.name}, which is ${existing.provisioningState}, to write it anew (recreate-failed).`
  const refusal = (await refusalOf(follower, existing, workloads)) ?? undefined
  if (refusal !== undefined) throw new ActionError({ doing, ...refusal })
  follower.change = 'install'
  yield* follower.changed(
    { ...existing, provisioningState: 'Deleting', statuses: [] },
    'recreate-failed: deleted first',
  )
  const operation = await accepted(follower)
  const failure =
    typeof operation === 'string' ? yield* untilGone(follower, operation) : yield* unclear(follower, operation)
  if (failure === undefined) return
  yield armErrorFact(failure, 'deleting the extension')
  const force = `az k8s-extension delete --force --resource-group ${shell(cluster.resourceGroup)} --cluster-name ${cluster.name} --cluster-type managedClusters --name ${request.name} --yes`
  const { likely, next, known } = adviceFor(failure, { cluster, extension: request })
  throw new ActionError({
    doing,
    likely,
    next: known
      ? next
      : `Delete it by force, which leaves what it has in the cluster behind, then helm uninstall ${request.name} and the namespace: ${force}`,
  })
}

async function refusalOf(
  { arm, cluster, request, signal }: ExtensionFollower,
  existing: Extension,
  workloads: Workloads,
): Promise<{ likely: string; next: string } | undefined> {
  if (existing.isSystemExtension === true || /^aks-managed-/i.test(request.name))
    return {
      likely: 'It is a system extension: AKS installs and removes it itself.',
      next: 'Leave out recreate-failed, or give the name of an extension of your own.',
    }
  const namespace = existing.scope?.cluster?.releaseNamespace ?? namespaceFor(request) ?? ''
  const pods = workloads(namespace)
  if (pods === undefined)
    return {
      likely: `Whether its workloads still run in ${namespace || 'its namespace'} could not be seen.`,
      next: 'Let the action read the cluster (README, "Roles"), or delete the extension yourself.',
    }
  if (pods.length > 0)
    return {
      likely: `Its workloads still run: ${named(pods, 'pod')} in ${namespace}.`,
      next: 'A delete would take them away. Leave out recreate-failed, or delete the extension yourself.',
    }
  if (request.type !== 'microsoft.flux') return undefined
  const configurations = await fluxConfigurations(arm, cluster, signal)
  if (!Array.isArray(configurations)) {
    const { likely, next } = adviceFor(configurations, { cluster })
    return { likely: `Whether flux configurations exist could not be seen. ${likely}`, next }
  }
  if (configurations.length === 0) return undefined
  return {
    likely: `The cluster has ${named(configurations, 'flux configuration')}, which need the extension to be deleted in order.`,
    next: `Delete them first, where they are not needed: az k8s-configuration flux delete --resource-group ${shell(cluster.resourceGroup)} --cluster-name ${cluster.name} --cluster-type managedClusters --name <name>; or leave out recreate-failed.`,
  }
}

const PAGES = 50

/** Read as it comes, not by the SDK: to it an answer that is no list is an empty one. @returns names, or why not. */
async function fluxConfigurations(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<string[] | ArmError> {
  const names: string[] = []
  let next: unknown = `${clusterResourceId(cluster)}/providers/Microsoft.KubernetesConfiguration/fluxConfigurations?api-version=2023-05-01`
  try {
    for (let page = 0; typeof next === 'string' && page < PAGES; page++) {
      const { body, error, status } = await arm.send('GET', next, signal)
      const { value, nextLink } = (body ?? {}) as { value?: unknown; nextLink?: unknown }
      if (error !== undefined) return error
      if (!Array.isArray(value))
        return { code: 'NoList', message: `HTTP ${status} without a list`, status, details: [] }
      names.push(...value.map(each => String((each as { name?: unknown } | null)?.name)))
      next = nextLink
    }
    return names
  } catch (thrown) {
    signal.throwIfAborted()
    return errorThrown(thrown)
  }
}

function named(names: readonly string[], what: string): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return `${names.length} ${what}${names.length === 1 ? '' : 's'} (${names.slice(0, 5).join(', ')}${more})`
}

/** @returns the operation's URL, or the error that refused the deletion. */
async function accepted({ arm, cluster, request, signal }: ExtensionFollower): Promise<string | ArmError> {
  let operation: string | undefined
  let taken = false
  try {
    await arm.sdk.extensions.beginDelete(cluster.resourceGroup, RP, RESOURCE, cluster.name, request.name, {
      abortSignal: signal,
      onResponse: raw => {
        if (raw.request.method !== 'DELETE') return
        taken = raw.status < 300
        operation = raw.headers.get('azure-asyncoperation')
      },
    })
  } catch (thrown) {
    if (!taken) {
      signal.throwIfAborted()
      return errorThrown(thrown)
    }
  }
  return operation ?? ''
}

/** An answer that was lost says nothing of the deletion; what is there does. */
async function* unclear(follower: ExtensionFollower, error: ArmError): AsyncGenerator<Evidence, ArmError | undefined> {
  if (error.status !== 0 && error.status < 500) return error
  const now = await follower.read()
  if (follower.unread) return error
  return now === undefined || now.provisioningState === 'Deleting' ? yield* untilGone(follower, '') : error
}

/** After a deletion the operation's address still answers; the resource answers 404. */
async function* untilGone(
  follower: ExtensionFollower,
  operation: string,
): AsyncGenerator<Evidence, ArmError | undefined> {
  const failure = operation === '' ? undefined : yield* follower.untilOperationEnds(operation)
  const now = await follower.read()
  const left = now?.provisioningState === 'Deleting' ? yield* follower.untilSettled() : now
  if (left === undefined && !follower.unread) return undefined
  return (
    failure ?? {
      code: 'StillThere',
      message: `the deletion has ended, and the extension is ${left?.provisioningState ?? 'not readable'}`,
      status: 200,
      details: [],
    }
  )
}
