import { AzureDeveloperCliCredential } from '@azure/identity'
import type { Kind } from '../kind.ts'

/** ms for one answer of the program. */
const ANSWER_MS = 60_000

export function azdKind(tenantId: string | undefined): Kind {
  const options = { processTimeoutInMs: ANSWER_MS, ...(tenantId === undefined ? {} : { tenantId }) }
  return { make: () => new AzureDeveloperCliCredential(options) }
}
