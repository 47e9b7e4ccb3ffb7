/** The only reader of action inputs. Everything that is wrong with them is told at once, before any network call. */
import { ActionError, problemList } from '../errors.ts'
import { parsedJson, recordOf, textOf } from '../json.ts'
import type { DiscoverRequest, SummarizeRequest } from '../model/fleet.ts'
import type { Identity } from '../model/identity.ts'
import type { ClusterId, ExtensionRequest, GivenKubeconfig, KubeAccess } from '../model/request.ts'
import { unusableProxies } from '../network/proxy.ts'
import { readPlainFile } from '../plain-file.ts'
import { parseCluster, withoutCluster } from './cluster.ts'
import { readExtension } from './extension.ts'
import { DISCOVER_INPUTS, readDiscover, readSummarize, SUMMARIZE_INPUTS } from './fleet.ts'
import { type FluxRequest, readFlux } from './flux.ts'
import { readIdentity } from './identity.ts'
import { readKube } from './kube.ts'
import { optional, Reader } from './reader.ts'

export const ENVIRONMENTS = ['azurecloud', 'azureusgovernment', 'azurechinacloud'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]

export const MODES = ['install', 'watch', 'diagnose', 'check', 'gate', 'discover', 'summarize'] as const
export type ModeName = (typeof MODES)[number]

/** Whose pod logs reach the step's log: those of containers not ready or restarting, all, or none. */
export type LogChoice = 'suspects' | 'all' | 'none'

export interface Inputs {
  readonly mode: ModeName
  /** A journal to diagnose again, offline: cluster and identity are then not asked for. */
  readonly evidence?: string
  readonly cluster: ClusterId
  readonly identity: Identity
  readonly environment: EnvironmentName
  readonly resourceManagerEndpoint?: string
  readonly authorityHost?: string
  readonly kubeAccess: KubeAccess
  readonly kubeconfig?: GivenKubeconfig
  readonly extension: ExtensionRequest
  readonly flux: FluxRequest
  /** Writes are allowed in a run of a pull request. */
  readonly allowPullRequestWrites: boolean
  readonly timeoutMs: number
  readonly stopOnProvenCause: boolean
  readonly logs: LogChoice
  /** A Failed instance is deleted before it is written. */
  readonly recreateFailed: boolean
  /** A write may remove protected settings that are in Azure and were not given. */
  readonly allowRemovingSecrets: boolean
  /** What a check that predicts a refusal means for an install. */
  readonly check: 'warn' | 'fail' | 'off'
  /** Token for the comment on the pull request; undefined where none is asked for. */
  readonly commentToken?: string
  /** Token for a check run; undefined where none is asked for. */
  readonly checkRunToken?: string
  /** Token to compare commits with, where one is given. */
  readonly githubToken?: string
  /** Which clusters are meant; of mode discover alone. */
  readonly discover?: DiscoverRequest
  /** Which reports are merged; of mode summarize alone. */
  readonly summarize?: SummarizeRequest
}

/**
 * @returns the inputs, complete and checked.
 * @throws ActionError that names every bad input and how to mend it.
 */
export function readInputs(): Inputs {
  const wrong: string[] = []
  const read = new Reader(wrong)
  const mode = read.oneOf('mode', MODES, 'install')
  const evidence = read.text('evidence')
  if (evidence !== undefined && mode !== 'diagnose')
    wrong.push(`evidence: not used by mode: ${mode}; use mode: diagnose`)
  const isOfFleet = mode === 'discover' || mode === 'summarize'
  const needed = wrong.length
  const cluster = isOfFleet ? withoutCluster(read, mode) : parseCluster(read)
  const unsigned = wrong.length
  const identity = readIdentity(read)
  // Offline, nothing of them is used, so nothing of them can be wrong.
  if (mode === 'summarize') wrong.length = unsigned
  if (evidence !== undefined) wrong.length = needed
  const inputs: Inputs = {
    mode,
    ...optional('evidence', evidence),
    cluster,
    identity,
    environment: read.oneOf('environment', ENVIRONMENTS, 'azurecloud'),
    ...optional('resourceManagerEndpoint', read.origin('resource-manager-endpoint')),
    ...optional('authorityHost', read.origin('authority-host')),
    ...readKube(read),
    extension: readExtension(read, !isOfFleet),
    flux: readFlux(read, mode),
    allowPullRequestWrites: read.boolean('allow-pull-request-writes') ?? false,
    timeoutMs: read.duration('timeout', '30m'),
    stopOnProvenCause: read.boolean('stop-on-proven-cause') ?? true,
    logs: read.oneOf('logs', ['suspects', 'all', 'none'], 'suspects'),
    recreateFailed: read.boolean('recreate-failed') ?? false,
    allowRemovingSecrets: read.boolean('allow-removing-protected-settings') ?? false,
    check: read.oneOf('check', ['warn', 'fail', 'off'], 'warn'),
    ...optional('commentToken', readToken(read, 'comment', read.boolean('comment'), 'pull-requests: write')),
    ...optional('checkRunToken', readToken(read, 'check-run', read.boolean('check-run'), 'checks: write')),
    ...optional('githubToken', read.text('github-token')),
    ...readFleet(read, mode),
  }
  if (cluster.type === 'connectedClusters' && inputs.kubeAccess === 'run-command')
    wrong.push(
      'kube-access: run-command works only on AKS, and the cluster is connected by Arc; set kubeconfig, or choose none',
    )
  if (inputs.mode === 'watch' || inputs.mode === 'diagnose' || inputs.mode === 'gate') refuseWrites(read, inputs)
  if (inputs.flux.wait && inputs.flux.timeoutMs > inputs.timeoutMs)
    wrong.push('flux-timeout: longer than timeout, which ends the whole step; raise timeout')
  refuseOfPullRequest(read, inputs)
  read.refuseNearMisses()
  refuseProxy(read)
  if (wrong.length === 0) return inputs
  throw new ActionError({
    doing: 'Reading the inputs of this step.',
    likely: problemList(wrong),
    next: 'Correct the `with:` block of this step. Nothing was sent.',
  })
}

/** @returns what a mode for many clusters is asked; the inputs of one are refused in every other mode. */
function readFleet(read: Reader, mode: ModeName): Pick<Inputs, 'discover' | 'summarize'> {
  for (const [of, names] of [
    ['discover', DISCOVER_INPUTS],
    ['summarize', SUMMARIZE_INPUTS],
  ] as const) {
    const given = names.filter(name => read.text(name) !== undefined)
    if (of !== mode && given.length > 0)
      read.wrong.push(`${given.join(', ')}: only used with mode: ${of}; remove ${given.length > 1 ? 'them' : 'it'}`)
  }
  if (mode === 'discover') return { discover: readDiscover(read, read.text('subscription-id')) }
  return mode === 'summarize' ? { summarize: readSummarize(read) } : {}
}

/** @param permission that the job needs. @returns the token where it is wanted. */
function readToken(read: Reader, name: string, wanted: boolean | undefined, permission: string): string | undefined {
  const token = read.text('github-token')
  if (wanted === true && token === undefined)
    read.wrong.push(`github-token: missing, but ${name} is true; set it to github.token in a job with ${permission}`)
  return wanted === true ? token : undefined
}

/**
 * Whoever opens a pull request would write to the cluster. A checkout of another repository's code never may (GitHub docs,
 * "Security hardening for GitHub Actions").
 */
function refuseOfPullRequest(read: Reader, { mode, flux, allowPullRequestWrites }: Inputs): void {
  const event = process.env['GITHUB_EVENT_NAME'] ?? ''
  if (!isOfPullRequest(event)) return
  if (flux.reconcile && !allowPullRequestWrites)
    read.wrong.push(
      `flux-reconcile: writes to the cluster, and this run is for ${event}. Remove it, or set allow-pull-request-writes: true`,
    )
  if (mode !== 'install') return
  const head = foreignHead()
  if (head !== '')
    read.wrong.push(
      `mode: install does not run for a pull request from another repository (${head}): its author would write to the cluster. Use mode: check, diagnose or gate`,
    )
  else if (!allowPullRequestWrites)
    read.wrong.push(
      `mode: install writes, and this run is for ${event}. Use mode: check, or set allow-pull-request-writes: true`,
    )
}

/** Reviews and their comments run on the merge commit, and a workflow may run after one that ran for a pull request. */
function isOfPullRequest(event: string): boolean {
  if (event.startsWith('pull_request') || (process.env['GITHUB_REF'] ?? '').startsWith('refs/pull/')) return true
  return event === 'workflow_run' && textOf(recordOf(payload()?.['workflow_run'])['event']).startsWith('pull_request')
}

/** @returns the repository that a pull request comes from, where that is another one or not known; '' where it is this one. */
function foreignHead(): string {
  const event = payload()
  const { head, base } = recordOf(event?.['pull_request'])
  const run = recordOf(event?.['workflow_run'])
  const [from, to] = [
    recordOf(recordOf(head)['repo'] ?? run['head_repository']),
    recordOf(recordOf(base)['repo'] ?? run['repository']),
  ].map(each => textOf(each['full_name']))
  if (to === '') return 'the event could not be read'
  // The fork of a pull request may be deleted: then it has no name.
  return from === to ? '' : from || 'a deleted fork'
}

/** @returns what GitHub says of the event; undefined where that cannot be read. */
function payload(): Readonly<Record<string, unknown>> | undefined {
  try {
    return recordOf(parsedJson(readPlainFile(process.env['GITHUB_EVENT_PATH'] ?? '', EVENT_BYTES)))
  } catch {
    return undefined
  }
}

const EVENT_BYTES = 25 * 1024 * 1024

/** What only an install would do has no meaning where nothing is written. */
function refuseWrites(read: Reader, { mode, extension, recreateFailed, allowRemovingSecrets }: Inputs): void {
  const given = [
    ...(extension.version === undefined ? [] : ['extension-version']),
    ...(extension.releaseTrain === undefined ? [] : ['release-train']),
    ...(Object.keys(extension.settings).length === 0 ? [] : ['configuration-settings']),
    ...(Object.keys(extension.protectedSettings).length === 0 ? [] : ['configuration-protected-settings']),
    ...(recreateFailed ? ['recreate-failed'] : []),
    ...(allowRemovingSecrets ? ['allow-removing-protected-settings'] : []),
  ]
  if (given.length > 0)
    read.wrong.push(`mode: ${mode} writes nothing and does not use ${given.join(', ')}; remove them`)
}

/** Told before any request: a request would fail with an error that names nothing. */
function refuseProxy(read: Reader): void {
  for (const name of unusableProxies())
    read.wrong.push(
      `${name}: not an http or https proxy such as http://proxy.example:3128 (SOCKS is not supported; percent-encode special characters of a password)`,
    )
}
