/** An extension type as Azure offers it to a cluster. */

export interface OfferedVersion {
  readonly version: string
  /** Ranges of Kubernetes versions that it does not run on. */
  readonly unsupported: readonly string[]
}

export interface Offer {
  /** Where the service puts its release by itself; '' where it does not say. */
  readonly namespace: string
  /** In lower case; none where the service does not say. */
  readonly clusterTypes: readonly string[]
  /** The newest first; none where the type is not offered to the cluster. */
  readonly versions: readonly OfferedVersion[]
}
