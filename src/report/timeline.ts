/** The moments that the summary tells, and the ends of the logs, gathered from evidence as it comes (or from a journal). */
import type { ClusterEvent, Evidence, PodLog } from '../model/evidence.ts'

export interface Moment {
  readonly time: string
  readonly text: string
}

const MOMENTS = 40
const LINES = 40
const CONTAINERS = 60
const EVENTS = 50

export class Timeline {
  readonly moments: Moment[] = []
  readonly #warnings = new Map<string, ClusterEvent>()
  readonly #seen = new Set<string>()
  readonly #logs = new Map<string, PodLog[]>()

  tell(fact: Evidence): void {
    switch (fact.kind) {
      case 'extension':
        this.#extension(fact.data.provisioningState || 'not there', fact.time)
        break
      case 'arm-error':
        this.#moment(`error ${fact.data.code}`, fact.time, `Azure answers ${fact.data.code}`)
        break
      case 'event':
        this.#warn(fact)
        break
      case 'pod-log':
        this.#keep(fact)
        break
      case 'pod-status':
        this.#pods(fact)
        break
      default:
        break
    }
  }

  #extension(state: string, time: string): void {
    this.#moment(`extension ${state}`, time, `extension ${state}`)
  }

  /** Warning events of the run's own time, each with its last count. */
  get warnings(): readonly ClusterEvent[] {
    return [...this.#warnings.values()]
  }

  #warn(fact: ClusterEvent): void {
    if (fact.data.type !== 'Warning' || fact.data.old) return
    const key = `${fact.object?.kind}/${fact.object?.name}/${fact.data.reason}`
    if (this.#warnings.size < EVENTS || this.#warnings.has(key)) this.#warnings.set(key, fact)
  }

  /** A moment of the run's own, such as a finding. */
  mark(time: string, text: string): void {
    this.#moment(text, time, text)
  }

  /** @returns the last lines of the latest start of a container. */
  logOf(namespace: string, pod: string, container: string): readonly PodLog[] {
    const lines = this.#logs.get(`${namespace}/${pod}/${container}`) ?? []
    // Lines of interest and the first of a start come before the rest of their block.
    return [...lines].sort((a, b) => a.data.line - b.data.line)
  }

  #pods({ object, data, time }: Extract<Evidence, { kind: 'pod-status' }>): void {
    this.#moment('pods', time, 'first pod')
    if (data.deleted) this.#moment('gone', time, 'pods removed')
    for (const { name, state, exitCode, last, reason } of data.containers) {
      const code = state === 'terminated' ? exitCode : last?.exitCode
      if (code !== undefined && code !== 0) this.#moment(`crash ${name}`, time, `${name} ends with exit code ${code}`)
      if (reason === 'CrashLoopBackOff') this.#moment(`loop ${name}`, time, `${name} is in CrashLoopBackOff`)
    }
    if (data.ready) this.#moment(`ready ${object?.name}`, time, `${object?.name} Ready`)
  }

  /** The first moment of each kind is told. */
  #moment(key: string, time: string, text: string): void {
    if (this.#seen.has(key) || this.moments.length >= MOMENTS) return
    this.#seen.add(key)
    this.moments.push({ time, text })
  }

  #keep(fact: PodLog): void {
    const key = `${fact.object?.namespace}/${fact.object?.name}/${fact.object?.container}`
    let lines = this.#logs.get(key)
    if (lines === undefined) {
      if (this.#logs.size >= CONTAINERS) return
      lines = []
      this.#logs.set(key, lines)
    }
    if (lines[0] !== undefined && lines[0].data.containerId !== fact.data.containerId) lines.length = 0
    lines.push(fact)
    if (lines.length > LINES) lines.shift()
  }
}
