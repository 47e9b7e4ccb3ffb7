/** Versions of an API: a cloud that does not know the newest one yet is asked with an older one. */
import type { ArmAnswer } from './client.ts'
import type { ArmError } from './error.ts'

/** @param versions the newest first. @returns the first answer of a version that the cloud knows; else of the oldest. */
export async function newestKnown(
  [newest, ...older]: readonly [string, ...string[]],
  send: (version: string) => Promise<ArmAnswer>,
): Promise<ArmAnswer> {
  let answer = await send(newest)
  for (const version of older) {
    if (!isUnknown(answer.error)) break
    answer = await send(version)
  }
  return answer
}

function isUnknown(error: ArmError | undefined): boolean {
  return /^(?:InvalidApiVersionParameter|NoRegisteredProviderFound)$/.test(error?.code ?? '')
}
