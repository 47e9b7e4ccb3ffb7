/** The events of the release namespace. */
import { eventsIn } from '../model/collections.ts'
import type { ClusterEvent, Evidence } from '../model/evidence.ts'
import { readerRemedy } from '../model/roles.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'
import type { WireEvent } from './wire.ts'

/** ms by which the cluster's clock may be behind. */
const SKEW_MS = 60_000

export async function* watchEvents(api: ApiServer, namespace: string, signal: AbortSignal): AsyncGenerator<Evidence> {
  const collection = {
    what: eventsIn(namespace),
    path: `/api/v1/namespaces/${namespace}/events`,
    remedy: readerRemedy('events'),
  }
  let old = api.takenAt === undefined
  const began = Date.now()
  for await (const change of changesOf(api, collection, signal)) {
    if (change.type === 'told') {
      old &&= change.fact.kind !== 'listing'
      yield change.fact
    }
    if (change.type === 'set')
      yield factOf(change.object as WireEvent, namespace, old || isOlder(change.object as WireEvent, began, api))
  }
}

/** A snapshot is first taken in the midst of an install: its events are dated by what they say themselves. */
function isOlder({ lastTimestamp, eventTime }: WireEvent, began: number, api: ApiServer): boolean {
  return api.takenAt !== undefined && Date.parse(lastTimestamp ?? eventTime ?? '') < began - SKEW_MS
}

function factOf(event: WireEvent, namespace: string, old: boolean): ClusterEvent {
  const { involvedObject, source, series } = event
  return {
    kind: 'event',
    time: new Date().toISOString(),
    object: {
      kind: involvedObject?.kind ?? '',
      namespace: involvedObject?.namespace || namespace,
      name: involvedObject?.name ?? '',
    },
    text: event.message ?? '',
    data: {
      type: event.type ?? '',
      reason: event.reason ?? '',
      reportingController: event.reportingComponent || source?.component || '',
      count: series?.count ?? event.count ?? 1,
      emitted: event.lastTimestamp ?? event.eventTime ?? '',
      old,
    },
  }
}
