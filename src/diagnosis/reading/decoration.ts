/** What terminals, workflow logs and tools draw around a line, taken off line by line, before lines are joined. */

/** What a decoration said of its line. */
export type Mark = 'error' | 'warning' | 'info' | ''

export interface Line {
  readonly text: string
  readonly mark: Mark
  /** Lines that one box was drawn around have the same number; 0 outside of any. */
  readonly box: number
}

/** Escape sequences of terminals (ECMA-48), and their tails where a log has lost the escape character. */
const ANSI = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)|\[\d{1,3}(?:;\d{1,3}){0,4}m/g
/** GitHub's and Azure Pipelines' logs: seven digits of a second, which hardly any program writes. */
const RUNNER_TIME = /^(?:[^\t\n]{1,80}(?:\t| {2})[^\t\n]{1,80}(?:\t| {2}))?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/
/** Logging commands of GitHub Actions and Azure Pipelines. */
const COMMAND =
  /^(?:##\[(\w+)\]|::(error|warning|notice|debug)(?: [^:]{0,300})?::|##vso\[task\.logissue type=(\w+)[^\]]{0,200}\])/
/** Edges of boxes that terraform and k9s draw, and Markdown's own marks of quoted text. */
const EDGES = /^\s*(?:[│┃║] ?|> )|\s*[│┃║]\s*$/g
const TOP_OR_BOTTOM = /^\s*[╷╵┌└├╭╰─━═┐┘┤╮╯┬┴┼╞╡]+(?:.{0,80}[─━═╮┐╯┘])?\s*$/
const TOP = /^\s*[╷┌╭]/
/** What container runtimes and log viewers put before a line: a time, the stream, whether the line is whole. */
const RUNTIME =
  /^(?:\|[ |]*)?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)? ?\| )?\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /
/** Jenkins' times, and the marks that set a whole line off in Markdown. */
const OTHER = /^(?:\[?\d\d:\d\d:\d\d(?:\.\d+)?\]?\s{1,3}(?=[│╷╵]|Error\b|\S)|`(?=\S)|_(?=[A-Z]))|(?:`|(?<=\s|\S)_+)$/g
/** Markdown's bold, as people set off the row that matters. */
const BOLD = /(?<!\*)\*\*(?=[^\s*])([^*\n]{1,2000})\*\*(?!\*)/g
/** Quotes as word processors and web pages set them. */
const QUOTES = /[‘’“”]/g
/** What pytest sets before the lines of an error. */
const PYTEST = /^E {3,}(?=\S)/
const FENCE = /^\s*(?:```|~~~)\S*\s*$/

const MARKS: Readonly<Record<string, Mark>> = {
  error: 'error',
  warning: 'warning',
  notice: 'info',
  debug: 'info',
  group: 'info',
  endgroup: 'info',
  section: 'info',
  command: 'info',
}

/** How many decorations of one line are taken off, one within the other. */
const DEPTH = 6

/** @returns the lines of a text without decorations; lines that were nothing else are empty. */
export function linesOf(text: string): Line[] {
  let box = 0
  let inBox = false
  return dedent(text.split(/\r?\n|\r(?!\n)/)).map(raw => {
    const { text: bare, mark } = strip(raw.replace(/^\uFEFF/, ''))
    if (TOP_OR_BOTTOM.test(bare)) {
      inBox = TOP.test(bare)
      box++
      return { text: '', mark: '', box: inBox ? box : 0 }
    }
    const framed = EDGES.test(bare)
    EDGES.lastIndex = 0
    return { text: framed ? strip(bare.replace(EDGES, '')).text : bare, mark, box: inBox ? box : 0 }
  })
}

/** A quoted block is indented as a whole. */
function dedent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter(line => line.trim() !== '').map(line => line.search(/\S/))
  const common = indents.reduce((least, each) => Math.min(least, each), 40)
  return common === 0 || indents.length < 2 ? lines : lines.map(line => line.slice(common))
}

function strip(raw: string): { readonly text: string; readonly mark: Mark } {
  let text = raw
  let mark: Mark = ''
  for (let depth = 0; depth < DEPTH; depth++) {
    const before = text
    text = text
      .replace(QUOTES, each => (/[‘’]/.test(each) ? "'" : '"'))
      .replace(PYTEST, '')
      .replace(ANSI, '')
      .replace(RUNNER_TIME, '')
      .replace(RUNTIME, '')
      .replace(OTHER, '')
      .replace(BOLD, '$1')
    const found = COMMAND.exec(text)
    if (found !== null) {
      mark = MARKS[(found[1] ?? found[2] ?? found[3] ?? '').toLowerCase()] ?? mark
      text = text.slice(found[0].length)
    }
    if (FENCE.test(text)) text = ''
    if (text === before) break
  }
  return { text: text.trimEnd(), mark }
}
