/** The check: reads only, in seconds. By itself as mode check, and as the first step of an install. */
import type { Arm } from '../azure/arm/client.ts'
import { readCluster } from '../azure/cluster/managed-cluster.ts'
import { refuseOtherName, refuseUnchangeable } from '../azure/extension/compare.ts'
import { ExtensionFollower, instanceOf, type Presence, releaseNamespaceOf } from '../azure/extension/follow.ts'
import { listExtensions, notListed } from '../azure/extension/read.ts'
import { offeredVersions, providerState } from '../azure/offer.ts'
import { admissionRows } from '../check/admission.ts'
import { clusterRow, conflictRow, nodesRow, offerRow, providerRow, releaseRow } from '../check/cluster.ts'
import { predictions } from '../check/prediction.ts'
import { resultOf } from '../check/result.ts'
import { messageOf } from '../errors.ts'
import type { Inputs } from '../inputs.ts'
import type { ApiServer } from '../kubernetes/client.ts'
import type { SourceId } from '../model/collections.ts'
import { type CheckVerdict, type Evidence, gap, type Probe } from '../model/evidence.ts'
import { extensionType } from '../model/extension-types.ts'
import type { Finding } from '../model/finding.ts'
import type { Read } from '../model/read.ts'
import type { Session } from '../session.ts'
import type { Mode, Watched } from './bootstrap.ts'

export interface Checked {
  readonly result: CheckVerdict | ''
  readonly predicted: readonly Finding[]
  readonly rows: readonly Probe[]
}

/** All that the check reads together: the write waits for it, and no longer than this. */
const BUDGET_MS = 15_000

/** One budget for many reads, each raced with it: what is not in by then was not seen. */
class Budget {
  readonly #session: Session
  readonly #over = AbortSignal.timeout(BUDGET_MS)
  /** For the reads: what nobody waits for any more is ended. */
  readonly signal: AbortSignal

  constructor(session: Session) {
    this.#session = session
    this.signal = AbortSignal.any([session.ending.signal, this.#over])
  }

  /** @param what is said of a read that is not in, which is a gap then. */
  async read<T>(what: SourceId, reading: Promise<Read<T>>): Promise<Read<T>> {
    const { promise: over, resolve } = Promise.withResolvers<undefined>()
    const late = () => resolve(undefined)
    if (this.#over.aborted) late()
    this.#over.addEventListener('abort', late, { once: true })
    try {
      const read = await Promise.race([reading, over])
      if (read !== undefined) return read
    } catch (thrown) {
      this.#session.ending.signal.throwIfAborted()
      if (!this.#over.aborted) return { value: undefined, fault: messageOf(thrown) }
    } finally {
      this.#over.removeEventListener('abort', late)
    }
    const fault = `no answer within the ${BUDGET_MS / 1000} s that the check has`
    this.#session.push(gap(what, fault))
    return { value: undefined, fault }
  }
}

const UNSEEN = { value: undefined, fault: 'the cluster cannot be seen' }

/**
 * Looks at everything at once. Each row becomes evidence; rows that cannot be seen say why.
 * @param presence whether there is an instance, and which others there are.
 */
export async function check(
  arm: Arm,
  session: Session,
  { cluster, extension }: Inputs,
  watched: Watched,
  presence: Presence,
): Promise<Checked> {
  const budget = new Budget(session)
  const { signal } = budget
  const { type } = extension
  const existing = instanceOf(presence)
  const namespace = releaseNamespaceOf(presence, extension)
  const { readNodes, readReleases, dryRun } = await import('../kubernetes/probes.ts')
  const watching = budget.read(
    'api-server',
    watched.watching.then(() => ({ value: watched.api(), fault: '' })),
  )
  const [provider, offered, conflict, { nodes, releases, api }] = await Promise.all([
    budget.read('provider', providerState(arm, cluster, signal)),
    budget.read('offer', offeredVersions(arm, cluster, type, signal)),
    others(arm, cluster, extension, presence, budget),
    watching.then(async ({ value: api }) => {
      const [nodes, releases] = await Promise.all([
        api === undefined ? UNSEEN : budget.read('nodes', readNodes(api, signal)),
        api === undefined || namespace === ''
          ? UNSEEN
          : budget.read(`releases/${namespace}`, readReleases(api, namespace, signal)),
      ])
      return { nodes, releases, api }
    }),
  ])
  const { store } = session
  const state = store.cluster()
  const rows: Probe[] = [
    ...(state === undefined ? [] : [clusterRow(type, state)]),
    providerRow(provider.value ?? '', provider.value === undefined ? provider.fault : ''),
    offerRow(type, offered.value, extension.version ?? '', offered.fault),
    conflict,
    nodesRow(type, nodes.value, nodes.fault),
    releaseRow(extension.name, namespace, releases.value, existing !== undefined, releases.fault),
    ...(namespace === ''
      ? [
          {
            check: 'policies' as const,
            verdict: 'not-visible' as const,
            detail: `the release namespace of ${type} is not known; set release-namespace`,
          },
        ]
      : await admissionRows(type, namespace, store)),
  ]
  const asked =
    api === undefined
      ? undefined
      : await budget.read(
          'dry-run',
          secondWitness(type, namespace, rows, api, dryRun, signal).then(value => ({ value, fault: '' })),
        )
  const witness = asked?.value
  const all = [...rows.map(each => outweighed(each, witness)), ...(witness === undefined ? [] : [witness])]
  for (const row of all) session.push({ kind: 'probe', time: new Date().toISOString(), text: row.detail, data: row })
  return { result: resultOf(all), predicted: await predictions(all, store), rows: all }
}

/** The server's word on the same write outweighs our evaluation of its policies. */
function outweighed(row: Probe, witness: Probe | undefined): Probe {
  const same = row.fields?.['name'] === witness?.fields?.['name'] && row.fields?.['verb'] === 'create'
  if (witness?.verdict !== 'clear' || row.verdict !== 'refused' || !same) return row
  const { class: _, ...rest } = row
  return { ...rest, verdict: 'warned', detail: `${row.detail}; the API server admitted a dry run of it all the same` }
}

/** Other extensions, or this one, as something that the write would be refused for. */
async function others(
  arm: Arm,
  cluster: Inputs['cluster'],
  request: Inputs['extension'],
  presence: Presence,
  budget: Budget,
): Promise<Probe> {
  if (presence.is === 'existing') return conflictRow(() => refuseUnchangeable(request, presence.extension), '')
  const known = presence.is === 'absent' ? presence.others : undefined
  if (known !== undefined) return conflictRow(() => refuseOtherName(request, known), '')
  const listing = listExtensions(arm, cluster, budget.signal, { tries: 2, longestPauseMs: BUDGET_MS })
  const { value: all, fault } = await budget.read(
    'extensions',
    listing.then(items =>
      'code' in items ? { value: undefined, fault: notListed(items).text } : { value: items, fault: '' },
    ),
  )
  return conflictRow(() => refuseOtherName(request, all ?? []), fault)
}

/** The server itself, asked as the account, where the identity may impersonate it. Nothing is carried out. */
async function secondWitness(
  type: string,
  namespace: string,
  rows: readonly Probe[],
  api: ApiServer,
  dryRun: typeof import('../kubernetes/probes.ts').dryRun,
  signal: AbortSignal,
): Promise<Probe | undefined> {
  const write = extensionType(type)?.writes.find(each => each.verb === 'create' && each.resource === 'configmaps')
  if (write === undefined) return undefined
  const user = {
    username: `system:serviceaccount:${namespace}:${write.account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`
  const { said, words } = await dryRun(api, path, { metadata: { name: write.name } }, user, signal)
  const what = 'dry-run'
  if (said === 'admitted') return { check: what, verdict: 'clear', detail: words, fields: { name: write.name } }
  if (said === 'refused') {
    const local = rows.find(each => each.verdict === 'refused' && each.fields?.['name'] === write.name)
    return {
      check: what,
      verdict: 'refused',
      detail: words,
      class: words.includes('admission webhook "') ? 'admission-webhook-denied' : 'admission-policy-denied',
      ...(local?.policy === undefined ? {} : { policy: local.policy }),
    }
  }
  return { check: what, verdict: 'not-visible', detail: words }
}

/** mode check: the check alone. */
export function checkMode(inputs: Inputs): Mode {
  const { cluster, extension } = inputs
  return {
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, watched) {
      const follower = new ExtensionFollower(arm, cluster, extension, session.ending.signal)
      const reading = follower.presence()
      const namespace = reading.catch(() => undefined).then(found => releaseNamespaceOf(found, extension))
      const evidence = () => looked(inputs, arm, session, watched, follower, reading)
      return {
        run: Promise.resolve({ evidence: evidence(), end: () => undefined, operationRunning: () => false }),
        namespace,
      }
    },
  }
}

async function* looked(
  inputs: Inputs,
  arm: Arm,
  session: Session,
  watched: Watched,
  follower: ExtensionFollower,
  reading: Promise<Presence>,
): AsyncGenerator<Evidence> {
  const presence = await reading
  if (presence.is === 'unread') yield* follower.unreadOnce(presence.error)
  if (presence.is === 'existing') yield* follower.changed(presence.extension, '')
  const { result, predicted, rows } = await check(arm, session, inputs, watched, presence)
  session.predicted = predicted
  if (result === 'warned' || result === 'not-visible') await session.warnOfRows(rows)
  session.end(result === 'refused' ? 'failed' : 'checked')
}
