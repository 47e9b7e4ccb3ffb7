/**
 * The figures of the report: seconds from the server's first refusal, and from blocking, to the annotation, beside Helm's own
 * end in the same run. One line a run. `-- peers` shows what helm, kubectl and stern tell of it meanwhile.
 */
import { spawn } from 'node:child_process'
import { flux } from './actors.ts'
import { until } from './api.ts'
import { tool } from './binaries.ts'
import { NAMESPACE, reported, startWorld, type World } from './world.ts'

const STERN = 'github.com/stern/stern@v1.33.0'
/** As a kubelet's: ten seconds after the first end, doubled each time. */
const BACK_OFF = [10, 20, 40, 80, 160]

async function measure(world: World, helmSeconds: number, meanwhile?: () => void) {
  let refused = 0
  let blocked = 0
  const first = (at: number) => {
    refused ||= at
  }
  await world.reset(
    flux({}, (status, at) => status === 403 && first(at)),
    BACK_OFF,
    (pod, container) => {
      if (pod.startsWith('fluxconfig-controller') && container === 'manager') blocked ||= performance.now()
    },
  )
  await world.guard([reported()])
  meanwhile?.()
  const { run, service, began } = await world.bootstrap({ seconds: helmSeconds })
  const annotated = run.chunks.find(({ text }) => text.includes('::error'))?.at ?? Number.NaN
  const end = await service
  const s = (from: number, to: number) => (to - from) / 1000
  return {
    helmSeconds,
    refusedToAnnotation: s(refused, annotated),
    blockedToAnnotation: s(blocked, annotated),
    installToAnnotation: s(began, annotated),
    installToHelmEnd: s(began, end?.at ?? Number.NaN),
    ratio: s(began, end?.at ?? Number.NaN) / s(began, annotated),
    helm: end?.helm.stderr.trim() ?? '',
    run,
  }
}

/** What a user of other tools reads of the same rollback. */
async function peers(world: World): Promise<void> {
  const said: string[] = []
  const tell = (who: string, command: readonly string[]) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { env: { ...process.env, KUBECONFIG: world.plane.kubeconfig } })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n').filter(Boolean)) said.push(`${who}: ${line.slice(0, 500)}`)
      })
    return child
  }
  const children = [tell('stern', [tool(STERN), '-n', NAMESPACE, '--color', 'never', 'fluxconfig-controller'])]
  const follow = until('the pod runs', async () => {
    const { items } = await world.admin.must('GET', `/api/v1/namespaces/${NAMESPACE}/pods`)
    return items.some((pod: { metadata: { name: string }; status: { phase: string } }) => {
      return pod.metadata.name.startsWith('fluxconfig-controller') && pod.status.phase === 'Running'
    })
  }).then(() =>
    children.push(
      tell('kubectl logs -f', [
        ...world.plane.binaries.kubectl,
        ...['logs', '-f', '-n', NAMESPACE, 'deployment/fluxconfig-controller', '-c', 'manager'],
      ]),
    ),
  )
  const { helm, run } = await measure(world, 60)
  await follow
  for (const child of children) child.kill()
  for (const line of said) console.log(line)
  console.log(`helm: ${helm}`)
  console.log(
    `this action: ${run.stdout
      .split('\n')
      .find(line => line.startsWith('::error'))
      ?.replaceAll('%0A', '\n  ')}`,
  )
}

const world = await startWorld()
try {
  if (process.argv.includes('peers')) await peers(world)
  else
    for (const seconds of [60, 60, 60, 60, 60, 300]) {
      const { helm: _, run: __, ...figures } = await measure(world, seconds)
      const rounded = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 1000) / 1000}`)
      console.log(rounded.join(', '))
    }
} finally {
  await world.stop()
}
