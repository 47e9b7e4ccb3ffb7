/** Azure RBAC denied a request; a new grant takes minutes. Codes: Azure REST API reference; texts: public reports. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { assignableScope, roleFor, scopeWords } from '../../model/roles.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN, OFFER } from '../steps.ts'
import { textRule } from '../text-rule.ts'

function stepOf({ f, cluster }: About): Step {
  if (/extensionaddons/i.test(f('action') + f('url')))
    return admin(
      'Register Microsoft.KubernetesConfiguration and Microsoft.ContainerService in the subscription: this gives these Azure services their access.',
      OFFER,
      command`az provider register --namespace Microsoft.KubernetesConfiguration --wait`,
    )
  const role = roleFor(f('action'))
  const wanted = role === undefined ? `a role with ${f('action') || 'the action'}` : `the role ${role.name}`
  const objectId = f('objectId') || 'OBJECT_ID'
  const scope = assignableScope(f('scope') || cluster?.id || '', role?.level)
  return admin(
    `Ask an owner of ${scopeWords(scope)} for ${wanted}. A new assignment can take five minutes to become active.`,
    `${LEARN}role-based-access-control/troubleshooting`,
    role === undefined || scope === ''
      ? {}
      : command`az role assignment create --role ${role.name} --assignee-object-id ${objectId} --assignee-principal-type ServicePrincipal --scope ${scope}`,
  )
}

export const rule = textRule('authorization-failed', {
  codes: /^(?:AuthorizationFailed|LinkedAuthorizationFailed|LinkedAccessCheckFailed|RoleAssignmentUpdateNotPermitted)$/,
  answer: ({ status }) => status === 403,
  literals: [],
  of: [...ANSWERS, 'pod-log'],
  patterns: [
    /does not have (?:authorization|permission) to perform action '(?<action>[^']{1,200})' (?:over|on|at) scope '(?<scope>[^']{1,600})'/,
    /does not have (?:authorization|permissions?) to perform action(?:\(s\))? '(?<action>[^']{1,200})'(?: on (?:the )?(?:linked )?scope(?:\(s\))? '(?<scope>[^']{1,600})')?/,
    /Request failed to (?<url>https:\/\/(?<host>[^/\s]{1,253})(?<scope>\/subscriptions\/[^\s?]{1,500}?\/(?:managedclusters|connectedclusters)\/[^/\s?]{1,63})\/[^\s]{0,300})[\s.]+Error code: (?<code>Unauthorized|Forbidden)/i,
    /(?<code>AuthorizationFailed|LinkedAuthorizationFailed|RoleAssignmentUpdateNotPermitted|LinkedAccessCheckFailed)\b(?<message>[\s\S]{0,400})/,
  ],
  around: [
    /(?:client|user) '(?<identity>[^']{1,200})'/,
    /with object id '(?<identity>[^']{1,100})'/,
    /with object id '(?<objectId>[0-9a-f-]{36})'/i,
    /(?<code>LinkedAuthorizationFailed|AuthorizationFailed|AuthorizationPermissionMismatch)/,
    /over scope '(?<scope>[^']{1,600})'/,
  ],
  brief: ({ f }) => ({
    title: 'the identity lacks a permission',
    ...(f('action') === '' ? {} : { cause: `action ${f('action')} on ${scopeWords(f('scope'))} is denied` }),
  }),
  title: ({ f }) => `the identity lacks permission: ${f('action') || 'the action'}`,
  cause: ({ f }) =>
    f('action') ? [`The identity lacks the action ${f('action')}${f('scope') ? ` on ${f('scope')}` : ''}.`] : [],
  remedy: about => [stepOf(about)],
})
