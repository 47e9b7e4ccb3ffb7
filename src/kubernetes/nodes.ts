/** The nodes of the cluster, read once: for the check. */
import type { NodeView } from '../model/evidence.ts'
import type { Read } from '../model/read.ts'
import type { ApiServer } from './api-server/interface.ts'
import { itemsOf } from './items.ts'
import { readOnce } from './read-once.ts'
import type { WireNode } from './wire.ts'

/** @returns up to 500 of them, or why not. */
export async function readNodes(api: ApiServer, signal: AbortSignal): Promise<Read<NodeView[]>> {
  return readOnce(async () => {
    return itemsOf<WireNode>(await api.get('/api/v1/nodes?limit=500', signal)).map(({ metadata, spec, status }) => ({
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

function millicores(given: string | null | undefined): number {
  const quantity = given ?? '0'
  return quantity.endsWith('m') ? Number.parseInt(quantity, 10) : Math.round(Number(quantity) * 1000) || 0
}

function mebibytes(given: string | null | undefined): number {
  const quantity = given ?? '0'
  const [, number = '0', unit = ''] = /^(\d+)([KMGT]i?)?$/.exec(quantity) ?? []
  const factor =
    { '': 1 / 1024 / 1024, K: 1 / 1024, Ki: 1 / 1024, M: 1, Mi: 1, G: 1024, Gi: 1024, T: 1024 ** 2, Ti: 1024 ** 2 }[
      unit
    ] ?? 0
  return Math.round(Number(number) * factor)
}
