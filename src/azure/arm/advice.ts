/**
 * What an error of Azure Resource Manager means for this step, and what to do. By code first, then by fragments: services
 * reword their texts. Sources: Azure REST API reference (common errors), Microsoft Learn, "Troubleshoot common Azure
 * deployment errors", the built-in roles' pages, and public AKS issues.
 */
import { command, ending, extensionCommand } from '../../model/command.ts'
import { managedClusterId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import type { ArmError } from './error.ts'

/** What the request was about. */
export interface About {
  readonly cluster: ClusterId
  readonly extension?: { readonly name: string; readonly type: string }
}

export interface Advice {
  /** First a sentence of ours, then Azure's own words. */
  readonly likely: string
  readonly next: string
  /** False where `likely` is Azure's words alone. */
  readonly known: boolean
}

type Explain = (error: ArmError, about: About) => { likely: string; next: string }

/** Another operation holds the cluster or the extension; it ends by itself. */
export function isBusy({ code, message, status }: ArmError): boolean {
  // An operation that was taken and has failed. Helm's own lock reads alike, and does not end by itself.
  if (status === 200) return code === 'UpdateFailed' && /conflicting operation/i.test(message)
  if (status !== 409) return false
  if (/^(MissingSubscriptionRegistration|ScopeLocked)$/.test(code)) return false
  return /another operation|conflicting operation|operation .{0,40}in progress|pending-operation|due to a conflict/i.test(
    message,
  )
}

/** Nothing of the kind is there (yet): the group, the cluster, or what is below them. */
export function isMissing({ code, status }: ArmError): boolean {
  return status === 404 && /^(ResourceGroupNotFound|ResourceNotFound|ParentResourceNotFound|NotFound)$/.test(code)
}

const EXPLANATIONS: readonly (readonly [(error: ArmError) => boolean, Explain])[] = [
  [
    ({ code, message }) =>
      code === 'MissingSubscriptionRegistration' || /not registered to use namespace|registration is in/.test(message),
    ({ message }, { cluster }) => {
      const [, namespace = 'Microsoft.KubernetesConfiguration'] = /namespace '([A-Za-z.]{1,100})'/.exec(message) ?? []
      return {
        likely: `The subscription is not registered for ${namespace}.`,
        next: `Someone with Contributor on the subscription runs once: az provider register --namespace ${namespace} --subscription ${cluster.subscriptionId} --wait`,
      }
    },
  ],
  [
    ({ message }) => /'write' operation is not allowed/.test(message),
    () => ({
      likely: 'This extension is one that AKS manages itself; nobody else may write it.',
      next: 'Set it with az aks (the add-on or feature that it belongs to), or give the name of an extension of your own.',
    }),
  ],
  [
    ({ code }) => code === 'RequestDisallowedByPolicy',
    (_, { cluster }) => ({
      likely: 'An Azure Policy assignment forbids this write.',
      next: `Whoever owns the policy exempts it: az policy exemption create --scope ${managedClusterId(cluster)} …; the policy is named in Azure's words above.`,
    }),
  ],
  [
    ({ code }) => code === 'ScopeLocked',
    ({ message }, { cluster }) => ({
      likely: 'A lock on the cluster, its group or the subscription forbids this write.',
      next: ending(
        `${/'([^']{1,300})'/.test(message) ? "Azure's words above name the lock. " : ''}See`,
        command`az lock list --resource-group ${cluster.resourceGroup}`,
      ),
    }),
  ],
  [({ status, code }) => status === 403 || code === 'AuthorizationFailed', forbidden],
  [
    ({ code }) => code === 'SubscriptionNotFound' || code === 'InvalidSubscriptionId',
    (_, { cluster }) => ({
      likely: `Subscription ${cluster.subscriptionId} was not found: it does not exist in this tenant, or the identity has no role in it.`,
      next: 'Check subscription-id and tenant-id, and that the identity has a role on the cluster (az role assignment list --assignee <client-id> --all).',
    }),
  ],
  [
    ({ code }) => code === 'ResourceGroupNotFound',
    (_, { cluster }) => ({
      likely: `Resource group ${cluster.resourceGroup} was not found in subscription ${cluster.subscriptionId}.`,
      next: 'Check resource-group and subscription-id: az group list --query "[].name"',
    }),
  ],
  [
    ({ code, status }) => status === 404 && /^(ResourceNotFound|ParentResourceNotFound|NotFound)$/.test(code),
    (_, { cluster }) => ({
      likely: `Managed cluster ${cluster.name} was not found in resource group ${cluster.resourceGroup}.`,
      next: ending(
        'Where another job makes the cluster, mode: watch waits for it. Check cluster-name',
        command`az aks list --resource-group ${cluster.resourceGroup} --query "[].name"`,
      ),
    }),
  ],
  [
    isBusy,
    (_, { cluster }) => ({
      likely: 'Another operation on the cluster or the extension is in progress.',
      next: ending(
        'Rerun this step when it has ended',
        command`az aks show --resource-group ${cluster.resourceGroup} --name ${cluster.name} --query provisioningState`,
      ),
    }),
  ],
  [
    ({ code }) => code === 'ExtensionTypeRegistrationGetFailed',
    (_, { cluster, extension }) => ({
      likely: `The extension type ${extension?.type ?? ''} is not offered in this cluster's region, or there is no such type.`,
      next: ending('Check extension-type', extensionCommand('extension-types list-by-cluster', namesOf(cluster))),
    }),
  ],
  [
    ({ message }) => /Multiple extensions of same type/.test(message),
    (_, { cluster, extension }) => ({
      likely: `The cluster has an extension of type ${extension?.type ?? ''} under another name, and it takes one of a type.`,
      next: ending(
        'Give its name as extension-name',
        extensionCommand('list', namesOf(cluster), command`--query "[].{name:name,type:extensionType}"`),
      ),
    }),
  ],
  [
    ({ status }) => status === 429,
    () => ({
      likely: 'Azure throttles this subscription or this identity, and went on doing so over several tries.',
      next: 'Rerun the step in some minutes; other jobs with the same identity share its budget.',
    }),
  ],
  [
    ({ code }) => code === 'InvalidAuthenticationTokenTenant',
    () => ({
      likely: 'The subscription belongs to another tenant than the one that was signed in to.',
      next: 'Check tenant-id and subscription-id.',
    }),
  ],
  [
    ({ status }) => status === 401,
    () => ({
      likely: 'Azure did not accept the token, nor a new one.',
      next: 'Check tenant-id and environment. On a self-hosted runner, check its clock.',
    }),
  ],
  [
    ({ code }) => code === 'InvalidApiVersionParameter' || code === 'NoRegisteredProviderFound',
    () => ({
      likely: 'This cloud does not know the API version that the action speaks.',
      next: "Open an issue with Azure's words below.",
    }),
  ],
  [
    ({ status }) => status >= 500,
    ({ status }) => ({
      likely: `Azure answered ${status}, again and again.`,
      next: 'Rerun the step in some minutes; see https://azure.status.microsoft if it stays so.',
    }),
  ],
  [
    ({ status }) => status === 0,
    ({ message }) => ({
      likely: `Azure could not be reached: ${message}`,
      next: 'Check that the runner reaches Azure Resource Manager (proxy, firewall), and rerun the step.',
    }),
  ],
]

/** @returns what it means and what to do; for what is not known, Azure's own words. */
export function adviceFor(error: ArmError, about: About): Advice {
  const own = `${error.code}: ${error.message}`
  const found = EXPLANATIONS.find(([is]) => is(error))
  if (found === undefined) return { likely: own, next: "Read Azure's message above; rerun the step.", known: false }
  const { likely, next } = found[1](error, about)
  return { likely: error.status === 0 ? likely : `${likely}\nAzure: ${own}`, next, known: true }
}

/** The smallest built-in role that holds an action (Microsoft Learn, "Azure built-in roles"). */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [
    /fluxConfigurations/i,
    'a role that holds Microsoft.KubernetesConfiguration/fluxConfigurations/read, such as Contributor',
  ],
  [/Microsoft\.KubernetesConfiguration/i, 'Kubernetes Extension Contributor'],
  [/listClusterUserCredential/i, 'Azure Kubernetes Service Cluster User Role'],
  [/managedClusters\/read/i, 'Azure Kubernetes Service Cluster User Role'],
  [/\/register\/action/i, 'Contributor on the subscription'],
]

function forbidden({ message }: ArmError, { cluster }: About): { likely: string; next: string } {
  const [, action = ''] = /perform action '([\w./*]{1,200})'/.exec(message) ?? []
  const [, scope = ''] = /over scope '([^']{1,600})'/.exec(message) ?? []
  const [, objectId = '<object id of the identity>'] = /object id '([0-9a-f-]{36})'/i.exec(message) ?? []
  const role = ROLES.find(([pattern]) => pattern.test(action))?.[1]
  const likely =
    action === ''
      ? 'The identity may not do this.'
      : `The identity lacks the action ${action}${scope === '' ? '' : ` on ${scope}`}.`
  const ask = `Ask an owner of the cluster for ${role ?? `a role that holds ${action || 'the action'}`}`
  const assignment =
    role !== undefined && !role.includes(' holds ') && !role.includes(' on ')
      ? command`az role assignment create --role ${role} --assignee-object-id ${objectId} --assignee-principal-type ServicePrincipal --scope ${managedClusterId(cluster)}`
      : {}
  return { likely, next: `${ending(ask, assignment)}\nA new assignment can take five minutes to work.` }
}

function namesOf({ resourceGroup, name }: ClusterId) {
  return { group: resourceGroup, cluster: name }
}
