/** The form of an annotation (docs/style.md): what does not hold. */
import { LINES, TITLE_LIMIT, WORDS, wordsIn, wrappedLines } from '../src/report/budget.ts'

/** A tool with a verb: what a reader would copy into a shell. */
const COMMAND =
  /\b(?:kubectl (?:get|describe|delete|apply|edit|auth|logs|label|top|uncordon)|az [a-z0-9-]+ [a-z-]+ --|helm (?:status|history|uninstall))/

/** @param told words that a foreign message may hold. @returns what of the form does not hold. */
export function formFaults(title: string, body: string): string[] {
  const foreign = (line: string) => /^(?:Cause|Reason|Azure|Not seen|Failed)[:,]/.test(line)
  return [
    title.length > TITLE_LIMIT ? `title of ${title.length} characters: ${title}` : '',
    wordsIn(body) > WORDS ? `${wordsIn(body)} words:\n${body}` : '',
    wrappedLines(body) > LINES ? `${wrappedLines(body)} lines:\n${body}` : '',
    body.split('\n').some(line => COMMAND.test(line) && !foreign(line)) ? `a command:\n${body}` : '',
    /(^|\n)\s*\n/.test(body) ? `an empty line:\n${body}` : '',
    /[.!?]\.(?!\.)| {2}/.test(body.replace(/…/g, '')) && !/\.\.\./.test(body)
      ? `double punctuation or space:\n${body}`
      : '',
  ].filter(Boolean)
}
