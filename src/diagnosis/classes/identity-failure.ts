/** An identity of the extension gets no token. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */

import { command, extensionCommand } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ARC_TROUBLESHOOTING, admin, LEARN, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

/** By which identity, and who stands between it and its token. */
function stepOf({ f, names }: About): Step {
  const said = `${f('message')} ${f('code')}`
  const shown = extensionCommand(
    'show',
    names,
    command`--name ${names.extension} --query ${'[identity,aksAssignedIdentity]'}`,
  )
  if (/no azure identity found|matching identit|\bnmi\b|AzureIdentity/i.test(said))
    return admin(
      'Exempt the extension’s namespace from the old pod identity, which answers instead of the metadata service, or move to workload identity.',
      ARC_TROUBLESHOOTING,
      command`az aks pod-identity exception add --resource-group ${names.group} --cluster-name ${names.cluster} --namespace ${names.namespace} --name ${names.extension} --pod-labels ${'KEY=VALUE'}`,
    )
  if (/169\.254\.169\.254/.test(`${f('url')} ${said}`) || f('host') === '169.254.169.254')
    return admin(
      'Check network policies to 169.254.169.254 and the identities of the node pool: the pod does not reach the metadata service, or the node lacks the identity.',
      `${LEARN}aks/use-managed-identity`,
      shown,
    )
  if (/MSI certificate|certificate/i.test(said))
    return admin(
      "An Arc agent has no identity certificate: allow the Arc endpoints. If the agent's certificate expired, connect the cluster again.",
      ARC_TROUBLESHOOTING,
    )
  if (/resource identity operation/i.test(said))
    return you('Remove the identity from the request: Azure could not give it to the extension.', ARC_TROUBLESHOOTING)
  if (/response code \{?40[13]/.test(said) || /^40[13]$/.test(f('code')))
    return you(
      'Update the extension, which renews its identity. If that does not help, delete it and install it again.',
      'https://github.com/Azure/AKS/issues/4359',
      extensionCommand('update', names, command`--name ${names.extension}`),
    )
  return admin('Check the identity of the extension and its roles.', ARC_TROUBLESHOOTING, shown)
}

export const rule = textRule('identity-failure', {
  literals: [
    'no azure identity found',
    'response code {40',
    'resource identity operation',
    'ManagedIdentityCredential',
  ],
  patterns: [
    /(?<message>ClusterIdentityCRDTokenFetchFailed[\s\S]{0,300})/,
    /(?<message>Status not populated\s+at Microsoft\.Azure[\s\S]{0,200}|Status not populated[\s\S]{0,200}GetTokenFromStatus)/,
    /(?<message>Unable to pull MSI certificate[\s\S]{0,200})/,
    /(?<message>failed to get matching identities for pod: (?<namespace>[a-z0-9-]{1,63})\/(?<pod>[a-z0-9.-]{1,253})[^\n]{0,200})/,
    /(?<message>no azure identity found[\s\S]{0,200})/i,
    /(?<message>Failed to perform resource identity operation[\s\S]{0,300})/,
    /response code \{(?<code>40[13])\}(?<message>[\s\S]{0,200})/,
    /(?<message>(?:\w{1,40}Credential: )?ManagedIdentityCredential[^"]{0,60}(?:failed|unavailable|error|deadline|time(?:d )?out|refused)[\s\S]{0,200})/i,
    // The address of Azure's metadata service, whatever client asks it.
    /(?<url>https?:\/\/(?<host>169\.254\.169\.254)[^\s"']*)[\s\S]{0,400}?(?<message>(?:dial tcp|context deadline|connect(?:ion)? refused|timed? ?out|i\/o timeout|\b[45]\d\d\b|failed|identity not found|EOF)[\s\S]{0,300})/i,
    /(?<message>\w{0,40}[iI]dentityCRD\w{0,40} status not populated)/,
    /(?<message>[Ii]dentity not found[\s\S]{0,160})/,
    /(?<message>(?:failed|unable|error) to (?:acquire|get|fetch|retrieve|obtain|refresh) (?:an? |the )?(?:\w+ )?(?:access |AAD |MSI |ARM |identity )?token[\s\S]{0,300})/i,
    /(?<code>AADSTS\d{4,8})(?<message>[\s\S]{0,300})/,
    /(?<message>(?:no|failed to get) (?:managed )?identity (?:endpoint|certificate)[\s\S]{0,160})/i,
    /(?<message>\b(?:identity|MSI) (?:token|certificate)[^"\n]{0,80}(?:failed|error|expired|not found|does not exist)[^"\n]{0,120})/i,
  ],
  around: [
    /[Ii]dentity operation for resource '(?<scope>[^']{1,500})'/,
    /for resource '(?<scope>\/subscriptions[^']{1,500})'/,
    /[Ss]tatus:? '(?<code>\w{3,40})'/,
    /client[ _]?[iI][dD]:? ?'?(?<identity>[0-9a-f-]{36})/,
    /identity:? '?(?<identity>[0-9a-f]{8}-[0-9a-f-]{27})/,
    /assigned to (?<pod>[a-z0-9./-]{3,200})/,
    /podns: (?<namespace>[a-z0-9-]{1,63})|found for \w+ (?<namespace>[a-z0-9-]{1,63})\//,
  ],
  // Whose address does not answer, is of the way to it.
  when: text =>
    !/https:\/\/login\.(?:microsoftonline|windows)\.[\s\S]{0,300}?(?:dial tcp|no such host|i\/o timeout|deadline exceeded|x509|TLS handshake|refused|unreachable)/.test(
      text,
    ) && !/service account token|projected token|bootstrap token|CSRF/i.test(text),
  title: () => 'an identity of the extension cannot get a token',
  remedy: about => [stepOf(about)],
})
