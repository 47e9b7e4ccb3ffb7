/** What a run found, and what its journal gives again: they must be the same. */
import { readFileSync } from 'node:fs'
import { replay } from '../src/diagnosis/replay.ts'
import { readJournal } from '../src/evidence/journal-read.ts'
import { findingJson } from '../src/report/finding-json.ts'

interface Public {
  readonly class: string
  readonly fields: Readonly<Record<string, string>>
  readonly remedy: readonly { readonly text: string; readonly command?: string }[]
}

/** @returns the findings of findings.json; none where there is no such file. */
export function liveFindings(outputs: Readonly<Record<string, string>>): Public[] {
  const path = outputs['findings-path'] ?? ''
  return path === '' ? [] : (JSON.parse(readFileSync(path, 'utf8')) as Public[])
}

/** @returns how the journal, replayed, differs from what the run found, in class, fields, remedy or order; '' where it does not. */
export async function differenceOnReplay(outputs: Readonly<Record<string, string>>): Promise<string> {
  const path = outputs['evidence-path'] ?? ''
  if (path === '') return ''
  const { findings } = await replay(readJournal(path))
  const facts = ({ class: id, fields, remedy }: Public) => JSON.stringify([id, fields, remedy])
  const live = liveFindings(outputs).map(facts)
  const again = findings.map(each => facts(JSON.parse(JSON.stringify(findingJson(each))) as Public))
  return live.join('\n') === again.join('\n') ? '' : `live:\n${live.join('\n')}\nreplayed:\n${again.join('\n')}`
}
