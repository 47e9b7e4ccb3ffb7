/** An image cannot be pulled. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, workloadName } from '../about.ts'
import { admin, LEARN, TROUBLESHOOT, you } from '../steps.ts'

import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const NEVER =
  /not found|manifest unknown|name unknown|repository does not exist|\b40[134]\b|unauthorized|forbidden|denied|no match for platform|no matching manifest|InvalidImageName|invalid reference format|ErrImageNeverPull/i

const PASSES =
  /connectex|connection attempt failed|did not properly respond|no route to host|timeout|deadline exceeded|\b50[0234]\b|too ?many ?requests|\b429\b|connection (?:refused|reset)|no such host|EOF|server misbehaving|TLS handshake|network is unreachable|temporary|rate limit/i

/** Registries that Microsoft serves its own images from: nobody grants a cluster a role there. */
const MICROSOFTS = /^(?:mcr\.microsoft\.com|mcr\.azure\.cn)(?:\/|$)/

/** By what the registry answered. */
function stepsOf({ f, names, permanence, extensionType }: About): Step[] {
  const said = `${f('code')} ${f('message')}`
  const page = `${TROUBLESHOOT}cannot-pull-image-from-acr-to-aks-cluster`
  const egress = `${LEARN}aks/outbound-rules-control-egress`
  const registry = /^([\w-]+)\.azurecr\.io(?:\/|$)/.exec(f('image'))?.[1]
  const refused = /\b40[13]\b|unauthorized|denied/i.test(said)
  if (MICROSOFTS.test(f('image')) && refused)
    return [
      admin(
        'Allow mcr.microsoft.com and its data endpoints in the firewall or proxy. Microsoft’s registry needs no sign-in, so something in between answered instead.',
        egress,
      ),
    ]
  if (/x509|certificate/i.test(said))
    return [
      admin(
        'Add the registry’s certificate authority to the nodes, or exempt the registry from TLS inspection: the nodes do not trust its certificate.',
        `${LEARN}aks/custom-certificate-authority`,
      ),
    ]
  if (/no such host|lookup/i.test(said))
    return [
      admin('Check the registry’s name and the DNS of the cluster’s network: the nodes cannot resolve it.', egress),
    ]
  if (permanence === 'transient')
    return [
      admin(
        'Check the network path from the nodes to the registry: firewall, DNS, rate limits.',
        egress,
        registry
          ? command`az aks check-acr --resource-group ${names.group} --name ${names.cluster} --acr ${`${registry}.azurecr.io`}`
          : {},
      ),
    ]
  if (/not found|manifest unknown|\b404\b/i.test(said) && !refused)
    return [you('Check the image name and its tag: the registry does not have it for the platform of the nodes.', page)]
  if (extensionType.startsWith('microsoft.') && !MICROSOFTS.test(f('image')))
    return [
      you(
        'Update the extension: newer versions may use another registry for this image. If you set the image in the settings, check its tag and the pull secret.',
        page,
      ),
    ]
  if (registry !== undefined)
    return [
      you(
        refused
          ? 'If you own the registry, check the tag and grant the cluster AcrPull. If not, update the component that uses the image.'
          : 'Check that the tag exists and that the cluster has AcrPull on the registry.',
        page,
      ),
    ]
  return [
    you(
      refused
        ? 'Check the image name, and the pull secret of the pod or its service account: the registry denied the pull.'
        : 'Check that the image and its tag exist for this platform, and that the nodes have access.',
      page,
    ),
  ]
}

/** The registry's own word, without the envelopes of runtime and kubelet. */
function lastPart(message: string, image: string): string {
  const parts = message.split(': ').filter(each => !each.includes(image) && each.trim() !== '')
  return parts.at(-1)?.trim() || 'cannot be pulled'
}

export const rule = textRule('image-pull', {
  literals: [],
  // The kubelet tells of each try, and in between that it waits for the next.
  repeats: /[Bb]ack-off pulling|ImagePullBackOff/,
  when: (text, fact) =>
    fact.kind !== 'pod-log' ||
    /[Ff]ailed to (?:pull|copy|do request)|rror response from daemon|ack-off pulling|ErrImagePull/.test(text),
  patterns: [
    /Failed to pull image "(?<image>[^"]{1,500})":?\s*(?<message>[\s\S]*)/,
    /Back-off pulling image "(?<image>[^"]{1,500})"(?<message>[\s\S]*)/,
    /failed to pull (?:and unpack )?image "(?<image>[^"]{1,500})":?\s*(?<message>[\s\S]*)/,
    /failed to pull image (?<image>[\w.-]+(?::\d+)?\/[\w./-]+(?::[\w.-]+)?(?:@[\w:]+)?):?\s*(?<message>[\s\S]*)/i,
    /(?<message>trying and failing to pull image)/,
    /initializing source docker:\/\/(?<image>[^\s:]+(?::[\w.-]+)?):\s*(?<message>[\s\S]*)/,
    /Error response from daemon: (?:Get "?(?<url>https:\/\/(?<host>[^\s/":]+)[^\s"]*)"?:|error parsing HTTP \d+ response|received unexpected HTTP status|pull access denied|manifest)(?<message>[\s\S]*)/,
    /(?<message>couldn't parse image name "(?<image>[^"]{1,300})"[\s\S]{0,200})/,
    /failed to get sandbox image "(?<image>[^"]{1,500})":?\s*(?<message>[\s\S]*)/,
    /Failed to apply default image tag "(?<image>[^"]{1,500})":\s*(?<message>[\s\S]*)/,
    /Container image "(?<image>[^"]{1,500})" is not present with pull policy of Never(?<message>)/,
    /failed to (?:resolve reference|copy|do request)[^"]{0,40}"(?<image>[^"]{1,500})":?\s*(?<message>[\s\S]*)/,
    /\b(?<reason>ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|RegistryUnavailable|ImageInspectError)\b(?<message>[\s\S]*)/,
  ],
  around: [
    /\b(?<reason>ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull)\b/,
    /(?:unexpected status(?: code)?[^"]{0,200}?:? |StatusCode=|status code:? )(?<code>[45]\d\d)\b/,
    /(?<code>\b40[1345]\b) (?:Unauthorized|Forbidden|Not Found)/i,
    ...AROUND_POD,
    /\b(?:Get|Head|GET|HEAD|request to|from) "(?<url>https?:\/\/(?<host>[^\s/":]+)[^\s"]*)"/,
    /\b(?:Get|Head|GET|HEAD|request to|from) (?<url>https?:\/\/(?<host>[^\s/":]+)[^\s":]*(?::[\w.-]+)?)/,
    /docker:\/\/(?<host>[^\s/:]+)\//,
    /(?<code>[45]\d\d) \((?:Forbidden|Unauthorized|Not Found)\)/,
    /API error \((?<code>\d{3})\)/,
    /HTTP status: (?<code>[45]\d\d)/,
    /Status (?<code>[45]\d\d) trying/,
    /code = (?<code>Canceled|DeadlineExceeded|Unavailable|PermissionDenied|NotFound)/,
    /\b(?<code>[45]\d\d) (?:Forbidden|Unauthorized|Not Found|Too Many Requests|Service Unavailable|Bad Gateway)/,
    /\bHTTP (?<code>[45]\d\d)\b/,
    /from pod "(?<pod>[^"_]+)(?:_(?<namespace>[^"]+))?" and container "(?<container>[^"]+)"/,
    /in pod "(?<pod>[^"]+)" is waiting/,
    /event for (?<pod>[a-z0-9][a-z0-9.-]{2,252}):/,
    /image "(?<host>[\w-]+(?:\.[\w-]+)+(?::\d+)?)\//,
    /image "?(?<image>[\w.-]+(?::\d+)?\/[\w./-]+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?)"?/,
  ],
  unless: /(?:INSTALLATION|UPGRADE) FAILED|[Hh]elm chart|\/v2\/\S*charts?\//,
  reason: text =>
    PASSES.test(text) && !/not found|denied|unauthorized/i.test(text)
      ? 'transient'
      : NEVER.test(text)
        ? 'permanent'
        : 'grace',
  brief: ({ f }) => (f('image') === '' ? {} : { cause: `image ${f('image')}: ${lastPart(f('message'), f('image'))}` }),
  title: about => `the image of ${workloadName(about)} cannot be pulled`,
  cause: ({ f, permanence }) => [
    `${f('image') || 'The image'} cannot be pulled${permanence === 'transient' ? '; this may be temporary' : ''}.`,
  ],
  remedy: about => stepsOf(about),
})
