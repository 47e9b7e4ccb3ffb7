/** Azure's RBAC refused; a grant takes minutes. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN, OFFER } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('authorization-failed', {
  literals: [],
  of: [...ANSWERS, 'pod-log'],
  patterns: [
    /does not have (?:authorization|permission) to perform action '(?<action>[^']{1,200})' over scope '(?<scope>[^']{1,600})'/,
    /does not have (?:authorization|permissions?) to perform action(?:\(s\))? '(?<action>[^']{1,200})'(?: on (?:the )?(?:linked )?scope(?:\(s\))? '(?<scope>[^']{1,600})')?/,
    /Request failed to (?<url>https:\/\/(?<host>[^/\s]{1,253})(?<scope>\/subscriptions\/[^\s?]{1,500}?\/(?:managedclusters|connectedclusters)\/[^/\s?]{1,63})\/[^\s]{0,300})[\s.]+Error code: (?<code>Unauthorized|Forbidden)/i,
    /(?<code>AuthorizationFailed|LinkedAuthorizationFailed|RoleAssignmentUpdateNotPermitted|LinkedAccessCheckFailed)\b(?<message>[\s\S]{0,400})/,
  ],
  around: [
    /(?:client|user) '(?<identity>[^']{1,200})'/,
    /with object id '(?<identity>[^']{1,100})'/,
    /(?<code>LinkedAuthorizationFailed|AuthorizationFailed|AuthorizationPermissionMismatch)/,
    /over scope '(?<scope>[^']{1,600})'/,
  ],
  title: ({ f }) => `the identity may not ${f('action') || 'do this'}`,
  cause: ({ f }) => (f('scope') ? [`On ${f('scope')}.`] : []),
  remedy({ f, cluster }) {
    const scope = cluster?.id || f('scope') || '<scope>'
    return [
      admin(
        /extensionaddons/i.test(f('action') + f('url'))
          ? 'Register the provider Microsoft.KubernetesConfiguration (and Microsoft.ContainerService), which gives the service its own access.'
          : 'Ask an owner for the role; a new assignment can take five minutes to work.',
        /extensionaddons/i.test(f('action') + f('url')) ? OFFER : `${LEARN}role-based-access-control/troubleshooting`,
        /extensionaddons/i.test(f('action') + f('url'))
          ? command`az provider register --namespace Microsoft.KubernetesConfiguration --wait`
          : command`az role assignment create --role "Kubernetes Extension Contributor" --assignee ${/^[\w-]{36}$/.test(f('identity')) ? f('identity') : '<client-id>'} --scope ${scope}`,
      ),
    ]
  },
})
