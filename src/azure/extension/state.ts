/** Provisioning states as Azure spells them, and as it has been seen to spell them otherwise. */

/** Of Microsoft.KubernetesConfiguration; any other state of an operation or a resource means that it is running. */
export const TERMINAL = /^(Succeeded|Failed|Canceled)$/

const KNOWN: Readonly<Record<string, string>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  canceled: 'Canceled',
  cancelled: 'Canceled',
  creating: 'Creating',
  updating: 'Updating',
  deleting: 'Deleting',
}

/**
 * @returns the state, compared without case and in both spellings of cancel; another text as it is; undefined for what is no
 * state at all. A resource without one is Succeeded (Azure Resource Manager RPC, "provisioningState": absent means terminal).
 */
export function resourceState(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return 'Succeeded'
  return stateIn(value)
}

/** @returns the state of an operation; undefined where its body names none: then it says nothing. */
export function operationState(value: unknown): string | undefined {
  return value === '' ? undefined : stateIn(value)
}

function stateIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return KNOWN[text.toLowerCase()] ?? text
}

/** States of an operation that say that it runs (recorded traces, and those of other services); another text says nothing. */
const RUNNING = /^(Creating|Updating|Deleting|InProgress|Running|Accepted|Pending|NotStarted|Started)$/i

/** @returns whether an operation says of itself, in words that are known, that it goes on. */
export function isRunning(state: string | undefined): boolean {
  return state !== undefined && RUNNING.test(state)
}
