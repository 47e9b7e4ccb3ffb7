/** Named groups of patterns as the fields of a finding. */
import type { FieldName, Fields } from '../../model/finding.ts'

export type Values = Readonly<Partial<Record<FieldName, string>>>

/** @returns what the groups of several patterns hold; the first that has a field gives it. */
export function groupsIn(patterns: readonly RegExp[], text: string): Values {
  const found: Partial<Record<FieldName, string>> = {}
  for (const pattern of patterns)
    for (const [name, value] of Object.entries(pattern.exec(text)?.groups ?? {}))
      if (value) found[name as FieldName] ??= value
  return found
}

/** @returns values that were read in a text. */
export function textFields(values: Values): Fields {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, origin: 'text' }]))
}
