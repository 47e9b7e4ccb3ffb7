/**
 * Foreign text (logs, events, policy and ARM messages, names) on its way out: one function per destination. The runner
 * obeys `::command::` at a line's beginning and `##[command]` anywhere in a line, and a bare CR ends a line (actions/runner).
 */
import { stripVTControlCharacters } from 'node:util'

/** Characters of one line of foreign text that reach the log. */
const LINE_LIMIT = 4000

/** Zero width: it parts what the runner would take for a command, and nothing is seen of it. */
const PART = '\u200b'

/** @returns one line of printable text: line breaks of any kind become spaces, escape codes and controls vanish. */
export function plainLine(given: string, limit: number = LINE_LIMIT): string {
  // What comes from a service may be of another type than it should be.
  const text = String(given)
  const cut = text.length > limit * 2 ? text.slice(0, limit * 2) : text
  const clean = stripVTControlCharacters(cut)
    .replace(/[\r\n\u2028\u2029\u0085\t\v\f]+/g, ' ')
    // Controls, what is invisible or reorders a line (it parts secrets and names), and lone surrogates; a picture keeps its form.
    .replace(
      /[\u0000-\u001f\u007f-\u009f]|(?<!\p{Extended_Pictographic})\ufe0f|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/gu,
      '',
    )
    .toWellFormed()
  return clean.length > limit ? `${clean.slice(0, limit)} … (${text.length - limit} more characters)` : clean
}

/** Longer than any line that is kept; what is longer is cut only once secrets are out of it. */
const WHOLE = 1_000_000

/**
 * One line with secrets taken out both as it came and as it will be read: escape codes, or a cut, may part what is known.
 * @returns printable text, not yet cut.
 */
export function cleanLine(text: string, redact: (text: string) => string): string {
  const raw = redact(text)
  const plain = plainLine(raw, WHOLE)
  return plain === raw ? raw : redact(plain)
}

/** For the step's log: no command in it, at the line's beginning or inside. */
export function forConsole(text: string): string {
  return plainLine(text)
    .replaceAll('##[', `#${PART}#[`)
    .replace(/^(\s*):(?=:)/, `$1:${PART}`)
}

/** For an annotation's message: @actions/core escapes it for its line; the lines inside are ours. */
export function forAnnotation(text: string): string {
  return plainLine(text).replaceAll('##[', `#${PART}#[`)
}

/** An annotation's message as the runner and a check run get it. @param redact takes secrets out, those of several lines too. */
export function annotationText(message: string, redact: (text: string) => string): string {
  return redact(message)
    .split('\n')
    .map(line => forAnnotation(cleanLine(line, redact)))
    .join('\n')
}

/** For Markdown, as a code span inside a line: nothing in it is markup, a mention or a link. */
export function forMarkdown(text: string): string {
  const line = plainLine(text).trim()
  if (line === '') return ''
  const longest = longestRun(line)
  const fence = '`'.repeat(longest + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

function longestRun(line: string): number {
  return [...line.matchAll(/`+/g)].reduce((most, run) => Math.max(most, run[0].length), 0)
}

/** For a cell of a Markdown table, where a pipe ends the cell even inside a code span, and GitHub takes \\| for a pipe. */
export function forTableCell(text: string): string {
  return escapePipes(forMarkdown(text))
}

/** @returns Markdown that ends no cell of a table. */
export function escapePipes(markdown: string): string {
  // Renderers disagree on a backslash before an escaped pipe.
  return markdown.replace(/\\(?=\|)/g, `\\${PART}`).replaceAll('|', '\\|')
}

/** For Markdown, as a fenced block of lines. @param info language, such as diff */
export function fencedForMarkdown(lines: readonly string[], info = 'text'): string {
  const clean = lines.map(line => plainLine(line))
  const longest = clean.reduce((most, line) => Math.max(most, longestRun(line)), 2)
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${info}`, ...clean, fence].join('\n')
}

/**
 * Any legal path of the three systems (spaces, umlauts, +), with forward slashes: the shells of Windows read those too.
 * @returns '' for what no path holds
 */
export function forPathOutput(path: string): string {
  if (/\p{Cc}|[\u2028\u2029]/u.test(path) || path.length > 4096) return ''
  return /^(?:[A-Za-z]:|\\\\)/.test(path) ? path.replaceAll('\\', '/') : path
}

/** Outputs are used in `run:` lines: enumerations, booleans and identifiers. @returns '' for anything else, options and paths upwards too. */
export function forOutput(text: string): string {
  return /^[A-Za-z0-9_/][A-Za-z0-9._:/@+-]{0,511}$/.test(text) && !text.includes('..') ? text : ''
}
