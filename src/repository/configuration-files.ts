/** Flux configurations of files in the workspace: found, parsed and checked before anything is sent; each fault with its line. */
import { globSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml'
import { messageOf } from '../errors.ts'
import { recordOf, textOf } from '../json.ts'
import { AZURE_SOURCES } from '../model/flux.ts'
import {
  CONFIGURATION,
  type DesiredConfiguration,
  NAMES_LIMIT,
  READ_ONLY,
  SECRET_MEMBERS,
  type Shape,
} from '../model/flux-configuration.ts'
import { readPlainFile, realPathWithin } from '../plain-file.ts'

const LIMIT_BYTES = 1024 * 1024
const FILES = 200
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/

/**
 * @param patterns paths or globs, relative to the workspace.
 * @param wrong told each fault, as `file:line: what`.
 */
export function readConfigurations(
  patterns: readonly string[],
  workspace: string,
  wrong: string[],
): DesiredConfiguration[] {
  const found: DesiredConfiguration[] = []
  for (const file of filesOf(patterns, workspace, wrong)) {
    try {
      const text = readPlainFile(realPathWithin(join(workspace, file), [workspace]), LIMIT_BYTES)
      found.push(...configurationsIn(text, file, wrong))
    } catch (thrown) {
      wrong.push(`${file}: ${messageOf(thrown)}`)
    }
  }
  const names = new Map<string, string>()
  for (const { name, from } of found) {
    const other = names.get(name)
    if (other !== undefined) wrong.push(`${from}: configuration ${name} is already in ${other}`)
    names.set(name, from)
  }
  return found
}

function filesOf(patterns: readonly string[], workspace: string, wrong: string[]): string[] {
  const files = new Set<string>()
  for (const pattern of patterns) {
    const matches = globSync(pattern, { cwd: workspace, withFileTypes: true })
      .filter(each => each.isFile() || each.isSymbolicLink())
      .map(each => relative(workspace, join(each.parentPath, each.name)).replaceAll('\\', '/'))
    if (matches.length === 0) wrong.push(`flux-configuration-files: no file in the workspace matches ${pattern}`)
    for (const each of matches.sort()) files.add(each)
  }
  if (files.size > FILES) wrong.push(`flux-configuration-files: ${files.size} files are more than ${FILES}`)
  return [...files].slice(0, FILES)
}

/** @returns the configurations of one file: of each document one, or a list of them. */
export function configurationsIn(text: string, file: string, wrong: string[]): DesiredConfiguration[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false })
  const all = Array.isArray(documents) ? documents : []
  const found: DesiredConfiguration[] = []
  for (const document of all) {
    const faults = document.errors.slice(0, 3)
    for (const { message, pos } of faults)
      wrong.push(`${file}:${lines.linePos(pos[0]).line}: ${message.split('\n')[0]}`)
    if (faults.length > 0 || document.contents === null) continue
    const check = new Check(file, lines, wrong)
    const items = isSeq(document.contents) ? document.contents.items : [document.contents]
    for (const item of items) {
      const one = check.configuration(item as Node)
      if (one !== undefined) found.push(one)
    }
  }
  if (found.length === 0 && wrong.length === 0) wrong.push(`${file}: contains no Flux configuration`)
  return found
}

class Check {
  readonly #file: string
  readonly #lines: LineCounter
  readonly #wrong: string[]

  constructor(file: string, lines: LineCounter, wrong: string[]) {
    this.#file = file
    this.#lines = lines
    this.#wrong = wrong
  }

  #fault(at: unknown, what: string): void {
    const offset = (at as { range?: readonly number[] } | null | undefined)?.range?.[0]
    const line = offset === undefined ? '' : `:${this.#lines.linePos(offset).line}`
    this.#wrong.push(`${this.#file}${line}: ${what}`)
  }

  /** Either `name` beside the properties, or a whole ARM resource. */
  configuration(node: Node): DesiredConfiguration | undefined {
    const before = this.#wrong.length
    if (!isMap(node)) {
      this.#fault(node, 'a Flux configuration is a map with name and properties')
      return undefined
    }
    const whole = node.get('properties', true)
    const given = node.get('name', true)
    const text = isScalar(given) && typeof given.value === 'string' ? given.value : ''
    // An exported resource may be named by its cluster and type, too.
    const name = isMap(whole) ? text.replace(/^[\w.-]+\/Microsoft\.KubernetesConfiguration\//i, '') : text
    if (!NAME.test(name)) this.#fault(given ?? node, `name: '${name}' is not a name of a Flux configuration`)
    const members = isMap(whole) ? whole : node
    const outside = isMap(whole) ? new Set<string>() : new Set(['name', 'id', 'type', 'apiVersion', 'systemData'])
    const pairs = members.items.filter(({ key }) => !outside.has(keyOf(key)) && !READ_ONLY.has(keyOf(key)))
    const properties = this.#object(pairs, CONFIGURATION, members, '')
    this.#rules(name, properties, members)
    const offset = node.range?.[0] ?? 0
    const from = `${this.#file}:${this.#lines.linePos(offset).line}`
    return this.#wrong.length > before ? undefined : { name, properties, from }
  }

  #rules(name: string, properties: Readonly<Record<string, unknown>>, at: Node): void {
    const kinds = AZURE_SOURCES as Readonly<Record<string, string>>
    const kind = String(properties['sourceKind'] ?? '')
    const own = kinds[kind]
    if (own !== undefined && properties[own] === undefined) this.#fault(at, `sourceKind ${kind} needs ${own}`)
    for (const other of Object.values(AZURE_SOURCES))
      if (other !== own && properties[other] !== undefined)
        this.#fault(at, `${other}: not used with sourceKind ${kind}`)
    const kustomizations = dependenciesIn(properties['kustomizations'])
    for (const [each, dependsOn] of kustomizations) {
      if (name.length + each.length > NAMES_LIMIT)
        this.#fault(
          at,
          `kustomizations.${each}: its name and ${name} together have more than ${NAMES_LIMIT} characters`,
        )
      for (const other of dependsOn)
        if (!kustomizations.has(other))
          this.#fault(at, `kustomizations.${each}.dependsOn: ${other} is not one of these Kustomizations`)
    }
    const url = textOf(recordOf(properties[own ?? ''])['url'])
    if (/^[a-z]+:\/\/[^/@\s]*:[^/@\s]+@/i.test(url))
      this.#fault(
        at,
        `${own}.url: a password does not belong in an address; pass it in flux-configuration-protected-settings`,
      )
    const cycle = cycleIn(kustomizations)
    if (cycle !== '') this.#fault(at, `kustomizations: dependsOn is a cycle: ${cycle}`)
  }

  /** The parser's own check compares each key with each. */
  #twice(pairs: readonly Pair[], path: string): void {
    const seen = new Set<string>()
    for (const { key } of pairs) {
      const name = keyOf(key)
      if (seen.has(name)) this.#fault(key, `${path === '' ? '' : `${path}.`}${name}: appears twice`)
      seen.add(name)
    }
  }

  #value(node: unknown, shape: Shape, path: string): unknown {
    const plain = isScalar(node) ? node.value : undefined
    switch (shape.is) {
      case 'text': {
        if (typeof plain !== 'string') return this.#fault(node, `${path}: not a text`)
        if (shape.oneOf !== undefined && !shape.oneOf.includes(plain))
          this.#fault(node, `${path}: '${plain}' is not one of ${shape.oneOf.join(', ')}`)
        if (shape.pattern?.test(plain) === false) this.#fault(node, `${path}: '${plain}' is not ${shape.meaning}`)
        return plain
      }
      case 'number':
        if (typeof plain !== 'number' || plain < 0 || !Number.isInteger(plain))
          return this.#fault(node, `${path}: not a whole number of seconds`)
        return plain
      case 'boolean':
        if (typeof plain !== 'boolean') return this.#fault(node, `${path}: neither true nor false`)
        return plain
      case 'list':
        if (!isSeq(node)) return this.#fault(node, `${path}: not a list`)
        return node.items.map((each, at) => this.#value(each, shape.each, `${path}[${at}]`))
      default:
        if (!isMap(node)) return this.#fault(node, `${path}: not a map`)
        return shape.is === 'map' ? this.#map(node.items, shape, path) : this.#object(node.items, shape, node, path)
    }
  }

  #map(pairs: readonly Pair[], shape: Extract<Shape, { is: 'map' }>, path: string): Record<string, unknown> {
    this.#twice(pairs, path)
    return Object.fromEntries(
      pairs.map(({ key, value }) => {
        const name = keyOf(key)
        if (shape.names?.test(name) === false)
          this.#fault(key, `${path}: '${name}' is not a name of lower-case letters, digits and hyphens`)
        return [name, this.#value(value, shape.each, `${path}.${name}`)]
      }),
    )
  }

  #object(pairs: readonly Pair[], shape: Shape, at: unknown, path: string): Record<string, unknown> {
    if (shape.is !== 'object') return {}
    const prefix = path === '' ? '' : `${path}.`
    const result: Record<string, unknown> = {}
    this.#twice(pairs, path)
    for (const { key, value } of pairs) {
      const name = keyOf(key)
      const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined
      if (isScalar(value) && value.value === null) continue
      if (SECRET_MEMBERS.has(name))
        this.#fault(
          key,
          `${prefix}${name}: a secret does not belong in a file; ${shape === CONFIGURATION ? 'pass it in flux-configuration-protected-settings' : 'put it into a Secret in the cluster, and name that Secret in localAuthRef'}`,
        )
      else if (member === undefined)
        this.#fault(key, `${prefix}${name}: unknown member; allowed: ${Object.keys(shape.members).join(', ')}`)
      else result[name] = this.#value(value, member, `${prefix}${name}`)
    }
    for (const needed of shape.needs ?? [])
      if (result[needed] === undefined) this.#fault(at, `${prefix}${needed}: missing`)
    return result
  }
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : ''
}

/** What is wrong in a Kustomization is told of itself. */
function dependenciesIn(kustomizations: unknown): Map<string, readonly string[]> {
  return new Map(
    Object.entries(recordOf(kustomizations)).map(([name, value]) => {
      const given = recordOf(value)['dependsOn']
      const names = Array.isArray(given) ? given : []
      return [name, names.filter((each): each is string => typeof each === 'string')] as const
    }),
  )
}

/** @returns names that depend on each other in a circle, as `a, b, a`; '' for none. */
export function cycleIn(of: ReadonlyMap<string, readonly string[]>): string {
  const done = new Set<string>()
  // Not recursive: a file may chain thousands.
  const way: string[] = []
  const onWay = new Set<string>()
  const rests: string[][] = []
  const enter = (name: string) => {
    if (done.has(name)) return
    done.add(name)
    onWay.add(name)
    way.push(name)
    rests.push([...(of.get(name) ?? [])])
  }
  for (const start of of.keys()) {
    enter(start)
    while (way.length > 0) {
      const next = rests.at(-1)?.pop()
      if (next === undefined) {
        onWay.delete(way.pop() ?? '')
        rests.pop()
      } else if (onWay.has(next)) return [...way.slice(way.indexOf(next)), next].join(', ')
      else enter(next)
    }
  }
  return ''
}
