/**
 * `npm run -s replay -- FILE`: diagnoses a journal, or lines with `source` and `text`, again, offline. Prints one JSON object
 * a finding, root cause first; nothing when nothing is wrong. Exit 2 when the file cannot be read.
 */
import { replay } from '../src/diagnosis/replay.ts'
import { readRedacted } from '../src/evidence/journal-redacted.ts'
import { Redactor } from '../src/evidence/redact.ts'
import { findingJson } from '../src/report/finding-json.ts'

/** What a terminal would act on, or show in another order than it is, in JSON's own escapes. */
function visible(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const [path] = process.argv.slice(2)
if (path === undefined || path.startsWith('-')) {
  console.error('usage: npm run -s replay -- FILE')
  process.exitCode = 2
} else {
  try {
    const { findings, notes, store } = await replay(readRedacted(path, new Redactor()))
    for (const finding of findings) console.log(visible(JSON.stringify(findingJson(finding))))
    for (const note of [
      ...store
        .gaps()
        .filter(({ data }) => data.what === 'journal')
        .map(each => each.text),
      ...notes,
    ])
      console.error(visible(note))
  } catch (thrown) {
    console.error(`${path} cannot be replayed: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    process.exitCode = 2
  }
}
