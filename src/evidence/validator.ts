/** Whether a fact from a file looks as its kind does: consumers rely on it, and anybody may have written the file. */
import { isRecord } from '../json.ts'
import { kindOf } from './kinds.ts'
import type { Look } from './shape.ts'

/** @returns what is wrong with it, or ''. Kinds that are not known are of later versions, and nobody reads them. */
export function faultOf(fact: Readonly<Record<string, unknown>>): string {
  const { time, text, data, object } = fact
  const kind = kindOf(fact['kind'])
  if (kind === undefined) return ''
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return '`time` is not a time'
  if (typeof text !== 'string') return '`text` is missing or not a text'
  if (object !== undefined && !isObjectRef(object)) return '`object` has the wrong type'
  return faultIn(kind.data, data, 'data')
}

function isObjectRef(object: unknown): boolean {
  if (!isRecord(object) || typeof object['kind'] !== 'string' || typeof object['name'] !== 'string') return false
  return Object.values(object).every(each => typeof each === 'string')
}

/** @param at where the value stands in the fact. */
function faultIn(look: Look, value: unknown, at: string): string {
  switch (look.is) {
    case 'string':
      if (typeof value !== 'string') break
      return look.oneOf === undefined || look.oneOf.includes(value) ? '' : `\`${at}\` has an unknown value`
    case 'list':
      if (!Array.isArray(value)) break
      return first(value.entries().map(([index, each]) => faultIn(look.each, each, `${at}[${index}]`)))
    case 'map':
      if (!isRecord(value)) break
      return first(Object.values(value).map(each => faultIn(look.each, each, at)))
    case 'object': {
      if (!isRecord(value)) break
      const parts = Object.entries(look.parts).filter(
        ([name]) => !(look.optional.has(name) && value[name] === undefined),
      )
      return first(parts.map(([name, part]) => faultIn(part, value[name], at === 'data' ? name : `${at}.${name}`)))
    }
    case 'judged':
      if ((value === null && look.nullable) || isNamed(value)) return ''
      break
    default:
      if (typeof value === look.is) return ''
  }
  return `\`${at}\` is missing or has the wrong type`
}

function first(faults: Iterable<string>): string {
  for (const each of faults) if (each !== '') return each
  return ''
}

/** A Kubernetes object has a name; whatever else it holds is looked at with care. */
function isNamed(value: unknown): boolean {
  return isRecord(value) && isRecord(value['metadata']) && typeof value['metadata']['name'] === 'string'
}
