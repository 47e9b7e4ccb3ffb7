/**
 * How foreign values become Markdown: secrets are taken out of each value, then it is cut, then made harmless, and only then
 * laid out. Nothing touches the Markdown afterwards: what changes it later (a redaction that takes a closing backtick with
 * it, a cut in the middle of a span) makes what was harmless live again.
 */
import { escapePipes, fencedForMarkdown, forMarkdown, forTableCell, plainLine } from './neutralise.ts'

/** Characters of one value, where the place asks for no fewer. */
const VALUE_LIMIT = 4000

export class Ink {
  readonly #redact: (text: string) => string
  readonly #limit: number

  /** @param redact takes secrets out of one value. @param limit characters of one value that are shown. */
  constructor(redact: (text: string) => string, limit: number = VALUE_LIMIT) {
    this.#redact = redact
    this.#limit = limit
  }

  /** Secrets taken out, and nothing else: for what is encoded otherwise. */
  redact(text: string): string {
    return this.#redact(text)
  }

  /** A code span inside a line. */
  span(text: string): string {
    return forMarkdown(this.#clean(text))
  }

  /** A cell of a table. */
  cell(text: string): string {
    return forTableCell(this.#clean(text))
  }

  /** A block of lines. @param info language, such as diff */
  fence(lines: readonly string[], info = 'text'): string {
    // A secret may be of several lines.
    const clean = this.#redact(lines.join('\n')).split('\n')
    return fencedForMarkdown(clean, info)
  }

  /** A sentence of ours with foreign words in it: what could be markup is made harmless, what is prose stays readable. */
  mix(text: string): string {
    return this.#clean(text)
      .trim()
      .split(/(\s+)/)
      .map(word =>
        /^[\p{L}\p{N}.,;:()"'’/%–-]*$/u.test(word) && !MARKUP.test(word)
          ? word
          : /^\s*$/.test(word)
            ? word
            : withoutTail(word),
      )
      .join('')
  }

  /** A sentence of ours with foreign words in it, in a cell of a table. */
  mixCell(text: string): string {
    return escapePipes(this.mix(text))
  }

  /** Parts that are folded below a title. */
  fold(title: string, parts: readonly string[]): string {
    const summary = `<summary>${forHtml(this.#clean(title))}</summary>`
    return ['<details>', summary, '', parts.join('\n\n'), '', '</details>'].join('\n')
  }

  #clean(text: string): string {
    return plainLine(this.#redact(String(text)), this.#limit)
  }
}

/** List items, links, references to issues and commits, and names of emoji, as GitHub reads them in bare words. */
const MARKUP = /^\d+[.)]$|^-+$|:\/\/|www\.|\bGH-\d|\b[A-Z][A-Z0-9]*-\d+\b|\b[0-9a-f]{7,40}\b|:[\w+-]+:/i

/** Inside an HTML element no code span can stand: mentions, references and links are parted instead. */
function forHtml(text: string): string {
  return text
    .replace(/([@#]|GH-)(?=\w)/gi, '$1\u200b')
    .replaceAll('://', ':\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.')
    .replace(/[`*_~[\]()!\\|:]/g, each => `&#${each.charCodeAt(0)};`)
    .replace(/&(?!#\d+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .slice(0, 1000)
}

/**
 * @param blocks of Markdown, the most important first.
 * @param limit of the whole, in `measure`.
 * @param left says of so many blocks that they were left out.
 * @returns the blocks that fit, whole.
 */
export function within(
  blocks: readonly string[],
  limit: number,
  measure: (text: string) => number,
  left: (count: number) => string,
): string {
  let size = 0
  const kept: string[] = []
  const shown = blocks.filter(Boolean)
  for (const block of shown) {
    const more = measure(block) + 2
    if (size + more > limit) continue
    size += more
    kept.push(block)
  }
  const count = shown.length - kept.length
  return [...kept, ...(count === 0 ? [] : [left(count)])].join('\n\n')
}

/** Punctuation after a word is no part of the code that it is. */
function withoutTail(word: string): string {
  const [, core = '', tail = ''] = /^(.*?)([.,;:)]*)$/su.exec(word) ?? []
  return core === '' ? forMarkdown(word) : forMarkdown(core) + tail
}
