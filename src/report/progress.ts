/** What the log says while the run goes on: each change once, and a heartbeat with what is being waited for. */

import { notReady } from '../evidence/store.ts'
import { isOfCheck, wordsOf } from '../model/collections.ts'
import { countOf } from '../model/count-of.ts'
import type { ClusterState, Evidence, ExtensionState, Phase, PodStatus } from '../model/evidence.ts'
import type { Log } from './console.ts'
import { checkWords, duration, insideSentence, shortName, VERDICTS } from './words.ts'

/** A status that does not change is repeated this often. */
const HEARTBEAT_MS = 60_000
/** Pods that a status names. */
const NAMED = 2

/** What a run waits for in each phase. */
export const WAITING: Readonly<Record<Phase, string>> = {
  'sign-in': 'signing in',
  appear: 'waiting for the cluster and the extension to appear',
  install: 'waiting for Azure to finish the install',
  verify: 'waiting for the pods to be Ready',
  flux: 'waiting for Flux to apply the repository',
  end: 'ending',
}

function kindOf({ sku, tier, managedSystemNodePools, connectivity }: ClusterState): string {
  if (connectivity !== undefined)
    return `connected by Arc (${[connectivity.distribution, `agents ${connectivity.agentVersion || 'unknown'}`, connectivity.status].filter(Boolean).join(', ')})`
  return `${sku} (${tier})${managedSystemNodePools ? ', managed system node pools' : ''}`
}

export class Progress {
  readonly #log: Log
  readonly #containers = new Map<string, string>()
  readonly #readiness = new Map<string, boolean>()
  readonly #gaps = new Set<string>()
  #extension: ExtensionState | undefined
  readonly #pods = new Map<string, PodStatus>()
  #lastBeat = 0
  #lastStatus = ''
  #armError = ''

  readonly #timeoutMs: number

  /** @param timeoutMs of the step. */
  constructor(log: Log, timeoutMs: number) {
    this.#log = log
    this.#timeoutMs = timeoutMs
  }

  tell(fact: Evidence): void {
    switch (fact.kind) {
      case 'cluster': {
        this.#log.progress(
          `cluster ${fact.object?.name}: ${kindOf(fact.data)}, Kubernetes ${fact.data.kubernetesVersion}, ${fact.data.location}`,
        )
        break
      }
      case 'extension':
        this.#tellExtension(fact.data, fact.text)
        break
      case 'arm-error':
        this.#armError = fact.text
        this.#log.progress(`Azure, while ${insideSentence(fact.data.during)}: ${fact.data.code}: ${fact.text}`)
        break
      case 'pod-status':
        this.#tellPod(fact)
        break
      case 'check-row':
        if (fact.data.verdict === 'warned' || fact.data.verdict === 'refused')
          this.#log.progress(`check: ${checkWords(fact.data.check)}: ${VERDICTS[fact.data.verdict]}: ${fact.text}`)
        break
      case 'gap':
        if (!isOfCheck(fact.data.what))
          this.#tellGap(`not seen: ${wordsOf(fact.data.what)}: ${fact.text}`, fact.data.remedy)
        break
      case 'tick':
        this.#beat(fact.data.elapsedMs, fact.data.phase)
        break
      default:
        break
    }
  }

  #tellExtension(state: ExtensionState, why: string): void {
    const before = this.#extension
    this.#extension = state
    if (before?.provisioningState === state.provisioningState && before.version === state.version && why === '') return
    // The extension's own status repeats the error that the operation ended with.
    const news = this.#armError !== '' && why.includes(this.#armError) ? '' : why
    const version = state.version ? ` ${state.version}` : ''
    const is = state.provisioningState || 'not found'
    this.#log.progress(`extension ${state.name} (${state.type}${version}): ${is}${news ? `; ${news}` : ''}`)
  }

  #tellPod(fact: PodStatus): void {
    const { object, data } = fact
    const name = object?.name ?? ''
    this.#pods.set(data.uid, fact)
    for (const container of data.containers) {
      const key = `${data.uid} ${container.name}`
      const exit = container.state === 'terminated' ? `exit ${container.exitCode ?? '?'}` : ''
      const state = [
        container.state,
        container.reason,
        exit,
        container.restarts > 0 ? countOf(container.restarts, 'restart') : '',
      ]
        .filter(Boolean)
        .join(', ')
      if (this.#containers.get(key) === state || data.deleted) continue
      this.#containers.set(key, state)
      this.#log.progress(`${container.state === 'running' ? '+' : ' '} ${name} › ${container.name}: ${state}`)
    }
    const before = this.#readiness.get(data.uid)
    this.#readiness.set(data.uid, data.ready)
    if (data.deleted) this.#log.progress(`- ${name} was deleted`)
    else if (data.ready && before !== true) this.#log.progress(`✓ ${name} is Ready`)
    else if (!data.ready && before === true) this.#log.progress(`✗ ${name} is no longer Ready`)
  }

  #tellGap(text: string, remedy: string): void {
    if (this.#gaps.has(text)) return
    this.#gaps.add(text)
    this.#log.progress(`${remedy && !/[.!?]$/.test(text) ? `${text}.` : text}${remedy ? ` ${remedy}` : ''}`)
  }

  /** At once when the status changes, else once a minute. */
  #beat(elapsedMs: number, phase: Phase): void {
    // The gate has a status of its own.
    if (phase === 'flux') return
    const status = this.#status(phase)
    if (status === this.#lastStatus && elapsedMs - this.#lastBeat < HEARTBEAT_MS) return
    this.#lastStatus = status
    this.#lastBeat = elapsedMs
    this.#log.line(`${duration(elapsedMs)} of ${duration(this.#timeoutMs)}; ${status}`)
  }

  /** How many pods are Ready, and which is waited for, and why. */
  #status(phase: Phase): string {
    const pods = [...this.#pods.values()].filter(({ data }) => !data.deleted)
    if (pods.length === 0 || (phase !== 'install' && phase !== 'verify')) return WAITING[phase]
    const unready = pods.filter(({ data }) => notReady(data))
    const count = `${pods.length - unready.length} of ${pods.length} pods Ready`
    if (unready.length === 0) return `${count}; ${WAITING[phase]}`
    const names = unready.slice(0, NAMED).map(podWords).join(', ')
    return `${count}; waiting for ${names}${unready.length > NAMED ? ` and ${unready.length - NAMED} more` : ''}`
  }
}

/** A pod by its workload, with the reason of the container that is not ready. */
function podWords({ object, data }: PodStatus): string {
  const container = data.containers.find(each => !each.ready) ?? data.containers[0]
  const restarts = Math.max(0, ...data.containers.map(each => each.restarts))
  const why = [container?.reason || container?.state || data.phase, restarts > 0 ? countOf(restarts, 'restart') : '']
    .filter(Boolean)
    .join(', ')
  return `${shortName(object?.name ?? '')}${why === '' ? '' : ` (${why})`}`
}
