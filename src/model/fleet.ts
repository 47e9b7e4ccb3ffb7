/** Clusters of a fleet as Azure knows them, which of them are asked for, and a job for each. */
import type { ClusterId, ClusterType } from './request.ts'

/** What Azure tells of one cluster, and of the extension that is asked for. */
export interface FleetCluster extends ClusterId {
  /** ARM id. */
  readonly id: string
  readonly location: string
  /** Its API server has no public address. */
  readonly isPrivate: boolean
  /** As they were written; Azure compares their names without regard to case. */
  readonly tags: Readonly<Record<string, string>>
  /** Provisioning state of the cluster. */
  readonly state: string
  /** `Running` or `Stopped`; '' where it is not told. */
  readonly power: string
  /** Connectivity of a cluster that Arc connects; '' for AKS. */
  readonly connectivity: string
  /** Update group of the fleet; '' where it is in none. */
  readonly group: string
  /** Instances of the extension's type. */
  readonly extensions: readonly FleetExtension[]
  readonly configurations: readonly FleetConfiguration[]
}

/** An instance of the extension, its state in lower case. */
export interface FleetExtension {
  readonly name: string
  readonly state: string
  /** '' where Azure does not tell it. */
  readonly version: string
}

/** A Flux configuration, its states in lower case. */
export interface FleetConfiguration {
  readonly name: string
  readonly state: string
  /** '' where the agent has not reported. */
  readonly compliance: string
  readonly isSuspended: boolean
  /** What the source has fetched last; '' where nothing is told. */
  readonly revision: string
}

/** What a cluster may be short of. */
export const CONDITIONS = [
  'extension-missing',
  'extension-failed',
  'extension-older-than',
  'not-compliant',
  'suspended',
  'other-revision',
] as const
export type ConditionName = (typeof CONDITIONS)[number]

/** Those that compare with a value. */
export const VALUED: readonly ConditionName[] = ['extension-older-than', 'other-revision']

export interface Condition {
  readonly name: ConditionName
  /** A version or a revision; '' for the others. */
  readonly value: string
}

/** Where clusters are looked for. Where several are given, in all of them. */
export interface FleetScope {
  readonly subscriptions: readonly string[]
  readonly managementGroups: readonly string[]
  /** Clusters by name: each must be found. */
  readonly clusters: readonly ClusterId[]
  /** ARM id of an Azure Kubernetes Fleet Manager, whose members are meant. */
  readonly fleet?: string
}

/** Which of the clusters that were found are meant; an empty list leaves none out. */
export interface FleetFilter {
  /** Update groups of the fleet. */
  readonly groups: readonly string[]
  /** Names of tags, with the value that is asked for; undefined for any. */
  readonly tags: readonly (readonly [name: string, value: string | undefined])[]
  /** With `*` and `?`. */
  readonly names: readonly string[]
  readonly locations: readonly string[]
  readonly types: readonly ClusterType[]
  /** A cluster is meant that meets one of them. Unlike the others, this changes from minute to minute. */
  readonly only: readonly Condition[]
}

/** The value of a job that differs from cluster to cluster. */
export interface JobValue {
  /** By name of a cluster, `private`, location, subscription id, or `default`; in lower case. */
  readonly byKey: Readonly<Record<string, string>>
  /** Name of the tag that has it; undefined where none is read. */
  readonly tag?: string
}

/** What an expression of a workflow hands on to `runs-on` and `environment`, by an input or by a tag. */
export const JOB_VALUE = /^[A-Za-z0-9][\w .-]{0,99}$/

export interface DiscoverRequest {
  readonly scope: FleetScope
  readonly filter: FleetFilter
  /** From 1; undefined where no page was asked for. */
  readonly page?: number
  readonly runner: JobValue
  readonly environment: JobValue
}

/** One job of the matrix: the names are those of its `matrix` context. */
export interface MatrixEntry {
  readonly 'cluster-resource-id': string
  readonly name: string
  readonly 'resource-group': string
  readonly 'subscription-id': string
  readonly location: string
  readonly private: boolean
  readonly runner: string
  readonly environment: string
  /** Name of the artifact with the report: legal, and of this cluster only. */
  readonly artifact: string
}

/** The file of a matrix: as an input of a step, 256 clusters may be more than Linux takes in one variable (128 KiB). */
export const MATRIX_FILE = 'matrix.json'

/** Jobs of one matrix (GitHub docs, "Running variations of jobs in a workflow"). */
export const PAGE_SIZE = 256

export interface SummarizeRequest {
  /** The folder with the folders of all jobs. */
  readonly path: string
  /** Clusters that had a job; undefined where nobody said. */
  readonly expected?: readonly Pick<MatrixEntry, 'cluster-resource-id' | 'name'>[]
  /** Where they were read, below the folder of the job; undefined where they were given as text. */
  readonly matrixPath?: string
  /** A number of clusters, or a share of them. */
  readonly maxFailures: { readonly count: number } | { readonly percent: number }
}
