/** The release namespace itself, for its labels. */
import { isRecord } from '../json.ts'
import { namespaceItself } from '../model/collections.ts'
import type { Evidence, KubernetesObject } from '../model/evidence.ts'
import { readerRemedy } from '../model/roles.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'
import { readOnce } from './read-once.ts'

export async function* watchNamespace(api: ApiServer, name: string, signal: AbortSignal): AsyncGenerator<Evidence> {
  const collection = {
    what: namespaceItself(name),
    path: '/api/v1/namespaces',
    query: { fieldSelector: `metadata.name=${name}` },
    remedy: readerRemedy('namespaces'),
  }
  for await (const change of changesOf(api, collection, signal)) {
    if (change.type === 'told') {
      yield change.fact
      continue
    }
    yield factOf(change.object, change.type === 'deleted')
  }
}

function factOf(object: KubernetesObject, deleted: boolean): Evidence {
  const { metadata, status } = object as KubernetesObject & { status?: { phase?: string } }
  return {
    kind: 'namespace',
    time: new Date().toISOString(),
    object: { kind: 'Namespace', name: metadata.name },
    text: '',
    data: { labels: metadata.labels ?? {}, phase: status?.phase ?? '', deleted },
  }
}

/** @returns the namespace as a fact, read once; none where it does not exist or cannot be read: its labels are unknown then. */
export async function readNamespace(api: ApiServer, name: string, signal: AbortSignal): Promise<Evidence[]> {
  const { value } = await readOnce(() => api.get(`/api/v1/namespaces/${encodeURIComponent(name)}`, signal))
  return isRecord(value) && isRecord(value['metadata']) ? [factOf(value as unknown as KubernetesObject, false)] : []
}
