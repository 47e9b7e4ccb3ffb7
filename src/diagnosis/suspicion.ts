/** All that was seen of one cause: the texts, the objects, the starts of containers. */
import type { ObjectRef } from '../model/evidence.ts'
import type { Finding, Witness } from '../model/finding.ts'
import type { Clue, Match, Rule, Sighting, Suspicion } from './rule.ts'
import { isCandidate } from './text/owner.ts'

const WITNESSES = 5
/** What happened before the run is as long ago as it must be. */
const LONG_AGO_MS = 3_600_000

export class Suspected implements Suspicion {
  readonly rule: Rule
  readonly match: Match
  readonly first: Clue
  readonly witnesses: Witness[] = []
  readonly starts = new Map<string, { object: ObjectRef; podUid: string; ids: Set<string> }>()
  seen = 0
  readonly firstAt: number
  lastAt: number
  readonly sightings = new Map<string, Sighting>()
  readonly #counts = new Map<string, number>()
  concludedAt = ''
  finding: Finding | undefined

  constructor(rule: Rule, match: Match, first: Clue) {
    this.rule = rule
    this.match = match
    this.first = first
    this.firstAt = Date.parse(first.time)
    this.lastAt = this.firstAt
  }

  /**
   * An event that happens again is the same object with a higher count; what was counted before the run is not its own. Of
   * one that is new to us only this once is known to be.
   * @param past what was before counts: there is no install that it could have been before.
   */
  #again({ object, data }: Extract<Clue, { kind: 'event' }>, past: boolean): number {
    const key = `${object?.kind}/${object?.namespace}/${object?.name}/${data.reason}`
    const before = this.#counts.get(key)
    this.#counts.set(key, Math.max(before ?? 0, data.count))
    if (past) return Math.max(1, data.count - (before ?? 0))
    return data.old ? 0 : before === undefined ? 1 : Math.max(1, data.count - before)
  }

  add(fact: Clue, match: Match, past: boolean): void {
    const times = fact.kind === 'event' ? this.#again(fact, past) : 1
    this.seen += times
    const { time, object } = fact
    const text = fact.kind === 'cli-output' ? telling(fact.text, match) : fact.text
    this.lastAt = Date.parse(time)
    this.#sight(fact, match.repeats ? 0 : times, past)
    if (this.witnesses.length < WITNESSES)
      this.witnesses.push(object === undefined ? { time, text } : { time, object, text })
    if (fact.kind !== 'pod-log' || object === undefined) return
    const { podUid } = fact.data
    const key = `${podUid}/${object.container}`
    const start = this.starts.get(key) ?? { object, podUid, ids: new Set<string>() }
    start.ids.add(fact.data.containerId)
    this.starts.set(key, start)
  }

  #sight(fact: Clue, times: number, past: boolean): void {
    const { kind, object, time } = fact
    if (object === undefined || (kind !== 'event' && kind !== 'pod-status')) return
    const key = `${object.kind}/${object.namespace}/${object.name}`
    const at = Date.parse(time)
    const known = this.sightings.get(key)
    const old = kind === 'event' && fact.data.old
    const began = past && old ? at - LONG_AGO_MS : at
    this.sightings.set(key, {
      object,
      times: (known?.times ?? 0) + times,
      firstAt: known?.firstAt ?? began,
      lastAt: at,
      old: (known?.old ?? false) || (old && !past),
      text: fact.text,
    })
  }
}

/** Lines of a tool's output that are quoted, and characters of each. */
const QUOTED = 12
const QUOTED_LENGTH = 1000

/**
 * What was pasted, or a file that was named, may hold much else that is nobody's business: only lines that tell are quoted.
 * @returns the lines that hold what a rule looks for, and those that its message goes over; where none does, what the rule read.
 */
function telling(text: string, { fields }: Match): string {
  const message = fields.message?.value ?? ''
  const isPart = (line: string) =>
    line.length > 8 && message !== '' && (line.includes(message.slice(0, 40)) || message.includes(line.trim()))
  const lines = text.split('\n').filter(line => isCandidate(line) || isPart(line))
  const quoted = lines.length > 0 ? lines.slice(-QUOTED) : [fields.message?.value ?? '']
  return quoted.map(line => line.slice(0, QUOTED_LENGTH)).join('\n')
}
