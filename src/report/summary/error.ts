/** An error of the run itself, as Markdown: what was being done, why it ended, what to do. The heading has its first sentence. */
import { errorRest } from '../error-lines.ts'
import type { Ink } from '../markdown.ts'
import type { RunReport } from '../run-report.ts'

/** @returns blocks of Markdown, without the line that the headline says. */
export function errorParts({ doing, likely, next }: NonNullable<RunReport['error']>, ink: Ink): string[] {
  const why = errorRest(likely).filter(line => line.trim() !== '')
  const isList = why.length > 1
  return [
    ink.mix(doing),
    isList ? why.map(each => `- ${ink.mix(each)}`).join('\n') : why.map(each => ink.mix(each)).join(''),
  ]
    .filter(Boolean)
    .concat('**What to do**', ...stepParts(next, ink))
}

/** Sentences are paragraphs; what is indented, and commands, are blocks to copy from. */
function stepParts(next: string, ink: Ink): string[] {
  const parts: string[] = []
  let block: string[] = []
  const close = () => {
    while (block.at(-1)?.trim() === '') block.pop()
    if (block.length > 0) parts.push(ink.fence(block))
    block = []
  }
  for (const line of next.split('\n')) {
    if (/^ {4}/.test(line) || (block.length > 0 && line.trim() === '')) {
      block.push(line.slice(4))
      continue
    }
    close()
    const [, sentence = '', command] = /^(.*?:) (az .+)$/.exec(line) ?? ['', line]
    if (sentence.trim() !== '') parts.push(ink.mix(sentence))
    if (command !== undefined) parts.push(ink.fence([command], 'sh'))
  }
  close()
  return parts
}
