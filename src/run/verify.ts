/** Once Azure says Succeeded: whether the release's pods are Ready, by a list that was asked for after that. */

import { isForeign } from '../diagnosis/foreign.ts'
import { notReady, type StoreReader } from '../evidence/store.ts'
import { type CollectionId, podsIn, type SourceId } from '../model/collections.ts'
import { countOf } from '../model/count-of.ts'
import type { PodStatus } from '../model/evidence.ts'

/** After Helm's own wait all pods were Ready once; this long they may take to be so again. */
const READY_MS = 300_000
/** So long a list of the pods is waited for; then they were not seen. */
const LOOK_MS = 60_000

export interface Verified {
  readonly healthy: boolean
  readonly note: string
  /** It is green, and somebody should look at it all the same. */
  readonly warn: boolean
}

export class Verify {
  readonly #endedAt: number
  readonly #hasPods: boolean

  /**
   * @param endedAt when Azure said so, ms since the epoch by evidence time.
   * @param hasPods the extension's type is known to run pods.
   */
  constructor(endedAt: number, hasPods: boolean) {
    this.#endedAt = endedAt
    this.#hasPods = hasPods
  }

  /** @param now ms, by evidence time. @returns undefined while a list of the pods, or pods that become Ready, may yet come. */
  look(store: StoreReader, namespace: string, now: number): Verified | undefined {
    const what = podsIn(namespace)
    if (!this.#isSeen(store, what)) {
      // An extension that is scoped to a namespace names no release namespace: there is nothing to look at.
      const unseen: readonly SourceId[] = ['api-server', what]
      const hopeless = !store.wasListed(what) && store.gaps().some(each => unseen.includes(each.data.what))
      const waits = namespace !== '' && !hopeless && now - this.#endedAt <= LOOK_MS
      return waits ? undefined : UNSEEN
    }
    const { own: pods, others } = podsOf(store)
    const unready = others.filter(pod => notReady(pod.data))
    const beside =
      unready.length === 0
        ? ''
        : ` Pods outside the release are not Ready: ${unready
            .slice(0, 5)
            .map(pod => pod.object?.name)
            .join(', ')}.`
    const waiting = pods.filter(pod => notReady(pod.data))
    if (pods.length === 0) {
      const why = this.#hasPods
        ? `no pod found in ${namespace}, although this extension runs pods.`
        : `no pod found in ${namespace}.`
      return { healthy: true, note: `Azure reports the extension as Succeeded; ${why}${beside}`, warn: this.#hasPods }
    }
    if (waiting.length === 0) {
      const note = `${countOf(pods.length, 'pod')} in ${namespace}, all Ready.${beside}`
      return { healthy: true, note, warn: false }
    }
    if (now - this.#endedAt <= READY_MS) return undefined
    const names = waiting
      .slice(0, 5)
      .map(pod => pod.object?.name)
      .join(', ')
    const note = `Azure reports the extension as Succeeded, but ${waiting.length} of ${pods.length} pods in ${namespace} are not Ready: ${names}.`
    return { healthy: false, note, warn: false }
  }

  /** @returns what a step comes to that runs out of time while it looks: undefined where pods were seen that are not Ready. */
  atTimeout(store: StoreReader, namespace: string): Verified | undefined {
    const seen = this.#isSeen(store, podsIn(namespace))
    return seen && podsOf(store).own.some(pod => notReady(pod.data)) ? undefined : UNSEEN
  }

  #isSeen(store: StoreReader, what: CollectionId): boolean {
    return Date.parse(store.listedAt(what) ?? '') >= this.#endedAt
  }
}

/** Pods that are there, those of a release and those that are known to be of none. */
function podsOf(store: StoreReader): { readonly own: readonly PodStatus[]; readonly others: readonly PodStatus[] } {
  const there = store.pods().filter(pod => !pod.data.deleted && !pod.data.terminating)
  const isOther = ({ object }: PodStatus) => object !== undefined && isForeign(object, store)
  return { own: there.filter(pod => !isOther(pod)), others: there.filter(isOther) }
}

const UNSEEN: Verified = {
  healthy: true,
  note: 'Azure reports the extension as Succeeded; unknown whether its pods are Ready.',
  warn: true,
}
