/** The failure classes that are known, and the engine that puts evidence to them. Pure: no clock, no I/O. */
import type { StoreReader } from '../evidence/store.ts'
import type { Evidence, ObjectRef } from '../model/evidence.ts'
import type { Finding, Witness } from '../model/finding.ts'
import { admissionPolicyDenied } from './admission-policy-denied.ts'
import { helmTimeoutUnknown } from './helm-timeout-unknown.ts'
import { rbacForbidden } from './rbac-forbidden.ts'
import type { Match, Rule, Suspicion, TextFact } from './rule.ts'
import { unwrap } from './unwrap.ts'

/** In the order of precedence: the first that matches a text owns it. */
export const RULES: readonly Rule[] = [admissionPolicyDenied, rbacForbidden, helmTimeoutUnknown]

/** What a log line must hold to be looked at by any rule. */
export const LITERALS: readonly string[] = RULES.flatMap(rule => rule.literals)

const WITNESSES = 5
/** Different causes kept, of one container and in all: a log that makes up new ones without end must not hide another's. */
const SUSPICIONS = 20
const SUSPICIONS_IN_ALL = 1000

class Suspected implements Suspicion {
  readonly rule: Rule
  readonly match: Match
  readonly first: TextFact
  readonly witnesses: Witness[] = []
  readonly starts = new Map<string, { object: ObjectRef; podUid: string; ids: Set<string> }>()
  seen = 0
  readonly #counts = new Map<string, number>()
  concludedAt = ''
  finding: Finding | undefined

  constructor(rule: Rule, match: Match, first: TextFact) {
    this.rule = rule
    this.match = match
    this.first = first
  }

  /** An event that happens again is the same object with a higher count; what was counted before the run is not its own. */
  #again({ object, data }: Extract<TextFact, { kind: 'event' }>): number {
    const key = `${object?.kind}/${object?.namespace}/${object?.name}/${data.reason}`
    const before = this.#counts.get(key) ?? 0
    this.#counts.set(key, Math.max(before, data.count))
    return data.old ? 0 : Math.max(1, data.count - before)
  }

  add(fact: TextFact): void {
    this.seen += fact.kind === 'event' ? this.#again(fact) : 1
    const { time, object, text } = fact
    if (this.witnesses.length < WITNESSES)
      this.witnesses.push(object === undefined ? { time, text } : { time, object, text })
    if (fact.kind !== 'pod-log' || object === undefined) return
    const { podUid } = fact.data
    const key = `${podUid}/${object.container}`
    const start = this.starts.get(key) ?? { object, podUid, ids: new Set<string>() }
    start.ids.add(fact.data.containerId)
    this.starts.set(key, start)
  }
}

export class Diagnosis {
  readonly #store: StoreReader
  readonly #suspected = new Map<string, Suspected>()

  constructor(store: StoreReader) {
    this.#store = store
  }

  /** Texts that a rule knew and that were left aside, since their container had made up too many. */
  ignored = 0
  readonly #perSource = new Map<string, number>()

  #isFull({ object }: TextFact): boolean {
    const source = `${object?.kind}/${object?.namespace}/${object?.name}/${object?.container}`
    const count = this.#perSource.get(source) ?? 0
    this.#perSource.set(source, count + 1)
    const full = count >= SUSPICIONS || this.#suspected.size >= SUSPICIONS_IN_ALL
    if (full) this.ignored++
    return full
  }

  /** @returns whether the findings may differ from before. */
  observe(fact: Evidence): boolean {
    if (fact.kind !== 'pod-log' && fact.kind !== 'event' && fact.kind !== 'arm-error')
      return this.#suspected.size > 0 && fact.kind !== 'tick' && fact.kind !== 'run'
    const texts = unwrap(fact.text)
    for (const rule of RULES) {
      const match = rule.match(texts, fact)
      if (match === undefined) continue
      const key = `${rule.class} ${match.key}`
      let suspected = this.#suspected.get(key)
      if (suspected === undefined) {
        if (this.#isFull(fact)) return false
        suspected = new Suspected(rule, match, fact)
        this.#suspected.set(key, suspected)
      }
      suspected.add(fact)
      return true
    }
    return false
  }

  /** @returns what is concluded from all that was observed, the most certain and most blocking first. */
  async findings(): Promise<Finding[]> {
    const causes: Finding[] = []
    const symptoms: Suspected[] = []
    for (const suspected of this.#suspected.values()) {
      if (suspected.rule.permanence === 'symptom') symptoms.push(suspected)
      else causes.push(...(await this.#concluded(suspected)))
    }
    const found = [...causes]
    for (const symptom of symptoms) found.push(...toList(await symptom.rule.conclude(symptom, this.#store, causes)))
    return found.sort((a, b) => rank(a) - rank(b))
  }

  async #concluded(suspected: Suspected): Promise<Finding[]> {
    const { admissionVersion, podVersion } = this.#store
    const state = `${admissionVersion} ${podVersion} ${suspected.seen} ${this.#store.extension()?.provisioningState}`
    if (suspected.concludedAt !== state) {
      suspected.concludedAt = state
      suspected.finding = await suspected.rule.conclude(suspected, this.#store, [])
    }
    return toList(suspected.finding)
  }
}

function toList(finding: Finding | undefined): Finding[] {
  return finding === undefined ? [] : [finding]
}

function rank(finding: Finding): number {
  const certainty = { proven: 0, likely: 1, possible: 2 }[finding.certainty]
  return (finding.conclusive ? 0 : 100) + (finding.blocking ? 0 : 10) + certainty
}
