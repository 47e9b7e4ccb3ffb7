/** The report of a run that ended before it had begun: nothing but what the runner needs, and nothing that can fail it. */
import { appendFileSync } from 'node:fs'
import { error, saveState, setOutput } from '@actions/core'
import { fencedForMarkdown, forAnnotation } from './neutralise.ts'

const TITLE = 'The step could not go on'

/** @param text lines, redacted. */
export function reportEarly(text: string): void {
  const lines = text.split('\n')
  error(lines.map(forAnnotation).join('\n'), { title: TITLE })
  const summary = process.env['GITHUB_STEP_SUMMARY']
  for (const write of [
    () => setOutput('outcome', 'failed'),
    () => saveState('reported', 'true'),
    () => summary && appendFileSync(summary, `## ❌ ${TITLE}\n\n${fencedForMarkdown(lines)}\n`),
  ])
    try {
      write()
    } catch (thrown) {
      process.stdout.write(`${forAnnotation(String(thrown))}\n`)
    }
}
