/** What the user asks of Flux: which configurations, which revision, how long to wait, what to write. */
import { LABEL } from '../model/names.ts'
import { list } from './list.ts'
import { optional, type Reader } from './reader.ts'

/** What of Flux a step waits for, and writes. */
export interface FluxRequest {
  /** Names of configurations; `*` alone for all. None where the step does not look at Flux. */
  readonly names: readonly string[]
  /** What has to be applied: a commit, a tag or a digest. */
  readonly revision?: string
  /** Waits until it is applied and healthy. */
  readonly wait: boolean
  /** ms. */
  readonly timeoutMs: number
  readonly allowSuspended: boolean
  /** Asks the sources that are waited for to fetch now. */
  readonly reconcile: boolean
  /** Paths or globs of files with configurations, relative to the workspace. */
  readonly files: readonly string[]
  /** The short form: path of one Kustomization of this repository. */
  readonly path?: string
  readonly scope?: 'cluster' | 'namespace'
  /** Of configurations, by name. */
  readonly protectedSettings: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** A configuration that somebody else wrote may be written over. */
  readonly adopt: boolean
}

/** What Azure takes: 1 to 30 characters in its own tools; with a Kustomization's name 62 (az k8s-configuration). */
const SCOPES = ['cluster', 'namespace'] as const
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/
const PATH = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\0\r\n]{1,512}$/
const REVISION = /^[A-Za-z0-9][\w./:@+-]{0,200}$/

/** @param mode of the step. @returns the request; what is wrong with it, the reader is told. */
export function readFlux(read: Reader, mode: string): FluxRequest {
  const names = readNames(read)
  const written = readWritten(read)
  const writes = written.path !== undefined || written.files.length > 0
  const protectedSettings = byConfiguration(read, writes)
  const wait = read.boolean('wait-for-flux')
  const isGate = mode === 'gate'
  refuseForMode(read, mode, { names, writes, wait })
  return {
    names: names.length > 0 ? names : isGate || (wait === true && !writes) ? ['*'] : [],
    ...optional('revision', read.matching('flux-revision', REVISION, 'a commit, a tag or a digest')),
    wait: wait ?? (isGate || writes),
    timeoutMs: read.duration('flux-timeout', '20m'),
    allowSuspended: read.boolean('allow-suspended') ?? true,
    reconcile: read.boolean('flux-reconcile') ?? false,
    ...written,
    protectedSettings,
    adopt: read.boolean('adopt-flux-configurations') ?? false,
  }
}

function readNames(read: Reader): string[] {
  const names = list(read.text('flux-configuration-names'))
  for (const name of names)
    if (name !== '*' && !NAME.test(name))
      read.wrong.push(`flux-configuration-names: '${name}' is not a name of a Flux configuration, or * for all`)
  if (names.includes('*') && names.length > 1)
    read.wrong.push('flux-configuration-names: * means all; remove the other names')
  return names
}

function readWritten(read: Reader): Pick<FluxRequest, 'files' | 'path' | 'scope'> {
  const files = list(read.text('flux-configuration-files'))
  for (const file of files)
    if (!PATH.test(file)) read.wrong.push(`flux-configuration-files: '${file}' is not a path in the workspace`)
  const path = read.matching('flux-path', PATH, 'a path in this repository, such as clusters/production')
  const given = read.text('flux-scope')
  const scope = SCOPES.find(each => each === given)
  if (given !== undefined && scope === undefined)
    read.wrong.push(`flux-scope: '${given}' is neither cluster nor namespace`)
  if (path !== undefined && given === undefined)
    read.wrong.push(
      'flux-scope: missing, but flux-path is set. With cluster, Flux can change everything in the cluster; with namespace, only its own namespace',
    )
  if (path === undefined && given !== undefined)
    read.wrong.push('flux-scope: only used with flux-path; a file has its own')
  if (path !== undefined && files.length > 0)
    read.wrong.push('flux-path: not used with flux-configuration-files; remove one of them')
  return { files, ...optional('path', path), ...optional('scope', scope) }
}

interface Wanted {
  readonly names: readonly string[]
  readonly writes: boolean
  readonly wait: boolean | undefined
}

function refuseForMode({ wrong }: Reader, mode: string, { names, writes, wait }: Wanted): void {
  const isGate = mode === 'gate'
  if (isGate && wait === false)
    wrong.push('wait-for-flux: mode: gate always waits; use mode: check to check without waiting')
  if (writes && mode !== 'install' && mode !== 'check')
    wrong.push(`flux-configuration-files, flux-path: mode: ${mode} writes nothing; use mode: install to write them`)
  if (wait === true && (mode === 'watch' || mode === 'diagnose' || mode === 'check'))
    wrong.push(`wait-for-flux: mode: ${mode} does not wait for Flux; use mode: gate`)
  if (names.length > 0 && !isGate && mode !== 'check' && wait !== true && !writes)
    wrong.push(`flux-configuration-names: not used by mode: ${mode} without wait-for-flux: true`)
}

/** Lines of `CONFIG/key=value`. */
function byConfiguration(read: Reader, writes: boolean): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const input = 'flux-configuration-protected-settings'
  const settings = read.settings('flux-configuration-protected-settings')
  const all: Record<string, Record<string, string>> = {}
  if (Object.keys(settings).length > 0 && !writes)
    read.wrong.push(`${input}: only used where configurations are written (flux-configuration-files or flux-path)`)
  for (const [key, value] of Object.entries(settings)) {
    const [name = '', setting = '', ...more] = key.split('/')
    if (!LABEL.test(name) || setting === '' || more.length > 0)
      // The key may be a part of a secret that was pasted on the wrong side.
      read.wrong.push(`${input}: a line is not CONFIGURATION/key=value`)
    else all[name] = { ...all[name], [setting]: value }
  }
  return all
}
