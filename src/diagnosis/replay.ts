/**
 * Evidence diagnosed again, offline: a journal, or the smallest form, one JSON object a line with `source` and `text`, into
 * which a pasted error fits. The same findings as live, since both are made by the same engine of the same facts.
 */
import { messageOf } from '../errors.ts'
import { Store } from '../evidence/store.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { Diagnosis } from './index.ts'

export interface Replayed {
  readonly store: Store
  /** Root cause first. */
  readonly findings: readonly Finding[]
  /** ISO 8601 of the first fact; '' where there is none. */
  readonly startedAt: string
  /** What could not be looked at. */
  readonly notes: readonly string[]
}

/** @param onFact told each fact once it is in the store. */
export async function replay(
  facts: AsyncIterable<Evidence>,
  onFact: (fact: Evidence) => void = () => undefined,
): Promise<Replayed> {
  const store = new Store()
  const diagnosis = new Diagnosis(store)
  const notes: string[] = []
  let startedAt = ''
  for await (const fact of facts) {
    startedAt ||= fact.time
    try {
      store.apply(fact)
      onFact(fact)
      diagnosis.observe(fact)
    } catch (thrown) {
      // One text that trips a rule must not cost the whole report.
      notes.push(`A fact of kind ${fact.kind} could not be read: ${messageOf(thrown)}`)
    }
  }
  return { store, findings: await diagnosis.findings(), startedAt, notes }
}
