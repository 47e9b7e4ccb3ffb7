/** The one write of an install: sent once, and what a refusal of it means. */
import type { Refusal } from '../../errors.ts'
import { type ArmError, refusal } from '../arm/error.ts'
import { bodyOf, patchOf } from './compare.ts'
import type { ExtensionFollower } from './follow.ts'
import { extensionPath, type Instance, instanceIn, isFailed } from './read.ts'

/** PATCH where it can do what is asked and a PUT would lose what it leaves in place. */
export type WriteMethod = 'PUT' | 'PATCH'

/** An accepted write; or the error that it met, with the pause that Azure asks for before the next one. */
export type WriteAnswer =
  | { readonly operation: string }
  | { readonly error: ArmError; readonly retryAfterMs: number | undefined }

/**
 * @returns the operation's URL ('' where none was named), or the error that the write met.
 * @throws Refusal without a token, ActionError for an address that is not Azure's: nothing was sent.
 */
export async function sendWrite(
  { arm, cluster, request, signal }: ExtensionFollower,
  method: WriteMethod,
  existing: Instance | undefined,
): Promise<WriteAnswer> {
  const patches = method === 'PATCH' && existing !== undefined
  // On a cluster that Arc connects the extension has an identity of its own (Azure CLI, k8s-extension create).
  const identity = cluster.type === 'connectedClusters' ? { identity: { type: 'SystemAssigned' } } : {}
  const body = patches ? patchOf(request, existing) : { ...identity, ...bodyOf(request, existing) }
  const { operation, error, retryAfterMs, ...answer } = await arm.send(
    patches ? 'PATCH' : 'PUT',
    extensionPath(cluster, request.name),
    signal,
    { body },
  )
  if (error !== undefined) return { error, retryAfterMs }
  if (operation !== '' || instanceIn(answer.body) !== undefined) return { operation }
  // A page of something in between, say: whether the write got through is not known.
  const message = `HTTP ${answer.status} with a body that is not an extension`
  return { error: { code: 'NotAnExtension', message, status: answer.status, details: [] }, retryAfterMs }
}

/** @returns whether it is not known what became of a write: it was sent, and the answer does not tell. */
export function isUnclear({ status, notSent }: ArmError): boolean {
  if (status === 0) return notSent !== true
  return status < 300 || status === 408 || status >= 500
}

/** @returns whether the write was not made, and may be in a moment. */
export function isNotYet({ status, notSent }: ArmError): boolean {
  return status === 429 || notSent === true
}

/** @param deleted the instance that was there has been deleted by this run. @returns what the run ends on. */
export function writeRefused(
  { request }: ExtensionFollower,
  error: ArmError,
  existing: Instance | undefined,
  deleted: boolean,
): Refusal {
  const over = existing === undefined ? '' : ` over the existing ${existing.provisioningState} one`
  const gone = deleted ? ' The existing Failed instance was deleted.' : ''
  const doing = `Writing the extension ${request.name} (${request.type})${over}.${gone}`
  return refusal(error, doing, isFailed(existing) ? { request: 'write-over-failed' } : {})
}
