/** Sign-in: the kind that was asked for, loaded by itself, behind one cache of tokens. */
import type { Identity } from '../../model/identity.ts'
import type { OpenRequests } from '../../open-requests.ts'
import type { AzAccount } from './az.ts'
import type { Cloud } from './cloud.ts'
import { Exchanges } from './exchanges.ts'
import type { AssertionSource } from './github-oidc.ts'
import type { Kind, Means } from './kind.ts'
import type { Metadata } from './metadata.ts'
import { type SignIn, tokenCache } from './token-cache.ts'

export interface SignInOptions {
  /** Of GitHub, where the job may ask for one. */
  readonly assertion: AssertionSource | undefined
  /** Of the tenant, where it was asked for ahead. */
  readonly metadata: Metadata | undefined
  /** Who is signed in to the Azure CLI, for that kind. */
  readonly account: AzAccount | undefined
  /** Told every token before it is used, so that it can be masked. */
  readonly onSecret: (secret: string) => void
  /** Told what a user should know of how it goes on. */
  readonly onNotice: (text: string) => void
  readonly signal: AbortSignal
  /** Told each request and how it ended. */
  readonly open: OpenRequests
}

/** @returns tokens of the identity, for any scope. */
export function signIn(identity: Identity, cloud: Cloud, options: SignInOptions): SignIn {
  const { account, onSecret, signal, open, metadata } = options
  const exchanges = new Exchanges(signal, open, metadata)
  return tokenCache({
    kind: load(identity, { cloud, exchanges }, options),
    explain: thrown => exchanges.explain(thrown),
    whom: { identity, cloud, account },
    onSecret,
    signal,
  })
}

/** A kind's library is loaded by that kind only. */
async function load(identity: Identity, means: Means, options: SignInOptions): Promise<Kind> {
  const { assertion, account, onSecret, onNotice } = options
  switch (identity.kind) {
    case 'oidc': {
      const { githubKind } = await import('./kinds/assertion.ts')
      return githubKind(identity, assertion as AssertionSource, means)
    }
    case 'workload-identity': {
      const { workloadKind } = await import('./kinds/assertion.ts')
      return workloadKind(identity, onSecret, means)
    }
    case 'client-secret': {
      const { secretKind } = await import('./kinds/client-secret.ts')
      return secretKind(identity, means)
    }
    case 'client-certificate': {
      const { certificateKind } = await import('./kinds/client-certificate.ts')
      return certificateKind(identity, means)
    }
    case 'managed-identity': {
      const { managedKind } = await import('./kinds/managed-identity.ts')
      return managedKind(identity)
    }
    case 'azure-cli': {
      const { azureCliKind } = await import('./kinds/azure-cli.ts')
      return azureCliKind(account as AzAccount, assertion, means, onNotice)
    }
    case 'azd': {
      const { azdKind } = await import('./kinds/azd.ts')
      return azdKind(identity.tenantId)
    }
  }
}
