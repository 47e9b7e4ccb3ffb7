/** A service's own token has no identity of this tenant. Wording: Azure Resource Manager; Azure/AKS issue 2860 and its kin. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('service-principal-missing', {
  literals: [],
  of: [...ANSWERS, 'pod-log'],
  patterns: [
    /(?<message>(?:The received access token is not valid: )?at least one of the claims '[^']{1,40}'(?: or '[^']{1,40}')* should be present[^"\n]{0,200})/,
  ],
  around: [/(?<code>InvalidAuthenticationToken|ExtensionOperationFailed)/],
  title: () => 'a service principal is missing in the tenant',
  cause: () => [
    'The token is the service’s own, not the workflow’s: signing in worked. In this tenant the resource provider has no service principal.',
  ],
  remedy: ({ names }) => [
    admin(
      'Register the resource provider again; this creates its service principal in the tenant. For an application of your own, create its service principal.',
      `${LEARN}azure-resource-manager/troubleshooting/error-register-resource-provider`,
      command`az provider register --namespace Microsoft.KubernetesConfiguration --subscription ${names.subscription} --wait`,
    ),
  ],
})
