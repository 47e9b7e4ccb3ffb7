/** What is Ready, and at an older revision than what it comes from. */
import type { FluxObject } from '../model/flux.ts'
import { conditionOf } from './conditions.ts'
import { hashOf, isSameRevision, revisionIn } from './revision.ts'

/** @returns what a Ready object has and what it should have, where these are known and differ. */
export function behind(
  key: string,
  object: FluxObject,
  all: ReadonlyMap<string, FluxObject>,
): readonly [string, string] | undefined {
  const source = all.get(object.source)
  if (key.startsWith('Kustomization/')) return behindRevision(object, source, all)
  if (source === undefined) return undefined
  if (key.startsWith('HelmChart/')) return behindSource(object, source)
  return key.startsWith('HelmRelease/') ? behindChart(object, source) : undefined
}

function behindRevision(
  object: FluxObject,
  source: FluxObject | undefined,
  all: ReadonlyMap<string, FluxObject>,
): readonly [string, string] | undefined {
  const applied = appliedRevision(object)
  // Azure does not tell the source of what a Kustomization applied: one of those that are known has to have it.
  const sources = source === undefined && object.seenBy === 'azure' && object.source === '' ? fetchersIn(all) : [source]
  const known = sources.flatMap(each => (each === undefined || each.revision === '' ? [] : [each.revision]))
  const [first] = known
  if (first === undefined || known.some(each => isSameRevision(applied, each))) return undefined
  return [applied || 'an unknown revision', first]
}

/** Of thousands of objects, each asks for them. */
const FETCHERS = new WeakMap<ReadonlyMap<string, FluxObject>, readonly FluxObject[]>()

function fetchersIn(all: ReadonlyMap<string, FluxObject>): readonly FluxObject[] {
  const found =
    FETCHERS.get(all) ??
    [...all].filter(([key]) => /^(?:GitRepository|OCIRepository|Bucket)\//.test(key)).map(([, object]) => object)
  FETCHERS.set(all, found)
  return found
}

/** A chart of a repository is packed anew for each revision of that, and says for which it was looked at last. */
export function behindSource(chart: FluxObject, source: FluxObject): readonly [string, string] | undefined {
  const { attempted } = chart
  if (!chart.source.startsWith('GitRepository/') || attempted === '' || source.revision === '') return undefined
  return isSameRevision(attempted, source.revision) ? undefined : [attempted, source.revision]
}

/**
 * A release tried the version that its chart has; of an OCIRepository, the version ends with the digest's first digits
 * (fluxcd.io, "Helm releases", "Chart reference").
 */
export function behindChart(release: FluxObject, chart: FluxObject): readonly [string, string] | undefined {
  const { attempted } = release
  if (attempted === '' || chart.revision === '') return undefined
  if (release.source.startsWith('HelmChart/'))
    return isSameVersion(attempted, chart.revision) ? undefined : [attempted, chart.revision]
  const [, digits = ''] = /\+(?:\S*\.)?([0-9a-f]{7,64})$/.exec(attempted) ?? []
  const digest = hashOf(chart.revision)
  return digits === '' || digest === '' || digest.startsWith(digits) ? undefined : [attempted, chart.revision]
}

/** Registries have no `+` in a tag, and some write a `v` that the chart does not. */
function isSameVersion(one: string, other: string): boolean {
  const bare = (version: string) => version.replace(/^v/, '').replaceAll('_', '+')
  return bare(one) === bare(other)
}

/** @returns what an applier applied last: by Azure alone, what its own message says. */
export function appliedRevision(object: FluxObject): string {
  return object.revision || revisionIn(conditionOf(object, 'Ready')?.message ?? '')
}
