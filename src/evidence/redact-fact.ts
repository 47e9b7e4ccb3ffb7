/** A fact without secrets: in each of its texts as its kind says whose words they are. */
import { isRecord } from '../json.ts'
import type { Evidence } from '../model/evidence.ts'
import { kindOf } from './kinds.ts'
import { type Redactor, SHAPED, withoutShapes } from './redact.ts'
import type { Look, Words } from './shape.ts'

/**
 * A fact with the foreign words in it redacted, as its kind says which they are; of a kind that is not known, all of them.
 * What is evaluated (policies, bindings, params) loses registered secrets only, and says so.
 * @throws RangeError when an object in it is nested deeper than any of the API
 */
export function redactFact(redactor: Redactor, fact: Evidence): Evidence {
  const kind = kindOf(fact.kind)
  if (kind === undefined) return redactor.deep(fact)
  const data = redactPart(redactor, fact.data, kind.data) as Readonly<Record<string, unknown>>
  const altered = Object.entries(partsOf(kind.data)).some(
    ([name, { is }]) => is === 'judged' && data[name] !== Reflect.get(fact.data, name),
  )
  return {
    ...fact,
    text: redactWords(redactor, fact.text, kind.text),
    data: altered ? { ...data, altered } : data,
  } as Evidence
}

/** What does not look as its kind does is of a later version, whose words nobody knows. */
function redactPart(redactor: Redactor, value: unknown, look: Look | undefined): unknown {
  if (look === undefined) return redactor.deep(value)
  switch (look.is) {
    case 'string':
      return typeof value === 'string' ? redactWords(redactor, value, look.words) : redactor.deep(value)
    case 'list':
      return Array.isArray(value) ? value.map(each => redactPart(redactor, each, look.each)) : redactor.deep(value)
    case 'map':
      return isRecord(value)
        ? mapMembers(value, (_, each) => redactPart(redactor, each, look.each))
        : redactor.deep(value)
    case 'object':
      return isRecord(value)
        ? mapMembers(value, (name, each) => redactPart(redactor, each, look.parts[name]))
        : redactor.deep(value)
    case 'judged':
      return redactor.registeredIn(value)
    default:
      return typeof value === look.is ? value : redactor.deep(value)
  }
}

function redactWords(redactor: Redactor, text: string, words: Words): string {
  if (words === 'own') return SHAPED.test(text) ? withoutShapes(text) : text
  return words === 'cut' ? redactor.cut(text) : redactor.text(text)
}

function mapMembers(
  value: Readonly<Record<string, unknown>>,
  change: (name: string, each: unknown) => unknown,
): object {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(name, each)]))
}

function partsOf(look: Look): Readonly<Record<string, Look>> {
  return look.is === 'object' ? look.parts : {}
}
