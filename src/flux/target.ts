/** Which object a failure is about, and which Kustomization has it from the repository. */
import { type FluxObject, fluxKey, isFluxKind, partsOfKey } from '../model/flux.ts'
import type { FluxView } from './view.ts'

export interface Target {
  /** Key of the Kustomization that applies it; '' where none is known. */
  readonly of: string
  /** Key of the object; '' where the failure names none. */
  readonly object: string
  /** Path of that Kustomization in the repository. */
  readonly path: string
  /** The failure is that this path does not exist. */
  readonly pathMissing: boolean
  /** Namespaces that may hold the pods which explain it. */
  readonly namespaces: readonly string[]
}

/** Objects in a failure's text, as kustomize-controller and the API server's clients write them. */
const REFUSED =
  /^([A-Z]\w{1,62})\/(?:([a-z0-9-]{1,63})\/)?([a-z0-9][\w.:-]{0,252}) (?:dry-run failed|apply failed|is invalid|not found)/
const WAITED =
  /([A-Z]\w{1,62})\/(?:([a-z0-9-]{1,63})\/)?([a-z0-9][\w.:-]{0,252}) status: '(?:InProgress|Failed|Unknown|NotFound|Terminating)'/g
const PATH_MISSING = /kustomization path not found|^stat .*no such file or directory/

/** @param key of a leaf. @param message of its failure. */
export function targetOf(key: string, object: FluxObject, message: string, { objects }: FluxView): Target {
  const { kind, namespace } = partsOfKey(key)
  const applied = objectsIn(message)
  if (kind === 'Kustomization') {
    const [first = ''] = applied
    return {
      of: key,
      object: isFluxKind(partsOfKey(first).kind) && objects.has(first) ? '' : first,
      path: object.path,
      pathMissing: PATH_MISSING.test(message),
      namespaces: [...new Set(applied.map(each => partsOfKey(each).namespace).filter(Boolean))],
    }
  }
  // Whatever else: the object itself is in the repository, where a Kustomization applied it; a chart is named by its release.
  const release = kind === 'HelmChart' ? [...objects].find(([, { source }]) => source === key) : undefined
  const [own, { appliedBy }] = release ?? [key, object]
  const owner = appliedBy.startsWith('HelmRelease/') ? '' : appliedBy
  return {
    of: owner,
    object: owner === '' ? '' : own,
    path: objects.get(owner)?.path ?? '',
    pathMissing: false,
    namespaces: kind === 'HelmRelease' ? [object.target || namespace] : [],
  }
}

/** @returns keys of the objects that a failure is about, in the order in which it names them. */
export function objectsIn(message: string): string[] {
  const refused = REFUSED.exec(message)
  const all = [...(refused === null ? [] : [refused]), ...message.matchAll(WAITED)]
  return [...new Set(all.map(([, kind = '', namespace = '', name = '']) => fluxKey(kind, namespace, name)))]
}

/** Namespaces that are looked at of one Kustomization, at most. */
const NAMESPACES = 5

/** @returns the namespaces whose pods may explain why an applier is not reconciled. */
export function namespacesOf(key: string, { target, applies }: FluxObject): string[] {
  const { kind, namespace } = partsOfKey(key)
  if (kind === 'HelmRelease') return [target || namespace]
  if (kind !== 'Kustomization') return []
  const ofPods = applies.map(partsOfKey).filter(each => WITH_PODS.test(each.kind))
  return [...new Set(ofPods.map(each => each.namespace))].slice(0, NAMESPACES)
}

const WITH_PODS = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod)$/
