/** What an install needs besides its admission, judged of what was read: the cluster's kind and state, its nodes, the extensions that are there. */
import type { CheckRow, ClusterState, NodeView } from '../model/evidence.ts'
import { conflictWith, conflictWithOthers, type Existing, extensionType } from '../model/extension-types.ts'
import type { Offer } from '../model/offer.ts'
import type { ExtensionRequest } from '../model/request.ts'
import { isInRange, nearestVersions } from '../model/versions.ts'

export function clusterRow(
  type: string,
  { sku, provisioningState, powerState, managedSystemNodePools, connectivity }: ClusterState,
): CheckRow {
  const check = 'managed-cluster'
  if (connectivity !== undefined) {
    const well = /^connected$/i.test(connectivity.status)
    return {
      check,
      verdict: well ? 'clear' : 'warned',
      detail: `connected by Arc; ${connectivity.status || 'connectivity unknown'}`,
    }
  }
  const kind = `${sku}${managedSystemNodePools ? ', managed system node pools' : ''}`
  const unsupported = extensionType(type)?.notOnAutomatic
  if (sku === 'Automatic' && unsupported !== undefined)
    return {
      check,
      verdict: 'refused',
      detail: `${type} is not supported on AKS Automatic (${unsupported})`,
      class: 'unsupported-cluster',
      fields: { extensionType: type, message: 'not supported on AKS Automatic' },
    }
  const settled = /^succeeded$/i.test(provisioningState)
  const detail = `${kind}; ${provisioningState}, ${powerState || 'power state unknown'}`
  return { check, verdict: settled ? 'clear' : 'warned', detail }
}

/** @param state of Microsoft.KubernetesConfiguration. @param fault why it could not be read. */
export function providerRow(state: string | undefined, fault: string): CheckRow {
  const check = 'provider'
  if (state === undefined) return { check, verdict: 'not-visible', detail: fault }
  if (state === 'Registered') return { check, verdict: 'clear', detail: state }
  if (state === 'Registering') return { check, verdict: 'warned', detail: `${state}: wait until it is Registered` }
  return {
    check,
    verdict: 'refused',
    detail: state,
    class: 'provider-not-registered',
    fields: { provider: 'Microsoft.KubernetesConfiguration' },
  }
}

/** @param offer undefined where it could not be read. */
export function offerRow(
  { type, version: wanted = '' }: ExtensionRequest,
  offer: Offer | undefined,
  cluster: ClusterState | undefined,
  fault: string,
): CheckRow {
  const check = 'offer'
  if (offer === undefined) return { check, verdict: 'not-visible', detail: fault }
  const { versions, clusterTypes } = offer
  if (versions.length === 0) return { check, verdict: 'warned', detail: `${type} is not offered to this cluster` }
  const kind = cluster === undefined ? '' : cluster.connectivity === undefined ? 'managedclusters' : 'connectedclusters'
  if (kind !== '' && clusterTypes.length > 0 && !clusterTypes.includes(kind))
    return { check, verdict: 'warned', detail: `${type} is offered to ${clusterTypes.join(', ')} only` }
  const names = versions.map(each => each.version)
  const chosen = wanted === '' ? versions[0] : versions.find(each => each.version === wanted)
  if (chosen === undefined) {
    const some = nearestVersions(wanted, names).slice(0, 5).join(', ')
    return { check, verdict: 'warned', detail: `version ${wanted} is not offered; the nearest are ${some}` }
  }
  const kubernetes = cluster?.kubernetesVersion ?? ''
  const range = kubernetes === '' ? undefined : chosen.unsupported.find(each => isInRange(kubernetes, each))
  if (range !== undefined)
    return {
      check,
      verdict: 'warned',
      detail: `${type} ${chosen.version} does not support Kubernetes ${kubernetes} (${range})`,
    }
  return { check, verdict: 'clear', detail: `${type} is offered: ${names.slice(0, 5).join(', ')}` }
}

/** @param nodes undefined where they could not be read. */
export function nodesRow(type: string, nodes: readonly NodeView[] | undefined, fault: string): CheckRow {
  const check = 'nodes'
  if (nodes === undefined) return { check, verdict: 'not-visible', detail: fault }
  const open = nodes.filter(({ ready, taints }) => ready && taints.length === 0)
  const room = extensionType(type)?.room
  if (open.length === 0) {
    const taints = [...new Set(nodes.flatMap(each => each.taints))].slice(0, 5).join(', ')
    return {
      check,
      verdict: 'warned',
      detail: `none of ${nodes.length} nodes is Ready and untainted${taints ? ` (${taints})` : ''}; an autoscaler may need minutes to add one`,
    }
  }
  const cpu = open.reduce((sum, each) => sum + each.cpu, 0)
  const memory = open.reduce((sum, each) => sum + each.memory, 0)
  if (room !== undefined && (cpu < room.cpu || memory < room.memory))
    return {
      check,
      verdict: 'warned',
      detail: `the nodes without taints have ${cpu}m and ${memory} MiB, and ${type} requests ${room.cpu}m and ${room.memory} MiB`,
    }
  return {
    check,
    verdict: 'clear',
    detail: `${open.length} of ${nodes.length} are Ready and untainted; their free resources were not checked`,
  }
}

/** @param releases Helm releases of the release namespace, by name; undefined where they could not be read. */
export function releaseRow(
  name: string,
  namespace: string,
  releases: readonly string[] | undefined,
  instances: readonly Existing[] | undefined,
  fault: string,
): CheckRow {
  const check = 'release'
  if (releases === undefined) {
    // What nobody should grant for it is not told as missing.
    const detail = /forbidden/i.test(fault) ? 'not checked: it needs list on secrets, which is not recommended' : fault
    return { check, verdict: 'not-visible', detail }
  }
  const left = (instances === undefined || findByName(name, instances) === undefined) && releases.includes(name)
  return {
    check,
    verdict: left ? 'warned' : 'clear',
    detail: left
      ? `release ${name} exists in ${namespace} without its extension. To remove it: helm uninstall ${name} -n ${namespace}`
      : 'none',
  }
}

/** @param instances of the cluster. @param fault why they could not be listed. */
export function conflictRow(
  request: ExtensionRequest,
  instances: readonly Existing[] | undefined,
  fault: string,
): CheckRow {
  const check = 'extensions'
  if (instances === undefined) return { check, verdict: 'not-visible', detail: fault }
  const existing = findByName(request.name, instances)
  const conflict = existing === undefined ? conflictWithOthers(request, instances) : conflictWith(request, existing)
  if (conflict === undefined) return { check, verdict: 'clear', detail: 'none conflicts' }
  const { code, message } = conflict
  return { check, verdict: 'refused', detail: message, class: 'extension-already-exists', fields: { code, message } }
}

/** Controllers of Flux by their names (fluxcd.io, "Flux components"; flux-operator). */
const FLUX_CONTROLLERS = /^(?:(?:source|kustomize|helm|notification)-controller|flux-operator)$/

/**
 * Flux that came by `flux bootstrap` or flux-operator belongs to somebody: an extension would take its CRDs and controllers over.
 * @param workloads of the release namespace; undefined where they could not be read.
 * @returns no row where the extension exists, or nothing was read.
 */
export function fluxOwnerRow(
  namespace: string,
  workloads: readonly { readonly kind: string; readonly name: string; readonly release: string }[] | undefined,
  isInstalled: boolean,
): CheckRow[] {
  const check = 'flux-owner'
  if (workloads === undefined || isInstalled) return []
  const foreign = workloads.filter(({ name, release }) => FLUX_CONTROLLERS.test(name) && release === '')
  const [first] = foreign
  if (first === undefined) return [{ check, verdict: 'clear', detail: 'none' }]
  const names = foreign.map(({ name }) => name).join(', ')
  const owner = foreign.some(({ name }) => name === 'flux-operator')
    ? 'flux-operator'
    : 'flux bootstrap or flux-operator'
  const detail = `Flux is already installed in ${namespace}, by ${owner}: ${names} do not belong to a Helm release`
  return [
    {
      check,
      verdict: 'refused',
      detail,
      class: 'resource-already-exists',
      fields: { kind: first.kind, name: first.name, namespace, message: detail },
    },
  ]
}

function findByName(name: string, instances: readonly Existing[]): Existing | undefined {
  return instances.find(each => each.name.toLowerCase() === name.toLowerCase())
}
