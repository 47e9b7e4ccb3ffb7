/**
 * The whole way of a log, from the socket to the finding, beside `kubectl logs` and stern to a pipe that nobody but this
 * process drains: 1,000,000 lines of the real API server, one of which matters. Needs what `npm run e2e` builds.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { flux, IMMUTABLE_VALUES, writes } from '../e2e/actors.ts'
import { until } from '../e2e/api.ts'
import { tool } from '../e2e/binaries.ts'
import type { Actor } from '../e2e/kubelet.ts'
import { NAMESPACE, reported, startWorld, type World } from '../e2e/world.ts'

const LINES = 1_000_000
/** Rounds of each: the slower ones take their time. */
const ROUNDS = { own: 3, kubectl: 2, stern: 1 } as const
const STERN = 'github.com/stern/stern@v1.33.0'

/** Writes as fast as it can; the line that matters is the last. */
const chatty: Actor = async container => {
  const write = writes(IMMUTABLE_VALUES)
  for (let line = 1; line <= LINES; line++) {
    container.log(`{"level":"info","ts":"2026-03-09T12:00:08.001Z","msg":"reconciling","id":"${line} of many"}`)
    if (line % 5000 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  return write(container)
}

export interface Tails {
  /** Seconds of each, the median of the rounds. */
  readonly own: number
  readonly kubectl: number
  readonly stern: number
  readonly megabytes: number
}

/** @returns undefined where the container did not come up. */
export async function measureTails(): Promise<Tails> {
  const world = await startWorld()
  try {
    return await within(world)
  } finally {
    await world.stop()
  }
}

async function within(world: World): Promise<Tails> {
  await world.reset(flux({ 'fluxconfig-controller/manager': chatty }), [3600])
  await world.guard([reported()])
  // Longer than the measuring; its end is not waited for.
  world.helm('Create', 600).catch(() => undefined)
  const pod = await until('the log is whole', async () => {
    const { items } = await world.admin.must('GET', `/api/v1/namespaces/${NAMESPACE}/pods`)
    const found = items.find((each: { metadata: { name: string } }) =>
      each.metadata.name.startsWith('fluxconfig-controller'),
    )
    const status = found?.status?.containerStatuses?.find((each: { name: string }) => each.name === 'manager')
    return status?.state?.waiting || status?.lastState?.terminated ? (found.metadata.name as string) : undefined
  })
  const { kubeconfig, binaries } = world.plane
  const of = ['-n', NAMESPACE]
  const commands = {
    own: [process.execPath, join(import.meta.dirname, 'tail-child.ts'), kubeconfig, NAMESPACE, pod, 'manager'],
    kubectl: [...binaries.kubectl, 'logs', ...of, pod, '-c', 'manager', '--timestamps'],
    stern: [
      tool(STERN),
      ...of,
      pod,
      '-c',
      'manager',
      '--no-follow',
      '--timestamps',
      '--color',
      'never',
      '--tail',
      '-1',
    ],
  }
  const seconds: Record<keyof typeof commands, number[]> = { own: [], kubectl: [], stern: [] }
  let bytes = 0
  for (let round = 0; round < ROUNDS.own; round++)
    for (const name of ['own', 'kubectl', 'stern'] as const) {
      if (round >= ROUNDS[name]) continue
      const { took, size, text } = await drained(commands[name], kubeconfig)
      seconds[name].push(took)
      if (name === 'kubectl') bytes = size
      if (name === 'own' && !text.includes('admission-policy-denied')) throw new Error(`not found: ${text}`)
    }
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
  return {
    own: median(seconds.own),
    kubectl: median(seconds.kubectl),
    stern: median(seconds.stern),
    megabytes: bytes / 1e6,
  }
}

async function drained([program = '', ...args]: readonly string[], kubeconfig: string) {
  const began = performance.now()
  const child = spawn(program, args, { env: { ...process.env, KUBECONFIG: kubeconfig } })
  let size = 0
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size < 4096) text += chunk.toString()
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  const code = await new Promise(resolve => child.on('close', resolve))
  if (code !== 0) throw new Error(`${program} ${args[0]}: ${said.slice(0, 500)}`)
  return { took: (performance.now() - began) / 1000, size, text }
}

if (import.meta.main) console.log(await measureTails())
