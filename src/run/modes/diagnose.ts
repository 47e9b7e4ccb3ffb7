/** mode diagnose: looks at the extension and the cluster as they are now, and says what is wrong. Writes nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { armErrorFact, refusal, stateAsError } from '../../azure/arm/error.ts'
import { readCluster } from '../../azure/cluster/read.ts'
import { APART_MS, ExtensionFollower, expectedNamespace, type Presence } from '../../azure/extension/follow.ts'
import { failureOf, isFailed } from '../../azure/extension/read.ts'
import type { ExtensionEnd, ExtensionRun } from '../../azure/extension/run.ts'
import { TERMINAL } from '../../azure/extension/state.ts'
import type { Refusal } from '../../errors.ts'
import { notReady } from '../../evidence/store.ts'
import type { Inputs } from '../../inputs/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Mode } from '../mode.ts'
import type { Session } from '../session.ts'

/** After the cluster's lists were read: the logs of its containers are read meanwhile, the previous ones too. */
const LOGS_MS = 5000
/** Reads of what could not be read, before that is what is told. */
const TRIES = 3

export function diagnoseMode({ cluster, extension }: Inputs): Mode {
  return {
    ahead: [],
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, { watching }) {
      const follower = new ExtensionFollower(arm, cluster, extension, session.ending.signal)
      const reading = follower.presence()
      const namespace = reading.then(
        found => expectedNamespace(arm, cluster, found, extension, session.ending.signal),
        () => expectedNamespace(arm, cluster, undefined, extension, session.ending.signal),
      )
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
  readonly #reading: Promise<Presence>

  constructor(follower: ExtensionFollower, session: Session, watching: Promise<void>, reading: Promise<Presence>) {
    this.#follower = follower
    this.#session = session
    this.#watching = watching
    this.#reading = reading
  }

  async *evidence(): AsyncGenerator<Evidence> {
    const follower = this.#follower
    let presence = await this.#reading
    for (let tries = 1; presence.is === 'unread' && tries < TRIES; tries++) {
      yield* follower.unreadOnce(presence.error)
      await follower.pause(APART_MS)
      presence = await follower.presence()
    }
    if (presence.is !== 'existing') throw this.#notThere(presence)
    const found = presence.extension
    const state = found.provisioningState
    this.operationRunning = !TERMINAL.test(state)
    yield* follower.tellChange(found, '')
    await this.#watching
    await sleep(LOGS_MS, undefined, { signal: follower.signal })
    if (isFailed(found)) yield armErrorFact(failureOf(found), 'installing the extension')
    const unwell = this.#session.store.pods().some(({ data }) => notReady(data))
    this.end = { result: unwell || isFailed(found) ? 'failed' : 'unchanged' }
    yield follower.fact(found, 'current state')
  }

  #notThere(presence: Exclude<Presence, { is: 'existing' }>): Refusal {
    const { request } = this.#follower
    const doing = `Reading the extension ${request.name}.`
    if (presence.is === 'unread') return refusal(presence.error, `${doing} Unknown whether it exists.`)
    return refusal(stateAsError('ExtensionNotFound', `The cluster has no extension named ${request.name}.`), doing)
  }
}
