/** What the user asks for: which cluster, signed in as whom, which extension. */

/** Names of a managed cluster. */
export interface ClusterId {
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

/** Whom to sign in as. `audience` is that of the GitHub OIDC token. */
export type Identity =
  | { readonly kind: 'github-oidc'; readonly clientId: string; readonly tenantId: string; readonly audience: string }
  | {
      readonly kind: 'client-secret'
      readonly clientId: string
      readonly tenantId: string
      readonly clientSecret: string
    }
  | { readonly kind: 'azure-cli' }

/** What the user set of the extension. What is absent was not set: it is not compared, and stays as it is. */
export interface ExtensionRequest {
  readonly type: string
  readonly name: string
  readonly releaseNamespace?: string
  readonly version?: string
  readonly releaseTrain?: string
  readonly autoUpgradeMinorVersion?: boolean
  readonly settings: Readonly<Record<string, string>>
  readonly protectedSettings: Readonly<Record<string, string>>
}
