/** A finding as programs read it: the one public shape, of findings.json and of a replay. */
import type { Finding } from '../model/finding.ts'

/** Bytes of the output; GitHub takes one megabyte of outputs for a job. */
const OUTPUT_BYTES = 64 * 1024
const SCHEMA = 1

/** @param root the finding that the run is red for, which comes first. @returns the findings as an output: enumerations only, no text of a cluster; the first that fit in 64 kB. */
export function findingsOutput(findings: readonly Finding[], root?: Finding): string {
  const ordered = root === undefined ? findings : [root, ...findings.filter(each => each !== root)]
  const all = ordered.map(({ class: id, certainty, permanence, predicted }) => ({
    class: id,
    certainty,
    permanence,
    ...(predicted ? { predicted } : {}),
  }))
  const text = (count: number) => JSON.stringify({ schema: SCHEMA, findings: all.slice(0, count) })
  let count = all.length
  while (Buffer.byteLength(text(count)) > OUTPUT_BYTES) count = Math.floor(count / 2)
  return text(count)
}

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
