/** The check: reads only, in seconds. By itself as mode check, and as the first step of an install. */
import type { Arm } from '../azure/arm/client.ts'
import { readCluster } from '../azure/cluster/managed-cluster.ts'
import { refuseOtherName, refuseUnchangeable } from '../azure/extension/compare.ts'
import { ExtensionFollower } from '../azure/extension/follow.ts'
import { listExtensions, notListed } from '../azure/extension/read.ts'
import { offeredVersions, providerState } from '../azure/offer.ts'
import { admissionRows } from '../check/admission.ts'
import { clusterRow, conflictRow, nodesRow, offerRow, providerRow, releaseRow } from '../check/cluster.ts'
import { NEEDS } from '../check/needs.ts'
import { predictions } from '../check/prediction.ts'
import { resultOf } from '../check/result.ts'
import type { Inputs } from '../inputs.ts'
import type { ApiServer } from '../kubernetes/client.ts'
import type { CheckVerdict, Evidence, Probe } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { namespaceFor } from '../model/request.ts'
import type { Session } from '../session.ts'
import type { Mode, Watched } from './bootstrap.ts'

type Found = Awaited<ReturnType<ExtensionFollower['read']>>

export interface Checked {
  readonly result: CheckVerdict | ''
  readonly predicted: readonly Finding[]
  readonly rows: readonly Probe[]
}

/**
 * Looks at everything at once. Each row becomes evidence; rows that cannot be seen say why.
 * @param existing the instance that is there.
 */
export async function check(
  arm: Arm,
  session: Session,
  { cluster, extension }: Inputs,
  api: ApiServer | undefined,
  existing: Found,
): Promise<Checked> {
  const { signal } = session.ending
  const { store } = session
  const { type } = extension
  const namespace =
    existing?.scope?.cluster?.releaseNamespace ?? namespaceFor(extension) ?? NEEDS[type]?.namespace ?? ''
  const nobody = { value: undefined, fault: 'the cluster cannot be seen' }
  const { readNodes, readReleases, dryRun } = await import('../kubernetes/probes.ts')
  const [provider, offered, conflict, nodes, releases] = await Promise.all([
    providerState(arm, cluster, signal),
    offeredVersions(arm, cluster, type, signal),
    others(arm, cluster, extension, existing, signal),
    api === undefined ? nobody : readNodes(api, signal),
    api === undefined || namespace === '' ? nobody : readReleases(api, namespace, signal),
  ])
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
            check: 'admission policies',
            verdict: 'not-visible' as const,
            detail: `the release namespace of ${type} is not known; set release-namespace`,
          },
        ]
      : admissionRows(type, namespace, store)),
  ]
  const witness = api === undefined ? undefined : await secondWitness(type, namespace, rows, api, dryRun, signal)
  const all = [...rows.map(each => outweighed(each, witness)), ...(witness === undefined ? [] : [witness])]
  for (const row of all) session.push({ kind: 'probe', time: new Date().toISOString(), text: row.detail, data: row })
  return { result: resultOf(all), predicted: predictions(all, store), rows: all }
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
  existing: Found,
  signal: AbortSignal,
): Promise<Probe> {
  if (existing !== undefined) return conflictRow(() => refuseUnchangeable(request, existing), '')
  try {
    const all = await listExtensions(arm, cluster, signal)
    return conflictRow(() => refuseOtherName(request, all), '')
  } catch (thrown) {
    signal.throwIfAborted()
    return conflictRow(() => undefined, notListed(thrown).text)
  }
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
  const write = NEEDS[type]?.writes.find(each => each.verb === 'create' && each.resource === 'configmaps')
  if (write === undefined) return undefined
  const user = {
    username: `system:serviceaccount:${namespace}:${write.account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`
  const { said, words } = await dryRun(api, path, { metadata: { name: write.name } }, user, signal)
  const what = 'dry run by the API server'
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
      const reading = follower.read()
      const namespace = reading.then(
        found => found?.scope?.cluster?.releaseNamespace ?? namespaceFor(extension) ?? NEEDS[extension.type]?.namespace,
      )
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
  reading: ReturnType<ExtensionFollower['read']>,
): AsyncGenerator<Evidence> {
  const existing = await reading
  yield* follower.unreadOnce()
  yield* follower.changed(existing, '')
  await watched.watching
  const { result, predicted, rows } = await check(arm, session, inputs, watched.api(), existing)
  session.predicted = predicted
  if (result === 'warned' || result === 'not-visible') await session.warnOfRows(rows)
  session.end(result === 'refused' ? 'failed' : 'checked')
}
