/** The engine that puts evidence to the failure classes. Pure: no clock, no I/O. */
import type { StoreReader } from '../evidence/store.ts'
import { type Evidence, isTextFact, type ObjectRef, type PodStatus, type TextFact } from '../model/evidence.ts'
import type { Finding, Witness } from '../model/finding.ts'
import { layersOf, withoutBoilerplate } from './layers.ts'
import { BENIGN, EVERYDAY, LITERALS, RULES, SUSPECT } from './registry.ts'
import type { Match, Met, Rule, Suspicion } from './rule.ts'
import { unwrap } from './unwrap.ts'

export { LITERALS, RULES } from './registry.ts'

const CAUSES = RULES.filter(rule => rule.permanence !== 'symptom')
const SYMPTOMS = RULES.filter(rule => rule.permanence === 'symptom')
/** Characters of a text that rules look at: an error is said in less, and a line may be made to cost. */
const LOOKED_AT = 8192

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
  readonly firstAt: number
  lastAt: number
  readonly met = new Map<string, Met>()
  readonly #counts = new Map<string, number>()
  concludedAt = ''
  finding: Finding | undefined

  constructor(rule: Rule, match: Match, first: TextFact) {
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
  #again({ object, data }: Extract<TextFact, { kind: 'event' }>, past: boolean): number {
    const key = `${object?.kind}/${object?.namespace}/${object?.name}/${data.reason}`
    const before = this.#counts.get(key)
    this.#counts.set(key, Math.max(before ?? 0, data.count))
    if (past) return Math.max(1, data.count - (before ?? 0))
    return data.old ? 0 : before === undefined ? 1 : Math.max(1, data.count - before)
  }

  add(fact: TextFact, match: Match, past: boolean): void {
    const times = fact.kind === 'event' ? this.#again(fact, past) : 1
    this.seen += times
    const { time, object } = fact
    const text = fact.kind === 'cli-output' ? telling(fact.text, match) : fact.text
    this.lastAt = Date.parse(time)
    this.#meet(fact, match.echo ? 0 : times, past)
    if (this.witnesses.length < WITNESSES)
      this.witnesses.push(object === undefined ? { time, text } : { time, object, text })
    if (fact.kind !== 'pod-log' || object === undefined) return
    const { podUid } = fact.data
    const key = `${podUid}/${object.container}`
    const start = this.starts.get(key) ?? { object, podUid, ids: new Set<string>() }
    start.ids.add(fact.data.containerId)
    this.starts.set(key, start)
  }

  #meet(fact: TextFact, times: number, past: boolean): void {
    const { kind, object, time } = fact
    if (object === undefined || (kind !== 'event' && kind !== 'pod-status')) return
    const key = `${object.kind}/${object.namespace}/${object.name}`
    const at = Date.parse(time)
    const known = this.met.get(key)
    const old = kind === 'event' && fact.data.old
    const began = past && old ? at - LONG_AGO_MS : at
    this.met.set(key, {
      object,
      times: (known?.times ?? 0) + times,
      firstAt: known?.firstAt ?? began,
      lastAt: at,
      old: (known?.old ?? false) || (old && !past),
    })
  }
}

/** Lines of a tool's output that are quoted, and characters of each. */
const QUOTED = 12
const QUOTED_LENGTH = 1000

/**
 * What was pasted, or a file that was named, may hold much else that is nobody's business: only lines that tell are quoted.
 * @returns the lines that hold what a rule looks for; where none does, what the rule read.
 */
function telling(text: string, { fields }: Match): string {
  const lines = text.split('\n').filter(line => LITERALS.some(each => line.includes(each)))
  const quoted = lines.length > 0 ? lines.slice(-QUOTED) : [fields.message?.value ?? '']
  return quoted.map(line => line.slice(0, QUOTED_LENGTH)).join('\n')
}

/** What happened before the run is as long ago as it must be. */
const LONG_AGO_MS = 3_600_000

export class Diagnosis {
  readonly #store: StoreReader
  readonly #suspected = new Map<string, Suspected>()
  readonly #states = new Set<string>()

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
    const known = this.#suspected.size > 0
    if (fact.kind === 'pod-status' && fact.text === '') {
      for (const each of this.#told(fact)) this.#observeText(each)
      return known || this.#suspected.size > 0
    }
    if (isTextFact(fact)) return this.#observeText(fact)
    return known && fact.kind !== 'tick' && fact.kind !== 'run'
  }

  #observeText(fact: TextFact): boolean {
    const [rule, match] = owned(fact) ?? []
    if (rule === undefined || match === undefined) return false
    const key = `${rule.class} ${match.key}`
    let suspected = this.#suspected.get(key)
    if (suspected === undefined) {
      if (this.#isFull(fact)) return false
      suspected = new Suspected(rule, match, fact)
      this.#suspected.set(key, suspected)
    }
    suspected.add(fact, match, this.#store.run()?.data.inputs['mode'] === 'diagnose')
    return true
  }

  /** What a pod's status says of its containers, once for each state of each start. */
  *#told(fact: PodStatus): Generator<PodStatus> {
    const { data, object } = fact
    if (data.deleted || data.ready || object === undefined) return
    for (const { name, reason, message, restarts, last } of data.containers) {
      const oom = last?.reason === 'OOMKilled' ? 'OOMKilled' : ''
      for (const why of new Set([reason, oom])) {
        const state = `${data.uid} ${name} ${why} ${restarts}`
        if (!STATES.test(why) || this.#states.has(state)) continue
        this.#states.add(state)
        const text = why === reason && message ? `${why}: ${message}` : why
        yield { ...fact, object: { ...object, container: name }, text }
      }
    }
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
    const { provisioningState, change, releaseNamespace } = this.#store.extension() ?? {}
    const gaps = this.#store.gaps().length
    const state = `${admissionVersion} ${podVersion} ${suspected.seen} ${suspected.lastAt} ${provisioningState} ${change} ${releaseNamespace} ${gaps}`
    if (suspected.concludedAt !== state) {
      suspected.concludedAt = state
      try {
        suspected.finding = await suspected.rule.conclude(suspected, this.#store, [])
      } catch {
        // What trips one rule costs its own finding, and no other; it is counted among what was left aside.
        suspected.finding = undefined
        this.ignored++
      }
    }
    return toList(suspected.finding)
  }
}

/** Reasons of containers that are no everyday states (kubelet). */
const STATES =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainerConfigError|CreateContainerError|CrashLoopBackOff|OOMKilled)$/

/** Characters before a pasted text's window that the next one sees as well: no error is cut in two. */
const OVERLAP = 1024

/** @returns the rule that owns a text. What was pasted may be a whole log, and its error is at the end. */
function owned(fact: TextFact): readonly [Rule, Match] | undefined {
  const pasted = fact.kind === 'cli-output' || (fact.kind === 'arm-error' && fact.data.during === '')
  if (!pasted || fact.text.length <= LOOKED_AT) return ownedIn(fact)
  let symptom: readonly [Rule, Match] | undefined
  for (let end = fact.text.length; end > 0; end -= LOOKED_AT - OVERLAP) {
    const found = ownedIn({ ...fact, text: fact.text.slice(Math.max(0, end - LOOKED_AT), end) })
    if (found !== undefined && !SYMPTOMS.includes(found[0])) return found
    symptom ??= found
  }
  return symptom
}

/** @returns the rule that owns a text: the innermost error first; symptoms only where no cause is found. */
function ownedIn(fact: TextFact): readonly [Rule, Match] | undefined {
  if (fact.kind === 'pod-log' && !SUSPECT.test(fact.text) && !isCandidate(fact.text)) return undefined
  const told = withoutBenign(fact)
  if (told === '') return undefined
  const texts = textsOf(told)
  const whole = texts
    .map(({ text }) => text)
    .join(' ')
    .slice(0, LOOKED_AT)
  const tried = (rules: readonly Rule[], parts: typeof texts) => {
    for (const rule of rules) {
      if (rule.of !== undefined && !rule.of.includes(fact.kind)) continue
      const match = rule.match(parts, fact, whole)
      if (match !== undefined) return [rule, match] as const
    }
    return undefined
  }
  // What an admission policy refused is always the innermost; who asked and for what stands around it.
  const [policy] = CAUSES
  const short = texts.map(each => ({ ...each, text: each.text.slice(0, LOOKED_AT) }))
  const first = policy === undefined ? undefined : tried([policy], short)
  if (first !== undefined) return first
  for (const layer of layersOf(whole)) {
    const found = tried(CAUSES, [{ text: layer, whole: true }])
    if (found !== undefined) return found
  }
  return tried(SYMPTOMS, [{ text: withoutBoilerplate(whole), whole: true }])
}

/** What holds a literal that a rule looks for always reaches the rules: of other lines most are everyday work. */
function isCandidate(line: string): boolean {
  return LITERALS.some(each => line.includes(each))
}

/** @returns the text without the lines that say of themselves that nothing is wrong; '' where that is all of it. */
function withoutBenign({ kind, text }: TextFact): string {
  const benign = (line: string) =>
    BENIGN.test(line) || (kind === 'pod-log' && EVERYDAY.test(line) && !isCandidate(line))
  if (!text.includes('\n')) return benign(text) ? '' : text
  return text
    .split('\n')
    .filter(line => !benign(line))
    .join('\n')
    .trim()
}

/** A pasted text may be many lines, each an object of its own. */
function textsOf(text: string) {
  const texts = unwrap(text)
  if (!text.includes('\n')) return texts
  const objects = text.split('\n').filter(line => /^\s*\{.*\}\s*$/.test(line))
  return [...texts, ...objects.slice(0, 50).flatMap(unwrap)]
}

function toList(finding: Finding | undefined): Finding[] {
  return finding === undefined ? [] : [finding]
}

function rank(finding: Finding): number {
  const certainty = { proven: 0, likely: 1, possible: 2 }[finding.certainty]
  const symptom = finding.permanence === 'symptom' ? 1000 : 0
  const order = RULES.findIndex(rule => rule.class === finding.class) / 100
  return (
    symptom + (finding.conclusive ? 0 : 100) + (finding.blocking ? 0 : finding.implicated ? 5 : 10) + certainty + order
  )
}
