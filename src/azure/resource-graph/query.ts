/**
 * A query to Azure Resource Graph, page by page (Azure REST API, "Resources - Resources", 2021-03-01). Pages hang together only
 * where the query has an order.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { recordOf, textOf } from '../../json.ts'
import type { Arm } from '../arm/client.ts'
import { type ArmError, noList } from '../arm/error.ts'

const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01'
/** The most that a page has. */
const ROWS = 1000
/** A hundred thousand rows: no tenant has as many clusters. */
const PAGES = 100
/** Of all rows together: a thousand clusters have some hundred kilobytes. */
const CHARACTERS = 64 * 1024 * 1024

export type Row = Readonly<Record<string, unknown>>

/** Where to look: the service takes one of the two. */
export interface QueryScope {
  readonly subscriptions?: readonly string[]
  readonly managementGroups?: readonly string[]
}

/**
 * @param query with an order, and a column `id`.
 * @returns all rows, each id once, or why not all of them could be read: a part of a list tells nothing of what is not in it.
 */
export async function queryAll(
  arm: Arm,
  scope: QueryScope,
  query: string,
  signal: AbortSignal,
): Promise<readonly Row[] | ArmError> {
  const rows = new Map<string, Row>()
  const tokens = new Set<string>()
  let count = 0
  let size = 0
  let token: string | undefined
  for (let page = 0; ; page++) {
    if (page === PAGES) return noList(`the result has over ${PAGES} pages`)
    const options = { resultFormat: 'objectArray', $top: ROWS, ...(token === undefined ? {} : { $skipToken: token }) }
    const answer = await arm.send('POST', PATH, signal, { body: { ...scope, query, options } })
    if (answer.error !== undefined) return answer.error
    const body = recordOf(answer.body)
    if (!Array.isArray(body['data'])) return noList(`HTTP ${answer.status} without rows`, answer.status)
    for (const row of body['data'].map(recordOf)) {
      // What has no id is counted by those who read the rows.
      rows.set(textOf(row['id']).toLowerCase() || `row ${count}`, row)
      count++
      size += JSON.stringify(row).length
    }
    if (size > CHARACTERS) return noList(`the result is over ${CHARACTERS / 1024 / 1024} MiB`)
    const next = body['$skipToken'] ?? ''
    if (typeof next !== 'string') return noList('the link to the next page is not valid')
    token = next || undefined
    if (token === undefined) return isWhole(body, count) ? [...rows.values()] : noList(cutWords(body, count))
    if (tokens.has(token)) return noList('a page links back to an earlier page')
    tokens.add(token)
    await sleep(answer.quotaMs, undefined, { signal })
  }
}

/** The service says so where it cuts a result, and how many rows there are. */
function isWhole({ resultTruncated, totalRecords }: Row, count: number): boolean {
  if (String(resultTruncated).toLowerCase() === 'true') return false
  return totalRecords === undefined || totalRecords === null || count >= Number(totalRecords)
}

function cutWords({ totalRecords }: Row, count: number): string {
  const all = Number(totalRecords)
  return `${count} of ${all > count ? all : 'more'} rows came, and no link to the rest`
}
