/** What a request names does not exist, or the identity may not see it. Codes: Azure REST API reference; ExtensionNotFound is ours. */

import { type Command, command, extensionCommand } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const PAGE = `${LEARN}azure-resource-manager/troubleshooting/error-not-found`
const look = (text: string, shown: Command): Step => you(text, PAGE, shown)

/** By code, or by the kind of resource that the text names. */
function stepOf({ f, names }: About): Step {
  const said = `${f('code')} ${f('message')}`
  if (/SubscriptionNotFound|InvalidSubscriptionId|subscription '/i.test(said))
    return look(
      'Check subscription-id and tenant-id, and that the identity has a role on the cluster.',
      command`az account list --query "[].{name:name,id:id,tenant:tenantId}" -o table`,
    )
  const [, type = '', name = ''] = /[Rr]esource '(Microsoft\.[\w./]{3,120}?)\/([^/']{1,90})'/.exec(said) ?? []
  if (type !== '' && !/managedClusters$/i.test(type))
    return look(
      `${type} ${name} does not exist: check its name and resource group, or the setting that names it.`,
      command`az resource list --resource-type ${type} --query "[].{name:name,group:resourceGroup}" -o table`,
    )
  if (/ResourceGroupNotFound|resource group '[^']*' could not/i.test(said) && !/managedClusters\//i.test(said))
    return look('Check resource-group and subscription-id.', command`az group list --query "[].name"`)
  if (/FluxConfiguration/.test(f('code')))
    return look(
      'Check flux-configuration-names. To list them:',
      command`az k8s-configuration flux list --resource-group ${names.group} --cluster-name ${names.cluster} --cluster-type ${names.type} -o table`,
    )
  if (f('code') === 'ExtensionNotFound')
    return look(
      'Check extension-name. After a rollback only the journal of the failed run has the cause: use it as evidence.',
      extensionCommand('list', names, command`-o table`),
    )
  return look(
    'Check cluster-name. If another job creates the cluster, mode: watch waits for it.',
    command`az aks list --query "[].{name:name,group:resourceGroup}" -o table`,
  )
}

export const rule = textRule('resource-not-found', {
  codes:
    /^(?:SubscriptionNotFound|InvalidSubscriptionId|ResourceGroupNotFound|ResourceNotFound|ParentResourceNotFound|ExtensionNotFound|FluxConfigurationNotFound|FluxConfigurationDeleted|NoFluxConfiguration)$/,
  answer: ({ status, code }) => status === 404 && code === 'NotFound',
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<code>SubscriptionNotFound|InvalidSubscriptionId|ResourceGroupNotFound|ParentResourceNotFound|ResourceNotFound)\b(?<message>[\s\S]{0,400})/,
    /(?<message>The Resource '(?<name>Microsoft\.[^']{1,300})' under resource group '[^']{1,90}' was not found)/,
    /(?<message>Resource group '(?<name>[^']{1,90})' could not be found)/,
    /(?<message>The subscription '(?<name>[^']{1,90})' could not be found)/,
  ],
  around: [
    /Resource group '(?<name>[^']{1,90})' could not be found/,
    /The Resource '(?<name>[^']{1,300})' under resource group/,
  ],
  title: ({ f, names }) => {
    const said = `${f('code')} ${f('message')}`
    if (/Subscription/.test(said) && !/ResourceGroup/.test(said)) return `subscription ${names.subscription} not found`
    if (/ResourceGroupNotFound|Resource group '[^']*' could not/.test(said))
      return `resource group ${f('name') || names.group} not found`
    if (f('code') === 'NoFluxConfiguration') return `cluster ${names.cluster} has nothing that Flux applies`
    if (/FluxConfiguration/.test(f('code'))) return 'Flux configuration not found'
    if (f('code') === 'ExtensionNotFound') return `extension ${names.extension} not found`
    const other = /\/managedClusters\//i.test(f('name')) ? '' : f('name')
    return other === ''
      ? `managed cluster ${names.cluster} not found in resource group ${names.group}`
      : `${other} not found`
  },
  cause: () => ['It does not exist in this tenant, or the identity has no role there.'],
  remedy: about => [stepOf(about)],
})
