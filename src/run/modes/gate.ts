/** mode gate: waits until what the repository says is applied and healthy in the cluster. Writes nothing to Azure. */

import type { Arm } from '../../azure/arm/client.ts'
import { type ArmError, lineOf, refusal, stateAsError } from '../../azure/arm/error.ts'
import { readCluster } from '../../azure/cluster/read.ts'
import { followConfiguration } from '../../azure/flux-configuration/follow.ts'
import {
  type ConfigurationReading,
  listConfigurations,
  type ReadConfiguration,
  readConfiguration,
} from '../../azure/flux-configuration/read.ts'
import { demandFor, type FollowedSource } from '../../flux/demand.ts'
import { shortRevision } from '../../flux/revision.ts'
import type { Inputs } from '../../inputs/index.ts'
import { rest } from '../../kubernetes/rest.ts'
import { fluxObjectsOf } from '../../model/collections.ts'
import { type Evidence, gap } from '../../model/evidence.ts'
import { releaseNamespace } from '../../model/extension-types.ts'
import { isFluxKind, keyWords, partsOfKey } from '../../model/flux.ts'
import type { Mode, Watched } from '../mode.ts'
import { contextOf } from '../repository.ts'
import type { Session } from '../session.ts'

/** Reads of what could not be read, before that is what is told. */
const TRIES = 4
const APART_MS = 5000

export function gateMode(inputs: Inputs): Mode {
  const { cluster, extension } = inputs
  return {
    ahead: [],
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, watched) {
      const run = {
        evidence: gateEvidence(inputs, arm, session, watched, new Set()),
        end: () => undefined,
        operationRunning: () => false,
      }
      return { run: Promise.resolve(run), namespace: Promise.resolve(releaseNamespace(undefined, extension)) }
    },
  }
}

/**
 * Begins the gate: which configurations, which revision; then follows them until the run ends.
 * @param written names of configurations that this run wrote.
 */
export async function* gateEvidence(
  inputs: Inputs,
  arm: Arm,
  session: Session,
  watched: Watched,
  written: ReadonlySet<string>,
): AsyncGenerator<Evidence> {
  const { cluster, flux } = inputs
  session.phase = 'flux'
  const { signal } = session.ending
  const until = AbortSignal.any([signal, AbortSignal.timeout(flux.timeoutMs)])
  const listed = flux.names.includes('*') ? await listedPatiently(arm, cluster, until) : flux.names
  const unlisted = 'code' in listed ? (listed as ArmError) : undefined
  const names = [...new Set([...(unlisted === undefined ? (listed as readonly string[]) : []), ...written])]
  if (unlisted !== undefined) yield gap('flux-configurations', `could not be listed (${lineOf(unlisted)})`)
  if (names.length === 0) {
    yield* gateOfCluster(inputs, session, watched, unlisted)
    return
  }
  const read = await Promise.all(names.map(name => existing(arm, cluster, name, until)))
  // Azure's word is older than the cluster's, and comes sooner.
  if (inputs.kubeAccess !== 'run-command') await watched.watching
  const configurations = read.map(({ state }) => state)
  for (const data of configurations)
    yield {
      kind: 'flux-configuration',
      time: new Date().toISOString(),
      text: '',
      data: { ...data, written: written.has(data.name) },
    }
  yield beginning(
    inputs,
    session,
    names,
    configurations.map(({ source, url, ref }) => ({ key: source, url, ref })),
  )
  for (const name of names)
    session.add(`flux-configuration/${name}`, followConfiguration(arm, cluster, name, written, signal))
}

/** So long as Azure only fails to answer, it is asked again; a refusal, or an empty list, is heard twice. @throws Refusal */
async function listedPatiently(
  arm: Arm,
  cluster: Inputs['cluster'],
  until: AbortSignal,
): Promise<readonly string[] | ArmError> {
  for (let tries = 1; ; tries++) {
    const listed = await within(listConfigurations(arm, cluster, until), until, 'Listing the Flux configurations.')
    const isPassing = 'code' in listed && isPassingError(listed as ArmError)
    const isSaidTwice = tries >= 2 && !isPassing
    if (isSaidTwice || (!('code' in listed) && (listed as readonly string[]).length > 0)) return listed
    await within(rest(APART_MS, until), until, 'Listing the Flux configurations.')
  }
}

function isPassingError({ status }: ArmError): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

/** @throws Refusal where flux-timeout is over before the answer came */
async function within<T>(answer: Promise<T>, until: AbortSignal, doing: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const end = () =>
    late.reject(
      until.reason instanceof DOMException && until.reason.name === 'TimeoutError'
        ? refusal(stateAsError('FluxConfigurationUnread', 'Azure has not answered within flux-timeout.'), doing)
        : until.reason,
    )
  if (until.aborted) end()
  until.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    until.removeEventListener('abort', end)
  }
}

/** @throws Refusal where it does not exist, or cannot be read */
async function existing(
  arm: Arm,
  cluster: Inputs['cluster'],
  name: string,
  until: AbortSignal,
): Promise<ReadConfiguration> {
  const doing = `Reading the Flux configuration ${name}.`
  let reading: ConfigurationReading
  for (let tries = 1; ; tries++) {
    reading = await within(readConfiguration(arm, cluster, name, until), until, doing)
    if (reading.is === 'existing') return reading.configuration
    const isPassing = reading.is === 'unread' && isPassingError(reading.error)
    if (!isPassing && tries >= (reading.is === 'missing' ? 2 : TRIES)) break
    await within(rest(APART_MS, until), until, doing)
  }
  if (reading.is === 'unread') throw refusal(reading.error, doing)
  const all = await within(listConfigurations(arm, cluster, until), until, doing)
  const others =
    'code' in all
      ? ''
      : all.length === 0
        ? ' It has no Flux configurations.'
        : ` It has: ${(all as readonly string[]).slice(0, 10).join(', ')}.`
  throw refusal(
    stateAsError('FluxConfigurationNotFound', `The cluster has no Flux configuration named ${name}.${others}`),
    doing,
  )
}

/** Where Flux came by other ways than Azure, its own objects are gated. */
async function* gateOfCluster(
  inputs: Inputs,
  session: Session,
  watched: Watched,
  unlisted: ArmError | undefined,
): AsyncGenerator<Evidence> {
  await watched.watching
  const { store } = session
  const objects = [...store.flux().objects].flatMap(([key, { cluster }]) =>
    cluster === undefined || cluster.deleted ? [] : [[key, cluster] as const],
  )
  const kustomizations = objects.filter(([key]) => key.startsWith('Kustomization/') || key.startsWith('HelmRelease/'))
  if (!store.isRead(fluxObjectsOf('Kustomization')) || kustomizations.length === 0) {
    if (unlisted !== undefined) throw refusal(unlisted, 'Listing the Flux configurations of the cluster.')
    const seen = store.isRead(fluxObjectsOf('Kustomization'))
    throw refusal(
      stateAsError(
        'NoFluxConfiguration',
        seen
          ? 'The cluster has no Flux configuration in Azure, and no Kustomization or HelmRelease of Flux.'
          : 'The cluster has no Flux configuration in Azure. Unknown whether it has its own Flux objects.',
      ),
      'Finding what Flux applies.',
    )
  }
  session.log.line(
    `${unlisted === undefined ? 'The cluster has no Flux configuration in Azure' : 'Unknown whether the cluster has Flux configurations in Azure'}; waiting for its own Flux objects: ${kustomizations.length} Kustomizations and HelmReleases.`,
  )
  const sources = objects
    .filter(([key]) => isFluxKind(partsOfKey(key).kind) && /^(?:GitRepository|OCIRepository|Bucket)\//.test(key))
    .map(([key, { url, ref }]) => ({ key, url, ref }))
  yield beginning(inputs, session, [], sources)
}

function beginning(
  { flux }: Inputs,
  session: Session,
  configurations: readonly string[],
  sources: readonly FollowedSource[],
): Evidence {
  const context = contextOf(process.env)
  const demand = demandFor(flux.revision, context, sources)
  session.log.line(
    demand.revision === ''
      ? `Flux: ${demand.why}.`
      : `Flux: ${shortRevision(demand.revision)} must be applied: ${demand.why} (${demand.sources.map(keyWords).join(', ')}).`,
  )
  return {
    kind: 'gate',
    time: new Date().toISOString(),
    text: '',
    data: {
      configurations,
      revision: demand.revision,
      sources: demand.sources,
      why: demand.why,
      repository: context.repository,
      allowSuspended: flux.allowSuspended,
      timeoutMs: flux.timeoutMs,
    },
  }
}
