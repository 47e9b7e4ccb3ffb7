/** Why one of many runs is red, in few words: what is the same in every cluster that has met it. */
import { errorTitle } from '../error-lines.ts'
import { moveLine, nextLine } from '../finding-lines.ts'
import { prose } from '../prose.ts'
import { type RunReport, rootCause } from '../run-report.ts'
import { upperFirst } from '../words.ts'

/** @returns the cause in a line, '' where none is known, and whose move it is with the first thing to do. */
export function causeWords(report: RunReport): { readonly title: string; readonly next: string } {
  const { error, store } = report
  if (error !== undefined) return { title: errorTitle(error), next: prose(error.next.split('\n')[0] ?? '') }
  const cause = rootCause(report)
  if (cause !== undefined)
    return {
      title: upperFirst(cause.brief.title || cause.title),
      // The text for the support request stands in the summary of the job that failed.
      next: [moveLine(cause), nextLine(cause.remedy.steps).replace('the job summary', 'the summary of that job')]
        .filter(Boolean)
        .join(' '),
    }
  const code = store.armErrors().at(-1)?.data.code
  return { title: code ? `Azure answered ${code}` : '', next: '' }
}
