/** An error of the workflow, or a bug of ours, as an annotation: the cause is the title, what to do comes first. */
import { BUG, type RunError } from '../model/outcome.ts'
import type { Line } from './budget.ts'
import { prose, sentence } from './prose.ts'

/** Problems that an annotation names; the summary has all. */
const NAMED = 4

/** @returns the cause in a line, or how many problems there are. */
export function errorTitle({ doing, likely }: RunError): string {
  const problems = problemsIn(likely)
  if (problems.length > 1) return `${doing.replace(/\.$/, '')}: ${problems.length} problems`
  const [line = ''] = likely.split('\n')
  const [first = ''] = (problems[0] ?? line).split(/(?<=\S)\. /)
  return first.replace(/\.$/, '')
}

/** @param now the state, as far as it is known. */
export function errorLines({ doing, likely, next }: RunError, now = ''): Line[] {
  const lines = next.split('\n').filter(line => line.trim() !== '')
  // What is indented, or follows on a command, is to be copied: from the summary.
  const sentences = lines.filter(line => !/^\s/.test(line)).map(line => line.replace(/: (?:az|kubectl|helm) .*$/, '.'))
  const hasMore = lines.some(line => /^\s|: (?:az|kubectl|helm) /.test(line))
  const problems = problemsIn(likely)
  const more = problems.length > 1 ? problems : errorRest(likely).slice(1)
  const [rest = ''] = errorRest(likely)
  const fix = prose(sentences.join(' '))
  return [
    { text: doing === BUG ? 'This is a bug in this action.' : 'Your move.', spare: 0 },
    { text: now === '' ? '' : `Now: ${now}`, spare: 1 },
    { text: fix === '' ? '' : `Fix: ${fix}`, spare: 1 },
    { text: `Failed: ${sentence(doing)}`, spare: 4 },
    ...(problems.length > 1 ? [] : [{ text: sentence(rest), spare: 2 }]),
    ...more.slice(0, NAMED).map(text => ({ text: sentence(text), spare: 3 })),
    { text: more.length > NAMED ? `${more.length - NAMED} more.` : '', spare: 1 },
    { text: hasMore ? 'Commands: job summary.' : 'Details: job summary.', spare: 0 },
  ]
}

/** @returns the lines of a cause that its title has no room for: the rest of its first line, and all others. */
export function errorRest(likely: string): string[] {
  const problems = problemsIn(likely)
  if (problems.length > 1) return problems
  const [first = '', ...others] = likely.split('\n')
  const [, ...sentences] = (problems[0] ?? first).split(/(?<=\S)\. /)
  return [sentences.join('. '), ...others]
}

function problemsIn(likely: string): string[] {
  return likely.split('\n').flatMap(line => (line.startsWith('- ') ? [line.slice(2)] : []))
}
