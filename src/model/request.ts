/** What the user asks for: which cluster, which extension. */

/** Names of a managed cluster. */
export interface ClusterId {
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

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
