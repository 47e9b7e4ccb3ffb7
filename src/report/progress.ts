/** What the log says while the run goes on: each change once, and a heartbeat with what is being waited for. */
import { isOfCheck, wordsOf } from '../model/collections.ts'
import type { ClusterState, Evidence, ExtensionState, Phase, PodStatus } from '../model/evidence.ts'
import type { Log } from './console.ts'
import { seconds } from './console.ts'
import { checkWords } from './words.ts'

const HEARTBEAT_MS = 15_000
/** After five minutes the heartbeat slows down. */
const SLOW_AFTER_MS = 300_000
const SLOW_HEARTBEAT_MS = 60_000

/** What a run waits for in each phase. */
export const WAITING: Readonly<Record<Phase, string>> = {
  'sign-in': 'signing in',
  appear: 'waiting for the cluster and the extension to appear',
  install: 'waiting for Azure to finish the install',
  verify: 'waiting for the pods to be Ready',
  flux: 'waiting for Flux to apply what is in the repository',
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
  #lastBeat = 0
  #armError = ''

  constructor(log: Log) {
    this.#log = log
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
        this.#log.progress(`Azure, ${fact.data.during}: ${fact.data.code}: ${fact.text}`)
        break
      case 'pod-status':
        this.#tellPod(fact)
        break
      case 'check-row':
        if (fact.data.verdict === 'warned' || fact.data.verdict === 'refused')
          this.#log.progress(`check: ${checkWords(fact.data.check)}: ${fact.data.verdict}: ${fact.text}`)
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
    const is = state.provisioningState || 'not there'
    this.#log.progress(`extension ${state.name} (${state.type}${version}): ${is}${news ? `; ${news}` : ''}`)
  }

  #tellPod({ object, data }: PodStatus): void {
    const name = object?.name ?? ''
    for (const container of data.containers) {
      const key = `${data.uid} ${container.name}`
      const exit = container.state === 'terminated' ? `exit ${container.exitCode ?? '?'}` : ''
      const state = [
        container.state,
        container.reason,
        exit,
        container.restarts > 0 ? `${container.restarts} restarts` : '',
      ]
        .filter(Boolean)
        .join(', ')
      if (this.#containers.get(key) === state || data.deleted) continue
      this.#containers.set(key, state)
      this.#log.progress(`${container.state === 'running' ? '+' : ' '} ${name} › ${container.name}: ${state}`)
    }
    const before = this.#readiness.get(data.uid)
    this.#readiness.set(data.uid, data.ready)
    if (data.deleted) this.#log.progress(`- ${name} is gone`)
    else if (data.ready && before !== true) this.#log.progress(`✓ ${name} is Ready`)
    else if (!data.ready && before === true) this.#log.progress(`✗ ${name} is not Ready any more`)
  }

  #tellGap(text: string, remedy: string): void {
    if (this.#gaps.has(text)) return
    this.#gaps.add(text)
    this.#log.progress(`${remedy && !/[.!?]$/.test(text) ? `${text}.` : text}${remedy ? ` ${remedy}` : ''}`)
  }

  #beat(elapsedMs: number, phase: Phase): void {
    const every = elapsedMs > SLOW_AFTER_MS ? SLOW_HEARTBEAT_MS : HEARTBEAT_MS
    if (elapsedMs - this.#lastBeat < every) return
    this.#lastBeat = elapsedMs
    this.#log.progress(`${WAITING[phase]} (${seconds(elapsedMs).trim()} so far)`)
  }
}
