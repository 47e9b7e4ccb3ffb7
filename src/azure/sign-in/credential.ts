/** Sign-in: GitHub OIDC, a client secret, or the session that an azure/login step left in the Azure CLI. */
import { AzureCliCredential, ClientAssertionCredential, ClientSecretCredential } from '@azure/identity'
import { ActionError } from '../../errors.ts'
import type { Identity } from '../../model/request.ts'
import type { OpenRequests } from '../../open-requests.ts'
import { networkPolicy } from '../network.ts'
import type { Cloud } from './cloud.ts'
import { signInError } from './error.ts'
import { Exchanges } from './exchanges.ts'
import type { AssertionSource } from './github-oidc.ts'

export interface AccessToken {
  readonly token: string
  /** ms since the epoch. */
  readonly expiresOnTimestamp: number
}

/** @throws Refusal with what Entra ID said, ActionError where the job may not ask GitHub: there is no token to be had. */
export type GetToken = (scope: string) => Promise<AccessToken>

export interface SignIn {
  readonly getToken: GetToken
  /** A service refused this token before its time: the next one is not taken from any cache. */
  refuse(token: string): void
}

/** A token is renewed with this much of its life left, or half of it where it lives less than twice that. */
const RENEW_MS = 300_000
/** While Entra ID does not answer, a token that is still good is used, and a new one is asked for this often. */
const AGAIN_MS = 20_000
/** With less of its life left than this a token is not used while its renewal may come. */
const SPARE_MS = 15_000
/** For a token with all that it takes, tries of each request included: the libraries wait without end. */
const ASK_MS = 240_000
/** The Azure CLI starts slowly. */
const CLI_MS = 60_000

interface Held {
  readonly token: AccessToken
  readonly renewAt: number
}

/**
 * @param assertion of GitHub; for that kind of identity only.
 * @param onSecret told every token before it is used, so that it can be masked.
 * @param open told each request and how it ended.
 */
export function signIn(
  identity: Identity,
  cloud: Cloud,
  assertion: AssertionSource | undefined,
  onSecret: (secret: string) => void,
  signal: AbortSignal,
  open: OpenRequests,
): SignIn {
  // @azure/identity keeps of what the assertion throws its text only; the error itself says what to do.
  let assertionFault: unknown
  const assert = async () => {
    assertionFault = undefined
    try {
      return (await assertion?.get()) ?? ''
    } catch (thrown) {
      assertionFault = thrown
      throw thrown
    }
  }
  const exchanges = new Exchanges(signal, open)
  let credential = credentialOf(identity, cloud, assert, exchanges)
  const held = new Map<string, Held>()
  const asking = new Map<string, Promise<AccessToken>>()
  const ask = async (scope: string): Promise<AccessToken> => {
    const given = await once(scope)
    if (given.token !== held.get(scope)?.token.token) onSecret(given.token)
    const left = given.expiresOnTimestamp - Date.now()
    held.set(scope, { token: given, renewAt: given.expiresOnTimestamp - Math.min(RENEW_MS, left / 2) })
    return given
  }
  const once = async (scope: string): Promise<AccessToken> => {
    const limit = AbortSignal.timeout(ASK_MS)
    try {
      // GitHub's token has its own retries; what that throws is the error.
      if (assertion !== undefined) await assert()
      const given = await race(credential.getToken(scope, { abortSignal: AbortSignal.any([signal, limit]) }), limit)
      if (given !== null) return given
      throw new Error('Entra ID gave no token')
    } catch (thrown) {
      if (assertionFault !== undefined || identity.kind === 'azure-cli') throw thrown
      // MSAL answers a throttled client from its own memory; a new one asks again.
      credential = credentialOf(identity, cloud, assert, exchanges)
      throw exchanges.explain(thrown)
    }
  }
  const renew = (scope: string): Promise<AccessToken> => {
    let pending = asking.get(scope)
    if (pending === undefined) {
      pending = ask(scope).finally(() => asking.delete(scope))
      asking.set(scope, pending)
    }
    return pending
  }
  return {
    async getToken(scope) {
      const known = held.get(scope)
      const left = (known?.token.expiresOnTimestamp ?? 0) - Date.now()
      if (known !== undefined && Date.now() < known.renewAt) return known.token
      const renewal = renew(scope)
      if (known !== undefined && left > SPARE_MS) {
        // Nobody waits for a renewal while the token that is there is good.
        renewal.catch(() => held.set(scope, { ...known, renewAt: Date.now() + AGAIN_MS }))
        return known.token
      }
      try {
        return await renewal
      } catch (cause) {
        if (known === undefined || left <= 1000)
          throw assertionFault instanceof ActionError
            ? assertionFault
            : signInError(identity, cloud, assertion?.claims(), cause)
        held.set(scope, { ...known, renewAt: Date.now() + AGAIN_MS })
        return known.token
      }
    },
    refuse(token) {
      for (const [scope, each] of held) if (each.token.token === token) held.delete(scope)
      // The libraries keep a token until shortly before its end, whatever a service thinks of it.
      credential = credentialOf(identity, cloud, assert, exchanges)
    },
  }
}

async function race<T>(answer: Promise<T>, limit: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(limit.reason)
  limit.addEventListener('abort', late, { once: true })
  try {
    return await Promise.race([answer, promise])
  } finally {
    limit.removeEventListener('abort', late)
  }
}

function credentialOf(identity: Identity, cloud: Cloud, assert: () => Promise<string>, exchanges: Exchanges) {
  const options = {
    authorityHost: cloud.authority,
    // Otherwise MSAL first asks login.microsoftonline.com whether it knows the host.
    disableInstanceDiscovery: cloud.foreignAuthority,
    // Ours are the only retries: they see what was answered.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: exchanges.policy, position: 'perCall' as const },
      { policy: networkPolicy(), position: 'perRetry' as const },
    ],
  }
  switch (identity.kind) {
    case 'github-oidc':
      return new ClientAssertionCredential(identity.tenantId, identity.clientId, assert, options)
    case 'client-secret':
      return new ClientSecretCredential(identity.tenantId, identity.clientId, identity.clientSecret, options)
    case 'azure-cli':
      return new AzureCliCredential({ processTimeoutInMs: CLI_MS })
  }
}
