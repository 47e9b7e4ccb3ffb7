/** The real Flux controllers (2.7), built of their Go modules, against the real API server; with the flags of Azure's extension. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './api.ts'
import { freePorts, start, stop } from './processes.ts'
import type { World } from './world.ts'

const MODULE = join(import.meta.dirname, 'flux')
const CACHE = join(import.meta.dirname, '.cache', 'flux')
const CONTROLLERS = ['source-controller', 'kustomize-controller', 'helm-controller'] as const

function go(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('go', args, {
    cwd: MODULE,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
  })
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${error?.message ?? stderr.slice(-4000)}`)
  return stdout.trim()
}

/** Builds what is missing: minutes when Go's own cache is empty. @throws Error with what Go said */
function build(): void {
  const stamp = join(CACHE, 'sources')
  const sources = readFileSync(join(MODULE, 'go.mod'), 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  mkdirSync(CACHE, { recursive: true })
  console.error('Building the Flux controllers: minutes the first time, seconds after.')
  const packages = CONTROLLERS.map(each => `github.com/fluxcd/${each}`)
  go('build', '-trimpath', '-ldflags=-s -w', '-o', `${CACHE}/`, ...packages)
  writeFileSync(stamp, sources)
}

/** @returns a function that ends them. */
export async function startFlux(world: World): Promise<() => Promise<void>> {
  build()
  const { plane } = world
  for (const module of CONTROLLERS) {
    const folder = join(go('list', '-m', '-f', '{{.Dir}}', `github.com/fluxcd/${module}`), 'config/crd/bases')
    const files = readdirSync(folder).flatMap(file => ['-f', join(folder, file)])
    await world.kubectl('apply', '--server-side', ...files)
  }
  await world.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s')
  const storage = join(plane.folder, 'storage')
  mkdirSync(storage, { recursive: true })
  const [port = 0, ...others] = await freePorts(1 + 2 * CONTROLLERS.length)
  const own = {
    'source-controller': [
      `--storage-path=${storage}`,
      `--storage-addr=127.0.0.1:${port}`,
      `--storage-adv-addr=127.0.0.1:${port}`,
    ],
    'kustomize-controller': ['--default-service-account=flux-applier', '--no-cross-namespace-refs=true'],
    'helm-controller': ['--default-service-account=flux-applier', '--no-cross-namespace-refs=true'],
  } as const
  const running = CONTROLLERS.map((name, at) => {
    const [metrics, health] = [others[2 * at], others[2 * at + 1]]
    const child = start(
      [
        join(CACHE, name),
        `--metrics-addr=127.0.0.1:${metrics}`,
        `--health-addr=127.0.0.1:${health}`,
        '--events-addr=',
        '--enable-leader-election=false',
        '--watch-all-namespaces=true',
        '--log-encoding=json',
        '--requeue-dependency=2s',
        ...own[name],
      ],
      join(plane.folder, `${name}.log`),
      { KUBECONFIG: plane.kubeconfig, RUNTIME_NAMESPACE: 'flux-system', TMPDIR: storage },
    )
    return { name, child, health }
  })
  const end = async () => {
    await Promise.all(running.map(({ child }) => stop(child, 'SIGKILL')))
  }
  try {
    for (const { name, child, health } of running)
      await until(`${name} is ready`, async () => {
        if (child.exitCode !== null)
          throw new Error(`${name} ended: ${readFileSync(join(plane.folder, `${name}.log`), 'utf8').slice(-2000)}`)
        return (await fetch(`http://127.0.0.1:${health}/readyz`).catch(() => undefined))?.status === 200
      })
  } catch (thrown) {
    await end()
    throw thrown
  }
  return end
}
