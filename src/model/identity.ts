/** The ways to sign in, and what is known of each. */

export const AUTH_KINDS = [
  'oidc',
  'client-secret',
  'client-certificate',
  'managed-identity',
  'workload-identity',
  'azure-cli',
  'azd',
] as const
export type AuthKind = (typeof AUTH_KINDS)[number]

/** What the step signs in with, as it stands after "signed in to Azure with". */
export const CREDENTIALS: Readonly<Record<AuthKind, string>> = {
  oidc: 'a GitHub OIDC token',
  'client-secret': 'a client secret',
  'client-certificate': 'a client certificate',
  'managed-identity': 'the managed identity of this runner',
  'workload-identity': "the federated token of the runner's pod",
  'azure-cli': 'the session of the Azure CLI',
  azd: 'the session of the Azure Developer CLI',
}

/** What helps where a session that came of a GitHub OIDC token is over five minutes old, and AADSTS700024 the answer. */
export const AGED_SESSION =
  'Grant the job id-token: write, so that this step gets new tokens itself, or run azure/login right before this step.'

interface Application {
  readonly clientId: string
  readonly tenantId: string
}

/** Whom to sign in as. */
export type Identity = (
  | ({ readonly kind: 'oidc'; readonly audience: string } & Application)
  | ({ readonly kind: 'client-secret'; readonly clientSecret: string } & Application)
  | ({
      readonly kind: 'client-certificate'
      /** PEM of certificate and private key. */
      readonly certificate: string
      readonly password?: string
      readonly sendChain: boolean
    } & Application)
  | {
      readonly kind: 'managed-identity'
      /** Of a user-assigned identity; the system-assigned one without either. */
      readonly clientId?: string
      readonly resourceId?: string
    }
  | ({ readonly kind: 'workload-identity'; readonly tokenFile: string } & Application)
  | {
      readonly kind: 'azure-cli'
      /** Of the token that GitHub gives, where the session's application takes one. */
      readonly audience: string
    }
  | { readonly kind: 'azd'; readonly tenantId?: string }
) & {
  /** Why this kind, where nobody named it; '' where it was named. */
  readonly chosen: string
}

/** @returns the client id and the tenant, as far as they were given; '' where only the sign-in tells them. */
export function applicationOf(identity: Identity): Application {
  const { clientId = '', tenantId = '' } = identity as Partial<Application>
  return { clientId, tenantId }
}
