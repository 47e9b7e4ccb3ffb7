/** The variables of a policy's expressions, as CEL values. What is not known of the request says so when it is read. */
import type { KubernetesObject } from '../model/evidence.ts'
import type { Scope } from './cel/interpreter.ts'
import { cannotTell, PartialMap } from './cel/values.ts'
import type { AdmissionContext, AdmissionRequest } from './request.ts'

/**
 * JSON as CEL values: objects as Maps (a label named `constructor` is a key like any other), integers as BigInt.
 */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(celValue)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, each]) => [key, celValue(each)]))
}

const OPTIONS: Readonly<Record<string, string>> = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
}

/** Why a member of the request is not known, for those whose name does not say it. */
const WHY: Readonly<Record<string, string>> = {
  kind: 'the policy uses request.kind, which the denial does not contain',
  requestKind: 'the policy uses request.requestKind, which the denial does not contain',
  extra: 'the policy uses request.userInfo.extra, which only the API server knows',
  uid: 'the policy uses request.userInfo.uid, which only the API server knows',
  userInfo: 'the policy uses request.userInfo, and the user is unknown',
  dryRun: 'the policy uses request.dryRun, which is unknown',
}
const OF_OPTIONS = 'the policy uses request.options, which differs between clients'
const AUTHORIZER = 'the policy uses authorizer, which only the cluster can answer'

type Entries = readonly (readonly [string, unknown])[]

/** A map of the members that are known; of each other one that may be there, why it is not. */
function partial(of: string, entries: Entries, unknown: readonly string[], otherwise = ''): PartialMap {
  const missing = [...entries.filter(([, value]) => value === undefined).map(([key]) => key), ...unknown]
  return new PartialMap(
    entries.filter(([, value]) => value !== undefined),
    new Map([
      ...missing.map(key => [key, WHY[key] ?? `${of}.${key} is unknown`] as const),
      ...(otherwise === '' ? [] : [['', otherwise] as const]),
    ]),
  )
}

/** `request` as the API server gives it: empty members are absent (measured on 1.35). */
function requestValue(request: AdmissionRequest): PartialMap {
  const { group, version, resource, subresource, kind, user, namespace, name, dryRun, operation } = request
  const gvr = partial(
    'request.resource',
    [
      ['group', group],
      ['version', version],
      ['resource', resource],
    ],
    [],
  )
  const userInfo =
    user &&
    partial(
      'request.userInfo',
      [['username', user.username], ['groups', [...user.groups]], ...(user.uid ? [['uid', user.uid] as const] : [])],
      [...(user.uid === undefined ? ['uid'] : []), 'extra'],
    )
  const options = partial(
    'request.options',
    [
      ['kind', OPTIONS[operation] ?? ''],
      ['apiVersion', 'meta.k8s.io/v1'],
    ],
    [],
    OF_OPTIONS,
  )
  // A namespace is in the namespace of its own name (apiserver, RequestInfo).
  const own = group === '' && resource === 'namespaces' ? name : namespace
  return partial(
    'request',
    [
      ['operation', operation],
      ['resource', gvr],
      ['requestResource', gvr],
      ['kind', celValue(kind)],
      ['requestKind', celValue(kind)],
      ['userInfo', userInfo],
      ['dryRun', dryRun],
      ['options', options],
      ...(own === '' ? [] : [['namespace', own] as const]),
      ...(name === '' ? [] : [['name', name] as const]),
      ...(subresource === ''
        ? []
        : [['subResource', subresource] as const, ['requestSubResource', subresource] as const]),
    ],
    [],
  )
}

/** @param params the object bound as params, or null. @returns the values of a policy's names, made when they are read. */
export function scopeOf(request: AdmissionRequest, context: AdmissionContext, params: KubernetesObject | null): Scope {
  const given: Readonly<Record<string, unknown>> = {
    object: request.object,
    oldObject: request.oldObject,
    namespaceObject: context.namespaceObject,
    params,
  }
  const made = new Map<string, unknown>()
  return name => {
    if (made.has(name)) return made.get(name)
    if (name === 'authorizer') cannotTell(AUTHORIZER)
    if (name !== 'request' && !Object.hasOwn(given, name)) return undefined
    if (name !== 'request' && given[name] === undefined) cannotTell(`${name} is unknown`)
    const value = name === 'request' ? requestValue(request) : celValue(given[name])
    made.set(name, value)
    return value
  }
}
