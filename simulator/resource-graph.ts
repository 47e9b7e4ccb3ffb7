/**
 * Azure Resource Graph over a list of resources: as much of Kusto as tools ask clusters by (where, extend, project, order), the
 * answers in the shapes that it was seen to give. Names of properties are compared with regard to case, as the service does.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, sendJson } from './server.ts'

/** A resource as a GET of it would answer. */
export interface AzureResource {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly location?: string
  readonly resourceGroup?: string
  readonly subscriptionId?: string
  readonly tags?: Readonly<Record<string, string>> | null
  readonly [property: string]: unknown
}

export interface GraphOptions {
  /** Rows of a page, where the service would give more. */
  readonly page?: number
  /** So many queries are answered 429 after the first. */
  readonly throttled?: number
  /** Subscriptions that the identity may read; all without it. */
  readonly visible?: readonly string[]
}

const PATH = /^\/providers\/microsoft\.resourcegraph\/resources$/i

type Value = unknown
type Row = Record<string, Value>

export class ResourceGraph {
  readonly #resources: readonly AzureResource[]
  readonly #options: GraphOptions
  #throttled: number
  #queries = 0

  constructor(resources: readonly AzureResource[], options: GraphOptions = {}) {
    this.#resources = resources
    this.#options = options
    this.#throttled = options.throttled ?? 0
  }

  /** @returns false when the path is another. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    if (request.method !== 'POST' || !PATH.test(url.pathname)) return false
    const asked = JSON.parse(await bodyOf(request)) as {
      query: string
      subscriptions?: readonly string[]
      managementGroups?: readonly string[]
      options?: { $top?: number; $skipToken?: string }
    }
    this.#queries++
    const quota = { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' }
    if (this.#queries > 1 && this.#throttled > 0) {
      this.#throttled--
      const error = { code: 'RateLimiting', message: 'Client application has been throttled.', details: [] }
      const none = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:02' }
      sendJson(response, 429, { error }, none)
      return true
    }
    let rows: Row[]
    try {
      rows = runQuery(asked.query, this.#seen(asked.subscriptions))
    } catch (thrown) {
      const details = [
        { code: 'InvalidQuery', message: 'Query is invalid.' },
        { code: 'ParserFailure', message: String(thrown), line: 1, characterPositionInLine: 0, token: '' },
      ]
      sendJson(response, 400, { error: { code: 'BadRequest', message: 'Please provide below info.', details } })
      return true
    }
    const from = Number(Buffer.from(asked.options?.$skipToken ?? '', 'base64url').toString() || 0)
    const most = Math.min(asked.options?.$top ?? 100, this.#options.page ?? 1000)
    const data = rows.slice(from, from + most)
    const more = from + most < rows.length
    const ordered = /\|\s*order by\b/.test(asked.query)
    const body = {
      totalRecords: rows.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: more && !ordered ? 'true' : 'false',
      ...(more && ordered ? { $skipToken: Buffer.from(String(from + most)).toString('base64url') } : {}),
    }
    sendJson(response, 200, body, quota)
    return true
  }

  #seen(subscriptions: readonly string[] | undefined): readonly AzureResource[] {
    const within = (list: readonly string[] | undefined, { subscriptionId = '' }: AzureResource) =>
      list === undefined || list.some(each => each.toLowerCase() === subscriptionId.toLowerCase())
    return this.#resources.filter(each => within(subscriptions, each) && within(this.#options.visible, each))
  }
}

const TABLES: Readonly<Record<string, RegExp>> = {
  resources: /^microsoft\.(?!kubernetesconfiguration|resources\/)/i,
  kubernetesconfigurationresources: /^microsoft\.kubernetesconfiguration\//i,
  resourcecontainers: /^microsoft\.resources\//i,
}

/** @throws Error for what is not understood, as the service refuses it. */
export function runQuery(query: string, resources: readonly AzureResource[]): Row[] {
  const [table = '', ...steps] = query.split('|').map(each => each.trim())
  const pattern = TABLES[table.toLowerCase()]
  if (pattern === undefined) throw new Error(`unknown table ${table}`)
  let rows: Row[] = resources.filter(({ type }) => pattern.test(type)).map(each => ({ ...each }))
  for (const step of steps) rows = applyStep(step, rows)
  return rows
}

function applyStep(step: string, rows: Row[]): Row[] {
  const [, verb = '', rest = ''] = /^(where|extend|project|order by)\s+([\s\S]+)$/.exec(step) ?? []
  switch (verb) {
    case 'where': {
      const keeps = condition(rest)
      return rows.filter(keeps)
    }
    case 'extend': {
      const columns = columnsOf(rest)
      return rows.map(row => ({ ...row, ...valuesOf(columns, row) }))
    }
    case 'project': {
      const columns = columnsOf(rest)
      return rows.map(row => valuesOf(columns, row))
    }
    case 'order by': {
      const [, name = ''] = /^(\w+) asc$/.exec(rest) ?? []
      if (name === '') throw new Error(`order by ${rest}`)
      return [...rows].sort((a, b) => (textOf(a[name]) < textOf(b[name]) ? -1 : 1))
    }
    default:
      throw new Error(`unknown operator ${step}`)
  }
}

type Expression = (row: Row) => Value

function valuesOf(columns: readonly (readonly [string, Expression])[], row: Row): Row {
  return Object.fromEntries(columns.map(([name, expression]) => [name, expression(row)]))
}

function columnsOf(text: string): (readonly [string, Expression])[] {
  return splitOutside(text, ',').map(column => {
    const [, name, expression] = /^(\w+)\s*=\s*([\s\S]+)$/.exec(column) ?? [undefined, column, column]
    return [name as string, parseExpression(expression as string)] as const
  })
}

function condition(text: string): (row: Row) => boolean {
  const [, left = '', operator = '', right = ''] = /^([\s\S]+?)\s*(==|=~|in~)\s*([\s\S]+)$/.exec(text) ?? []
  const value = parseExpression(left)
  const wanted = operator === 'in~' ? splitOutside(right.replace(/^\(|\)$/g, ''), ',') : [right]
  const texts = wanted.map(each => {
    const [, quoted] = /^'([^'\\]*)'$/.exec(each) ?? []
    if (quoted === undefined) throw new Error(`not a text: ${each}`)
    return quoted
  })
  switch (operator) {
    case '==':
      return row => texts.includes(textOf(value(row)))
    case '=~':
    case 'in~':
      return row => texts.some(each => each.toLowerCase() === textOf(value(row)).toLowerCase())
    default:
      throw new Error(`where ${text}`)
  }
}

const FUNCTIONS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  tolower: value => textOf(value).toLowerCase(),
  tostring: value => textOf(value),
  parse_json: value => {
    try {
      return JSON.parse(textOf(value))
    } catch {
      return null
    }
  },
  coalesce: (...values) => values.find(each => each !== null && each !== undefined && each !== '') ?? '',
}

function parseExpression(given: string): Expression {
  const text = given.trim()
  const [, name, inner] = /^(\w+)\(([\s\S]*)\)$/.exec(text) ?? []
  if (name !== undefined) {
    const call = FUNCTIONS[name]
    if (call === undefined) throw new Error(`unknown function ${name}`)
    const values = splitOutside(inner ?? '', ',').map(parseExpression)
    return row => call(...values.map(each => each(row)))
  }
  if (!/^\w+(?:\.\w+)*$/.test(text)) throw new Error(`not an expression: ${text}`)
  const path = text.split('.')
  return row => path.reduce<Value>((value, key) => (value as Row | null | undefined)?.[key] ?? null, row)
}

function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const each of text) {
    if (each === '(') depth++
    if (each === ')') depth--
    if (each === separator && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += each
  }
  return [...parts, part.trim()]
}

function textOf(value: Value): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
