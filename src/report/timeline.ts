/** The moments that the summary tells, and the ends of the logs, gathered from evidence as it comes (or from a journal). */
import type { ClusterEvent, Evidence, PodLog } from '../model/evidence.ts'
import { shortName } from './words.ts'

export interface Moment {
  readonly time: string
  readonly text: string
  /** What is left out first where there is no room: the highest. */
  readonly spare: number
}

const MOMENTS = 40
/** So many are read on a phone. */
const SHOWN = 8
const LINES = 40
const CONTAINERS = 60
const EVENTS = 50

export class Timeline {
  readonly #moments: Moment[] = []
  readonly #warnings = new Map<string, ClusterEvent>()
  readonly #seen = new Set<string>()
  readonly #logs = new Map<string, PodLog[]>()

  tell(fact: Evidence): void {
    switch (fact.kind) {
      case 'extension':
        this.#extension(fact.data.provisioningState || 'not found', fact.time)
        break
      case 'arm-error':
        this.#moment(`error ${fact.data.code}`, fact.time, `Azure answers ${fact.data.code}`, 1)
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
    this.#moment(`extension ${state}`, time, `extension ${state}`, 1)
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

  /** @returns at most eight moments in their order, those that matter most. */
  get moments(): readonly Moment[] {
    const kept = new Set([...this.#moments].sort((a, b) => a.spare - b.spare).slice(0, SHOWN))
    return this.#moments.filter(each => kept.has(each))
  }

  /** A finding, when it was first concluded. */
  mark(time: string, text: string, spare = 0): void {
    this.#moment(text, time, text, spare)
  }

  /** @returns the last lines of the latest start of a container. */
  logOf(namespace: string, pod: string, container: string): readonly PodLog[] {
    const lines = this.#logs.get(`${namespace}/${pod}/${container}`) ?? []
    // Lines of interest and the first of a start come before the rest of their block.
    return [...lines].sort((a, b) => a.data.line - b.data.line)
  }

  #pods({ object, data, time }: Extract<Evidence, { kind: 'pod-status' }>): void {
    const pod = shortName(object?.name ?? '')
    this.#moment('pods', time, 'first pod', 2)
    if (data.deleted) this.#moment('deleted', time, 'pods deleted', 1)
    for (const { name, state, exitCode, last, reason } of data.containers) {
      const code = state === 'terminated' ? exitCode : last?.exitCode
      const who = `${pod}/${name}`
      if (code !== undefined && code !== 0) this.#moment(`crash ${who}`, time, `${who}: exit code ${code}`, 1)
      if (reason === 'CrashLoopBackOff') this.#moment(`loop ${who}`, time, `${who}: CrashLoopBackOff`, 2)
    }
    if (data.ready) this.#moment(`ready ${object?.name}`, time, `${pod}: Ready`, 3)
  }

  /** The first moment of each kind is kept. */
  #moment(key: string, time: string, text: string, spare: number): void {
    if (this.#seen.has(key) || this.#moments.length >= MOMENTS) return
    this.#seen.add(key)
    this.#moments.push({ time, text, spare })
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
