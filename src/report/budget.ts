/** What an annotation has room for: a reader sees eight lines of it on a pull request, and reads no more than eighty words. */

/** Characters of the title. */
export const TITLE_LIMIT = 80
export const WORDS = 80
export const LINES = 8
/** Columns in which GitHub wraps an annotation on a wide screen. */
export const COLUMNS = 110

/** A line of an annotation. */
export interface Line {
  readonly text: string
  /** What is left out, or cut, first; 0 for what is always said in full. */
  readonly spare: number
}

/** Words of a line that is cut; with fewer it says nothing. */
const LEAST = 7
/** Characters of a foreign name, where there is not room for all of it; DNS labels have no more. */
const NAME = 63
/** Lines that are weighed at all; of more, those that are spared last. */
const MOST_LINES = 50

/** @returns how many words. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}

/** @returns how many lines of 110 columns, as words are wrapped; a word of more is broken. */
export function wrappedLines(text: string): number {
  return text.split('\n').reduce((lines, line) => lines + rowsOf(line), 0)
}

function rowsOf(line: string): number {
  let rows = 1
  let column = 0
  for (const word of line.split(/\s+/).filter(Boolean)) {
    const needed = column === 0 ? word.length : word.length + 1
    if (column + needed <= COLUMNS) {
      column += needed
      continue
    }
    if (column > 0) rows++
    rows += Math.ceil(word.length / COLUMNS) - 1
    column = word.length % COLUMNS || COLUMNS
  }
  return rows
}

/** @returns the lines that fit: what can be spared most is cut word by word, and then left out. */
export function fitLines(lines: readonly Line[]): string[] {
  const given = fewest(lines.filter(({ text }) => text !== '')).map(({ text, spare }) =>
    weigh(boundedText(text), spare),
  )
  if (!isOver(given)) return given.map(({ text }) => text)
  const kept = given.map(line => (line.spare > 0 ? withShortNames(line) : line))
  while (isOver(kept)) {
    const at = mostSpare(kept)
    const line = kept[at]
    // What is always said is short by itself, but for a foreign name.
    if (line === undefined) return kept.map(each => cutEnd(withShortNames(each).text, COLUMNS))
    const shorter = withoutLastWord(line.text)
    if (shorter === undefined) kept.splice(at, 1)
    else kept[at] = weigh(shorter, line.spare)
  }
  return kept.map(({ text }) => text)
}

/** A line, counted once: a cluster may write any number of words. */
interface Weighed extends Line {
  readonly words: number
  readonly rows: number
}

function weigh(text: string, spare: number): Weighed {
  return { text, spare, words: wordsIn(text), rows: wrappedLines(text) }
}

function isOver(lines: readonly Weighed[]): boolean {
  const words = lines.reduce((sum, each) => sum + each.words, 0)
  return words > WORDS || lines.reduce((sum, each) => sum + each.rows, 0) > LINES
}

function mostSpare(lines: readonly Line[]): number {
  const most = lines.reduce((top, { spare }) => Math.max(top, spare), 0)
  return most === 0 ? -1 : lines.findIndex(({ spare }) => spare === most)
}

function fewest(lines: readonly Line[]): readonly Line[] {
  if (lines.length <= MOST_LINES) return lines
  const chosen = new Set([...lines].sort((one, other) => one.spare - other.spare).slice(0, MOST_LINES))
  return lines.filter(each => chosen.has(each))
}

/** @returns no more of a line than an annotation could hold. */
function boundedText(given: string): string {
  const most = (LINES + 1) * COLUMNS
  const text = oneLine(given.slice(0, 4 * most))
  const cut = text.length > most || given.length > 4 * most
  const words = text.slice(0, most).split(' ')
  return cut || words.length > WORDS ? `${words.slice(0, WORDS).join(' ')} …` : text
}

/** A name keeps its beginning, which is what tells it from others. */
function withShortNames({ text, spare }: Weighed): Weighed {
  return weigh(
    text.replace(/\S{64,}/g, name => `${name.slice(0, NAME - 1)}…`),
    spare,
  )
}

/** A whole sentence first: half of one says little. */
function withoutLastWord(given: string): string | undefined {
  const text = given.replace(/ …$/, '')
  const [, whole] = /^(.+[.;!?]) \p{Lu}.*$/u.exec(text) ?? []
  const words = text.split(' ')
  if (whole !== undefined && whole.split(' ').length >= LEAST) return whole
  if (words.length <= LEAST) return undefined
  const tooLong = words.length <= LEAST + 1 && text.length > 2 * COLUMNS
  return tooLong ? undefined : `${words.slice(0, -1).join(' ')} …`
}

function cutEnd(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 2)} …`
}

/** A foreign name or message must not make a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
