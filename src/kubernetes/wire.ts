/**
 * Objects as the API server sends them: the types of @kubernetes/client-node, with times as the texts that they are in JSON.
 * Anything may be missing: servers and proxies differ.
 */
import type { CoreV1Event, V1ContainerState, V1ContainerStatus, V1Node, V1Pod } from '@kubernetes/client-node'

/** T as it is in JSON: times are texts, and any member may be absent or null. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Each)[]
    ? readonly Wire<Each>[]
    : T extends object
      ? { readonly [Key in keyof T]?: Wire<T[Key]> | null }
      : T

export type WireNode = Wire<V1Node>
export type WirePod = Wire<V1Pod>
export type WireEvent = Wire<CoreV1Event>
export type WireContainerStatus = Wire<V1ContainerStatus>
export type WireContainerState = Wire<V1ContainerState>
