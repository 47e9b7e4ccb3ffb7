/** The smallest built-in role that holds an action, and where it is given (Microsoft Learn, "Azure built-in roles"). */

/** Where a role is assigned: at the subscription, the resource group, or the resource that the request was about. */
export type Level = 'subscription' | 'group' | 'resource'

export interface Role {
  readonly name: string
  readonly level: Level
}

/** The first that fits; an action that is on no line has no role here. */
const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/\/register\/action$/i, { name: 'Contributor', level: 'subscription' }],
  [
    /^Microsoft\.Authorization\/roleAssignments\//i,
    { name: 'Role Based Access Control Administrator', level: 'resource' },
  ],
  [/\/subnets\/join\/action$|\/virtualNetworks\//i, { name: 'Network Contributor', level: 'resource' }],
  [/userAssignedIdentities\/assign\/action$/i, { name: 'Managed Identity Operator', level: 'resource' }],
  [/fluxConfigurations/i, { name: 'Contributor', level: 'resource' }],
  [/Microsoft\.KubernetesConfiguration\/extensions/i, { name: 'Kubernetes Extension Contributor', level: 'resource' }],
  [/Microsoft\.KubernetesConfiguration\/.*\/read$/i, { name: 'Reader', level: 'resource' }],
  [/Microsoft\.KubernetesConfiguration/i, { name: 'Contributor', level: 'resource' }],
  [
    /listClusterAdminCredential|accessProfiles\/listCredential/i,
    { name: 'Azure Kubernetes Service Cluster Admin Role', level: 'resource' },
  ],
  [/Microsoft\.Kubernetes\/connectedClusters\/read/i, { name: 'Reader', level: 'resource' }],
  [
    /listClusterUserCredential|managedClusters\/read/i,
    { name: 'Azure Kubernetes Service Cluster User Role', level: 'resource' },
  ],
  [
    /runCommand\/action$|commandResults\/read$/i,
    { name: 'Azure Kubernetes Service Contributor Role', level: 'resource' },
  ],
  [
    /Microsoft\.ContainerService\/managedClusters\/(?:write|delete)/i,
    // A cluster that is not there yet is no scope.
    { name: 'Azure Kubernetes Service Contributor Role', level: 'group' },
  ],
  [
    /Microsoft\.ManagedIdentity\/userAssignedIdentities\/(?:write|delete)$/i,
    { name: 'Managed Identity Contributor', level: 'group' },
  ],
  [/^Microsoft\.Resources\/subscriptions\/resourceGroups\/write$/i, { name: 'Contributor', level: 'subscription' }],
]

/** @returns the role, or undefined where none is known. */
export function roleFor(action: string): Role | undefined {
  return ROLES.find(([pattern]) => pattern.test(action))?.[1]
}

/**
 * @param given an ARM id, as the text has it. @param level of the role; a whole resource where none is known.
 * @returns the nearest scope of that level at which a role can be assigned; '' where the text has none. What lies below a
 * cluster (its extensions, its operations) is given at the cluster.
 */
export function assignableScope(given: string, level: Level = 'resource'): string {
  // What is assigned is no scope itself.
  const scope = given.replace(/\/providers\/Microsoft\.Authorization\/[\s\S]*$/i, '')
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? []
  const [group = ''] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(scope) ?? []
  const [resource = ''] =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+/i.exec(scope) ?? []
  const subnet =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+/i.exec(
      scope,
    )?.[0]
  if (level === 'subscription') return subscription
  if (level === 'group') return group || subscription
  return subnet || resource || group || subscription
}

/** @returns a scope as people call it: `the cluster my-cluster`; `the scope` where it is none. */
export function scopeWords(scope: string): string {
  const [type = '', name = ''] = scope.split('/').slice(-2)
  if (name === '') return 'the scope'
  if (/^(?:managedClusters|connectedClusters)$/i.test(type)) return `the cluster ${name}`
  if (/^resourceGroups$/i.test(type)) return `the resource group ${name}`
  return /^subscriptions$/i.test(type) ? 'the subscription' : `${name} (${type})`
}

/** @param what is read of the cluster. @returns which role lets the action read it. */
export function readerRemedy(what: string): string {
  return `Azure Kubernetes Service RBAC Reader on the cluster (on Arc: the ClusterRole view) allows reading ${what}.`
}

/** @returns what to ask for, where Azure's words name an action that is not permitted; '' otherwise. */
export function roleRemedy(message: string): string {
  const [, action = ''] = /perform action '([\w./*]{1,200})'/.exec(message) ?? []
  const role = roleFor(action)
  if (action === '') return ''
  return role === undefined
    ? `Ask an owner of the cluster for a role with ${action}.`
    : `Ask an owner of the ${role.level === 'subscription' ? 'subscription' : 'cluster'} for the role ${role.name}.`
}
