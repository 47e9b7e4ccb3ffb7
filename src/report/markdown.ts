/** Pieces of Markdown that the summary's parts share. */
import { forMarkdown, plainLine } from './neutralise.ts'

/** A sentence of ours with foreign words in it: what could be markup is made harmless, what is prose stays readable. */
export function mixed(text: string): string {
  return plainLine(text)
    .trim()
    .split(/(\s+)/)
    .map(word =>
      /^[\p{L}\p{N}.,;:()"'’/%–-]*$/u.test(word) && !MARKUP.test(word)
        ? word
        : /^\s*$/.test(word)
          ? word
          : forMarkdown(word),
    )
    .join('')
}

/** List items, links, references to issues and commits, and names of emoji, as GitHub reads them in bare words. */
const MARKUP = /^\d+[.)]$|^-+$|:\/\/|www\.|\bGH-\d|\b[A-Z][A-Z0-9]*-\d+\b|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b|:\w+:/i

export function folded(title: string, parts: readonly string[]): string {
  return ['<details>', `<summary>${escaped(title)}</summary>`, '', parts.join('\n\n'), '', '</details>'].join('\n')
}

function escaped(text: string): string {
  return forMarkdownText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Inside an HTML element no code span can stand: mentions, references and links are parted instead. */
function forMarkdownText(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/([@#])(?=\w)/g, '$1\u200b')
    .replaceAll('://', ':\u200b//')
    .slice(0, 300)
}
