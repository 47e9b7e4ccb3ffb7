/** The form of an annotation (docs/style.md): what does not hold. */
import { LINES, TITLE_LIMIT, WORDS, wordsIn, wrappedLines } from '../src/report/budget.ts'

/** The lines that quote others. */
const FOREIGN = /^(?:Cause|Reason|Azure|Not seen|Failed)[:,]/

function ours(body: string): string {
  return body
    .split('\n')
    .filter(line => !FOREIGN.test(line))
    .join('\n')
}

/** A tool with a verb: what a reader would copy into a shell. */
const COMMAND =
  /\b(?:kubectl (?:get|describe|delete|apply|edit|auth|logs|label|top|uncordon)|az [a-z0-9-]+ [a-z-]+ --|helm (?:status|history|uninstall))/

/** @returns what of the form does not hold. */
export function formFaults(title: string, body: string): string[] {
  return [
    title.length > TITLE_LIMIT ? `title of ${title.length} characters: ${title}` : '',
    wordsIn(body) > WORDS ? `${wordsIn(body)} words:\n${body}` : '',
    wrappedLines(body) > LINES ? `${wrappedLines(body)} lines:\n${body}` : '',
    COMMAND.test(ours(body)) ? `a command:\n${body}` : '',
    /(^|\n)\s*\n/.test(body) ? `an empty line:\n${body}` : '',
    /[a-z][.!?]\.(?![./])| {2}/.test(ours(body)) ? `double punctuation or space:\n${body}` : '',
  ].filter(Boolean)
}
