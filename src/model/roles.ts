/** The smallest built-in role that holds an action (Microsoft Learn, "Azure built-in roles"). */

export interface Role {
  readonly name: string
  /** Whether one assigns it at the managed cluster; else at the subscription. */
  readonly atCluster: boolean
}

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/fluxConfigurations/i, { name: 'Contributor', atCluster: true }],
  [/Microsoft\.KubernetesConfiguration/i, { name: 'Kubernetes Extension Contributor', atCluster: true }],
  [/listClusterUserCredential/i, { name: 'Azure Kubernetes Service Cluster User Role', atCluster: true }],
  [/managedClusters\/read/i, { name: 'Azure Kubernetes Service Cluster User Role', atCluster: true }],
  [/\/register\/action/i, { name: 'Contributor', atCluster: false }],
]

/** @returns the role, or undefined where none is known. */
export function roleFor(action: string): Role | undefined {
  return ROLES.find(([pattern]) => pattern.test(action))?.[1]
}

/** @returns what to ask for, where Azure's words name an action that is not permitted; '' otherwise. */
export function roleRemedy(message: string): string {
  const [, action = ''] = /perform action '([\w./*]{1,200})'/.exec(message) ?? []
  const role = roleFor(action)
  if (action === '') return ''
  return role === undefined
    ? `Ask an owner of the cluster for a role that holds ${action}.`
    : `Ask an owner of the ${role.atCluster ? 'cluster' : 'subscription'} for the role ${role.name}.`
}
