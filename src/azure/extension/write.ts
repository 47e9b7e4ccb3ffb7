/** The one write of an install: sent once, and what a refusal of it means. */
import { ActionError } from '../../errors.ts'
import { command, ending, extensionCommand } from '../../model/command.ts'
import type { ClusterId, ExtensionRequest } from '../../model/request.ts'
import { adviceFor } from '../arm/advice.ts'
import type { ArmError } from '../arm/error.ts'
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
 * @throws ActionError when nothing was sent: no token, or an address that is not Azure's.
 */
export async function sendWrite(
  { arm, cluster, request, signal }: ExtensionFollower,
  method: WriteMethod,
  existing: Instance | undefined,
): Promise<WriteAnswer> {
  const patches = method === 'PATCH' && existing !== undefined
  const body = patches ? patchOf(request, existing) : bodyOf(request, existing)
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

/** @param deleted the instance that was there has been deleted by this run. @returns what the user reads. */
export function writeRefused(
  { cluster, request }: ExtensionFollower,
  error: ArmError,
  existing: Instance | undefined,
  deleted: boolean,
): ActionError {
  const over = existing === undefined ? '' : ` over the one that is ${existing.provisioningState}`
  const gone = deleted ? ' The failed instance that was there has been deleted.' : ''
  const doing = `Writing the extension ${request.name} (${request.type})${over}.${gone}`
  const advice = adviceFor(error, { cluster, extension: request })
  const { likely, known } = advice
  const next = isUnclear(error) ? advice.next : `Nothing was written. ${advice.next}`
  if (known || !isFailed(existing)) return new ActionError({ doing, likely, next })
  return new ActionError({
    doing,
    likely: `Azure does not take a write over a Failed extension.\nAzure: ${likely}`,
    next: deleteFirst(cluster, request),
  })
}

function deleteFirst({ resourceGroup, name }: ClusterId, request: ExtensionRequest): string {
  return ending(
    'Set recreate-failed: true (it deletes the Failed instance first, if nothing of it is in use), or delete it yourself and rerun',
    extensionCommand('delete', { group: resourceGroup, cluster: name }, command`--name ${request.name} --yes`),
  )
}
