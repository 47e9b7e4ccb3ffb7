/** Flux's own objects in all namespaces, as evidence. Fields: fluxcd.io, the API references of its controllers. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import { recordOf, textOf } from '../json.ts'
import { type CollectionId, fluxObjectsOf } from '../model/collections.ts'
import { type Evidence, gap, type KubernetesObject } from '../model/evidence.ts'
import {
  conditionMessage,
  FLUX_KINDS,
  type FluxCondition,
  type FluxKind,
  type FluxObject,
  fluxKey,
  goDurationMs,
  isFluxKind,
  sourceUrl,
} from '../model/flux.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'

/** What lets the action read them; the role is the project's own, docs/role.yaml. */
const REMEDY = 'Bind the ClusterRole of docs/role.yaml to the identity: no built-in Azure role can read Flux objects.'
/** What one Kustomization applied is told up to this many objects. */
const APPLIES = 500

/** @returns the versions of Flux's APIs that the server has, by group; none where Flux is not there. @throws KubernetesError */
async function servedVersions(api: ApiServer, signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
  const { groups } = recordOf(await api.get('/apis', signal))
  if (!Array.isArray(groups)) throw new Error('the answer is not a list of API groups')
  const served = new Map<string, readonly string[]>()
  for (const group of groups) {
    const { name, versions } = recordOf(group)
    const each = Array.isArray(versions) ? versions.map(version => textOf(recordOf(version)['version'])) : []
    if (textOf(name).endsWith('.toolkit.fluxcd.io')) served.set(textOf(name), each)
  }
  return served
}

/** @returns the path of a kind's collection; undefined where the server does not have it. */
function pathOf(kind: FluxKind, served: ReadonlyMap<string, readonly string[]>): string | undefined {
  const { group, plural, versions } = FLUX_KINDS[kind]
  const own = served.get(group)
  const version = versions.find(each => own?.includes(each)) ?? own?.[0]
  return version === undefined ? undefined : `/apis/${group}/${version}/${plural}`
}

/** Ends when the signal is aborted, or at once where the cluster has no Flux. */
export async function* watchFluxObjects(api: ApiServer, signal: AbortSignal): AsyncGenerator<Evidence> {
  const served = await servedVersions(api, signal)
  const out = new Channel<Evidence>()
  const follow = async (kind: FluxKind) => {
    const path = pathOf(kind, served)
    // What the server has no API for does not exist.
    if (path === undefined) return out.push(listing(fluxObjectsOf(kind)))
    const collection = { what: fluxObjectsOf(kind), path, remedy: REMEDY }
    for await (const change of changesOf(api, collection, signal)) {
      // A kind that this version of Flux does not have yet is nothing that is missing.
      if (change.type === 'told') out.push(change.fact)
      else out.push(factOf(kind, change.object, change.type === 'deleted'))
    }
  }
  const kinds = Object.keys(FLUX_KINDS) as FluxKind[]
  if (served.size === 0) {
    yield gap('flux-objects', 'the API server does not serve the Flux APIs', {
      remedy: 'Install Flux first, with this action or flux bootstrap.',
    })
    return
  }
  Promise.all(kinds.map(kind => follow(kind).catch(thrown => out.push(gap(fluxObjectsOf(kind), messageOf(thrown))))))
    .catch((thrown: unknown) => out.push(gap('flux-objects', messageOf(thrown))))
    .finally(() => out.close())
  yield* out
}

function listing(what: CollectionId): Evidence {
  return { kind: 'listing', time: new Date().toISOString(), text: '', data: { what, count: 0 } }
}

function factOf(kind: FluxKind, object: KubernetesObject, deleted: boolean): Evidence {
  const { name, namespace = '' } = object.metadata
  return {
    kind: 'flux-object',
    time: new Date().toISOString(),
    object: { kind, namespace, name },
    text: '',
    data: fluxObjectIn(kind, object, deleted),
  }
}

/** @returns what an object of the API server says of itself; members of another type than they should be are as good as absent. */
export function fluxObjectIn(kind: FluxKind, object: KubernetesObject, deleted: boolean): FluxObject {
  const { metadata } = object
  const namespace = metadata.namespace ?? ''
  const spec = recordOf(object['spec'])
  const status = recordOf(object['status'])
  const of =
    FLUX_KINDS[kind].role === 'source' ? sourceOf(namespace, spec, status) : applierOf(kind, namespace, spec, status)
  const conditions = Array.isArray(status['conditions']) ? status['conditions'] : []
  return {
    seenBy: 'cluster',
    configuration: '',
    generation: Number(metadata.generation) || 0,
    observedGeneration: Math.max(0, Number(status['observedGeneration']) || 0),
    suspended: spec['suspend'] === true,
    deleting: textOf(recordOf(metadata)['deletionTimestamp']) !== '',
    conditions: conditions.slice(0, 20).map(conditionIn),
    appliedBy: ownerOf(metadata),
    dependsOn: dependenciesOf(kind, namespace, spec['dependsOn']),
    intervalMs: goDurationMs(textOf(spec['interval'])),
    timeoutMs: goDurationMs(textOf(spec['timeout'])),
    retryMs: goDurationMs(textOf(spec['retryInterval'])),
    failures: Number(status['failures']) || 0,
    url: sourceUrl(textOf(spec['url']) || textOf(spec['endpoint'])),
    ...BLANK,
    ...of,
    deleted,
  }
}

const BLANK = {
  source: '',
  ref: '',
  path: '',
  chart: '',
  revision: '',
  attempted: '',
  healthy: '',
  target: '',
  applies: [] as readonly string[],
} as const

function conditionIn(value: unknown): FluxCondition {
  const { type, status, reason, message, lastTransitionTime, observedGeneration } = recordOf(value)
  return {
    type: textOf(type),
    status: textOf(status),
    reason: textOf(reason).slice(0, 253),
    message: conditionMessage(textOf(message)),
    at: textOf(lastTransitionTime),
    generation: Number(observedGeneration) || 0,
  }
}

/** kustomize-controller and helm-controller label what they apply with the object that it comes from. */
function ownerOf(metadata: KubernetesObject['metadata']): string {
  const labels = recordOf(metadata.labels)
  const [kustomization, release] = ['kustomize', 'helm'].map(each => {
    const name = textOf(labels[`${each}.toolkit.fluxcd.io/name`])
    const namespace = textOf(labels[`${each}.toolkit.fluxcd.io/namespace`])
    return name === '' ? '' : fluxKey(each === 'helm' ? 'HelmRelease' : 'Kustomization', namespace, name)
  })
  return kustomization || release || ''
}

function dependenciesOf(kind: FluxKind, namespace: string, given: unknown): string[] {
  const all = Array.isArray(given) ? given : []
  return all.flatMap(each => {
    const { name, namespace: of } = recordOf(each)
    return textOf(name) === '' ? [] : [fluxKey(kind, textOf(of) || namespace, textOf(name))]
  })
}

function sourceOf(
  namespace: string,
  spec: Readonly<Record<string, unknown>>,
  status: Readonly<Record<string, unknown>>,
) {
  const ref = recordOf(spec['ref'])
  // Of several, source-controller takes the commit first, then name, semver, tag and branch.
  const named = ['commit', 'digest', 'name', 'semver', 'tag', 'branch'].find(each => textOf(ref[each]) !== '')
  const chart = textOf(spec['chart'])
  const version = textOf(spec['version'])
  return {
    revision: textOf(recordOf(status['artifact'])['revision']),
    // Of a HelmChart: the revision of its source that it was made of.
    attempted: textOf(status['observedSourceArtifactRevision']),
    ref: named === undefined ? '' : refWords(named, textOf(ref[named])),
    chart: chart === '' ? '' : [chart, version].filter(Boolean).join('@'),
    // Of a HelmChart: where it is fetched from, in its own namespace.
    source: chartSource(namespace, spec['sourceRef']),
  }
}

/** A `name` is a whole reference of Git's (source-controller 1.7, GitRepository, `.spec.ref.name`). */
function refWords(kind: string, value: string): string {
  const [, of, name = ''] = (kind === 'name' && /^refs\/(heads|tags)\/(.+)$/.exec(value)) || []
  if (of === undefined) return `${kind} ${value}`
  return `${of === 'heads' ? 'branch' : 'tag'} ${name}`
}

function applierOf(
  kind: FluxKind,
  namespace: string,
  spec: Readonly<Record<string, unknown>>,
  status: Readonly<Record<string, unknown>>,
) {
  const chart = recordOf(recordOf(spec['chart'])['spec'])
  const ref = recordOf(spec['chartRef'])
  const own = recordOf(spec['sourceRef'])
  return {
    source: sourceKey(kind, namespace, own, ref, textOf(status['helmChart'])),
    path: textOf(spec['path']),
    chart:
      textOf(chart['chart']) === '' ? '' : [chart['chart'], chart['version']].map(textOf).filter(Boolean).join('@'),
    revision: textOf(status['lastAppliedRevision']) || versionIn(status['history']),
    attempted: textOf(status['lastAttemptedRevision']),
    healthy: healthyIn(status['history']),
    target: textOf(spec['targetNamespace']),
    applies: inventoryOf(status),
  }
}

function sourceKey(
  kind: FluxKind,
  namespace: string,
  own: Readonly<Record<string, unknown>>,
  ref: Readonly<Record<string, unknown>>,
  helmChart: string,
): string {
  const [of, from] = kind === 'HelmRelease' && textOf(ref['name']) !== '' ? [ref, ref] : [own, own]
  if (textOf(of['name']) !== '')
    return fluxKey(textOf(of['kind']), textOf(from['namespace']) || namespace, textOf(of['name']))
  const [chartNamespace = '', name = ''] = helmChart.split('/')
  return name === '' ? '' : fluxKey('HelmChart', chartNamespace, name)
}

/** The chart's version that is deployed, of a HelmRelease's history. */
function versionIn(history: unknown): string {
  const all = Array.isArray(history) ? history.map(recordOf) : []
  const deployed = all.find(each => textOf(each['status']) === 'deployed')
  return textOf(deployed?.['chartVersion'])
}

/** kustomize-controller keeps what became of the last revisions (Kustomization v1, `status.history`). */
function healthyIn(history: unknown): string {
  const all = Array.isArray(history) ? history.map(recordOf) : []
  const well = all.find(each => textOf(each['lastReconciledStatus']) === 'ReconciliationSucceeded')
  return textOf(recordOf(well?.['metadata'])['revision'])
}

/** Entries of an inventory are `namespace_name_group_kind` (cli-utils' object ids). */
function inventoryOf(status: Readonly<Record<string, unknown>>): string[] {
  const entries = recordOf(status['inventory'])['entries']
  const all = Array.isArray(entries) ? entries.slice(0, APPLIES) : []
  return all.flatMap(entry => {
    const [namespace = '', name = '', , kind = ''] = textOf(recordOf(entry)['id']).split('_')
    return kind === '' || name === '' ? [] : [fluxKey(kind, namespace, name)]
  })
}

function chartSource(namespace: string, reference: unknown): string {
  const { kind, name } = recordOf(reference)
  return isFluxKind(textOf(kind)) ? fluxKey(textOf(kind), namespace, textOf(name)) : ''
}
