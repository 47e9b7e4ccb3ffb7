/** The engine that puts evidence to the failure classes. Pure: no clock, no I/O. */
import type { StoreReader } from '../evidence/store.ts'
import { CLASSES, type ClassId } from '../model/classes.ts'
import { type CheckRowFact, type Evidence, isTextFact, type PodStatus, type TextFact } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { RULE_OF } from './classes/index.ts'
import { fluxTexts, isOverInFlux, withFlux } from './flux.ts'
import { withoutForeign } from './foreign.ts'
import { isPaste, saidIn } from './paste.ts'
import { rank } from './rank.ts'
import { joinWrapped } from './reading/utterances.ts'
import type { Clue, Match, Rule } from './rule.ts'
import { Suspected } from './suspicion.ts'
import { ownerOf } from './text/owner.ts'
import { together, withPredictions } from './together.ts'

export { LITERALS, RULES } from './classes/index.ts'

/** Different causes kept, of one container and in all: a log that makes up new ones without end must not hide another's. */
const SUSPICIONS = 20
const SUSPICIONS_IN_ALL = 1000

export class Diagnosis {
  readonly #store: StoreReader
  readonly #suspected = new Map<string, Suspected>()
  readonly #states = new Set<string>()

  constructor(store: StoreReader) {
    this.#store = store
  }

  /** Called with each fact that a rule matched, for debug logging. */
  onMatch: ((id: ClassId, fact: Clue) => void) | undefined

  /** Texts that a rule knew and that were left aside, since their container had made up too many. */
  ignored = 0
  readonly #perSource = new Map<string, number>()

  #isFull({ object }: Clue): boolean {
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
      for (const each of this.#stateTexts(fact)) this.#observeText(each)
      return known || this.#suspected.size > 0
    }
    if (isTextFact(fact)) return isPaste(fact) ? this.#observePaste(fact) : this.#observeText(fact)
    if (fact.kind === 'check-row') return this.#observeRow(fact) || known
    if (fact.kind === 'flux-object') {
      for (const [rule, match, text] of fluxTexts(fact, this.#store)) this.#suspect(rule, match, text)
      return known || this.#suspected.size > 0
    }
    return known && fact.kind !== 'tick' && fact.kind !== 'run'
  }

  #observeText(fact: TextFact): boolean {
    const [rule, match] = ownerOf({ ...fact, text: joinWrapped(fact.text) }) ?? []
    if (rule === undefined || match === undefined) return false
    return this.#suspect(rule, match, fact)
  }

  #observePaste(fact: TextFact): boolean {
    let suspected = false
    for (const { rule, match, facts } of saidIn(fact))
      for (const each of facts) suspected = this.#suspect(rule, match, each) || suspected
    return suspected
  }

  /** What the check found refused is a prediction, one for each policy, or each other row. */
  #observeRow(fact: CheckRowFact): boolean {
    const { class: id, verdict, check, policy, binding, detail } = fact.data
    const rule: Rule | undefined = verdict === 'refused' && id !== undefined ? RULE_OF[id] : undefined
    if (rule === undefined) return false
    // Of what the API server said to a dry run, and of what exists, more fields stand in the words.
    const said: TextFact = { ...fact, kind: 'cli-output', text: detail, data: {} }
    const read = rule.match([{ text: detail, whole: true }], said, detail)?.fields ?? {}
    const assumed = Object.entries({ ...fact.data.fields, policy, binding }).flatMap(([name, value]) =>
      value ? [[name, { value, origin: 'assumed' as const }]] : [],
    )
    const all: Match['fields'] = { ...read, ...Object.fromEntries(assumed) }
    const match = { key: `predicted ${all.policy?.value ?? check}`, fields: all }
    return this.#suspect(rule, match, fact)
  }

  #suspect(rule: Rule, match: Match, fact: Clue): boolean {
    const key = `${rule.class} ${match.key}`
    this.onMatch?.(rule.class, fact)
    let suspected = this.#suspected.get(key)
    if (suspected === undefined) {
      if (this.#isFull(fact)) return false
      suspected = new Suspected(rule, match, fact)
      this.#suspected.set(key, suspected)
    }
    // What there was before counts where nothing is installed that it could have been before.
    const past = this.#store.run()?.data.inputs['mode'] === 'diagnose' || this.#store.flux().gate !== undefined
    suspected.add(fact, match, past)
    return true
  }

  /** What a pod's status says of its containers, once for each state of each start. */
  *#stateTexts(fact: PodStatus): Generator<PodStatus> {
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
      if (CLASSES[suspected.rule.class].permanence === 'symptom') symptoms.push(suspected)
      else causes.push(...(await this.#conclude(suspected)))
    }
    // What is of no release is not made to hold anything up by what Azure says of its class.
    const own = causes.map(each => withoutForeign(each, this.#store))
    const found = together(own, causes)
    for (const symptom of symptoms)
      found.push(...toList(await this.#attempt(symptom, own)).map(each => withoutForeign(each, this.#store)))
    // A prediction that came true is one with what was met.
    const met = found.filter(each => !each.predicted)
    const open = found.filter(each => !each.predicted || !met.some(other => isSame(each, other)))
    return withPredictions(open).sort((a, b) => rank(a) - rank(b))
  }

  /** What trips one rule costs its own finding, and no other; it is counted among what was left aside. */
  async #attempt(suspected: Suspected, others: readonly Finding[]): Promise<Finding | undefined> {
    try {
      if (isOverInFlux(suspected, this.#store)) return undefined
      const finding = await suspected.rule.conclude(suspected, this.#store, others)
      return finding && withFlux(finding, this.#store)
    } catch {
      this.ignored++
      return undefined
    }
  }

  async #conclude(suspected: Suspected): Promise<Finding[]> {
    const { admissionVersion, podVersion, readVersion, fluxVersion } = this.#store
    const { provisioningState, change, releaseNamespace } = this.#store.extension() ?? {}
    const gaps = this.#store.gaps().length
    const state = `${admissionVersion} ${podVersion} ${readVersion} ${fluxVersion} ${suspected.seen} ${suspected.lastAt} ${provisioningState} ${change} ${releaseNamespace} ${gaps}`
    if (suspected.concludedAt !== state) {
      suspected.concludedAt = state
      suspected.finding = await this.#attempt(suspected, [])
    }
    return toList(suspected.finding)
  }
}

/** Reasons of containers that are no everyday states (kubelet). */
const STATES =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainerConfigError|CreateContainerError|CrashLoopBackOff|OOMKilled)$/

function toList(finding: Finding | undefined): Finding[] {
  return finding === undefined ? [] : [finding]
}

function isSame(predicted: Finding, met: Finding): boolean {
  const policy = predicted.fields.policy?.value
  return predicted.class === met.class && (policy === undefined || policy === met.fields.policy?.value)
}
