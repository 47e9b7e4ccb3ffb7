/** Which clusters are meant, a job for each, and what their reports come to. */
import { statSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { messageOf } from '../errors.ts'
import { parsedJson, recordOf, textOf } from '../json.ts'
import {
  CONDITIONS,
  type Condition,
  type DiscoverRequest,
  type FleetFilter,
  type FleetScope,
  JOB_VALUE,
  type JobValue,
  MATRIX_FILE,
  type SummarizeRequest,
  VALUED,
} from '../model/fleet.ts'
import { GUID, isPlainClusterId, parseClusterId } from '../model/names.ts'
import { CLUSTER_TYPES, type ClusterId } from '../model/request.ts'
import { filesBelow, readPlainFile, realPathWithin } from '../plain-file.ts'
import { list } from './list.ts'
import { optional, type Reader } from './reader.ts'

export const DISCOVER_INPUTS = [
  'subscription-ids',
  'management-groups',
  'cluster-ids',
  'fleet-resource-id',
  'fleet-groups',
  'tags',
  'cluster-names',
  'locations',
  'cluster-types',
  'only',
  'page',
  'runners',
  'runner-tag',
  'environments',
  'environment-tag',
] as const
export const SUMMARIZE_INPUTS = ['reports-path', 'matrix', 'max-failures'] as const

const MANAGEMENT_GROUP = /^[-\w.()]{1,90}$/
const FLEET =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[-\w.()]{1,90}\/providers\/Microsoft\.ContainerService\/fleets\/[a-z0-9-]{1,63}$/i
const GLOB = /^[A-Za-z0-9_*?-]{1,63}$/
const LOCATION = /^[a-z0-9]{2,40}$/
const WORD = /^[\w.-]{1,100}$/
/** Names of tags; Azure forbids these in them (Azure Resource Manager, "Tag limitations"). */
const TAG = /^[^<>%&\\?/]{1,512}$/
const VALUE = /^[A-Za-z0-9][\w./:@+-]{0,200}$/
/** Ids of one step: far more than an input holds. */
const MOST = 10_000

/** @param subscriptionId the input of one cluster, which names one subscription here. @returns the request; what is wrong with it, the reader is told. */
export function readDiscover(read: Reader, subscriptionId: string | undefined): DiscoverRequest {
  const scope = readScope(read, subscriptionId)
  return {
    scope,
    filter: readFilter(read, scope),
    ...optional('page', readPage(read)),
    runner: readJobValue(read, 'runners', 'runner-tag'),
    environment: readJobValue(read, 'environments', 'environment-tag'),
  }
}

function readScope(read: Reader, subscriptionId: string | undefined): FleetScope {
  const given = matching(read, 'subscription-ids', GUID, 'a subscription id (a GUID)')
  const subscriptions = [...new Set([...given, ...(subscriptionId === undefined ? [] : [subscriptionId])])]
  const scope: FleetScope = {
    subscriptions: subscriptions.map(each => each.toLowerCase()),
    managementGroups: matching(read, 'management-groups', MANAGEMENT_GROUP, 'an id of a management group'),
    clusters: readClusters(read),
    ...optional(
      'fleet',
      read.matching(
        'fleet-resource-id',
        FLEET,
        'the ARM id of a fleet (/subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerService/fleets/<name>)',
      ),
    ),
  }
  if (
    scope.subscriptions.length === 0 &&
    scope.managementGroups.length === 0 &&
    read.text('cluster-ids') === undefined &&
    scope.fleet === undefined &&
    read.text('subscription-ids') === undefined
  )
    read.wrong.push(
      'subscription-ids: missing. Say where to look: subscription-ids, management-groups, cluster-ids or fleet-resource-id',
    )
  // Resource Graph takes one of the two.
  if (scope.subscriptions.length > 0 && scope.managementGroups.length > 0)
    read.wrong.push('management-groups: not used with subscription-ids; remove one of them')
  const places = [
    scope.subscriptions.length + scope.managementGroups.length > 0,
    read.text('cluster-ids') !== undefined,
    scope.fleet !== undefined,
  ]
  if (places.filter(Boolean).length > 1)
    read.wrong.push(
      'cluster-ids, fleet-resource-id, subscription-ids: each says where to look; keep one, and filter with the other inputs',
    )
  return scope
}

function readClusters(read: Reader): ClusterId[] {
  return list(read.text('cluster-ids'))
    .slice(0, MOST)
    .flatMap(id => {
      const parsed = parseClusterId(id)
      if (parsed !== undefined && isPlainClusterId(parsed)) return [parsed]
      read.wrong.push(`cluster-ids: '${id}' is not the ARM id of a cluster`)
      return []
    })
}

function readFilter(read: Reader, { fleet }: FleetScope): FleetFilter {
  const groups = matching(read, 'fleet-groups', WORD, 'a name of an update group')
  if (groups.length > 0 && fleet === undefined) read.wrong.push('fleet-groups: only used with fleet-resource-id')
  const types = list(read.text('cluster-types')).flatMap(each => {
    const type = CLUSTER_TYPES.find(known => known.toLowerCase() === each.toLowerCase())
    if (type === undefined) read.wrong.push(`cluster-types: '${each}' is not one of ${CLUSTER_TYPES.join(', ')}`)
    return type === undefined ? [] : [type]
  })
  return {
    groups,
    tags: readTags(read),
    names: matching(read, 'cluster-names', GLOB, 'a name of a cluster, with * and ? as wildcards'),
    locations: matching(read, 'locations', LOCATION, 'a location such as swedencentral', each =>
      each.replace(/\s/g, '').toLowerCase(),
    ),
    types,
    only: readConditions(read),
  }
}

function readTags(read: Reader): (readonly [string, string | undefined])[] {
  // A value may have a comma in it.
  return (read.text('tags') ?? '')
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean)
    .map((line, at) => {
      const [name = '', ...value] = line.split('=')
      if (!TAG.test(name.trim())) read.wrong.push(`tags: line ${at + 1} is not key=value or a key`)
      return [name.trim(), value.length === 0 ? undefined : value.join('=').trim()] as const
    })
}

function readConditions(read: Reader): Condition[] {
  return list(read.text('only')).flatMap(text => {
    const [name = '', value = ''] = text.split('=', 2)
    const known = CONDITIONS.find(each => each === name)
    const needsValue = known !== undefined && VALUED.includes(known)
    if (known !== undefined && needsValue === VALUE.test(value) && (needsValue || !text.includes('=')))
      return [{ name: known, value }]
    const forms = CONDITIONS.map(each => (VALUED.includes(each) ? `${each}=<value>` : each))
    read.wrong.push(`only: '${text}' is not one of ${forms.join(', ')}`)
    return []
  })
}

function readPage(read: Reader): number | undefined {
  const text = read.matching('page', /^[1-9]\d{0,3}$/, 'a page, counted from 1')
  return text === undefined ? undefined : Number(text)
}

function readJobValue(read: Reader, name: 'runners' | 'environments', tagInput: string): JobValue {
  const byKey: Record<string, string> = {}
  for (const [key, value] of Object.entries(read.settings(name))) {
    if (!JOB_VALUE.test(value))
      read.wrong.push(`${name}: '${value}' is not a label of a runner or a name of an environment`)
    byKey[key.toLowerCase()] = value
  }
  return { byKey, ...optional('tag', read.matching(tagInput, TAG, 'a name of a tag')) }
}

function matching(
  read: Reader,
  name: string,
  pattern: RegExp,
  meaning: string,
  normal: (text: string) => string = text => text,
): string[] {
  const all = list(read.text(name)).slice(0, MOST).map(normal)
  for (const each of all) if (!pattern.test(each)) read.wrong.push(`${name}: '${each}' is not ${meaning}`)
  return all.filter(each => pattern.test(each))
}

/** @returns the request; what is wrong with it, the reader is told. */
export function readSummarize(read: Reader): SummarizeRequest {
  const path = read.text('reports-path')
  if (path === undefined)
    read.wrong.push('reports-path: missing; set the folder that actions/download-artifact wrote the reports to')
  const given = read.text('matrix')
  const isText = given === undefined || /^\s*[[{]/.test(given)
  const matrix = isText ? given : readMatrixFiles(read, given)
  return {
    path: path ?? '',
    ...optional('expected', matrix === undefined ? undefined : matrixIn(read, matrix)),
    ...optional('matrixPath', isText ? undefined : relative(process.env['RUNNER_TEMP'] ?? '', given)),
    maxFailures: readMaxFailures(read),
  }
}

function readMaxFailures(read: Reader): SummarizeRequest['maxFailures'] {
  const text = read.text('max-failures') ?? '0'
  const [, digits = '', percent] = /^(\d{1,6})(%)?$/.exec(text) ?? []
  const number = Number(digits)
  if (digits === '' || (percent !== undefined && number > 100))
    read.wrong.push(`max-failures: '${text}' is not a number of clusters, or a percentage such as 5%`)
  return percent === undefined ? { count: number } : { percent: number }
}

/** Bytes of the files of one matrix: a page has some hundred thousand. */
const MATRIX_BYTES = 4 * 1024 * 1024

/** @returns the matrices of a file, or of all files matrix.json in a folder, as a JSON list. */
function readMatrixFiles(read: Reader, given: string): string | undefined {
  const places = [process.env['GITHUB_WORKSPACE'] ?? '', process.env['RUNNER_TEMP'] ?? '']
  try {
    const path = realPathWithin(resolve(places[0] ?? '', given), places, true)
    const { files, skipped } = statSync(path).isDirectory()
      ? filesBelow(path, MATRIX_FILE)
      : { files: [path], skipped: [] }
    for (const each of skipped.filter(({ path: of }) => basename(of) === MATRIX_FILE))
      read.wrong.push(`matrix: ${each.path} is ${each.why}`)
    // An empty file is no matrix without clusters.
    if (files.length > 0) return `[${files.map(file => readPlainFile(file, MATRIX_BYTES).trim() || 'null').join(',')}]`
    read.wrong.push(`matrix: found no ${MATRIX_FILE} below ${given}; upload output matrix-path of mode: discover`)
  } catch (thrown) {
    read.wrong.push(`matrix: ${given} cannot be read: ${messageOf(thrown)}`)
  }
  return undefined
}

/** @param text the output of `discover`, or several of its pages as a JSON list. */
function matrixIn(read: Reader, text: string): SummarizeRequest['expected'] | undefined {
  const parsed = parsedJson(text)
  const pages = Array.isArray(parsed) ? parsed : [parsed]
  const entries = pages.flatMap(page => {
    const { include } = recordOf(page)
    return Array.isArray(include) ? include : []
  })
  const expected = entries.map(entry => {
    const { 'cluster-resource-id': id, name } = recordOf(entry)
    return { 'cluster-resource-id': textOf(id), name: textOf(name) }
  })
  const isMatrix = pages.length > 0 && pages.every(page => Array.isArray(recordOf(page)['include']))
  if (
    !isMatrix ||
    expected.length > MOST ||
    expected.some(each => parseClusterId(each['cluster-resource-id']) === undefined)
  ) {
    read.wrong.push('matrix: not the output matrix of mode: discover')
    return undefined
  }
  return expected
}
