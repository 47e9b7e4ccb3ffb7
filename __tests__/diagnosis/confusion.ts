/** `npm run confusion [-- FILE…]`: classes and fields of real messages against what the registry says of each. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replay } from '../../src/diagnosis/replay.ts'
import { factOf } from '../../src/evidence/journal-read.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { findingJson } from '../../src/report/finding-json.ts'

export interface Sample {
  /** A class, or `none` for what is no failure. */
  readonly class: string
  readonly source: string
  /** Where the message was published. */
  readonly origin: string
  readonly text: string
  readonly fields?: Readonly<Record<string, string>>
}

export interface Judged {
  readonly sample: Sample
  /** Class of the first finding, or `none`. */
  readonly found: string
  readonly fields: Readonly<Record<string, string | readonly string[]>>
}

const FOLDER = join(import.meta.dirname, '../fixtures/classes')

export function samples(files: readonly string[] = readdirSync(FOLDER).map(file => join(FOLDER, file))): Sample[] {
  return files.flatMap(file => JSON.parse(readFileSync(file, 'utf8')) as Sample[])
}

/** Each message by itself, as if it were all that is known. */
export async function judged(sample: Sample): Promise<Judged> {
  async function* facts(): AsyncGenerator<Evidence> {
    const fact = factOf({ source: sample.source, text: sample.text }, 1, '2026-03-09T12:00:00Z')
    if (fact !== undefined) yield fact
  }
  const { findings } = await replay(facts())
  const [first] = findings.map(findingJson) as { class: string; fields: Record<string, string | string[]> }[]
  return { sample, found: first?.class ?? 'none', fields: first?.fields ?? {} }
}

/** @returns how many of the expected fields were found as written, and those that were not. */
export function fieldsOf({ sample, fields }: Judged): { readonly all: number; readonly wrong: readonly string[] } {
  const expected = Object.entries(sample.fields ?? {}).filter(([name]) => name !== 'message')
  const wrong = expected
    .filter(([name, value]) => ![fields[name] ?? ''].flat().includes(value))
    .map(([name, value]) => `${name}: '${fields[name] ?? ''}', expected '${value}'`)
  return { all: expected.length, wrong }
}

if (import.meta.main) {
  const files = process.argv.slice(2)
  const all = await Promise.all((files.length > 0 ? samples(files) : samples()).map(judged))
  const table = new Map<string, { right: number; all: number; as: Map<string, number> }>()
  let fields = 0
  let wrongFields = 0
  for (const each of all) {
    const { sample, found } = each
    const row = table.get(sample.class) ?? { right: 0, all: 0, as: new Map<string, number>() }
    table.set(sample.class, row)
    row.all++
    if (found === sample.class) row.right++
    else row.as.set(found, (row.as.get(found) ?? 0) + 1)
    if (found !== sample.class) {
      if (process.env['SHOW'])
        console.log(`${sample.class} -> ${found}: [${sample.source}] ${sample.text.slice(0, 400)}\n`)
      continue
    }
    const { all: count, wrong } = fieldsOf(each)
    fields += count
    wrongFields += wrong.length
    if (process.env['SHOW'] && wrong.length > 0)
      console.log(`fields of ${sample.class}: ${wrong.join('; ')}\n  [${sample.source}] ${sample.text.slice(0, 400)}\n`)
  }
  for (const [name, { right, all: count, as }] of [...table].sort())
    console.log(
      `${name.padEnd(32)} ${right}/${count}${as.size > 0 ? `  as ${[...as].map(([other, n]) => `${other} ${n}`).join(', ')}` : ''}`,
    )
  const right = [...table.values()].reduce((sum, row) => sum + row.right, 0)
  console.log(`classes ${right}/${all.length}, fields ${fields - wrongFields}/${fields}`)
}
