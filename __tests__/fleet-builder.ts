/** Clusters as Azure Resource Graph has them, on the wire: a resource as a GET would answer, with the casing of each provider. */
import type { AzureResource } from '../simulator/resource-graph.ts'

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'

export interface Planned {
  readonly name: string
  readonly group?: string
  readonly subscription?: string
  readonly location?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly arc?: boolean
  readonly private?: boolean
  readonly power?: string
  /** undefined for no extension. */
  readonly extension?: { readonly version?: string | null; readonly state?: string; readonly type?: string }
  readonly configurations?: readonly {
    readonly name: string
    readonly compliance?: string | null
    readonly suspend?: boolean
    readonly revision?: string
  }[]
}

export function clusterId({ name, group = 'my-group', subscription = SUBSCRIPTION, arc = false }: Planned): string {
  const type = arc ? 'Microsoft.Kubernetes/connectedClusters' : 'Microsoft.ContainerService/managedClusters'
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`
}

/** @returns the resources of one cluster: itself, its extension, its configurations. */
export function resourcesOf(planned: Planned): AzureResource[] {
  const { name, group = 'my-group', subscription = SUBSCRIPTION, location = 'swedencentral', arc = false } = planned
  const id = clusterId(planned)
  const of = { location, resourceGroup: group, subscriptionId: subscription }
  return [
    {
      id,
      name,
      type: arc ? 'microsoft.kubernetes/connectedclusters' : 'microsoft.containerservice/managedclusters',
      ...of,
      tags: planned.tags ?? null,
      properties: arc
        ? { provisioningState: 'Succeeded', connectivityStatus: 'Connected' }
        : {
            provisioningState: 'Succeeded',
            powerState: { code: planned.power ?? 'Running' },
            apiServerAccessProfile: { enablePrivateCluster: planned.private === true },
          },
    },
    ...(planned.extension === undefined
      ? []
      : [
          {
            id: `${id}/providers/Microsoft.KubernetesConfiguration/extensions/flux`,
            name: 'flux',
            type: 'microsoft.kubernetesconfiguration/extensions',
            ...of,
            properties: {
              ExtensionType: planned.extension.type ?? 'Microsoft.Flux',
              ProvisioningState: planned.extension.state ?? 'Succeeded',
              Version: null,
              CurrentVersion: planned.extension.version === undefined ? '1.24.1' : planned.extension.version,
              ReleaseTrain: 'Stable',
              Statuses: [],
            },
          },
        ]),
    ...(planned.configurations ?? []).map(each => ({
      id: `${id}/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/${each.name}`,
      name: each.name,
      type: 'microsoft.kubernetesconfiguration/fluxconfigurations',
      ...of,
      properties: {
        provisioningState: 'Succeeded',
        complianceState: each.compliance === undefined ? 'Compliant' : each.compliance,
        suspend: each.suspend ?? false,
        sourceSyncedCommitId: each.revision ?? 'main@sha1:0123456789abcdef0123456789abcdef01234567',
        statuses: null,
      },
    })),
  ]
}

/** @returns so many clusters, all well but for those that `of` says otherwise of. */
export function fleetOf(count: number, of: (at: number) => Partial<Planned> = () => ({})): AzureResource[] {
  return Array.from({ length: count }, (_, at) =>
    resourcesOf({ name: `cluster-${String(at).padStart(4, '0')}`, extension: {}, ...of(at) }),
  ).flat()
}
