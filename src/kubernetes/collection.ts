/** List, then watch, then again: one collection of the API server as a stream of changes that outlives cut streams. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import type { CollectionId } from '../model/collections.ts'
import { type Gap, gap, type KubernetesObject, type Listing } from '../model/evidence.ts'
import { type ApiServer, KubernetesError, type WatchEvent } from './api-server/interface.ts'
import { itemsOf } from './items.ts'
import { rest } from './rest.ts'

export type Change =
  | { readonly type: 'set'; readonly object: KubernetesObject }
  | { readonly type: 'deleted'; readonly object: KubernetesObject }
  | { readonly type: 'told'; readonly fact: Gap | Listing }

export interface Collection {
  readonly what: CollectionId
  /** Path of the collection below the API server's address. */
  readonly path: string
  readonly query?: Record<string, string>
  /** What would make it readable when the server answers 403. */
  readonly remedy: string
}

/** More than this is read of no collection, in objects and in pages: what is longer has a page that leads back. */
const OBJECTS_LIMIT = 20_000
const PAGES_LIMIT = 50
const PAGE = '500'
const SHORT_WATCH_MS = 1000
/** A stream that breaks off once is begun again at once: what happens meanwhile may be what matters. */
const RETRY_MS = [0, 1000, 2000, 2000, 5000, 10_000]
/** A watch that lasted this long was well: what breaks it off after that is new. */
const WELL_MS = 10_000
/** Role assignments take minutes to arrive, so a refusal is asked again, slowly. */
const FORBIDDEN_RETRY_MS = 30_000
/** So often a collection is listed that may be listed and not watched. */
const LISTING_MS = 3000

/** A watch that breaks off is begun again from a new list; only when that goes wrong so often in a row is it told. */
const BREAKS = 10

/** Asks a source to list its collection once more: a proxy may hold back what a watch would tell. */
export class Refresh {
  #asked = new AbortController()

  ask(): void {
    this.#asked.abort()
  }

  /** @returns a signal that is aborted when it is next asked. */
  next(): AbortSignal {
    if (this.#asked.signal.aborted) this.#asked = new AbortController()
    return this.#asked.signal
  }
}

/**
 * Ends when the signal is aborted, or when the server does not know the collection at all.
 * @param refresh when asked, the collection is listed anew, and told as listed again.
 */
export async function* changesOf(
  api: ApiServer,
  collection: Collection,
  signal: AbortSignal,
  refresh: Refresh = new Refresh(),
): AsyncGenerator<Change> {
  const known = new Map<string, KubernetesObject>()
  // Nothing is owed at first but the listing; after a gap, or when one is asked for, it is again.
  const state = { owesListing: true, failures: 0, told: false }
  while (!signal.aborted) {
    const asked = refresh.next()
    const until = AbortSignal.any([signal, asked])
    const round = { listed: false, watchedFrom: Number.POSITIVE_INFINITY }
    let pauseMs = asked.aborted ? 0 : SHORT_WATCH_MS
    try {
      if (state.failures > 0) await api.pace.slot(signal)
      yield* oneRound(api, collection, known, state, round, signal, until)
    } catch (thrown) {
      if (signal.aborted) return
      const error = errorOf(thrown)
      if (performance.now() - round.watchedFrom > WELL_MS) state.failures = 0
      state.failures++
      const fault = toldOf(api, collection, error, state, round.listed)
      if (fault !== undefined) yield { type: 'told', fact: fault }
      if (error.status === 404) return
      pauseMs = pauseAfter(error, state.failures, round.listed)
    }
    // The version was too old, or the watch ended at once: the list that follows may meet the same. Who asks gets one soon.
    await rest(pauseMs, until)
    if (state.failures === 0) await api.pace.slot(until)
    if (asked.aborted) state.owesListing = true
  }
}

function errorOf(thrown: unknown): KubernetesError {
  return thrown instanceof KubernetesError ? thrown : new KubernetesError(messageOf(thrown), 0, thrown)
}

/** What a collection's reader remembers from round to round. */
interface State {
  owesListing: boolean
  failures: number
  /** The gap was told that is open. */
  told: boolean
}

/** A list, and the watch after it. */
async function* oneRound(
  api: ApiServer,
  collection: Collection,
  known: Map<string, KubernetesObject>,
  state: State,
  round: { listed: boolean; watchedFrom: number },
  signal: AbortSignal,
  until: AbortSignal,
): AsyncGenerator<Change> {
  const began = new Date().toISOString()
  const version = yield* relist(api, collection, known, signal, state.failures > 0)
  round.listed = true
  round.watchedFrom = performance.now()
  if (state.owesListing) yield { type: 'told', fact: listing(collection, known.size, api.takenAt?.() ?? began) }
  state.owesListing = false
  for await (const change of watchFrom(api, collection, known, version, until)) {
    state.told = false
    yield change
  }
}

/** @returns the gap, where there is one: the list after a broken watch makes good for it, that it cannot be read does not. */
function toldOf(
  api: ApiServer,
  collection: Collection,
  error: KubernetesError,
  state: State,
  listed: boolean,
): Gap | undefined {
  if (state.told || (listed && error.status === 0 && state.failures < BREAKS)) return undefined
  state.told = true
  state.owesListing = true
  return gapOf(api, collection, error, listed)
}

/** @param listed the list could be read, and only the watch was refused. */
function pauseAfter(error: KubernetesError, failures: number, listed: boolean): number {
  if (isRefusal(error)) return listed ? LISTING_MS : FORBIDDEN_RETRY_MS
  return RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0
}

/** Reads the collection anew and tells how it differs from what was known. @returns its resource version. */
async function* relist(
  api: ApiServer,
  collection: Collection,
  known: Map<string, KubernetesObject>,
  signal: AbortSignal,
  paced: boolean,
): AsyncGenerator<Change, string> {
  const { objects, resourceVersion } = await list(api, collection, signal, paced)
  const keys = new Set(objects.map(keyOf))
  for (const [key, object] of known) if (!keys.has(key)) yield { type: 'deleted', object }
  const before = new Map(known)
  known.clear()
  for (const object of objects) {
    const key = keyOf(object)
    known.set(key, object)
    const version = object.metadata['resourceVersion']
    if (version === undefined || before.get(key)?.metadata['resourceVersion'] !== version) yield { type: 'set', object }
  }
  return resourceVersion
}

/** @param paced pages after the first wait for their turn: what went wrong before may go wrong at each of them. */
async function list(api: ApiServer, collection: Collection, signal: AbortSignal, paced: boolean) {
  const objects: KubernetesObject[] = []
  const pages = new Set<string>()
  let next: string | undefined
  let resourceVersion = ''
  do {
    const query = new URLSearchParams({ ...collection.query, limit: PAGE, ...(next ? { continue: next } : {}) })
    const page = (await api.get(`${collection.path}?${query}`, signal)) as {
      metadata?: { resourceVersion?: string; continue?: string }
    }
    objects.push(...itemsOf<KubernetesObject>(page))
    if (objects.length > OBJECTS_LIMIT) throw new KubernetesError(`more than ${OBJECTS_LIMIT} objects`, 0)
    resourceVersion = page.metadata?.resourceVersion ?? ''
    next = page.metadata?.continue || undefined
    if (next !== undefined && (pages.has(next) || pages.size === PAGES_LIMIT))
      throw new KubernetesError(`the list does not end (${pages.size} pages read)`, 0)
    if (next !== undefined) pages.add(next)
    if (next !== undefined && paced) await api.pace.slot(signal)
  } while (next !== undefined)
  return { objects, resourceVersion }
}

/** Watches until the version is too old (410) or the watch fails; a watch that merely ends is asked again. */
async function* watchFrom(
  api: ApiServer,
  collection: Collection,
  known: Map<string, KubernetesObject>,
  from: string,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  let version = from
  while (!signal.aborted) {
    const events = new Channel<WatchEvent>()
    const query = { ...collection.query, resourceVersion: version, allowWatchBookmarks: 'true' }
    const ended = api.watch(collection.path, query, event => events.push(event), signal).finally(() => events.close())
    // Awaited below; a rejection before that must not count as unhandled.
    ended.catch(() => undefined)
    const began = performance.now()
    for await (const { type, object } of events) {
      const item = object as KubernetesObject & { code?: number; message?: string }
      if (type === 'ERROR') {
        if (item.code === 410) return
        throw new KubernetesError(item.message ?? 'the watch ended with an error', item.code ?? 0)
      }
      version = String(item.metadata?.['resourceVersion'] ?? version)
      if (type === 'BOOKMARK') continue
      if (type === 'DELETED') known.delete(keyOf(item))
      else known.set(keyOf(item), item)
      yield { type: type === 'DELETED' ? 'deleted' : 'set', object: item }
    }
    await ended
    // A server, or a proxy before it, that ends watches at once shows nothing by them: what there is, a list tells.
    if (performance.now() - began < SHORT_WATCH_MS) return
  }
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}/${String(object.metadata['uid'] ?? '')}`
}

function listing({ what }: Collection, count: number, asked: string): Listing {
  const text = `${what} read: ${count}`
  return { kind: 'listing', time: new Date().toISOString(), text, data: { what, count, asked } }
}

function isRefusal({ status }: KubernetesError): boolean {
  return status === 403 || status === 401
}

function gapOf(api: ApiServer, collection: Collection, error: KubernetesError, listed: boolean): Gap {
  const refused = isRefusal(error)
  const remedy = refused ? collection.remedy : error.status === 0 ? `Check that this runner reaches ${api.host}.` : ''
  const instead = refused && listed ? `; listing every ${LISTING_MS / 1000} s instead.` : ''
  return gap(collection.what, `${error.message}${instead}`, { remedy })
}
