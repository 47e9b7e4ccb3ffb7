/** The programs that the real tier runs: built of published Go modules when they are missing, kept in a folder that git ignores. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program with the arguments that come before its own. */
export type Program = readonly [string, ...string[]]

export interface Binaries {
  readonly kubernetesVersion: string
  readonly etcd: Program
  readonly apiServer: Program
  readonly controllerManager: Program
  readonly helm: Program
  readonly kubectl: Program
}

const MODULE = join(import.meta.dirname, 'cluster')
const CACHE = join(import.meta.dirname, '.cache')
const PINNED = /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(MODULE, 'go.mod'), 'utf8'))?.[1] ?? ''

/** @returns why the real tier cannot run here; undefined when it can. */
export function missing(): string | undefined {
  const { version } = wanted()
  if (existsSync(join(CACHE, `cluster-${version}`))) return undefined
  const go = spawnSync('go', ['version'], { encoding: 'utf8' })
  return go.status === 0 ? undefined : `the control plane is built with Go, which is not here (${go.error?.message})`
}

/** KUBERNETES_VERSION asks for another one than go.mod pins, such as 1.33.6; HELM_VERSION for a Helm that goes with it. */
function wanted() {
  return { version: process.env['KUBERNETES_VERSION'] ?? PINNED, helm: process.env['HELM_VERSION'] }
}

/**
 * Builds what is missing: some minutes when Go's own cache is empty, seconds when it is not. KUBEBUILDER_ASSETS (envtest's
 * convention) names a folder whose etcd, kube-apiserver and kubectl are used instead.
 * @throws Error with what Go said
 */
export function binaries(): Binaries {
  const { version, helm } = wanted()
  const binary = join(CACHE, `cluster-${version}`)
  if (!isFresh(binary)) build(version, helm, binary)
  const assets = process.env['KUBEBUILDER_ASSETS']
  const own = (part: string): Program => {
    const given = assets === undefined ? '' : join(assets, part)
    return given !== '' && existsSync(given) ? [given] : [binary, part]
  }
  return {
    kubernetesVersion: version,
    etcd: own('etcd'),
    apiServer: own('kube-apiserver'),
    controllerManager: own('kube-controller-manager'),
    helm: [binary, 'helm'],
    kubectl: own('kubectl'),
  }
}

/**
 * A program of a Go module, built when it is missing. @param module with its version. @returns its path.
 * @throws Error with what Go said
 */
export function tool(module: string): string {
  const bin = join(CACHE, 'bin')
  const path = join(bin, module.replace(/@.*/, '').split('/').at(-1) ?? '')
  if (existsSync(path)) return path
  const { status, stderr, error } = spawnSync('go', ['install', module], {
    encoding: 'utf8',
    env: { ...process.env, GOBIN: bin, GOFLAGS: '-mod=mod' },
  })
  if (status !== 0) throw new Error(`go install ${module}: ${error?.message ?? stderr.slice(-2000)}`)
  return path
}

/** Built of the sources that are there now. */
function isFresh(binary: string): boolean {
  const built = `${binary}.sources`
  return existsSync(binary) && existsSync(built) && readFileSync(built, 'utf8') === sources()
}

function sources(): string {
  return ['main.go', 'helm.go', 'go.mod'].map(file => readFileSync(join(MODULE, file), 'utf8')).join('\n')
}

function build(version: string, helm: string | undefined, binary: string): void {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'aks-flux-cluster-'))
  const go = (...args: string[]) => {
    const { status, stderr, error } = spawnSync('go', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' },
    })
    if (status !== 0) throw new Error(`go ${args.join(' ')}: ${error?.message ?? stderr.slice(-4000)}`)
  }
  try {
    cpSync(MODULE, folder, { recursive: true })
    if (version !== PINNED) repin(join(folder, 'go.mod'), version, helm)
    console.error(`Building the control plane (Kubernetes ${version}): minutes the first time, seconds after.`)
    if (version !== PINNED) go('mod', 'tidy')
    go('build', '-trimpath', '-ldflags=-s -w', '-o', 'cluster-built', '.')
    renameSync(join(folder, 'cluster-built'), `${binary}.new`)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown
    cpSync(join(folder, 'cluster-built'), `${binary}.new`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  renameSync(`${binary}.new`, binary)
  writeFileSync(`${binary}.sources`, sources())
}

/** Another minor: the staging modules go with it, and what was resolved for the pinned one is resolved anew. */
function repin(path: string, version: string, helm: string | undefined): void {
  const staging = version.replace(/^1/, '0')
  const pinned = PINNED.replace(/^1/, '0')
  const text = readFileSync(path, 'utf8')
    .replaceAll(`v${PINNED}`, `v${version}`)
    .replaceAll(`v${pinned}`, `v${staging}`)
  const direct = text.replace(/\nrequire \([^)]*\/\/ indirect[^)]*\)\n/g, '\n')
  writeFileSync(path, helm === undefined ? direct : direct.replace(/(helm\.sh\/helm\/v3) v\S+/, `$1 v${helm}`))
}
