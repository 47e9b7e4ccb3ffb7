/** What a list of the API server holds. */
import { KubernetesError } from './api-server/interface.ts'

/** What to accept for a list of which only the metadata is asked for (Kubernetes docs, "API concepts"). */
export const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

/**
 * A real API server answers `"items": null` where a list of metadata has none (Kubernetes 1.35). @returns the items of a list.
 * @throws KubernetesError where the answer is not a list: something between here and the API server may answer 200 with
 * anything, and "nothing there" must not be read from it.
 */
export function itemsOf<T>(answer: unknown): readonly T[] {
  const list = answer as { items?: unknown; kind?: unknown } | null | undefined
  if (Array.isArray(list?.items)) return list.items
  if (list?.items == null && String(list?.kind).endsWith('List')) return []
  throw new KubernetesError('the answer is not a list', 0)
}
