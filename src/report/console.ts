/** The step's log: a line per change, a heartbeat, and at the end the verdict. */
import { debug, endGroup, isDebug, startGroup } from '@actions/core'
import { cleanLine, forConsole } from './neutralise.ts'

export interface Log {
  /** A line of ours, in which foreign text may stand. */
  line(text: string): void
  /** A line with the time since the run began before it. */
  progress(text: string): void
  /** Folded lines. */
  group(title: string, lines: readonly string[]): void
  /** One line of a container's log. */
  podLine(pod: string, container: string, text: string): void
}

/**
 * @param redact takes secrets out; the last gate before the log.
 * @param now ms since the epoch.
 */
export function openLog(redact: (text: string) => string, now: () => number = Date.now): Log {
  const began = now()
  const write = (text: string) => {
    process.stdout.write(`${forConsole(cleanLine(text, redact))}\n`)
  }
  return {
    line: write,
    progress: text => write(`[${seconds(now() - began)}] ${text}`),
    group(title, lines) {
      startGroup(forConsole(cleanLine(title, redact)))
      for (const each of lines) write(`  ${each}`)
      endGroup()
    },
    podLine: (pod, container, text) => write(`  ${pod} › ${container} │ ${text}`),
  }
}

/** @param redact takes secrets out. @returns what writes a line of the step's debug log; undefined where that is off. */
export function openDebugLog(redact: (text: string) => string): ((text: string) => void) | undefined {
  return isDebug() ? text => debug(forConsole(cleanLine(text, redact))) : undefined
}

/** @returns a duration as people read it, padded for a column: `  41 s`, `5 m 03 s`. */
export function seconds(ms: number): string {
  const whole = Math.floor(ms / 1000)
  return whole < 60
    ? `${whole} s`.padStart(8)
    : `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`.padStart(8)
}
