/** All that a judgement needs to know of the cluster, as plain data: it is sent to the thread that judges. */
import type { KubernetesObject } from '../model/evidence.ts'

/** A policy as it was read. */
export interface ReadPolicy {
  readonly body: KubernetesObject
  /** ISO 8601. */
  readonly readAt: string
  /** It held a registered secret, which was taken out: what is left is not what the cluster evaluates. */
  readonly altered: boolean
}

export interface AdmissionView {
  /** ISO 8601, by evidence time. */
  readonly now: string
  readonly policies: readonly ReadPolicy[]
  readonly bindings: readonly KubernetesObject[]
  readonly params: readonly KubernetesObject[]
  /** A binding or param held a registered secret. */
  readonly altered: boolean
  /** The object that is written, where it is known whole. */
  readonly object?: KubernetesObject
  /** Of the request's namespace; undefined where they were not read. */
  readonly namespaceLabels: Readonly<Record<string, string>> | undefined
  /** Whether the namespace was looked for, and policies and bindings were read whole. */
  readonly namespaceRead: boolean
  readonly policiesRead: boolean
  readonly bindingsRead: boolean
  /** Names of policies whose params were all read. */
  readonly paramsReadOf: readonly string[]
  /** Why policies, or bindings, were not read. */
  readonly policiesGap: string
  readonly bindingsGap: string
}
