/**
 * What a line says, out of what it is wrapped in: JSON log lines (also JSON within JSON), logfmt with escaped quotes,
 * and JSON that does not parse, as the Azure config agent writes it. Used by every rule.
 */

export interface Unwrapped {
  readonly text: string
  /** The text ended where its container ended; if not, a quote may end it. */
  readonly whole: boolean
}

const DEPTH = 4
const VALUES = 200
/** Of objects in a log line; what is deeper is not looked at. */
const NESTING = 20

/** @returns the texts in a line, innermost wrapping undone, in their order; the line itself, unescaped, when it is no JSON. */
export function unwrap(line: string): Unwrapped[] {
  const texts: Unwrapped[] = []
  collect(line, DEPTH, texts)
  return texts
}

function collect(text: string, depth: number, into: Unwrapped[]): void {
  if (into.length >= VALUES) return
  const json = depth > 0 ? jsonIn(text) : undefined
  if (json === undefined) {
    into.push({ text: joinLines(undoEscapes(text)), whole: !/\\["']/.test(text) && !text.includes('="') })
    return
  }
  const [before, value] = json
  if (before.trim() !== '') into.push({ text: joinLines(before), whole: true })
  for (const each of stringsIn(value, NESTING)) collect(each, depth - 1, into)
}

/** A JSON object at the text's beginning, or after a prefix such as a time and a level. */
function jsonIn(text: string): [string, unknown] | undefined {
  const at = text.indexOf('{')
  if (at < 0 || !text.trimEnd().endsWith('}')) return undefined
  try {
    return [text.slice(0, at), JSON.parse(text.slice(at))]
  } catch {
    return undefined
  }
}

function* stringsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null && depth > 0)
    for (const each of Object.values(value)) yield* stringsIn(each, depth - 1)
}

/** Undoes JSON's escaping, once or twice, where the JSON around it cannot be parsed. */
function undoEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text
    .replace(/\\{1,8}u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/\\{1,8}n/g, '\n')
    .replace(/\\{1,8}[rt]/g, ' ')
}

/** Statements and clauses stay lines of their own: the reading of what was pasted has joined what was hard-wrapped. */
function joinLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
}
