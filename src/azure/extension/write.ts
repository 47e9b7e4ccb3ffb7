/** The one write of an install: sent once, and what a refusal of it means. */
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { ActionError } from '../../errors.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import { adviceFor, shell } from '../arm/advice.ts'
import { type ArmError, errorThrown } from '../arm/error.ts'
import { bodyOf } from './compare.ts'
import type { ExtensionFollower } from './follow.ts'
import { isFailed, RESOURCE, RP } from './read.ts'

/**
 * @returns the operation's URL ('' where none was named), or the error that the write met.
 * @throws ActionError when nothing was sent: no token, or an address that is not Azure's.
 */
export async function sendWrite(
  { arm, cluster, request, signal }: ExtensionFollower,
  existing: Extension | undefined,
): Promise<string | ArmError> {
  let operation: string | undefined
  let accepted = false
  try {
    await arm.sdk.extensions.beginCreate(
      cluster.resourceGroup,
      RP,
      RESOURCE,
      cluster.name,
      request.name,
      bodyOf(request, existing),
      {
        abortSignal: signal,
        onResponse: raw => {
          if (raw.request.method !== 'PUT') return
          accepted = raw.status < 300
          operation = raw.headers.get('azure-asyncoperation')
        },
      },
    )
  } catch (thrown) {
    // Once the write is accepted, what the SDK's first poll of the operation throws is read again by our own polls.
    if (!accepted) {
      signal.throwIfAborted()
      if (thrown instanceof ActionError) throw thrown
      return errorThrown(thrown)
    }
  }
  return operation ?? ''
}

/** @param deleted the instance that was there has been deleted by this run. @returns what the user reads. */
export function writeRefused(
  { cluster, request }: ExtensionFollower,
  error: ArmError,
  existing: Extension | undefined,
  deleted: boolean,
): ActionError {
  const over = existing === undefined ? '' : ` over the one that is ${existing.provisioningState}`
  const gone = deleted ? ' The failed instance that was there has been deleted.' : ''
  const doing = `Writing the extension ${request.name} (${request.type})${over}.${gone}`
  const { likely, next, known } = adviceFor(error, { cluster, extension: request })
  if (known || !isFailed(existing)) return new ActionError({ doing, likely, next })
  return new ActionError({
    doing,
    likely: `Azure does not take a write over a Failed extension.\nAzure: ${likely}`,
    next: deleteFirst(cluster, request),
  })
}

function deleteFirst({ resourceGroup, name }: ClusterId, request: ExtensionRequest): string {
  return `Set recreate-failed: true (it deletes the Failed instance first, if nothing of it is in use), or delete it yourself and rerun: az k8s-extension delete --resource-group ${shell(resourceGroup)} --cluster-name ${name} --cluster-type managedClusters --name ${request.name} --yes`
}
