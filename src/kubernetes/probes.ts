/** Single reads that only a check makes: nodes, names of Helm releases, and a dry run as somebody else. */
import { messageOf } from '../errors.ts'
import type { Read } from '../model/read.ts'
import { type ApiServer, KubernetesError } from './client.ts'

interface Node {
  readonly metadata?: { readonly name?: string }
  readonly spec?: {
    readonly taints?: readonly { readonly key?: string; readonly effect?: string }[] | null
    readonly unschedulable?: boolean
  }
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>>
    readonly conditions?: readonly { readonly type?: string; readonly status?: string }[]
  }
}

export async function readNodes(api: ApiServer, signal: AbortSignal) {
  return probed(async () => {
    const { items } = (await api.get('/api/v1/nodes?limit=500', signal)) as { items?: Node[] }
    return (items ?? []).map(({ metadata, spec, status }) => ({
      name: metadata?.name ?? '',
      ready: status?.conditions?.some(each => each.type === 'Ready' && each.status === 'True') === true,
      taints: [
        ...(spec?.taints ?? []).filter(each => each.effect !== 'PreferNoSchedule').map(each => each.key ?? ''),
        ...(spec?.unschedulable === true ? ['node.kubernetes.io/unschedulable'] : []),
      ],
      cpu: millicores(status?.allocatable?.['cpu']),
      memory: mebibytes(status?.allocatable?.['memory']),
    }))
  })
}

/** Helm keeps each revision in a Secret, whose name is all that is asked for: no secret's data is read. */
export async function readReleases(api: ApiServer, namespace: string, signal: AbortSignal) {
  return probed(async () => {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets?labelSelector=owner%3Dhelm&limit=500`
    const { items } = (await api.get(
      path,
      signal,
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    )) as {
      items?: { metadata?: { labels?: Readonly<Record<string, string>> } }[]
    }
    return [...new Set((items ?? []).map(each => each.metadata?.labels?.['name'] ?? '').filter(Boolean))]
  })
}

/** Not "does not support dry run", which says nothing of the write. */
const DENIED = /ValidatingAdmissionPolicy '[^']*'.{0,300} denied request|admission webhook "[^"]*" denied the request/

/** What the server said to a write that is never carried out. */
export type DryRun = 'admitted' | 'refused' | 'not-asked'

/** @param user a service account, with its groups. @returns what the server said, in its words. */
export async function dryRun(
  api: ApiServer,
  path: string,
  body: object,
  user: { readonly username: string; readonly groups: readonly string[] },
  signal: AbortSignal,
): Promise<{ readonly said: DryRun; readonly words: string }> {
  try {
    const made = (await api.dryRun(path, body, user, signal)) as { kind?: unknown } | null
    // An answer of something in between, a proxy's page say, is none.
    if (made?.kind === undefined || made.kind === 'Status') return { said: 'not-asked', words: 'no object came back' }
    return { said: 'admitted', words: 'a dry run was admitted' }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    const words = messageOf(thrown)
    const refused = thrown instanceof KubernetesError && DENIED.test(words)
    return { said: refused ? 'refused' : 'not-asked', words }
  }
}

async function probed<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read(), fault: '' }
  } catch (thrown) {
    return { value: undefined, fault: messageOf(thrown) }
  }
}

function millicores(quantity = '0'): number {
  return quantity.endsWith('m') ? Number.parseInt(quantity, 10) : Math.round(Number(quantity) * 1000) || 0
}

function mebibytes(quantity = '0'): number {
  const [, number = '0', unit = ''] = /^(\d+)([KMGT]i?)?$/.exec(quantity) ?? []
  const factor =
    { '': 1 / 1024 / 1024, K: 1 / 1024, Ki: 1 / 1024, M: 1, Mi: 1, G: 1024, Gi: 1024, T: 1024 ** 2, Ti: 1024 ** 2 }[
      unit
    ] ?? 0
  return Math.round(Number(number) * factor)
}
