/** The release namespace itself, for its labels. */
import { namespaceItself } from '../model/collections.ts'
import type { Evidence, KubernetesObject } from '../model/evidence.ts'
import { readerRemedy } from '../model/roles.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'

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
    const { metadata, status } = change.object as KubernetesObject & { status?: { phase?: string } }
    yield {
      kind: 'namespace',
      time: new Date().toISOString(),
      object: { kind: 'Namespace', name: metadata.name },
      text: '',
      data: { labels: metadata.labels ?? {}, phase: status?.phase ?? '', deleted: change.type === 'deleted' },
    }
  }
}
