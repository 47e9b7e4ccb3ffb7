/** The report of a run that ended before it had begun: nothing but what the runner needs, and nothing that can fail it. */
import { appendFileSync } from 'node:fs'
import { error, saveState, setOutput } from '@actions/core'
import type { RunError } from '../model/outcome.ts'
import { fitLines, TITLE_LIMIT } from './budget.ts'
import { errorLines, errorTitle } from './error-lines.ts'
import { Ink } from './markdown.ts'
import { forAnnotation, forConsole } from './neutralise.ts'
import { errorParts } from './summary/error.ts'
import { clipText } from './words.ts'

/** @param failed redacted. @param stack lines of it, for a bug of ours. */
export function reportEarly(failed: RunError, stack: readonly string[] = []): void {
  const title = clipText(errorTitle(failed), TITLE_LIMIT)
  error(fitLines(errorLines(failed)).map(forAnnotation).join('\n'), { title: forAnnotation(title) })
  // What does not fit an annotation stands in the log too: there may be no page for a summary.
  const lines = [failed.doing, ...failed.likely.split('\n'), ...failed.next.split('\n'), ...stack]
  for (const line of lines) process.stdout.write(`${forConsole(line)}\n`)
  const ink = new Ink(text => text)
  const summary = process.env['GITHUB_STEP_SUMMARY']
  const parts = [
    `## ❌ ${ink.mix(errorTitle(failed))}`,
    ...errorParts(failed, ink),
    stack.length > 0 ? ink.fence(stack) : '',
  ]
  for (const write of [
    () => setOutput('outcome', 'failed'),
    () => saveState('reported', 'true'),
    () => summary && appendFileSync(summary, `${parts.filter(Boolean).join('\n\n')}\n`),
  ])
    try {
      write()
    } catch (thrown) {
      process.stdout.write(`${forConsole(String(thrown))}\n`)
    }
}
