/** The members of an Azure Kubernetes Fleet Manager (Azure REST API, "Fleet Members", 2026-06-01). */
import { recordOf, textOf } from '../../json.ts'
import { isPlainClusterId, parseClusterId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm } from '../arm/client.ts'
import type { ArmError } from '../arm/error.ts'
import { listAll } from '../arm/pages.ts'

export interface FleetMember {
  readonly cluster: ClusterId
  /** Update group; '' where it has none. */
  readonly group: string
}

/** @param fleet its ARM id. @returns the members whose clusters have plain names, and how many others there are; or what Azure refused. */
export async function listMembers(
  arm: Arm,
  fleet: string,
  signal: AbortSignal,
): Promise<{ readonly members: readonly FleetMember[]; readonly strange: number } | ArmError> {
  const items = await listAll(arm, `${fleet}/members?api-version=2026-06-01`, signal)
  if ('code' in items) return items
  const members = items.flatMap(item => {
    const { clusterResourceId, group } = recordOf(recordOf(item)['properties'])
    const cluster = parseClusterId(textOf(clusterResourceId))
    return cluster !== undefined && isPlainClusterId(cluster) ? [{ cluster, group: textOf(group) }] : []
  })
  return { members, strange: items.length - members.length }
}
