/** What is not of the release: a workload of the user's own in the same namespace never ends a run. */
import type { StoreReader } from '../evidence/store.ts'
import type { ObjectRef } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { workloadOf } from './standing.ts'

/** Kinds whose objects Helm marks as its own; a Job may be a hook, which it does not mark. */
const MARKED = /^(?:Deployment|StatefulSet|DaemonSet)$/

/** @returns the finding; where all that met it is known to be of no Helm release, as one that holds up nothing. */
export function withoutForeign(finding: Finding, store: StoreReader): Finding {
  const { blocking, implicated, witnesses } = finding
  if (!(blocking || implicated) || store.workloads() === undefined) return finding
  const objects = witnesses.flatMap(({ object }) => (object === undefined ? [] : [object]))
  if (objects.length < witnesses.length || !objects.every(object => isForeign(object, store))) return finding
  return { ...finding, blocking: false, implicated: false, conclusive: false }
}

/** @returns whether an object is known to be of no Helm release. */
export function isForeign(object: ObjectRef, store: StoreReader): boolean {
  if (store.workloads() === undefined) return false
  const pod = object.kind === 'Pod' ? store.pod(object.namespace ?? '', object.name)?.data : undefined
  if (object.kind === 'Pod' && pod === undefined) return false
  const [kind = ''] = (pod?.owner || `${object.kind}/`).split('/')
  const owner = kind === 'ReplicaSet' ? 'Deployment' : kind
  if (!MARKED.test(owner)) return false
  const name = workloadOf(object, store)
  const known = store.workloads()?.find(each => each.kind === owner && each.name === name)
  return known !== undefined && known.release === ''
}
