/** A service's own token has no identity of this tenant. Wording: Azure Resource Manager; Azure/AKS issue 2860 and its kin. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const isServices = (said: string) => /extensionaddons|ExtensionOperationFailed/i.test(said)

export const rule = textRule('service-principal-missing', {
  literals: [],
  of: [...ANSWERS, 'pod-log'],
  patterns: [
    /(?<message>(?:The received access token is not valid: )?at least one of the claims '[^']{1,40}'(?: or '[^']{1,40}')* should be present[^"\n]{0,200})/,
  ],
  around: [
    /(?<url>https:\/\/\S{1,300}\/extensionaddons\S{0,200})/i,
    /(?<code>InvalidAuthenticationToken|ExtensionOperationFailed)/,
  ],
  title: () => 'a service principal is missing from the tenant',
  cause: ({ f }) => [
    isServices(f('url') + f('code'))
      ? 'The sign-in worked. In this tenant the resource provider has no service principal.'
      : 'The application has no service principal in this tenant.',
  ],
  remedy: ({ f, names }) => [
    isServices(f('url') + f('code'))
      ? admin(
          'Register the resource provider again: this creates its service principal in the tenant.',
          `${LEARN}azure-resource-manager/troubleshooting/error-register-resource-provider`,
          command`az provider register --namespace Microsoft.KubernetesConfiguration --subscription ${names.subscription} --wait`,
        )
      : admin(
          'Create the service principal of the application in this tenant, or check tenant-id.',
          `${LEARN}developer/github/connect-from-azure-openid-connect`,
          command`az ad sp create --id ${'CLIENT_ID'}`,
        ),
  ],
})
