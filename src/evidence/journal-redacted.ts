/** A journal read again, with what has the shape of a secret taken out once more: anybody may have written the file. */
import { messageOf } from '../errors.ts'
import { type Evidence, gap } from '../model/evidence.ts'
import { readJournal } from './journal-read.ts'
import type { Redactor } from './redact.ts'
import { redactFact } from './redact-fact.ts'

/** What cannot be redacted is a gap: it costs one line of the file. @throws Error when the journal cannot be read */
export async function* readRedacted(path: string, redactor: Redactor): AsyncGenerator<Evidence> {
  for await (const fact of readJournal(path)) {
    let clean: Evidence
    try {
      clean = redactFact(redactor, fact)
    } catch (thrown) {
      clean = gap('journal', `a fact of kind ${fact.kind} could not be read: ${messageOf(thrown)}`)
    }
    yield clean
  }
}
