/**
 * `npm run faults`: plays every row and writes docs/faults.md, with what the user reads of each. With a pattern as argument,
 * plays the rows whose names match, and prints what differs. `monkeys N SEED`: N installs with passing faults by chance.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHAPTERS } from './all.ts'
import { monkeys } from './monkeys.ts'
import { type Played, play, type Row, wrongs } from './row.ts'

const LANES = 4

const OTHERS = [
  ['each bad input, all of them in one error; 100,000 generated ones', 'inputs.test.ts'],
  ["cancelled at the runner's times, in each phase", 'simulator/cancel.test.ts'],
  ['a full disk', 'simulator/full-disk.test.ts'],
  ['an install of one hour with tokens of three minutes', 'simulator/timed/one-hour.test.ts'],
  ['1,000,000 lines of which one matters, over cut streams', 'simulator/timed/million.test.ts'],
  ['a secret in every source, looked for in all that is written', 'simulator/secrets.test.ts'],
  ['two runs at once; an install by another process, watched', 'simulator/existing.test.ts'],
  ['the comment on the pull request, and what GitHub refuses', 'simulator/comment.test.ts'],
  ['an answer of Azure that stalls, or is too long', 'azure/arm/client.test.ts'],
] as const

/** @returns the line that says it: the annotation where there is one, else the log's line that the row expects. */
function read(row: Row, { annotations, run }: Played): string {
  const patterns = [row.reads].flat()
  const lines =
    annotations.length > 0
      ? annotations.join('\n').split('\n')
      : run.stdout.split('\n').filter(line => !line.startsWith('::'))
  const said = patterns.map(pattern => lines.find(line => pattern.test(line)) ?? '').filter(Boolean)
  const title = annotations[0]?.split('\n')[0] ?? ''
  return [...new Set([title, ...said])]
    .filter(Boolean)
    .map(line => cell(line.trim()))
    .join('<br>')
}

function cell(text: string): string {
  const plain = text.replace(/127\.0\.0\.1:\d+/g, '<host>').replace(/^\[ *[\dms ]+\] */, '')
  const short = plain.length > 260 ? `${plain.slice(0, 260)} …` : plain
  return short.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('`', '\\`')
}

async function written(): Promise<void> {
  const text = [
    '# Faults, and what the user reads',
    '',
    'Written by `npm run faults`: each row is planted in the simulator and met by the bundled action as its own process, as in `npm test` (`__tests__/faults`). Green outcomes go on and say what they met.',
    '',
  ]
  let survived = 0
  let failed = 0
  for (const [title, rows] of CHAPTERS) {
    const lines = new Map<Row, string>()
    const queue = [...rows]
    const lane = async () => {
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        const played = await play(row)
        const wrong = wrongs(row, played)
        if (wrong.length > 0) failed++
        else survived++
        const result = wrong.length === 0 ? 'as expected' : `**not as expected: ${wrong.map(cell).join('; ')}**`
        lines.set(row, `| ${cell(row.name)} | ${row.outcome} | ${result} | ${read(row, played)} |`)
        process.stderr.write(`${wrong.length === 0 ? '✔' : '✖'} ${row.name}\n`)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    text.push(`## ${title}`, '', '| fault or state | outcome | result | what the user reads |', '|---|---|---|---|')
    text.push(...rows.map(row => lines.get(row) ?? ''), '')
  }
  text.push(`${survived} as expected, ${failed} not.`, '', '## Held by tests of their own', '')
  text.push('`npm test` runs them; they have no row above because they need another runner, time or disk.', '')
  text.push('| what | test |', '|---|---|', ...OTHERS.map(([what, test]) => `| ${what} | \`__tests__/${test}\` |`), '')
  writeFileSync(join(import.meta.dirname, '../../docs/faults.md'), text.join('\n'))
  process.exitCode = failed === 0 ? 0 : 1
}

async function only(pattern: RegExp): Promise<void> {
  for (const row of CHAPTERS.flatMap(([, rows]) => rows).filter(each => pattern.test(each.name))) {
    const began = performance.now()
    const played = await play(row)
    const wrong = wrongs(row, played)
    const seconds = Math.round((performance.now() - began) / 1000)
    console.log(`${wrong.length === 0 ? '✔' : '✖'} ${row.name} (${seconds} s)`)
    if (wrong.length === 0) continue
    console.log(wrong.map(each => `    ${each}`).join('\n'))
    console.log(played.run.stdout.replaceAll(/^/gm, '    | '))
    process.exitCode = 1
  }
}

async function byChance(runs: number, seed: number): Promise<void> {
  const { faults, wrong } = await monkeys(runs, seed, line => console.log(line))
  for (const each of wrong) console.log(each)
  console.log(`${runs - wrong.length} of ${runs} right, ${faults} faults met (seed ${seed})`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

const [pattern, runs = '200', seed = String(Date.now() % 100_000)] = process.argv.slice(2)
if (pattern === undefined) await written()
else if (pattern === 'monkeys') await byChance(Number(runs), Number(seed))
else await only(new RegExp(pattern, 'i'))
