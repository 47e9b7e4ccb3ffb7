/** The workloads of a namespace with the Helm release that each is of, read once: before a run is ended for one of them. */
import type { WorkloadsFact } from '../model/evidence.ts'
import type { Read } from '../model/read.ts'
import type { ApiServer } from './api-server/interface.ts'
import { itemsOf, METADATA_ONLY } from './items.ts'
import { readOnce } from './read-once.ts'

type Workload = WorkloadsFact['data']['workloads'][number]

const KINDS = { deployments: 'Deployment', statefulsets: 'StatefulSet', daemonsets: 'DaemonSet' } as const

/** Stands for a release where a workload is owned by another object. */
const OWNED = '(owned)'

interface Metadata {
  readonly metadata?: {
    readonly name?: string
    readonly annotations?: Record<string, string>
    readonly ownerReferences?: readonly unknown[]
  }
}

/** Helm notes its release in an annotation of what it makes (Helm docs, "Labels and Annotations"; since 3.2). @returns up to 500 of each kind. */
export async function readWorkloads(api: ApiServer, namespace: string, signal: AbortSignal): Promise<Read<Workload[]>> {
  return readOnce(async () => {
    const lists = await Promise.all(
      Object.entries(KINDS).map(async ([plural, kind]) => {
        const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${plural}?limit=500`
        return itemsOf<Metadata>(await api.get(path, signal, METADATA_ONLY)).map(({ metadata }) => ({
          kind,
          name: metadata?.name ?? '',
          // What a controller made for an object of its own, such as an operator's, is nobody else's.
          release:
            metadata?.annotations?.['meta.helm.sh/release-name'] ??
            ((metadata?.ownerReferences?.length ?? 0) > 0 ? OWNED : ''),
        }))
      }),
    )
    return lists.flat()
  })
}
