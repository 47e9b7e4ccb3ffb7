/** mode diagnose: looks at the extension and the cluster as they are now, and says what is wrong. Writes nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { readCluster } from '../azure/cluster/managed-cluster.ts'
import { ExtensionFollower } from '../azure/extension/follow.ts'
import type { ExtensionEnd, ExtensionRun } from '../azure/extension/install.ts'
import { armErrorFact, statusError, TERMINAL } from '../azure/extension/read.ts'
import { ActionError } from '../errors.ts'
import { notReady } from '../evidence/store.ts'
import type { Inputs } from '../inputs.ts'
import type { Evidence } from '../model/evidence.ts'
import { namespaceFor } from '../model/request.ts'
import type { Session } from '../session.ts'
import type { Mode } from './bootstrap.ts'

/** After the cluster's lists were read: the logs of its containers are read meanwhile, the previous ones too. */
const LOGS_MS = 5000

export function diagnoseMode({ cluster, extension }: Inputs): Mode {
  return {
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, { watching }) {
      const follower = new ExtensionFollower(arm, cluster, extension, session.ending.signal)
      const reading = follower.read()
      const namespace = reading.then(found => found?.scope?.cluster?.releaseNamespace ?? namespaceFor(extension))
      const look = new Look(follower, session, watching, reading)
      const run: ExtensionRun = {
        evidence: look.evidence(),
        end: () => look.end,
        operationRunning: () => look.operationRunning,
      }
      return { run: Promise.resolve(run), namespace }
    },
  }
}

class Look {
  end: ExtensionEnd | undefined
  operationRunning = false
  readonly #follower: ExtensionFollower
  readonly #session: Session
  readonly #watching: Promise<void>
  readonly #reading: ReturnType<ExtensionFollower['read']>

  constructor(
    follower: ExtensionFollower,
    session: Session,
    watching: Promise<void>,
    reading: ReturnType<ExtensionFollower['read']>,
  ) {
    this.#follower = follower
    this.#session = session
    this.#watching = watching
    this.#reading = reading
  }

  async *evidence(): AsyncGenerator<Evidence> {
    const follower = this.#follower
    const found = await this.#reading
    yield* follower.unreadOnce()
    if (found === undefined)
      throw new ActionError({
        doing: `Reading the extension ${follower.request.name}.`,
        likely: follower.unread ? 'It could not be read.' : 'There is no extension of that name on the cluster.',
        next: 'Check extension-name: az k8s-extension list shows what is there. After a rollback only a journal tells: give it as evidence.',
      })
    const state = found.provisioningState ?? ''
    this.operationRunning = !TERMINAL.test(state)
    yield* follower.changed(found, '')
    await this.#watching
    await sleep(LOGS_MS, undefined, { signal: follower.signal })
    if (state === 'Failed' || state === 'Canceled') yield armErrorFact(statusError(found), 'installing the extension')
    const unwell = this.#session.store.pods().some(({ data }) => notReady(data))
    this.end = { result: unwell || state === 'Failed' || state === 'Canceled' ? 'failed' : 'unchanged' }
    yield follower.fact(found, 'as it is now')
  }
}
