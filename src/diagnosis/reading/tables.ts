/** Listings with a header: what kubectl, flux and helm print of objects that have a state and a message. */
import type { ObjectRef } from '../../model/evidence.ts'
import { BENIGN } from '../text/everyday.ts'
import type { Passage } from './passage.ts'
import { kindOf } from './rows.ts'

interface Column {
  readonly title: string
  readonly start: number
}

const HEADER = /^\s*[A-Z][A-Z0-9()-]*(?: [A-Z0-9()-]+)?(?:(?:\s{2,}|\t+)[A-Z][A-Z0-9()/-]*(?: [A-Z0-9()-]+)?){2,}\s*$/
/** Titles of columns that tell how an object stands; the first that a table has counts. */
const STATES = ['READY', 'STATUS', 'STATE']
const FAILED = /^(?:False|failed|Failed|pending-install|pending-upgrade|pending-rollback)$/

export interface Table {
  readonly columns: readonly Column[]
}

/** @returns the columns of a header; undefined where the line is none. */
export function headerOf(line: string): Table | undefined {
  if (!HEADER.test(line)) return undefined
  const columns = [...line.matchAll(/\S+(?: \S+)*/g)].map(match => ({ title: match[0], start: match.index }))
  return columns.some(({ title }) => STATES.includes(title)) ? { columns } : undefined
}

/** @returns whether a line can be a row: several cells, and no prompt or error. */
export function isRow(line: string): boolean {
  return /\S(?:\s{2,}|\t)\S/.test(line.trim()) && !/^\s*(?:[\w.@~:[\]/ -]{0,80}[$#>] |Error|ERROR|error:|\()/.test(line)
}

/** @returns the cells of a row by their titles; by their places where these were kept, else in their order. */
function cellsOf({ columns }: Table, line: string): Readonly<Record<string, string>> {
  const apart = line.trim().split(/\s{2,}|\t+/)
  const cells =
    apart.length === columns.length
      ? apart
      : columns.map(({ start }, index) => line.slice(start, columns[index + 1]?.start).trim())
  return Object.fromEntries(columns.map(({ title }, index) => [title, cells[index] ?? '']))
}

export interface Row {
  /** The same for the same object. */
  readonly key: string
  /** What it says of an object that failed; undefined for one that is well. */
  readonly passage: Passage | undefined
}

/** @param kind of the listing, where its command line told. @returns undefined for a line that names no object. */
export function rowPassage(table: Table, line: string, kind: string): Row | undefined {
  const cells = cellsOf(table, line)
  const { READY = '', STATUS = '', MESSAGE = '', NAME = '', NAMESPACE = '', CHART = '' } = cells
  const state = FAILED.test(READY) ? READY : FAILED.test(STATUS) ? STATUS : ''
  if (NAME === '') return undefined
  const key = `${NAMESPACE}/${NAME}`
  // What waits for another has not failed.
  if (BENIGN.test(MESSAGE || STATUS)) return { key, passage: undefined }
  // What is under way is not well yet.
  if (state === '') return READY === 'Unknown' ? undefined : { key, passage: undefined }
  const [first = '', second] = NAME.split('/')
  const message = MESSAGE || (READY === state ? STATUS : '')
  const isHelm = CHART !== '' || /^(?:failed|pending-\w+)$/.test(STATUS)
  const object: ObjectRef = {
    kind: second === undefined ? kind : kindOf(first),
    name: second ?? first,
    ...(NAMESPACE === '' ? {} : { namespace: NAMESPACE }),
  }
  const passage: Passage = {
    kind: 'event',
    text: message || `${NAME}: ${state}`,
    object,
    failed: true,
    ...(isHelm ? { fields: { release: object.name, reason: state } } : {}),
  }
  return { key, passage }
}
