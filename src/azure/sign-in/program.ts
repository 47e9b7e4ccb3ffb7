/** A program of the runner (az, azd) that is asked for JSON: bounded, and ended with all that it started. */
import { spawn } from 'node:child_process'
import { isRecord, parsedJson, recordOf } from '../../json.ts'

/** ms: they start slowly, and on a busy runner take many seconds. */
const ANSWER_MS = 60_000
const OUTPUT_BYTES = 1024 * 1024
const WINDOWS = process.platform === 'win32'

/** @param name of the program, without .cmd. @returns what it printed. @throws Error with what it says where it gave none */
export async function askProgram(
  name: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const { stdout, stderr, ended } = await run(name, args, signal)
  // Warnings may stand before it, whatever is asked for.
  const answer = parsedJson(stdout.slice(Math.max(0, stdout.indexOf('{'))))
  if (ended === '' && isRecord(answer)) return answer
  const words = wordsIn(stderr) || wordsIn(stdout)
  throw new Error(
    `${words || `${name} ${args.slice(0, 2).join(' ')} did not answer`}${ended === '' ? '' : ` (${ended})`}`,
  )
}

interface Printed {
  readonly stdout: string
  readonly stderr: string
  /** How it ended, where that is not well. */
  readonly ended: string
}

function run(name: string, args: readonly string[], signal: AbortSignal): Promise<Printed> {
  return new Promise((resolve, reject) => {
    // On Windows they are batch files, which only a shell starts; what we hand over holds nothing that a shell reads.
    const child = spawn(WINDOWS ? `${name}.cmd` : name, args, {
      // Not from the checkout: Windows looks there for programs first.
      cwd: WINDOWS ? (process.env['SystemRoot'] ?? 'C:\\') : '/',
      shell: WINDOWS,
      detached: !WINDOWS,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let why = ''
    const end = (reason: string) => {
      why ||= reason
      // Whatever holds on to its output is not waited for.
      settle()
      resolve({ ...output, ended: why })
      try {
        // With what it started: az itself is a shell script.
        if (child.pid === undefined) return
        if (WINDOWS) spawn('taskkill', ['/T', '/F', '/PID', String(child.pid)], { windowsHide: true, stdio: 'ignore' })
        else process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended meanwhile.
      }
    }
    const output = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text
        if (output[stream].length > OUTPUT_BYTES) end('its output does not end')
      })
    const timer = setTimeout(() => end(`no answer within ${ANSWER_MS / 1000} s`), ANSWER_MS)
    const cancel = () => end('cancelled')
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
    child.on('error', cause => {
      settle()
      const { code } = cause as { code?: unknown }
      reject(code === 'ENOENT' ? new Error(`${name} is not on the PATH of this runner`, { cause }) : cause)
    })
    child.on('close', (exitCode, killedBy) => {
      settle()
      const how = killedBy === null ? `exit code ${exitCode}` : `ended by ${killedBy}`
      resolve({ ...output, ended: why || (exitCode === 0 ? '' : how) })
    })
  })
}

/** What it says: lines without warnings, or the messages of JSON lines (azd). */
function wordsIn(text: string): string {
  const lines = text.split(/\r?\n/).map(line => {
    const { message } = recordOf(recordOf(parsedJson(line))['data'])
    return typeof message === 'string' ? message.trim() : line
  })
  return lines
    .filter(line => line.trim() !== '' && !/^WARNING: /.test(line))
    .join('\n')
    .replace(/^ERROR: /, '')
    .trim()
    .slice(0, 4000)
}
