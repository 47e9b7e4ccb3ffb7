/**
 * The session that an azure/login step left. az cannot renew one that came of a GitHub OIDC token: five minutes after the login
 * each token for another service fails with AADSTS700024 (Azure/azure-cli#28708). So the session tells who it is, and where the
 * job may ask GitHub, the step signs in as that application by itself; the session's own tokens are what is left.
 */
import { ActionError, messageOf } from '../../../errors.ts'
import { type AzAccount, askAzForToken } from '../az.ts'
import type { AssertionSource } from '../github-oidc.ts'
import type { Credential, Kind, Means } from '../kind.ts'

/** No federated credential of the application matches (Microsoft Learn, "Microsoft Entra authentication and authorization error codes"). */
const FINAL = /AADSTS(?:70025|70021\d?|700213[78]|700016)\b/
/** ms for a sign-in of our own, before the session's own tokens are asked for. */
const TRY_MS = 20_000

/** @param assertion where the job may ask GitHub for one. @param onNotice told what the step goes on with. */
export async function azureCliKind(
  account: AzAccount,
  assertion: AssertionSource | undefined,
  means: Means,
  onNotice: (text: string) => void,
): Promise<Kind> {
  const session: Credential = {
    getToken(scope, { abortSignal }) {
      // What Entra ID said of a token of ours explains nothing of az's.
      means.exchanges.forget()
      return askAzForToken(scope, abortSignal)
    },
  }
  if (assertion === undefined || account.clientId === '' || account.tenantId === '') return { make: () => session }
  // The library is for that way only.
  const { githubKind } = await import('./assertion.ts')
  const own = githubKind(account, assertion, means)
  // Whether the application takes GitHub's token shows in the first exchange, and holds for the run.
  let takes: Promise<boolean> | undefined
  const takesAssertion = (options: Parameters<Credential['getToken']>[1]) =>
    // Of Azure itself: a tenant without AKS has no application of its API servers.
    Promise.race([own.make().getToken(means.cloud.resourceManagerScope, options), late()]).then(
      () => true,
      (thrown: unknown) => {
        const notice = noticeOf(thrown, means)
        onNotice(`${notice}; using tokens of az`)
        // What may be over in a moment is tried again with the next token.
        if (!FINAL.test(notice)) takes = undefined
        return false
      },
    )
  return {
    make() {
      const credential = own.make()
      return {
        async getToken(scope, options) {
          takes ??= takesAssertion(options)
          return (await takes) ? credential.getToken(scope, options) : session.getToken(scope, options)
        },
      }
    },
  }
}

function late(): Promise<never> {
  const fault = new Error(`no answer within ${TRY_MS / 1000} s`)
  return new Promise((_, reject) => setTimeout(() => reject(fault), TRY_MS).unref())
}

function noticeOf(thrown: unknown, { exchanges }: Means): string {
  const why = thrown instanceof ActionError ? thrown.likely : messageOf(exchanges.explain(thrown))
  const line = (why.split(/\n| Trace ID:/)[0] ?? '').slice(0, 200)
  return /AADSTS/.test(line)
    ? `the application does not accept a new GitHub token (${line})`
    : `no new GitHub token could be exchanged (${line})`
}
