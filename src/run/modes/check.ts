/** The check: reads only, in seconds. By itself as mode check, and as the first step of an install. What it reads is evidence. */
import type { Arm } from '../../azure/arm/client.ts'
import { readCluster } from '../../azure/cluster/read.ts'
import { existingOf } from '../../azure/extension/compare.ts'
import {
  ExtensionFollower,
  expectedNamespace,
  instanceOf,
  LIST_PATIENCE,
  type Presence,
} from '../../azure/extension/follow.ts'
import { listExtensions, notListed, readExtension } from '../../azure/extension/read.ts'
import { providerState, readOffer } from '../../azure/offer.ts'
import { checkRows, writeToTry } from '../../check/index.ts'
import { resultOf } from '../../check/result.ts'
import { messageOf } from '../../errors.ts'
import type { Inputs } from '../../inputs/index.ts'
import type { ApiServer } from '../../kubernetes/api-server/interface.ts'
import type { SourceId } from '../../model/collections.ts'
import { type CheckVerdict, type Evidence, gap } from '../../model/evidence.ts'
import { extensionType } from '../../model/extension-types.ts'
import type { DesiredConfiguration } from '../../model/flux-configuration.ts'
import type { Read } from '../../model/read.ts'
import { fluxRows } from '../flux-check.ts'
import type { Mode, Watched } from '../mode.ts'
import type { Session } from '../session.ts'

/** All that the check reads together: the write waits for it, and no longer than this. */
const BUDGET_MS = 15_000

/** The same where a run command is waited for, and nothing is written. */
const COMMAND_BUDGET_MS = 150_000

/** One budget for many reads, each raced with it: what is not in by then was not seen. */
class Budget {
  readonly #session: Session
  readonly #over: AbortSignal
  readonly #ms: number
  /** For the reads: what nobody waits for any more is ended. */
  readonly signal: AbortSignal

  constructor(session: Session, ms: number) {
    this.#session = session
    this.#ms = ms
    this.#over = AbortSignal.timeout(ms)
    this.signal = AbortSignal.any([session.ending.signal, this.#over])
  }

  /** Reads, and hands what was read to the run as a fact, or that it was not. @returns the value, where there is one. */
  async read<T>(
    what: SourceId,
    reading: Promise<Read<T>>,
    factOf: (value: T) => Pick<Evidence, 'kind' | 'data'> & { readonly text?: string },
  ): Promise<T | undefined> {
    const { value, fault } = await this.#inTime(reading)
    const time = new Date().toISOString()
    const fact = value === undefined ? gap(what, fault) : ({ time, text: '', ...factOf(value) } as Evidence)
    await this.#session.deliver(fact)
    return value
  }

  /** @returns the value, or undefined where it is not there in time; nothing is told of that. */
  async wait<T>(waiting: Promise<T>): Promise<T | undefined> {
    return (await this.#inTime(waiting.then(value => ({ value, fault: '' })))).value
  }

  async #inTime<T>(reading: Promise<Read<T>>): Promise<Read<T>> {
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
    return { value: undefined, fault: `no answer within the check's ${this.#ms / 1000} s` }
  }
}

/**
 * Looks at everything at once, then concludes the rows from the evidence.
 * @param presence whether there is an instance, and which others there are.
 * @returns what the rows come to.
 */
export async function check(
  arm: Arm,
  session: Session,
  { cluster, extension, mode, kubeAccess }: Inputs,
  watched: Watched,
  presence: Presence,
  desired: readonly DesiredConfiguration[],
): Promise<CheckVerdict | ''> {
  const budget = new Budget(session, mode === 'check' && kubeAccess === 'run-command' ? COMMAND_BUDGET_MS : BUDGET_MS)
  const { signal } = budget
  const { type, releaseTrain = '' } = extension
  const namespace = (await budget.wait(expectedNamespace(arm, cluster, presence, extension, signal))) ?? ''
  await Promise.all([
    budget.read('provider', providerState(arm, cluster, signal), state => ({ kind: 'provider', data: { state } })),
    budget.read('offer', readOffer(arm, cluster, type, releaseTrain, signal), data => ({ kind: 'offer', data })),
    readExtensions(arm, cluster, presence, budget),
    readFromCluster(type, namespace, watched, budget),
  ])
  const rows = await checkRows(extension, namespace, session.store)
  rows.push(...((await budget.wait(fluxRows(desired, session, watched.api(), signal))) ?? []))
  for (const data of rows) session.push({ kind: 'check-row', time: new Date().toISOString(), text: data.detail, data })
  const result = resultOf(rows)
  await session.deliver({ kind: 'checked', time: new Date().toISOString(), text: '', data: { result } })
  return result
}

async function readFromCluster(type: string, namespace: string, watched: Watched, budget: Budget): Promise<void> {
  const { signal } = budget
  await budget.wait(watched.reached)
  const api = watched.api()
  if (api === undefined) return budget.wait(watched.watching)
  const [{ readNodes }, { readReleases }, { readWorkloads }, { dryRun }] = await Promise.all([
    import('../../kubernetes/nodes.ts'),
    import('../../kubernetes/releases.ts'),
    import('../../kubernetes/workloads.ts'),
    import('../../kubernetes/dry-run.ts'),
  ])
  await Promise.all([
    budget.read('nodes', readNodes(api, signal), nodes => ({ kind: 'nodes', data: { nodes } })),
    ...(namespace === ''
      ? []
      : [
          budget.read(`releases/${namespace}`, readReleases(api, namespace, signal), names => ({
            kind: 'releases',
            data: { namespace, names },
          })),
          ...(extensionType(type)?.hasConfigurations === true
            ? [
                budget.read(`workloads/${namespace}`, readWorkloads(api, namespace, signal), workloads => ({
                  kind: 'workloads',
                  data: { namespace, workloads },
                })),
              ]
            : []),
          tryWrite(type, namespace, api, dryRun, budget),
        ]),
    // The rows are made of what the sources have read.
    budget.wait(watched.watching),
  ])
}

/** The extensions of the cluster, which the look for this one has read already, or not. */
async function readExtensions(arm: Arm, cluster: Inputs['cluster'], presence: Presence, budget: Budget): Promise<void> {
  const existing = instanceOf(presence)
  const known = existing === undefined ? (presence.is === 'absent' ? presence.others : undefined) : [existing]
  const listing =
    known === undefined
      ? listExtensions(arm, cluster, budget.signal, { tries: 2, longestPauseMs: BUDGET_MS }).then(items =>
          'code' in items ? { value: undefined, fault: notListed(items).text } : { value: items, fault: '' },
        )
      : Promise.resolve({ value: known, fault: '' })
  await budget.read('extensions', listing, all => ({
    kind: 'extensions',
    data: { instances: all.map(existingOf) },
  }))
}

/** The server itself, asked as the account, where the identity may impersonate it. Nothing is carried out. */
async function tryWrite(
  type: string,
  namespace: string,
  api: ApiServer,
  dryRun: typeof import('../../kubernetes/dry-run.ts').dryRun,
  budget: Budget,
): Promise<void> {
  const write = writeToTry(type)
  if (write === undefined) return
  const { account, resource, name } = write
  const user = {
    username: `system:serviceaccount:${namespace}:${account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`
  const asking = dryRun(api, path, { metadata: { name } }, user, budget.signal)
  await budget.read(
    'dry-run',
    asking.then(value => ({ value, fault: '' })),
    ({ said, words }) => ({ kind: 'dry-run', text: words, data: { said, resource, name, account } }),
  )
}

/** @param checks whether the check runs. @returns the reads that need nothing but the names of cluster and extension. */
export function aheadOf({ cluster, extension }: Inputs, checks: boolean): Mode['ahead'] {
  const { type, name, releaseTrain = '' } = extension
  return [
    (arm, signal) => readExtension(arm, cluster, name, signal),
    (arm, signal) => listExtensions(arm, cluster, signal, LIST_PATIENCE),
    ...(checks
      ? ([
          (arm, signal) => providerState(arm, cluster, signal),
          (arm, signal) => readOffer(arm, cluster, type, releaseTrain, signal),
        ] satisfies Mode['ahead'])
      : []),
  ]
}

/** mode check: the check alone. */
export function checkMode(inputs: Inputs, desired: readonly DesiredConfiguration[]): Mode {
  const { cluster, extension } = inputs
  return {
    ahead: aheadOf(inputs, true),
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, watched) {
      const follower = new ExtensionFollower(arm, cluster, extension, session.ending.signal)
      const reading = follower.presence()
      const namespace = reading
        .catch(() => undefined)
        .then(found => expectedNamespace(arm, cluster, found, extension, session.ending.signal))
      const evidence = () => checkAlone(inputs, arm, session, watched, follower, reading, desired)
      return {
        run: Promise.resolve({ evidence: evidence(), end: () => undefined, operationRunning: () => false }),
        namespace,
      }
    },
  }
}

async function* checkAlone(
  inputs: Inputs,
  arm: Arm,
  session: Session,
  watched: Watched,
  follower: ExtensionFollower,
  reading: Promise<Presence>,
  desired: readonly DesiredConfiguration[],
): AsyncGenerator<Evidence> {
  const presence = await reading
  if (presence.is === 'unread') yield* follower.unreadOnce(presence.error)
  if (presence.is === 'existing') yield* follower.tellChange(presence.extension, '')
  const result = await check(arm, session, inputs, watched, presence, desired)
  session.end(result === 'refused' ? 'failed' : 'checked')
}
