/** What the user asks for: which cluster, which extension. */

/** Names of a managed cluster. */
export interface ClusterId {
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

/** How the API server is reached: `auto` directly, and where that cannot be, not at all. */
export type KubeAccess = 'auto' | 'direct' | 'run-command' | 'none'

/** A kubeconfig that the user gave. */
export interface GivenKubeconfig {
  /** YAML. */
  readonly text: string
  /** Where the files lie that it names; '' where it was given as text. */
  readonly folder: string
  /** It is a file of the checkout, which whoever opens a pull request writes. */
  readonly fromCheckout: boolean
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
