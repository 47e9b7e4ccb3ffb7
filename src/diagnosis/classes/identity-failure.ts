/** An identity of the extension gets no token. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */
import { command } from '../../model/command.ts'
import { ARC_TROUBLESHOOTING, admin } from '../steps.ts'
import { textRule } from '../text-rule.ts'

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
  when: text => !/service account token|projected token|bootstrap token|CSRF/i.test(text),
  title: () => 'an identity of the extension cannot get a token',
  remedy: ({ names }) => [
    admin(
      'Look at the managed identity of the cluster and of the extension; where the old pod identity is in the way, except the extension’s namespace or move to workload identity.',
      ARC_TROUBLESHOOTING,
      command`az aks show --resource-group ${names.group} --name ${names.cluster} --query identity`,
    ),
    admin('An agent whose certificate has run out is installed anew.', ARC_TROUBLESHOOTING),
  ],
})
