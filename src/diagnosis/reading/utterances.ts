/** What was said at once: a log's line with what follows it, a tool's error with its clauses. */
import { type Line, linesOf, type Mark } from './decoration.ts'

export interface Utterance {
  /** Hard-wrapped lines are joined by spaces; clauses of their own by line breaks. */
  readonly text: string
  /** The lines that it was joined of. */
  readonly lines: string
  readonly mark: Mark
  readonly boxed: boolean
}

/** Where a program's next word begins: a time, a level, an object of JSON, a sign, an error, a bullet, a prompt. */
const BEGINS =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[IWEF]\d{4} \d\d:\d\d|(?:time|ts|level|timestamp)=|\{\s*"|\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL)\b\]?[: ]|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d |\w+\.go:\d+: |(?:Error|ERROR|error|Warning|WARNING|warning|FATAL|fatal|panic)(?:\[\w+\])?: |\s*[✔✓✗✘►◎⚠●✚] ?|(?:ERROR: )?\([A-Z]\w{2,80}\) |(?:\w+\.)*\w{3,40}(?:Error|Exception): |Operation failed with status: |\$ |\w+ \[[^\]]{0,60}\]\$ |PS [A-Z]:\\[^>]*> |[\w.-]+@[\w.-]+[:~][^$#]{0,80}[$#] |(?:\S+ )?STDERR: |(?:Apply|Destroy) complete!)/
/** Where a clause of the same error begins: az's and terraform's. */
const CLAUSE =
  /^\s*(?:Code|Message|Target|Details|Inner ?[Ee]rrors?|Exception Details|Reason|Status|Additional \w+|Trace ID|Correlation ID|Timestamp|Original Error|Caused by|Request ID|RESPONSE \d{3}.*|ERROR CODE|Error code)\s*:|^\s*with [\w.[\]"-]+,?\s*$|^\s*on \S+ line \d+|^\s*-{3,}\s*$|^\s*[*•-] \S/

/** A command line, which goes on only where it says so; what follows is what it printed. */
const PROMPT = /^(?:\$ |PS [A-Z]:\\[^>]*> |[\w.-]+@[\w.-]+[:~][^$#]{0,80}[$#] )(?!.*\\$)/

/** What only begins an error: az's code, with the message on the next line. */
const HEAD = /^(?:ERROR: )?\(\w{3,80}\)\s*$|^(?:Error|ERROR):\s*$/

/** @returns whether a line is a prompt with a command. */
export function isCommand(text: string): boolean {
  return PROMPT.test(text) && !text.includes('\n')
}

/** @returns a text with its hard-wrapped lines joined; clauses and statements stay lines. */
export function joinWrapped(text: string): string {
  if (!text.includes('\n')) return text
  return utterancesOf(linesOf(text))
    .map(each => each.text)
    .join('\n')
}

/** @returns what was said, in its order; an empty line ends only what a box or a level began. */
export function utterancesOf(lines: readonly Line[]): Utterance[] {
  const all: { parts: string[]; mark: Mark; box: number }[] = []
  let broken = false
  for (const { text, mark, box } of lines) {
    const bare = text.trim()
    if (bare === '') {
      broken = true
      continue
    }
    const last = all.at(-1)
    const isPrompt = last?.parts.length === 1 && PROMPT.test(last.parts[0] ?? '')
    const isHeadless = last?.parts.length === 1 && HEAD.test(last.parts[0] ?? '')
    if (last === undefined || last.box !== box || isPrompt || ((BEGINS.test(text) || mark !== '') && !isHeadless))
      all.push({ parts: [bare], mark, box })
    else last.parts.push(broken || last.mark !== '' || CLAUSE.test(text) ? `\n${bare}` : ` ${bare}`)
    broken = false
  }
  return all.map(({ parts, mark, box }) => ({
    text: parts
      .join('')
      .replace(/[^\S\n]+/g, ' ')
      .trim(),
    lines: parts.map(part => part.trim()).join('\n'),
    mark,
    boxed: box > 0,
  }))
}
