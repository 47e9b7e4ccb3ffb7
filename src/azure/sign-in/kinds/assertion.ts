/** A federated credential: GitHub's OIDC token, or the token that Kubernetes gives to the runner's pod. */
import { realpathSync } from 'node:fs'
import { ClientAssertionCredential } from '@azure/identity'
import { messageOf } from '../../../errors.ts'
import { readPlainFile } from '../../../plain-file.ts'
import type { AssertionSource } from '../github-oidc.ts'
import { entraOptions, type Kind, type Means } from '../kind.ts'

/** Bytes; a token of Kubernetes has about 1,500. */
const TOKEN_LIMIT = 64 * 1024

export function githubKind(
  { tenantId, clientId }: { readonly tenantId: string; readonly clientId: string },
  assertion: AssertionSource,
  means: Means,
): Kind {
  // @azure/identity keeps of what the assertion throws its text only; the error itself says what to do.
  let fault: unknown
  const assert = async () => {
    fault = undefined
    try {
      return await assertion.get()
    } catch (thrown) {
      fault = thrown
      throw thrown
    }
  }
  return {
    make() {
      const credential = new ClientAssertionCredential(tenantId, clientId, assert, entraOptions(means))
      return {
        async getToken(scope, options) {
          // GitHub's token has its own retries; what that throws is the error.
          await assert()
          return credential.getToken(scope, options)
        },
      }
    },
    claims: () => assertion.claims(),
    fault: () => fault,
  }
}

/** The file is rotated in place (azure-workload-identity, "Mutating admission webhook"), so it is read for each exchange: the library keeps it for five minutes. */
export function workloadKind(
  {
    tenantId,
    clientId,
    tokenFile,
  }: { readonly tenantId: string; readonly clientId: string; readonly tokenFile: string },
  onSecret: (secret: string) => void,
  means: Means,
): Kind {
  const assert = async () => {
    const text = readToken(tokenFile)
    onSecret(text)
    return text
  }
  return { make: () => new ClientAssertionCredential(tenantId, clientId, assert, entraOptions(means)) }
}

/** Kubernetes lays it behind links, which are swapped when it is rotated. @throws Error that says what is wrong with the file */
function readToken(path: string): string {
  let text: string
  try {
    text = readPlainFile(realpathSync(path), TOKEN_LIMIT).trim()
  } catch (cause) {
    throw new Error(`the token file ${path} (AZURE_FEDERATED_TOKEN_FILE) cannot be read: ${messageOf(cause)}`, {
      cause,
    })
  }
  if (text === '') throw new Error(`the token file ${path} (AZURE_FEDERATED_TOKEN_FILE) is empty`)
  return text
}
