/** What tests of long logs count: lines at the prefilter, each by an id of its own, and the peak memory of the action. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep, type StepOptions, type StepRun } from '../simulator/runner.ts'
import { LiteralSearch } from '../src/kubernetes/logs/literal-search.ts'

/** Counts what it is asked to search: whole blocks of lines, each line with `unique-<id> ` in it. */
export class Prefilter extends LiteralSearch {
  readonly seen: Uint8Array
  constructor(literal: string, lines: number) {
    super([literal])
    this.seen = new Uint8Array(lines + 1)
  }
  override holdsAny(bytes: Buffer): boolean {
    // A single line that is asked about is not a block of the stream.
    if (bytes.at(-1) === 10)
      for (const [, id] of bytes.toString('latin1').matchAll(/unique-(\d+) /g))
        this.seen[Number(id)] = (this.seen[Number(id)] ?? 0) + 1
    return super.holdsAny(bytes)
  }

  /** @param lines ids count from 1. */
  counts(lines: number): { readonly lost: number; readonly doubled: number } {
    const seen = this.seen.subarray(1, lines + 1)
    return { lost: seen.filter(count => count === 0).length, doubled: seen.filter(count => count > 1).length }
  }
}

/** Runs the action. @returns its run and its peak RSS in MiB. */
export async function withPeak(options: StepOptions): Promise<{ readonly run: StepRun; readonly peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'peak-'))
  const hook = join(folder, 'rss.mjs')
  const rss = join(folder, 'rss')
  writeFileSync(
    hook,
    "import { writeFileSync } from 'node:fs'\nprocess.on('exit', () => writeFileSync(process.env.RSS, String(process.resourceUsage().maxRSS)))\n",
  )
  const environment = { ...options.environment, RSS: rss }
  const run = await runStep({ ...options, environment, nodeOptions: ['--import', hook] })
  return { run, peak: Number(readFileSync(rss, 'utf8')) / 1024 }
}
