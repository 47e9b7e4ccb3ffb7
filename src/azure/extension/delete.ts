/** Deletes an extension that is Failed, so that it can be written anew; never one of which anything is in use. */

import { ActionError } from '../../errors.ts'
import { recordOf } from '../../json.ts'
import { command, ending } from '../../model/command.ts'
import { countOf } from '../../model/count-of.ts'
import type { Evidence } from '../../model/evidence.ts'
import { extensionType } from '../../model/extension-types.ts'
import { clusterArmId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import { roleRemedy } from '../../model/roles.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, lineOf, refusal as refusalOn } from '../arm/error.ts'
import { listAll } from '../arm/pages.ts'
import { Absence, type ExtensionFollower, releaseNamespaceOf } from './follow.ts'
import { extensionPath, type Instance } from './read.ts'
import { Settlement } from './settle.ts'
import { isUnclear } from './write.ts'

/** @returns the pods that are in the release namespace, by name; undefined when they could not be seen. */
export type Workloads = (namespace: string) => readonly string[] | undefined

/** @throws ActionError when it may not be deleted, or is not gone afterwards. */
export async function* deleteFailed(
  follower: ExtensionFollower,
  existing: Instance,
  workloads: Workloads,
): AsyncGenerator<Evidence> {
  const { request } = follower
  const doing = `Deleting the extension ${request.name}, which is ${existing.provisioningState}, to create it again (recreate-failed).`
  const refusal = (await refusalOf(follower, existing, workloads)) ?? undefined
  if (refusal !== undefined) throw new ActionError({ doing, ...refusal })
  follower.change = 'install'
  yield* follower.tellChange(
    { ...existing, provisioningState: 'Deleting', statuses: [] },
    'recreate-failed: deleted first',
  )
  const operation = await sendDelete(follower)
  const failure =
    typeof operation === 'string' ? yield* untilGone(follower, operation) : yield* unclear(follower, operation)
  if (failure === undefined) return
  throw refusalOn(
    failure,
    `Deleting the extension ${request.name}, which is ${existing.provisioningState}, to write it again.`,
    {
      request: 'delete',
    },
  )
}

async function refusalOf(
  { arm, cluster, request, signal }: ExtensionFollower,
  existing: Instance,
  workloads: Workloads,
): Promise<{ likely: string; next: string } | undefined> {
  if (existing.isSystemExtension === true || /^aks-managed-/i.test(request.name))
    return {
      likely: 'It is a system extension: AKS installs and removes it itself.',
      next: 'Remove recreate-failed, or set the name of your own extension.',
    }
  const namespace = releaseNamespaceOf({ is: 'existing', extension: existing }, request)
  const pods = workloads(namespace)
  if (pods === undefined)
    return {
      likely: `Unknown whether its workloads still run in ${namespace || 'its namespace'}.`,
      next: 'Give the action read access to the cluster (docs/permissions.md), or delete the extension yourself.',
    }
  if (pods.length > 0)
    return {
      likely: `Its workloads still run: ${listOf(pods, 'pod')} in ${namespace}.`,
      next: 'A delete removes them. Remove recreate-failed, or delete the extension yourself.',
    }
  if (extensionType(request.type)?.hasConfigurations !== true) return undefined
  const configurations = await fluxConfigurations(arm, cluster, signal)
  if (!Array.isArray(configurations)) {
    const next = roleRemedy(configurations.message) || 'Delete the extension yourself, or remove recreate-failed.'
    return { likely: `Unknown whether Flux configurations exist. Azure: ${lineOf(configurations)}`, next }
  }
  if (configurations.length === 0) return undefined
  return {
    likely: `The cluster has ${listOf(configurations, 'Flux configuration')}. Their deletion needs the extension.`,
    next: ending(
      'Remove recreate-failed, or delete the configurations first if nobody needs them',
      command`az k8s-configuration flux delete --resource-group ${cluster.resourceGroup} --cluster-name ${cluster.name} --cluster-type ${cluster.type} --name NAME`,
    ),
  }
}

/** @returns names, or why not. */
async function fluxConfigurations(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<string[] | ArmError> {
  const path = `${clusterArmId(cluster)}/providers/Microsoft.KubernetesConfiguration/fluxConfigurations?api-version=2023-05-01`
  const items = await listAll(arm, path, signal)
  return 'code' in items ? items : items.map(each => String(recordOf(each)['name'] ?? ''))
}

function listOf(names: readonly string[], what: string): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return `${countOf(names.length, what)} (${names.slice(0, 5).join(', ')}${more})`
}

/** @returns the operation's URL, or the error that refused the deletion. */
async function sendDelete({ arm, cluster, request, signal }: ExtensionFollower): Promise<string | ArmError> {
  const { operation, error } = await arm.send('DELETE', extensionPath(cluster, request.name), signal)
  return error ?? operation
}

/** An answer that was lost says nothing of the deletion; what is there does. */
async function* unclear(follower: ExtensionFollower, error: ArmError): AsyncGenerator<Evidence, ArmError | undefined> {
  if (!isUnclear(error)) return error
  const presence = await follower.presence()
  const deleted = presence.is === 'absent' || (presence.is === 'existing' && isDeleting(presence.extension))
  return deleted ? yield* untilGone(follower, '') : error
}

function isDeleting({ provisioningState }: Instance): boolean {
  return provisioningState === 'Deleting'
}

/** After a deletion the operation's address still answers; the resource answers 404, when it has caught up. */
async function* untilGone(
  follower: ExtensionFollower,
  operation: string,
): AsyncGenerator<Evidence, ArmError | undefined> {
  const { failure, gone } =
    operation === ''
      ? { failure: undefined }
      : yield* new Settlement(follower, follower.lastRead).deletionEnd(operation)
  if (gone === true) return undefined
  const began = performance.now()
  const absence = new Absence()
  let state = 'not readable'
  for (;;) {
    const reading = await follower.read()
    if (reading.is === 'missing') {
      // The operation that Succeeded is a witness too.
      const told = operation !== '' && failure === undefined
      if ((told || absence.isSecond()) && (await follower.presence(reading)).is === 'absent') return undefined
    } else absence.reset()
    if (reading.is === 'unread') yield* follower.unreadOnce(reading.error)
    if (reading.is === 'existing') state = reading.extension.provisioningState
    // A deletion that goes on without an operation to ask is waited for; one that has ended is given time to show.
    const lags = performance.now() - began < LAG_MS || (operation === '' && state === 'Deleting')
    if (failure !== undefined && reading.is === 'existing' && !isDeleting(reading.extension)) return failure
    if (!lags && reading.is !== 'missing')
      return (
        failure ?? {
          code: 'StillThere',
          message: `the deletion ended, and the extension is ${state}`,
          status: 200,
          details: [],
        }
      )
    await follower.pause()
  }
}

/** So long a resource may lag behind the end of its deletion. */
const LAG_MS = 30_000
