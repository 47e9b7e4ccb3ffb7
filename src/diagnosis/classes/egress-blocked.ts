import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const FAULT =
  /no such host|i\/o timeout|timeout|timed out|deadline exceeded|connection refused|connection reset|reset by peer|server misbehaving|network is unreachable|no route to host|TLS handshake|x509|EOF|not authorized|temporary failure|context canceled/i

/** Hosts of Azure that extensions and their agents talk to (Microsoft Learn, "Outbound network and FQDN rules for AKS clusters"). */
const AZURE_HOST = String.raw`(?<host>(?:[a-z0-9-]{1,63}\.){0,6}(?:kubernetesconfiguration\.azure\.(?:com|us|cn)|guestconfiguration\.azure\.com|his\.arc\.azure\.com|management\.azure\.com|login\.microsoftonline\.(?:com|us)|login\.windows\.net|mcr\.microsoft\.com|data\.mcr\.microsoft\.com|azurecr\.io|blob\.core\.windows\.net|queue\.core\.windows\.net|servicebus\.windows\.net|monitor\.azure\.com|ingestion\.msftcloudes\.com|microsoftmetrics\.com|vault\.azure\.net|dataprotection\.azure\.com|backup\.windowsazure\.com|opinsights\.azure\.com|azmk8s\.io\.invalid))`

export const rule = textRule('egress-blocked', {
  literals: [
    'dp.kubernetesconfiguration.azure',
    'This traffic is not authorized',
    'Failed to GET configurations',
    'certificate signed by unknown authority',
  ],
  patterns: [
    /(?<code>VMExtensionProvisioningError)?[^\n]{0,80}(?<message>Unable to establish outbound connection from agents)/,
    new RegExp(
      String.raw`(?:Get|Post|Put|Patch|Head|Delete|request to|to) "?(?<url>https:\/\/${AZURE_HOST}[^\s"]*)"?[\s\S]{0,400}?(?<message>(?:dial tcp|lookup|net\/http|context|no such host|i\/o timeout|EOF|x509|read tcp|remote error|Forbidden|403)[\s\S]{0,300})`,
      'i',
    ),
    new RegExp(String.raw`lookup ${AZURE_HOST}\.?(?: on [\d.:a-f\[\]]+)?: (?<message>[\s\S]{0,200})`, 'i'),
    new RegExp(
      String.raw`${AZURE_HOST}[\s\S]{0,300}?(?<message>no such host|i\/o timeout|timed? ?out|connection refused|connection reset|x509[^"]{0,100}|TLS handshake timeout|could not be resolved|name or service not known|network is unreachable)`,
      'i',
    ),
    /(?<message>This traffic is not authorized)/,
    /(?<message>Failed to GET configurations with err : \{<nil>\})/,
    /(?<message>issue with outbound network connectivity[^"\n]{0,200})/,
  ],
  around: [new RegExp(String.raw`(?<url>https:\/\/${AZURE_HOST}[^\s"']*)`, 'i'), /(?<code>\b403\b)/],
  // What terraform and az say of it is of the runner, and not of the cluster.
  unless:
    /(?:INSTALLATION|UPGRADE) FAILED|azurerm_|TerraformCLI|urllib3|local-exec|azclierror|AADSTS|failed to checkout|failed to fetch Helm|does not have authorization|[Hh]elm chart|chart pull/,
  when: text =>
    !/HTTPS?ConnectionPool\(/.test(text) &&
    (FAULT.test(text) ||
      /GET configurations with err|outbound network connectivity|establish outbound connection/.test(text)) &&
    !/Failed to pull image|pull(?:ing)? image|azmk8s\.io/.test(text),
  brief: ({ f }) => ({
    title: 'an Azure endpoint cannot be reached',
    ...(f('host') === '' ? {} : { cause: [f('host'), f('message')].filter(Boolean).join(': ') }),
  }),
  title: ({ f }) => `${f('host') || 'an Azure endpoint'} cannot be reached from the cluster`,
  remedy: ({ f }) => [
    ...(/outbound network connectivity|proxy parameters/.test(f('message'))
      ? [
          admin(
            'If egress needs a proxy, set it when you connect the cluster (--proxy-https, --proxy-skip-range). Then check the network requirements.',
            `${LEARN}azure-arc/kubernetes/network-requirements`,
          ),
        ]
      : []),
    /x509|certificate/i.test(f('message'))
      ? admin(
          'A TLS-inspecting proxy answers with its own certificate: exempt this host, or give the cluster the proxy’s certificate.',
          `${LEARN}aks/http-proxy`,
        )
      : /\b403\b|Forbidden|not authorized/i.test(`${f('code')} ${f('message')}`)
        ? admin(
            'The host answered and denied access: a private DNS zone or private endpoint may answer for it. Override it in the cluster’s DNS or link the right zone, then check the firewall.',
            `${LEARN}azure-arc/kubernetes/private-link`,
          )
        : admin(
            'Check DNS first: a private DNS zone can hide this host. Then allow the host in the firewall, or set the cluster’s proxy.',
            `${LEARN}aks/outbound-rules-control-egress`,
          ),
  ],
})
