/**
 * Ids of all that is read, and may have been listed, missed or lost: what conclusions are keyed by. The words for each stand
 * here too, once, since findings and reports both say them.
 */

import { FLUX_KINDS, type FluxKind } from './flux.ts'

/** A collection of the API server that is listed and watched. */
export type CollectionId =
  | 'policies'
  | 'bindings'
  | `namespace/${string}`
  | `pods/${string}`
  | `events/${string}`
  | `params/${string}`
  | `flux/${FluxKind}`

/** Anything that facts come from, and of which something may not be seen. */
export type SourceId =
  | CollectionId
  | 'api-server'
  | 'managed-cluster'
  | 'extension'
  | 'extensions'
  | 'operation'
  | 'write'
  | 'provider'
  | 'offer'
  | 'nodes'
  | 'flux-configurations'
  | `flux-configuration/${string}`
  | 'flux-objects'
  | 'flux-source'
  | 'checkout'
  | `releases/${string}`
  | `workloads/${string}`
  | 'dry-run'
  | `log/${string}`
  | `logs/${string}`
  | `fact/${string}`
  | 'journal'
  | 'diagnosis'
  | 'end'

export const podsIn = (namespace: string): CollectionId => `pods/${namespace}`
export const eventsIn = (namespace: string): CollectionId => `events/${namespace}`
/** Objects of a kind of Flux's, in all namespaces. */
export const fluxObjectsOf = (kind: FluxKind): CollectionId => `flux/${kind}`
/** All kinds of Flux's. */
export const FLUX_OBJECTS = (Object.keys(FLUX_KINDS) as FluxKind[]).map(fluxObjectsOf)
/** The one Namespace object, for its labels. */
export const namespaceItself = (name: string): CollectionId => `namespace/${name}`
/** @param ref namespace and name that a binding gives, or '' where it selects by labels. */
export const paramsOf = (policy: string, ref: string): CollectionId => `params/${policy}/${ref}`

/** @returns whether a collection is of the params of a policy. */
export function isParamsOf(id: SourceId, policy: string): boolean {
  return id.startsWith(`params/${policy}/`)
}

/** @returns whether verdicts of admission policies are made of what is read there. */
export function isOfVerdicts(id: SourceId): boolean {
  return id === 'policies' || id === 'bindings' || /^(?:namespace|params)\//.test(id)
}

/** @returns whether only the check reads it, whose rows tell what was not seen. */
export function isOfCheck(id: SourceId): boolean {
  return /^(?:provider|offer|nodes|dry-run)$|^releases\//.test(id)
}

const WORDS: Readonly<Partial<Record<SourceId, string>>> = {
  policies: 'admission policies',
  bindings: 'admission policy bindings',
  'api-server': 'the cluster',
  'managed-cluster': 'the managed cluster',
  extension: 'the extension in Azure',
  extensions: 'other extensions of the cluster',
  operation: 'the operation in Azure',
  write: 'the answer to the write',
  provider: 'the resource provider',
  offer: 'the offered versions',
  nodes: 'nodes',
  'dry-run': 'the dry run',
  'flux-configurations': 'the Flux configurations in Azure',
  'flux-objects': 'Flux objects',
  'flux-source': 'the Flux source',
  checkout: 'the checkout',
  journal: 'journal',
  diagnosis: 'diagnosis',
  end: 'the end',
}

/** @returns what people call it, such as "pods in flux-system"; of an id out of a foreign journal, the id. */
export function wordsOf(id: SourceId): string {
  const [kind, ...rest] = id.split('/')
  const of = rest.join('/')
  switch (kind) {
    case 'pods':
    case 'events':
    case 'logs':
    case 'workloads':
      return `${kind} in ${of}`
    case 'releases':
      return `Helm releases in ${of}`
    case 'flux':
      return `Flux objects of kind ${of}`
    case 'flux-configuration':
      return `Flux configuration ${of}`
    case 'namespace':
      return `namespace ${of}`
    case 'log':
      return `log of ${of}`
    case 'params': {
      const [policy, ...ref] = rest
      return `params of ${policy} (${ref.join('/') || 'by selector'})`
    }
    case 'fact':
      return of
    default:
      return Object.hasOwn(WORDS, id) ? (WORDS[id] ?? id) : id
  }
}
