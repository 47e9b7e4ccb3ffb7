/** Sign-in: GitHub OIDC, a client secret, or the session that an azure/login step left in the Azure CLI. */
import { AzureCliCredential, ClientAssertionCredential, ClientSecretCredential } from '@azure/identity'
import { ActionError, messageOf } from '../errors.ts'
import type { Identity } from '../model/request.ts'
import type { Cloud } from './cloud.ts'
import type { AssertionSource } from './github-oidc.ts'

/** @returns an access token for a scope. @throws ActionError */
export type GetToken = (scope: string) => Promise<{ token: string; expiresOnTimestamp: number }>

/**
 * @param assertion the GitHub assertion; needed for github-oidc only.
 * @param onSecret told each token before it is used, so that it is masked first.
 * @returns a function that gives tokens, cached by @azure/identity until five minutes before they expire.
 */
export function signIn(
  identity: Identity,
  cloud: Cloud,
  assertion: AssertionSource | undefined,
  onSecret: (secret: string) => void,
  signal: AbortSignal,
): GetToken {
  const credential = credentialOf(identity, cloud, assertion)
  let last = ''
  return async scope => {
    const token = await credential.getToken(scope, { abortSignal: signal }).catch((cause: unknown) => {
      throw signInError(identity, cloud, cause)
    })
    if (token === null) throw signInError(identity, cloud, new Error('Entra ID gave no token'))
    if (token.token !== last) onSecret(token.token)
    last = token.token
    return token
  }
}

function credentialOf(identity: Identity, cloud: Cloud, assertion: AssertionSource | undefined) {
  // Without disableInstanceDiscovery MSAL first asks login.microsoftonline.com whether it knows the host.
  const options = { authorityHost: cloud.authority, disableInstanceDiscovery: cloud.foreignAuthority }
  switch (identity.kind) {
    case 'github-oidc':
      return new ClientAssertionCredential(
        identity.tenantId,
        identity.clientId,
        async () => (await assertion?.get()) ?? '',
        options,
      )
    case 'client-secret':
      return new ClientSecretCredential(identity.tenantId, identity.clientId, identity.clientSecret, options)
    case 'azure-cli':
      return new AzureCliCredential({ processTimeoutInMs: 60_000 })
  }
}

function signInError(identity: Identity, cloud: Cloud, cause: unknown): ActionError {
  // @azure/identity wraps what the assertion threw; that error already says what to do.
  const message = messageOf(cause)
  const code = /AADSTS\d+/.exec(message)?.[0]
  if (identity.kind === 'azure-cli')
    return new ActionError({
      doing: 'Signing in to Azure with the Azure CLI session of this job.',
      likely: `No client-id was given, and the Azure CLI has no usable session: ${message}`,
      next: 'Run azure/login before this step, or give client-id, tenant-id and subscription-id to this one.',
      cause,
    })
  return new ActionError({
    doing: `Signing in to ${new URL(cloud.authority).host}, tenant ${identity.tenantId}, as application ${identity.clientId} (${identity.kind}).`,
    likely: message,
    next: code
      ? `Look up ${code} at https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}.`
      : 'Check tenant-id, client-id and that the runner reaches this host.',
    cause,
  })
}
