/** The variables of a policy's expressions, as CEL values. What is not known of the request tells so when it is read. */
import type { KubernetesObject } from '../model/evidence.ts'
import type { AdmissionContext, AdmissionRequest } from './request.ts'

type Unknown = (why: string) => null

/**
 * JSON as CEL values: objects as Maps (a label named `constructor` is a key like any other), integers as BigInt.
 */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(celValue)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, each]) => [key, celValue(each)]))
}

/** A map whose listed keys are not known: reading one of them tells so. */
function mapWithUnknown(entries: [string, unknown][], keys: readonly string[], of: string, unknown: Unknown) {
  const map = new Map(entries)
  const known = map.get.bind(map)
  return Object.assign(map, {
    get: (key: string) => (keys.includes(key) ? unknown(`${of}.${key} is not known`) : known(key)),
  })
}

const OPTIONS: Readonly<Record<string, string>> = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
}

/** `request` as the API server gives it: empty members are absent (measured on 1.35). */
function requestValue(request: AdmissionRequest, unknown: Unknown) {
  const { group, version, resource, subresource, kind, user, namespace, name, dryRun } = request
  const absent: string[] = ['extra']
  const gvr = mapWithUnknown(
    [
      ['group', group],
      ['version', version],
      ['resource', resource],
    ],
    version === undefined ? ['version'] : [],
    'request.resource',
    unknown,
  )
  const userInfo =
    user === undefined
      ? undefined
      : mapWithUnknown(
          [
            ['username', user.username],
            ['groups', [...user.groups]],
            ...(user.uid ? [['uid', user.uid] as [string, unknown]] : []),
          ],
          user.uid === undefined ? [...absent, 'uid'] : absent,
          'request.userInfo',
          unknown,
        )
  const entries: [string, unknown][] = [
    ['operation', request.operation],
    ['resource', gvr],
    ['requestResource', gvr],
    ['kind', celValue(kind)],
    ['requestKind', celValue(kind)],
    ['userInfo', userInfo],
    ['dryRun', dryRun],
    [
      'options',
      mapWithUnknown(
        [['kind', OPTIONS[request.operation] ?? '']],
        ['dryRun', 'fieldManager'],
        'request.options',
        unknown,
      ),
    ],
    ...(namespace ? [['namespace', namespace] as [string, unknown]] : []),
    ...(name ? [['name', name] as [string, unknown]] : []),
    ...(subresource
      ? [['subResource', subresource] as [string, unknown], ['requestSubResource', subresource] as [string, unknown]]
      : []),
  ]
  const missing = [
    ...(name === undefined ? ['name'] : []),
    ...entries.filter(([, value]) => value === undefined).map(([key]) => key),
  ]
  return mapWithUnknown(entries, missing, 'request', unknown)
}

/** @param params the object bound as params, or null. @param unknown told what was read without being known. */
export function activationOf(
  request: AdmissionRequest,
  context: AdmissionContext,
  params: KubernetesObject | null,
  unknown: Unknown,
): Map<string, unknown> {
  const whole = (name: string, value: KubernetesObject | null | undefined): [string, unknown] => [
    name,
    value === undefined ? everyKeyUnknown(name, unknown) : celValue(value),
  ]
  return new Map<string, unknown>([
    ['request', requestValue(request, unknown)],
    whole('object', request.object),
    whole('oldObject', request.oldObject),
    whole('namespaceObject', context.namespaceObject),
    ['params', celValue(params)],
  ])
}

/** A value of which nothing is known. Compared as a whole (`object == null`) it would answer, so nulls are told apart by use. */
function everyKeyUnknown(of: string, unknown: Unknown) {
  const map = new Map<string, unknown>()
  const unknownPart = () => unknown(`${of} is not known`)
  Object.defineProperty(map, 'size', { get: () => Number(unknownPart() ?? 0) })
  return Object.assign(map, {
    get: unknownPart,
    has: () => unknownPart() !== null,
    keys: () => [unknownPart()].values(),
    entries: () => [[unknownPart(), null]].values(),
  })
}
