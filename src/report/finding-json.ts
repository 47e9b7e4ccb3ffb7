/** A finding as programs read it: the one public shape, of findings.json and of a replay. */
import type { Finding } from '../model/finding.ts'

/**
 * @returns fields as plain texts, beside them where each was read and, where a text names several objects, all of them; the
 * remedy's steps in their order.
 */
export function findingJson({ fields, remedy, ...finding }: Finding): object {
  const entries = Object.entries(fields)
  return {
    ...finding,
    fields: Object.fromEntries(entries.map(([name, field]) => [name, field.value])),
    lists: Object.fromEntries(entries.flatMap(([name, { values }]) => (values === undefined ? [] : [[name, values]]))),
    origins: Object.fromEntries(entries.map(([name, field]) => [name, field.origin])),
    remedy: remedy.steps,
  }
}
