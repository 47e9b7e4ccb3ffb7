/** A gate as it goes on: what else it asks for, what it says, and when it ends. What it comes to is flux/gate.ts's. */
import { messageOf } from '../errors.ts'
import type { StoreReader } from '../evidence/store.ts'
import { contains, demandedSources, type GateStanding, gateOf, progressWords, slowestMs } from '../flux/gate.ts'
import { isCommit, shortRevision } from '../flux/revision.ts'
import { attemptedRevision } from '../flux/standing.ts'
import { namespacesOf, targetOf } from '../flux/target.ts'
import { isSource } from '../flux/view.ts'
import type { Evidence } from '../model/evidence.ts'
import { keyWords } from '../model/flux.ts'
import { duration } from '../report/words.ts'
import type { Ending } from './session.ts'

/** Green has to hold this long: what a new revision brings is seen a moment after it. */
const HOLD_MS = 2000
/** Red has to hold this long: kinds are watched apart, and what is newer of another one comes a moment later. */
const RED_HOLD_MS = 500
/** So long an end waits for the line in the repository. */
const PLACE_MS = 1500
/** An answer that was none may be one later: a checkout does not grow, but GitHub recovers. */
const ASK_AGAIN_MS = 60_000
/** A line that has not changed is said once in this time. */
const REPEAT_MS = 60_000

/** What a gate needs of the run around it. */
export interface GateAround {
  readonly store: StoreReader
  /** Whether what an object was refused for is admitted by now, as the live policies are evaluated. */
  readonly isContradicted: (key: string) => boolean
  readonly timeoutMs: number
  readonly log: (text: string) => void
  /** Ends the step. */
  readonly end: (result: 'reconciled' | 'failed' | 'timed-out', ending: Ending) => void
  readonly push: (fact: Evidence) => void
  /** Looks at pods, logs and events of a namespace from now on. */
  readonly watchNamespace: (namespace: string) => void
  /** Asks a source to fetch now; undefined where that is not asked for. */
  readonly reconcile: ((key: string) => Promise<void>) | undefined
  /** @returns whether one commit contains another. */
  readonly compare: (commit: string, ancestor: string) => Promise<Evidence>
  /** @returns where in the repository an object stands. */
  readonly place: (of: PlaceAsked) => Promise<Evidence>
}

/** What is looked for in the repository. */
export interface PlaceAsked {
  readonly of: string
  readonly object: string
  readonly path: string
  readonly pathMissing: boolean
  /** Of the source that it comes from. */
  readonly url: string
  /** The revision that is applied. */
  readonly revision: string
}

export class Gate {
  readonly #around: GateAround
  #deadline: NodeJS.Timeout | undefined
  #hold: NodeJS.Timeout | undefined
  #said = ''
  #saidAt = Number.NEGATIVE_INFINITY
  #began = Number.POSITIVE_INFINITY
  #toldLimit = false
  #over = false
  /** The time is over. */
  #isLate = false
  #version = -1
  readonly #asked = new Set<string>()
  /** When the history was asked, by pair of commits. */
  readonly #askedAt = new Map<string, number>()
  /** What was asked for of the repository, and has not come yet. */
  readonly #open = new Set<string>()
  #ending: NodeJS.Timeout | undefined

  constructor(around: GateAround) {
    this.#around = around
  }

  /** Looks at where it stands, once a fact is in the store. */
  onFact(fact: Evidence): void {
    if (this.#over) return
    if (fact.kind === 'gate') this.#begin()
    if (fact.kind === 'manifest' || fact.kind === 'ancestry') this.#open.delete(idOf(fact))
    const { fluxVersion } = this.#around.store
    const changes = fluxVersion !== this.#version || ['tick', 'listing', 'gap'].includes(fact.kind)
    if (!changes) return
    this.#version = fluxVersion
    const standing = gateOf(this.#around.store)
    if (standing === undefined) return
    this.#tell(standing)
    this.#askAncestry(standing)
    this.#askPlaces(standing)
    this.#watchNamespaces(standing)
    this.#tellSilent(standing)
    this.#reconcile(standing)
    if (standing.final && !this.#isContradicted(standing)) this.#mayEndRed()
    else if (standing.state === 'reconciled' || standing.state === 'suspended') this.#mayEndGreen(standing)
    else this.#release()
  }

  /** Takes its timers away. */
  close(): void {
    this.#over = true
    for (const timer of [this.#deadline, this.#hold, this.#ending]) clearTimeout(timer)
  }

  #begin(): void {
    if (this.#deadline !== undefined) return
    this.#began = performance.now()
    this.#deadline = setTimeout(() => this.#atTimeout(), this.#around.timeoutMs)
  }

  #tell(standing: GateStanding): void {
    const { log, timeoutMs } = this.#around
    const slowest = slowestMs(standing)
    if (!this.#toldLimit && slowest > 0 && standing.total > 0) {
      this.#toldLimit = true
      if (slowest > timeoutMs)
        log(
          `flux-timeout (${duration(timeoutMs)}) is shorter than the interval and timeout of what it waits for (${duration(slowest)}): it may end before Flux tries once`,
        )
    }
    const words = progressWords(standing)
    const now = performance.now()
    if (words === '' || (words === this.#said && now - this.#saidAt < REPEAT_MS)) return
    this.#said = words
    this.#saidAt = now
    log(`Flux: ${duration(now - this.#began)} of ${duration(timeoutMs)}; ${words}`)
  }

  /** Whether what a source has contains what is demanded: asked once for each pair. */
  #askAncestry({ view, objects }: GateStanding): void {
    const { revision } = view.gate
    if (!isCommit(revision)) return
    for (const source of demandedSources(view)) {
      const has = /([0-9a-f]{40})$/i.exec(objects.get(source)?.revision ?? '')?.[1]
      const pair = `${has} ${revision}`
      if (has === undefined || has.startsWith(revision.toLowerCase())) continue
      const now = performance.now()
      const isKnown = contains(has, revision, this.#around.store) !== 'unknown'
      if (isKnown || now - (this.#askedAt.get(pair) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS) continue
      this.#askedAt.set(pair, now)
      this.#ask(`${shortRevision(has)} ${shortRevision(revision)}`, this.#around.compare(has, revision))
    }
  }

  #askPlaces({ leaves, view, objects }: GateStanding): void {
    for (const { key, object, standing } of leaves.slice(0, 10)) {
      const target = targetOf(key, object, standing.fault?.message ?? '', view)
      if (target.of === '') continue
      const owner = objects.get(target.of)
      const source = objects.get(owner?.source ?? '')
      const tried = owner === undefined ? '' : attemptedRevision(owner) || owner.revision
      const revision = (target.pathMissing ? '' : tried) || source?.revision || ''
      const id = `${target.of} ${target.object || target.of}`
      const asked = `${id} ${revision} ${target.pathMissing}`
      if (source === undefined || revision === '' || this.#asked.has(asked)) continue
      this.#asked.add(asked)
      const { of, object: wanted, path, pathMissing } = target
      this.#ask(id, this.#around.place({ of, object: wanted, path, pathMissing, url: source.url, revision }))
    }
  }

  /** The one write to a cluster: once for each source that is waited for. */
  #reconcile({ view, objects, standings }: GateStanding): void {
    const { reconcile, log } = this.#around
    if (reconcile === undefined || !view.ofCluster) return
    const named = view.configurations.map(({ source }) => source)
    const used = [...objects.values()].map(({ source }) => source)
    for (const key of new Set(named.length > 0 ? named : used)) {
      const object = objects.get(key)
      if (object?.seenBy !== 'cluster' || !isSource(key) || standings.get(key)?.state === 'suspended') continue
      if (/^Helm/.test(key) || this.#asked.has(`reconcile ${key}`)) continue
      this.#asked.add(`reconcile ${key}`)
      reconcile(key).then(
        () => log(`requested an immediate fetch of ${keyWords(key)}`),
        (thrown: unknown) =>
          log(`${keyWords(key)} could not be fetched now: ${messageOf(thrown)}. See docs/role-reconcile.yaml`),
      )
    }
  }

  /** A status that is older than the last change is no news of it: told once for each configuration. */
  #tellSilent({ silent }: GateStanding): void {
    for (const name of silent) {
      if (this.#asked.has(`silent ${name}`)) continue
      this.#asked.add(`silent ${name}`)
      const text = `The agent has not reported the state of Flux configuration ${name} for five minutes since its last change.`
      this.#around.push({
        kind: 'arm-error',
        time: new Date().toISOString(),
        text,
        data: {
          code: 'FluxAgentSilent',
          status: 200,
          during: `Waiting for Flux configuration ${name}.`,
          details: [],
          ends: true,
        },
      })
    }
  }

  /** From before they fail: a rollback takes the pods that know why. */
  #watchNamespaces({ leaves, view, objects, standings }: GateStanding): void {
    const ofLeaves = leaves.flatMap(
      ({ key, object, standing }) => targetOf(key, object, standing.fault?.message ?? '', view).namespaces,
    )
    const ofBusy = [...objects].flatMap(([key, object]) =>
      standings.get(key)?.state === 'reconciled' ? [] : namespacesOf(key, object),
    )
    for (const namespace of new Set([...ofLeaves, ...ofBusy])) this.#around.watchNamespace(namespace)
  }

  #ask(id: string, answer: Promise<Evidence>): void {
    this.#open.add(id)
    answer
      .then(fact => this.#around.push(fact))
      .catch((thrown: unknown) => this.#around.log(`not seen: the repository: ${messageOf(thrown)}`))
      .finally(() => {
        // The fact that comes of it is taken in before an end that waits for it.
        setTimeout(() => this.#open.delete(id), 50).unref()
      })
  }

  /** What a policy refused and admits by now is tried again, and passes. */
  #isContradicted({ leaves }: GateStanding): boolean {
    const finals = leaves.filter(({ standing, isOfDemanded }) => standing.final && isOfDemanded)
    return finals.length > 0 && finals.every(({ key }) => this.#around.isContradicted(key))
  }

  #mayEndRed(): void {
    if (this.#ending !== undefined) return
    const began = performance.now()
    const look = () => {
      this.#ending = undefined
      const now = gateOf(this.#around.store)
      if (this.#over || now === undefined || !now.final || this.#isContradicted(now)) return
      if (this.#open.size > 0 && performance.now() - began < PLACE_MS) {
        this.#ending = setTimeout(look, 50)
        return
      }
      this.close()
      this.#around.end('failed', now.leaves.length === 0 ? { note: suspendedWords(now) } : {})
    }
    this.#ending = setTimeout(look, RED_HOLD_MS)
  }

  #mayEndGreen(standing: GateStanding): void {
    if (this.#hold !== undefined || standing.waits.length > 0) return
    this.#hold = setTimeout(() => {
      this.#hold = undefined
      const now = gateOf(this.#around.store)
      if (this.#over || now === undefined) return
      if (now.final || now.waits.length > 0 || now.leaves.length > 0)
        return this.#isLate ? this.#atTimeout() : undefined
      this.close()
      const warning = now.suspended.length > 0 ? suspendedWords(now) : ''
      this.#around.end('reconciled', warning === '' ? {} : { warning, note: warning })
    }, HOLD_MS)
  }

  #release(): void {
    if (this.#isLate) {
      this.#hold = undefined
      return this.#atTimeout()
    }
    for (const timer of [this.#hold, this.#ending]) clearTimeout(timer)
    this.#hold = undefined
    this.#ending = undefined
  }

  #atTimeout(): void {
    const standing = gateOf(this.#around.store)
    if (this.#over || standing === undefined) return
    // It was green in time, if that holds.
    this.#isLate = true
    if (this.#hold !== undefined) return
    this.close()
    const [first = ''] = standing.waits
    const note = `flux-timeout (${duration(this.#around.timeoutMs)}) passed: ${standing.ready} of ${standing.total} Flux objects reconciled${first === '' ? '' : `; waiting for ${first}`}.`
    this.#around.end('timed-out', { note })
  }
}

function idOf(fact: Extract<Evidence, { kind: 'manifest' | 'ancestry' }>): string {
  if (fact.kind === 'ancestry') return `${fact.data.commit.slice(0, 7)} ${fact.data.ancestor.slice(0, 7)}`
  const { kind = '', namespace = '', name = '' } = fact.object ?? {}
  return `${fact.data.of} ${[kind, namespace, name].join('/')}`
}

function suspendedWords({ suspended }: GateStanding): string {
  const names = suspended.slice(0, 5).map(keyWords).join(', ')
  const more = suspended.length > 5 ? ` and ${suspended.length - 5} more` : ''
  return `Suspended and not applied: ${names}${more}.`
}
