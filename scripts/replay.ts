/**
 * `npm run -s replay -- FILE`: diagnoses a journal, or lines with `source` and `text`, again, offline. Prints one JSON object
 * a finding, root cause first; nothing when nothing is wrong. Exit 2 when the file cannot be read.
 */
import { plain, replayed } from '../src/diagnosis/replay.ts'
import { readJournal } from '../src/evidence/journal.ts'

const [path] = process.argv.slice(2)
if (path === undefined) {
  console.error('usage: npm run -s replay -- FILE')
  process.exitCode = 2
} else {
  try {
    const { findings, notes } = await replayed(readJournal(path))
    for (const finding of findings) console.log(JSON.stringify(plain(finding)))
    for (const note of notes) console.error(note)
  } catch (thrown) {
    console.error(`${path} cannot be replayed: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    process.exitCode = 2
  }
}
