/** What titles, causes and remedies are made of: a finding's fields, and names for commands. */
import { releaseNamespaceOf, type StoreReader } from '../evidence/store.ts'
import type { ClusterState, NodeView } from '../model/evidence.ts'
import type { FieldName, Fields, Permanence } from '../model/finding.ts'
import { parseClusterId } from '../model/names.ts'
import { type ClusterType, clusterTypeNamed } from '../model/request.ts'

/** What titles and remedies are made of. */
export interface About {
  /** A field's value, or ''. */
  readonly f: (name: FieldName) => string
  readonly cluster: ClusterState | undefined
  /** Names for commands; placeholders where they are not known. */
  readonly names: {
    readonly subscription: string
    readonly group: string
    readonly cluster: string
    readonly type: ClusterType
    readonly extension: string
    readonly namespace: string
  }
  readonly extensionType: string
  /** The workload that met it, or ''. */
  readonly component: string
  readonly permanence: Permanence
  /** A pod's own words, or what the cluster says of it; not what a tool says outside of it. */
  readonly inCluster: boolean
  /** The nodes as they were read, where they were. */
  readonly nodes: readonly NodeView[]
  /** Versions of the extension's type that Azure offers, as they were read. */
  readonly offered: readonly string[]
}

/** @returns what is known of a finding for its words. @param component the workload that met it, or ''. */
export function aboutOf(
  fields: Fields,
  permanence: Permanence,
  component: string,
  store: StoreReader,
  inCluster = false,
): About {
  const cluster = store.cluster()
  const inputs = store.run()?.data.inputs ?? {}
  const id = parseClusterId(cluster?.id ?? '')
  const extension = store.extension()
  return {
    f: field => fields[field]?.value ?? '',
    cluster,
    component,
    permanence,
    inCluster,
    nodes: store.nodes() ?? [],
    offered: store.offer()?.versions.map(each => each.version) ?? [],
    names: {
      subscription: id?.subscriptionId || inputs['subscription-id'] || 'SUBSCRIPTION',
      group: id?.resourceGroup || inputs['resource-group'] || 'RESOURCE_GROUP',
      cluster: id?.name || inputs['cluster-name'] || 'CLUSTER',
      type: id?.type ?? clusterTypeNamed(inputs['cluster-type']),
      extension: fields.extensionName?.value || extension?.name || inputs['extension-name'] || UNNAMED,
      namespace: fields.namespace?.value || releaseNamespaceOf(store) || 'NAMESPACE',
    },
    extensionType: (extension?.type || inputs['extension-type'] || '').toLowerCase(),
  }
}

const UNNAMED = 'EXTENSION'

/** @returns what to call the extension in a sentence. */
export function extensionName({ names }: About): string {
  return names.extension === UNNAMED ? 'the extension' : names.extension
}

/** @returns what to call the workload that is affected. */
export function workloadName({ component, f }: About): string {
  return component || f('pod') || f('container') || 'a pod'
}

/** @returns what to call the one whose request was refused. */
export function requesterName({ component, f }: About): string {
  return component || f('name') || 'the install'
}
