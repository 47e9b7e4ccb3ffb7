/** The chart cannot be fetched. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, extensionName } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { admin, DEPLOYMENT_ERRORS, LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const NETWORK =
  /timeout|deadline|no such host|refused|reset|EOF|unreachable|TLS|handshake|\b50\d\b|dial tcp|temporarily/i

/** By what came back: nothing, a refusal, or that it is not there. */
function stepOf({ f }: About): Step {
  const said = `${f('message')} ${f('code')}`
  const microsoft = /(?:^|\.)(?:mcr\.microsoft|azurecr)\./.test(f('host'))
  if (/unknown command "chart"/.test(said))
    return you(
      'Update the az extension: it calls a Helm command that 3.7 removed.',
      `${LEARN}azure-arc/kubernetes/troubleshooting`,
      command`az extension update --name connectedk8s`,
    )
  if (/\b429\b|TOOMANYREQUESTS|rate limit/i.test(said))
    return you(
      'The registry limits the request rate: run the step again later, sign in to the registry, or use a mirror.',
      DEPLOYMENT_ERRORS,
    )
  if (/\b40[13]\b|unauthorized|denied|authoriz/i.test(said))
    return you(
      microsoft && f('host') === 'mcr.microsoft.com'
        ? 'Allow mcr.microsoft.com and its data endpoints in the firewall or proxy. Microsoft’s registry needs no sign-in, so something in between answered instead.'
        : 'The registry rejected the credentials: check them, and their permission to read this chart.',
      `${LEARN}aks/outbound-rules-control-egress`,
    )
  if (/\b404\b|not found|does not exist|no such (?:chart|version)|manifest unknown/i.test(said))
    return you(
      'Check extension-version and release-train (or the chart’s version) against the published versions.',
      DEPLOYMENT_ERRORS,
    )
  return admin(
    `Allow access to ${f('host') || 'the registry'}: outbound rules, DNS and proxy. If the registry is your own, check its name.`,
    `${LEARN}aks/outbound-rules-control-egress`,
  )
}

export const rule = textRule('chart-download-failed', {
  literals: [],
  of: [...ANSWERS, 'pod-log', 'event'],
  patterns: [
    /(?<message>Unable to (?:download|pull) (?:the )?[Hh]elm [Cc]hart[\s\S]{0,600})/,
    /(?<message>(?:failed to (?:download|fetch|pull|get) (?:the )?(?:helm )?chart|[Ee]rror (?:downloading|pulling) (?:the )?(?:helm )?chart|chart pull(?:ing)? failed|(?:failed|unable|error) to (?:download|fetch|pull) "?oci:)[\s\S]{0,600})/i,
    /(?<message>could not download chart: [^\n]{1,300})/,
    /could not download (?<url>oci:\/\/(?<host>[^/\s]{1,253})\/[^\s:]{1,300}):\s*(?<message>[^\n]{1,300})/,
    /(?<message>failed to download "[\w.-]{1,100}\/[\w.-]{1,100}"[^\n]{0,200})/,
    /(?<message>Unable to (?:download|pull) \w+ helm chart[\s\S]{0,600})/i,
    /failed to perform "(?:FetchReference|Fetch|Resolve)" on source:?\s*(?<url>(?<host>[a-z0-9.-]{3,253})\/[^\s:]+(?::[\w.-]+)?)?:?\s*(?<message>[\s\S]{0,400})/,
    /(?:INSTALLATION|UPGRADE) FAILED: failed to (?:do request|copy|authorize|resolve|fetch)(?<message>[\s\S]{0,600})/,
    /^(?:failed to (?:do request|copy): )(?:Head|Get|httpReadSeeker)[\s\S]{0,40}(?<message>charts?\/[\s\S]{0,600})/,
    /Failed to setup Helm client[^[]{0,120}\[(?<url>(?<host>[a-z0-9.-]{3,253})\/[^\s\]]+(?::[\w.-]+)?): (?<message>[^\]]{0,300})/,
    /unexpected status from (?:HEAD|GET) request to (?<url>https:\/\/(?<host>[^/\s]+)\/v2\/charts?[^\s]*): (?<code>\d{3}) (?<message>[\s\S]{0,200})/,
    /Pulling from (?<url>(?<host>mcr\.microsoft\.com)\/\S+)(?<message>[\s\S]*(?:manifest|failed|denied|Error)[\s\S]*)/,
    /[Ll]ooks like "(?<url>(?:https?|oci):\/\/(?<host>[^/"\s:]{1,253})[^"]*)" is not a valid chart repository(?: or cannot be reached)?:?(?<message>[\s\S]{0,600})/,
    /failed to (?:fetch|download) "?(?<url>(?:https?|oci):\/\/(?<host>[^/"\s:]{1,253})\S{0,500}?(?:\.tgz|index\.yaml|charts?\S{0,200}))"?(?<message>[\s\S]{0,600})/,
  ],
  around: [
    /registry '(?<url>(?<host>[a-z0-9.-]{3,253})\/[^']{1,300})'/,
    /status code (?<url>https:\/\/(?<host>[^\s/]+)\/[^\s]*): (?<code>\d{3})/,
    /(?<url>(?:https?|oci):\/\/(?<host>[a-z0-9.-]{3,253})[^\s"'\]]*)/i,
    /\[(?<url>(?<host>[a-z0-9-]+\.(?:azurecr|microsoft|azure)\.[a-z.]{2,10})\/[^\]\s]*)\]/,
    /(?<host>mcr\.microsoft\.com|[a-z0-9-]{3,63}\.azurecr\.io)/,
  ],
  when: (text, fact) =>
    !/failed to (?:fetch|cache) (?:the )?Helm repository index|flux-source|HelmRepository|GitRepository|OCIRepository/.test(
      `${text} ${fact.object?.kind ?? ''}`,
    ),
  reason: text =>
    NETWORK.test(text) || /\b429\b|too ?many ?requests|rate limit/i.test(text) ? 'transient' : 'permanent',
  title: about => `the chart of ${extensionName(about)} cannot be downloaded`,
  cause: ({ permanence, f }) => [
    permanence === 'transient'
      ? 'The network blocked the request; this may be temporary.'
      : /\b40\d\b|not found|denied|unauthorized|unknown/i.test(f('message'))
        ? 'The registry rejected the request or does not have the chart.'
        : 'Cause unknown.',
  ],
  remedy: about => [stepOf(about)],
})
