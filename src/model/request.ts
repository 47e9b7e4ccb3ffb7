/** What the user asks for: which cluster, which extension. */

/** In the Azure CLI's words: AKS, and Kubernetes that is connected by Arc (AKS Arc too). */
export const CLUSTER_TYPES = ['managedClusters', 'connectedClusters'] as const
export type ClusterType = (typeof CLUSTER_TYPES)[number]

/** @returns the type of the name; AKS for any other. */
export function clusterTypeNamed(name: string | undefined): ClusterType {
  return CLUSTER_TYPES.find(each => each === name) ?? 'managedClusters'
}

/** Names of a cluster. */
export interface ClusterId {
  readonly type: ClusterType
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

/** How the API server is reached: `auto` directly, and where that cannot be, not at all. */
export const KUBE_ACCESS = ['auto', 'direct', 'run-command', 'none'] as const
export type KubeAccess = (typeof KUBE_ACCESS)[number]

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
