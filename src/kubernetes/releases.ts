/** Names of Helm releases, read once: for the check. */
import type { Read } from '../model/read.ts'
import type { ApiServer } from './api-server/interface.ts'
import { itemsOf, METADATA_ONLY } from './items.ts'
import { readOnce } from './read-once.ts'

/** Helm keeps each revision in a Secret, whose name is all that is asked for: no secret's data is read. */
export async function readReleases(api: ApiServer, namespace: string, signal: AbortSignal): Promise<Read<string[]>> {
  return readOnce(async () => {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets?labelSelector=owner%3Dhelm&limit=500`
    const secrets = itemsOf<{ metadata?: { labels?: Readonly<Record<string, string>> } }>(
      await api.get(path, signal, METADATA_ONLY),
    )
    return [...new Set(secrets.map(each => each.metadata?.labels?.['name'] ?? '').filter(Boolean))]
  })
}
