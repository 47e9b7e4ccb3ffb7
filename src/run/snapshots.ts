/**
 * When a run command is asked for what is in the cluster: each one is a pod there, so at most twice while the install runs (once
 * workloads had a minute, and before Helm's wait of five is over), and after it to see the pods.
 */
import { randomBytes } from 'node:crypto'
import { messageOf } from '../errors.ts'
import { scriptFor } from '../kubernetes/snapshot/script.ts'
import { SnapshotServer } from '../kubernetes/snapshot/server.ts'
import { type Evidence, gap } from '../model/evidence.ts'
import type { Session } from './session.ts'

/** ms after the install began: what is not Ready by then may not become it. */
const FIRST_MS = 60_000
/** ms after the install began: Helm gives up at five minutes, and takes pods and logs with it. */
const SECOND_MS = 210_000
const DURING = 2
/** After the end pods may still become Ready: ms between looks at them, and how many. */
const LOOK_MS = 60_000
const AFTER = 5

/** @returns what the command wrote. @throws Error with why it did not run */
export type RunScript = (script: string) => Promise<string>

export class Snapshots {
  readonly server = new SnapshotServer()
  readonly #session: Session
  readonly #run: RunScript
  readonly #namespace: () => string
  #during = 0
  #after = 0
  #lastMs = Number.NEGATIVE_INFINITY
  #running = false
  #refused = false

  /** @param namespace the release namespace, '' while it is not known. */
  constructor(session: Session, run: RunScript, namespace: () => string) {
    this.#session = session
    this.#run = run
    this.#namespace = namespace
  }

  onFact({ time }: Evidence): void {
    const began = this.#session.store.installBegan()
    const now = Date.parse(time)
    if (this.#session.phase === 'verify') {
      // What was seen before the end says nothing of what is there after it.
      const due = this.#after === 0 || now - this.#lastMs >= LOOK_MS
      if (due && this.#after < AFTER && this.take()) this.#after++
      return
    }
    if (began === undefined || this.#during >= DURING) return
    const since = now - Date.parse(began)
    if (since >= (this.#during === 0 ? FIRST_MS : SECOND_MS) && this.take()) this.#during++
  }

  /** @returns whether one was begun: never two at once, none without a namespace, none after one that could not be. */
  take(): boolean {
    const namespace = this.#namespace()
    if (this.#running || this.#refused || namespace === '' || this.#session.ending.signal.aborted) return false
    this.#running = true
    this.#lastMs = Date.now()
    this.#take(namespace).finally(() => {
      this.#running = false
    })
    return true
  }

  async #take(namespace: string): Promise<void> {
    const { log, ending } = this.#session
    const mark = `part${randomBytes(12).toString('hex')}`
    const takenAt = new Date().toISOString()
    log.progress(`reading ${namespace} by a run command`)
    try {
      this.server.take(await this.#run(scriptFor(namespace, mark)), mark, namespace, takenAt)
    } catch (thrown) {
      if (ending.signal.aborted) return
      this.#session.push(gap('api-server', `the run command: ${messageOf(thrown)}`))
    }
  }

  /** None will be asked for, for a reason that is known from the first. */
  refuse(why: string): void {
    this.#refused = true
    this.#session.push(gap('api-server', `kube-access: run-command cannot be used: ${why}`))
  }
}
