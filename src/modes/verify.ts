/** Once Azure says Succeeded: whether the release's pods are Ready, or could not be seen. */
import { notReady, type StoreReader } from '../evidence/store.ts'

/** After Helm's own wait all pods were Ready once; this long they may take to be so again. */
const VERIFY_MS = 300_000

export type Verified = { readonly healthy: boolean; readonly note: string }

export class Verify {
  readonly #until: number

  /** @param from when Azure said so, ms since the epoch by evidence time. */
  constructor(from: number) {
    this.#until = from + VERIFY_MS
  }

  /** @param now ms, by evidence time. @returns undefined while pods may yet become Ready. */
  look(store: StoreReader, namespace: string, now: number): Verified | undefined {
    const what = `pods in ${namespace}`
    if (!store.isRead(what)) {
      // What was seen before the API server went away is no word on how the pods are; it may come back.
      if (store.wasListed(what) && now <= this.#until) return undefined
      // An extension that is scoped to a namespace names no release namespace: there is nothing to look at.
      const unseen = ['the cluster', what]
      if (namespace !== '' && !store.gaps().some(each => unseen.includes(each.data.what))) return undefined
      const note = 'Azure says that the extension is Succeeded; whether its pods are Ready could not be seen.'
      return { healthy: true, note }
    }
    const pods = store.pods().filter(pod => !pod.data.deleted)
    const waiting = pods.filter(pod => notReady(pod.data))
    if (waiting.length === 0) {
      const count = `${pods.length} pod${pods.length === 1 ? '' : 's'} in ${namespace}`
      return { healthy: true, note: pods.length === 0 ? `No pod is in ${namespace}.` : `${count}, all Ready.` }
    }
    if (now <= this.#until) return undefined
    const names = waiting
      .slice(0, 5)
      .map(pod => pod.object?.name)
      .join(', ')
    const note = `Azure says that the extension is Succeeded, but ${waiting.length} of ${pods.length} pods in ${namespace} are not Ready: ${names}.`
    return { healthy: false, note }
  }
}
