/** Whether a fact from a file has the shape that its kind promises: consumers rely on it, and anybody may have written the file. */

import { isRecord } from '../json.ts'

type Type = 'string' | 'number' | 'boolean' | 'object' | 'named' | 'named-or-null' | 'texts' | 'strings' | 'containers'

const SHAPES: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  'pod-log': { podUid: 'string', containerId: 'string', line: 'number', emitted: 'string', part: 'string' },
  'pod-status': {
    uid: 'string',
    serviceAccount: 'string',
    phase: 'string',
    ready: 'boolean',
    terminating: 'boolean',
    deleted: 'boolean',
    owner: 'string',
    node: 'string',
    containers: 'containers',
  },
  event: {
    type: 'string',
    reason: 'string',
    reportingController: 'string',
    count: 'number',
    emitted: 'string',
    old: 'boolean',
  },
  namespace: {},
  'cli-output': {},
  policy: { body: 'named-or-null' },
  binding: { body: 'named-or-null' },
  param: { body: 'named' },
  cluster: {
    id: 'string',
    location: 'string',
    sku: 'string',
    tier: 'string',
    provisioningState: 'string',
    powerState: 'string',
    kubernetesVersion: 'string',
    managedSystemNodePools: 'boolean',
  },
  extension: {
    name: 'string',
    type: 'string',
    version: 'string',
    provisioningState: 'string',
    releaseNamespace: 'string',
  },
  'arm-error': { code: 'string', status: 'number', during: 'string', details: 'strings' },
  probe: { check: 'string', verdict: 'string', detail: 'string' },
  gap: { what: 'string', lost: 'number', remedy: 'string' },
  listing: { what: 'string', count: 'number' },
  tick: { elapsedMs: 'number', phase: 'string' },
  run: { inputs: 'texts' },
}

const CONTAINER: Readonly<Record<string, Type>> = {
  name: 'string',
  id: 'string',
  ready: 'boolean',
  restarts: 'number',
  state: 'string',
  reason: 'string',
  message: 'string',
}

/** @returns what is wrong with it, or ''. Kinds that are not known are of later versions, and nobody reads them. */
export function unsound(fact: Readonly<Record<string, unknown>>): string {
  const { kind, time, text, data, object } = fact
  const shape = Object.hasOwn(SHAPES, String(kind)) ? SHAPES[String(kind)] : undefined
  if (shape === undefined) return ''
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return 'it has no time'
  if (typeof text !== 'string') return 'it has no text'
  if (!isRecord(data)) return 'it has no data'
  if (object !== undefined && !(isRecord(object) && Object.values(object).every(each => typeof each === 'string')))
    return 'its object is none'
  return wrongIn(shape, data)
}

function wrongIn(shape: Readonly<Record<string, Type>>, data: Readonly<Record<string, unknown>>): string {
  const wrong = Object.entries(shape).find(([name, type]) => !isA(type, data[name]))
  return wrong === undefined ? '' : `${wrong[0]} is not what it should be`
}

function isA(type: Type, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value)
    case 'named-or-null':
      return value === null || isNamed(value)
    case 'named':
      return isNamed(value)
    case 'texts':
      return isRecord(value) && Object.values(value).every(each => typeof each === 'string')
    case 'strings':
      return Array.isArray(value) && value.every(each => typeof each === 'string')
    case 'containers':
      return Array.isArray(value) && value.every(each => isRecord(each) && wrongIn(CONTAINER, each) === '')
    default:
      return typeof value === type
  }
}

/** A Kubernetes object has a name; whatever else it holds is looked at with care. */
function isNamed(value: unknown): boolean {
  return isRecord(value) && isRecord(value['metadata']) && typeof value['metadata']['name'] === 'string'
}
