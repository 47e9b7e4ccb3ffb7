/** What is asked of a Flux configuration, compared with the one that exists: what differs, what cannot change, what is left alone. */
import { isRecord, recordOf, textOf } from '../../json.ts'
import { AZURE_SOURCES } from '../../model/flux.ts'
import type { DesiredConfiguration } from '../../model/flux-configuration.ts'

/** What a write would come to. */
export interface Comparison {
  /** Members of the properties that differ, as paths; none where nothing does. */
  readonly differ: readonly string[]
  /** Of these, the ones that Azure has and that are not asked for. */
  readonly removed: readonly string[]
  /** Members that Azure takes at creation only, and that differ. */
  readonly fixed: readonly string[]
  /** Kustomizations that exist and are not asked for: they stay. */
  readonly extra: readonly string[]
}

/** Create-only (Microsoft.KubernetesConfiguration, fluxConfigurations). */
const FIXED = ['scope', 'namespace'] as const
const DEFAULTS: Readonly<Record<string, unknown>> = { scope: 'cluster', namespace: 'default' }

export function compare(
  { properties: desired }: DesiredConfiguration,
  existing: Readonly<Record<string, unknown>>,
): Comparison {
  const fixed = FIXED.filter(name => (desired[name] ?? DEFAULTS[name]) !== (existing[name] ?? DEFAULTS[name]))
  const rest = Object.fromEntries(Object.entries(desired).filter(([name]) => !FIXED.some(each => each === name)))
  const wanted = recordOf(desired['kustomizations'])
  const extra = Object.entries(recordOf(existing['kustomizations']))
    .filter(([name, value]) => isRecord(value) && !Object.hasOwn(wanted, name))
    .map(([name]) => name)
  const removed = removedIn(rest, existing, '')
  return { differ: [...differences(rest, existing, ''), ...removed], removed, fixed, extra }
}

/**
 * Members that Azure does not fill in by itself: what it has of them and nobody asks for was taken out of the file. `*` for all.
 * (Microsoft.KubernetesConfiguration, fluxConfigurations: their defaults are false, null or empty.)
 */
const UNFILLED: readonly (readonly [path: RegExp, names: readonly string[] | '*'])[] = [
  [/^$/, ['suspend']],
  [
    /^(?:gitRepository|bucket|azureBlob|ociRepository)$/,
    ['repositoryRef', 'localAuthRef', 'httpsUser', 'sshKnownHosts'],
  ],
  [/\.repositoryRef$/, '*'],
  [/^kustomizations\.[^.]+$/, ['dependsOn', 'prune', 'force', 'postBuild']],
  [/\.postBuild$/, ['substitute', 'substituteFrom']],
  [/\.substitute$/, '*'],
]

function removedIn(desired: unknown, existing: unknown, path: string): string[] {
  if (!isRecord(desired) || !isRecord(existing)) return []
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  const names = UNFILLED.filter(([of]) => of.test(path)).flatMap(([, each]) =>
    each === '*' ? Object.keys(existing) : each,
  )
  return [
    ...names.filter(name => !Object.hasOwn(desired, name) && !isEmpty(existing[name])).map(at),
    ...Object.entries(desired).flatMap(([name, value]) => removedIn(value, existing[name], at(name))),
  ]
}

function isEmpty(value: unknown): boolean {
  if (isRecord(value)) return Object.values(value).every(isEmpty)
  return value == null || value === false || value === '' || (Array.isArray(value) && value.length === 0)
}

/** @returns what is asked for, and by their empty values what is not any more; a map of texts is sent whole. */
function withRemoved(desired: unknown, existing: unknown, removed: ReadonlySet<string>, path: string): unknown {
  if (!isRecord(desired) || !isRecord(existing) || path.endsWith('.substitute')) return desired
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  const kept = Object.entries(desired).map(([name, value]) => [
    name,
    withRemoved(value, existing[name], removed, at(name)),
  ])
  const gone = Object.entries(existing)
    .filter(([name]) => removed.has(at(name)))
    .map(([name, value]) => [name, Array.isArray(value) ? [] : typeof value === 'boolean' ? false : null])
  return Object.fromEntries([...kept, ...gone])
}

/** Only what is asked for is compared: what Azure fills in by itself is not. */
function differences(desired: unknown, existing: unknown, path: string): string[] {
  if (isRecord(desired)) {
    const of = recordOf(existing)
    return Object.entries(desired).flatMap(([name, value]) =>
      differences(value, of[name], path === '' ? name : `${path}.${name}`),
    )
  }
  if (Array.isArray(desired)) {
    const of = Array.isArray(existing) ? existing : []
    const isSame =
      desired.length === of.length && desired.every((each, at) => differences(each, of[at], path).length === 0)
    return isSame ? [] : [path]
  }
  return desired === existing || (desired === '' && existing == null) ? [] : [path]
}

/** @returns the properties that a PATCH sends: whole sources, and only the Kustomizations that differ. */
export function patchOf(
  { properties }: DesiredConfiguration,
  existing: Readonly<Record<string, unknown>>,
  { differ, removed }: Pick<Comparison, 'differ' | 'removed'>,
): Readonly<Record<string, unknown>> {
  const desired = recordOf(withRemoved(properties, existing, new Set(removed), ''))
  const tops = new Set(differ.map(path => path.split('.')[0] ?? ''))
  const changed = Object.fromEntries(
    Object.entries(desired).filter(([name]) => tops.has(name) && name !== 'kustomizations'),
  )
  const wanted = recordOf(desired['kustomizations'])
  const names = new Set(differ.filter(path => path.startsWith('kustomizations.')).map(path => path.split('.')[1] ?? ''))
  const kustomizations = Object.fromEntries(Object.entries(wanted).filter(([name]) => names.has(name)))
  const sourceKind = textOf(desired['sourceKind'])
  const [, source] = Object.entries(AZURE_SOURCES).find(([kind]) => kind === sourceKind) ?? []
  // A PATCH without the body of its source is refused (az k8s-configuration, public reports).
  return {
    ...changed,
    sourceKind,
    ...(source === undefined || desired[source] === undefined ? {} : { [source]: desired[source] }),
    ...(Object.keys(kustomizations).length > 0 ? { kustomizations } : {}),
  }
}

/** @returns keys of protected settings that Azure has and this step was not given. */
export function unnamedSecrets(
  existing: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(recordOf(existing['configurationProtectedSettings'])).filter(key => !Object.hasOwn(given, key))
}

/** Who wrote a configuration last, as Azure tells it (ARM, `systemData`). */
export type Owner = 'this' | 'another' | 'unknown'

/** @param ids of the identity that this step signs in as. @returns whether it wrote the configuration last. */
export function ownerOf(systemData: Readonly<Record<string, unknown>>, ids: readonly string[]): Owner {
  const by = [systemData['lastModifiedBy'], systemData['createdBy']].map(each => textOf(each).toLowerCase())
  const [last, first] = by
  const who = last || first || ''
  if (who === '') return 'unknown'
  return ids.some(id => id !== '' && id.toLowerCase() === who) ? 'this' : 'another'
}
