/** A finding as programs read it: the one public shape, of findings.json and of a replay. */
import type { Finding } from '../model/finding.ts'

/**
 * @returns fields as plain texts, lists where a text names several objects; beside them where each was read; the remedy's
 * steps in their order.
 */
export function findingJson({ fields, remedy, ...finding }: Finding): object {
  const entries = Object.entries(fields)
  return {
    ...finding,
    fields: Object.fromEntries(entries.map(([name, field]) => [name, field.values ?? field.value])),
    origins: Object.fromEntries(entries.map(([name, field]) => [name, field.origin])),
    remedy: remedy.steps,
  }
}
