/** What each kind of sign-in gives to the one cache of tokens: a credential of the library, or of our own. */
import type { TokenCredentialOptions } from '@azure/identity'
import { networkPolicy, UNREAD_PROXY } from '../network.ts'
import { patient } from '../patient.ts'
import type { Cloud } from './cloud.ts'
import type { Exchanges } from './exchanges.ts'
import type { Claims } from './github-oidc.ts'

/** ms and bytes of one answer: Entra ID answers within a second or two, with some kilobytes. */
export const ANSWER_MS = 20_000
export const ANSWER_BYTES = 1024 * 1024

export interface AccessToken {
  readonly token: string
  /** ms since the epoch. */
  readonly expiresOnTimestamp: number
}

export interface Credential {
  getToken(scope: string, options: { readonly abortSignal: AbortSignal }): Promise<AccessToken | null>
}

export interface Kind {
  /** A new credential: what an earlier one remembers of tokens and throttling is forgotten. */
  make(): Credential
  /** Of the GitHub OIDC token, where there is one. */
  claims?(): Claims | undefined
  /** What the libraries keep the text of only, where the error itself says what to do. */
  fault?(): unknown
}

/** What a kind is made with. */
export interface Means {
  readonly cloud: Cloud
  readonly exchanges: Exchanges
}

/** @returns how the library asks Entra ID: by our network, with our retries, which see what was answered. */
export function entraOptions({
  cloud,
  exchanges,
}: Means): TokenCredentialOptions & { disableInstanceDiscovery: boolean } {
  return {
    authorityHost: cloud.authority,
    // Otherwise MSAL first asks login.microsoftonline.com whether it knows the host.
    disableInstanceDiscovery: cloud.foreignAuthority,
    retryOptions: { maxRetries: 0 },
    proxyOptions: UNREAD_PROXY,
    additionalPolicies: [
      { policy: exchanges.policy, position: 'perCall' },
      { policy: networkPolicy(), position: 'perRetry' },
      { policy: patient(() => ANSWER_MS, ANSWER_BYTES), position: 'perRetry' },
    ],
  }
}
