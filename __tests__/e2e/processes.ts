/** Child processes that never outlive the tests: ended with their process group, also when the tests are interrupted. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

const running = new Set<ChildProcess>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    killAll()
    process.exit(1)
  })
process.on('exit', killAll)

function killAll(): void {
  for (const child of running) kill(child, 'SIGKILL')
}

/** @param log file that takes its output. */
export function start([command, ...args]: readonly string[], log: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(command ?? '', args, {
    detached: true,
    // Our own binary ends with its standard input: also when this process is killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, EXIT_WITH_STDIN: '1', ...env },
  })
  child.stdin.on('error', () => undefined)
  const file = createWriteStream(log, { flags: 'a' })
  child.stdout.pipe(file, { end: false })
  child.stderr.pipe(file, { end: false })
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

/** Resolves when it is gone. @param signal SIGKILL for one that is to vanish. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  kill(child, signal)
  const timer = setTimeout(() => kill(child, 'SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It is gone already.
  }
}

export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end. @param input what it reads. */
export function finish(command: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Finished> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env: { ...process.env, ...env }, detached: true })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => {
      running.delete(child)
      resolve({ status, stdout, stderr })
    })
  })
}

/** @returns as many ports, no two the same: all are held while they are looked for. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(servers.map(each => new Promise<void>(resolve => each.listen(0, '127.0.0.1', resolve))))
  const ports = servers.map(each => (each.address() as AddressInfo).port)
  await Promise.all(servers.map(each => new Promise(resolve => each.close(resolve))))
  return ports
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
