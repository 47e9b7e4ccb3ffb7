/** The API server cannot be reached. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */

import { command } from '../../model/command.ts'
import { extensionType as extensionTypeNamed } from '../../model/extension-types.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { admin, KUBERNETES, LEARN, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

/** How addresses of networks of one's own begin (RFC 1918). */
const PRIVATE_NETWORK = String.raw`(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.`
const PRIVATE = new RegExp(`^${PRIVATE_NETWORK}`)

/** By what the address is, and by what it answered: nothing, a refusal, or that its name is unknown. */
function stepsOf({ f, names, extensionType, cluster, inCluster }: About): Step[] {
  const [host, said] = [f('host'), f('message')]
  const [, asked = ''] = /^https?:\/\/([^\s/:]{1,253})/.exec(f('url')) ?? []
  // A public name that leads to a private address is asked from outside; pods ask an address, or kubernetes.default.
  const byName = /[a-z]/i.test(asked) && !asked.startsWith('kubernetes.default')
  const setting = extensionTypeNamed(extensionType)?.apiServerByName
  const more =
    setting === undefined
      ? []
      : [
          you(
            `If ${extensionType} runs behind a firewall, set ${setting}.`,
            `${LEARN}aks/outbound-rules-control-egress`,
          ),
        ]
  if (/^(?:localhost|127\.|\[::1\])/.test(host))
    return [
      you(
        'The command had no cluster set and connected to its own machine. Get the credentials first, in the same job and as the same user.',
        `${LEARN}aks/control-kubeconfig-access`,
        cluster === undefined
          ? {}
          : command`az aks get-credentials --resource-group ${names.group} --name ${names.cluster}`,
      ),
    ]
  if (inCluster || host.startsWith('kubernetes.default') || (PRIVATE.test(host) && !byName))
    return [
      admin(
        'From a pod: check network policies, network security groups and DNS between that pod and the API server, and kube-proxy on its node.',
        `${KUBERNETES}tasks/debug/debug-application/debug-service/`,
        command`kubectl get networkpolicies -A`,
      ),
      ...more,
    ]
  const isAks = asked === '' || asked.endsWith('.azmk8s.io')
  if (
    `${asked} ${host}`.includes('.privatelink.') ||
    (byName && PRIVATE.test(host)) ||
    (cluster?.privateCluster === true && !/refused/.test(said))
  )
    return [
      you(
        `The cluster is private: only its own network reaches it. Use a runner there${isAks ? ', or az aks command invoke' : ''}.`,
        `${LEARN}aks/access-private-cluster`,
        !isAks
          ? {}
          : command`az aks command invoke --resource-group ${names.group} --name ${names.cluster} --command ${'COMMAND'}`,
      ),
      ...more,
    ]
  if (/no such host/.test(said))
    return [
      you(
        'Check that the cluster exists and runs. The name of its API server does not resolve: it was deleted or stopped, or the name resolves only in its own network.',
        `${LEARN}aks/start-stop-cluster`,
        command`az aks show --resource-group ${names.group} --name ${names.cluster} --query powerState`,
      ),
      ...more,
    ]
  return [
    you(
      'Check that the cluster runs and that its authorized IP ranges contain the caller’s address. If it is starting or upgrading, run the step again.',
      `${LEARN}aks/api-server-authorized-ip-ranges`,
      /azmk8s\.io/.test(host)
        ? command`az aks show --resource-group ${names.group} --name ${names.cluster} --query ${'[powerState,provisioningState,apiServerAccessProfile]'}`
        : {},
    ),
    ...more,
  ]
}

export const rule = textRule('apiserver-unreachable', {
  literals: ['cluster unreachable', 'unable to load in-cluster configuration'],
  patterns: [
    /Kubernetes cluster unreachable:\s*(?:Get "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})[^\s"]*)"?:)?\s*(?<message>[\s\S]{0,400})/,
    new RegExp(
      String.raw`(?:Get|Post|Put|Patch|Delete) "?(?<url>https://(?<host>[a-z0-9.-]{1,200}\.azmk8s\.io|kubernetes\.default(?:\.svc)?[a-z.]{0,40}|${PRIVATE_NETWORK}[\d.]{3,11})(?::\d+)?/[^\s"]*)"?:\s*(?<message>(?:dial tcp|net/http|context|http2|EOF|read tcp|x509|unexpected EOF|remote error|tls)[\s\S]{0,300})`,
    ),
    /(?:dial tcp:? )?lookup (?<host>[a-z0-9.-]{1,200}\.azmk8s\.io)\.?(?: on [\d.:]+)?:\s*(?<message>[\s\S]{0,200})/,
    new RegExp(String.raw`dial tcp (?<host>${PRIVATE_NETWORK}[\d.]{3,11}):(?:443|6443):\s*(?<message>[\s\S]{0,200})`),
    /(?<![a-z0-9.-])(?<host>[a-z0-9.-]{1,200}\.azmk8s\.io)[\s\S]{0,200}?(?<message>(?:no such host|i\/o timeout|connection refused|timed? ?out|context deadline exceeded|EOF)[\s\S]{0,100})/,
    /[Tt]he connection to the server (?<host>[^\s:]{1,253}(?::\d+)?) was refused(?<message>[\s\S]{0,200})/,
    /(?:Get|Post|Put|Patch|Delete) "?(?<url>https?:\/\/(?<host>localhost|127\.0\.0\.1|\[::1\])(?::\d+)?[^\s"]*)"?:\s*(?<message>(?:dial tcp|EOF|context)[\s\S]{0,200})/,
    new RegExp(
      String.raw`HTTPS?ConnectionPool\(host='(?<host>localhost|127\.0\.0\.1|[^']{1,200}\.azmk8s\.io|${PRIVATE_NETWORK}[\d.]{3,11})', port=\d+\): [^\n]{0,60}url: (?<url>\S+)(?<message>[\s\S]{0,400})`,
    ),
    /(?<message>timed? ?out fetching resources from discovery[^\n"]{0,100})/,
    /(?<message>the server is currently unable to handle the request)/,
    /Unable to connect to the server:\s*(?<message>[\s\S]{0,300})/,
    /(?<message>unable to load in-cluster configuration[^"]{0,200})/,
  ],
  around: [/(?<url>https:\/\/[a-z0-9.-]{1,200}\.azmk8s\.io[^\s"']*)/],
  // An address that could not be dialled, as it is printed with its port.
  extract: text => {
    const { host = '' } = /dial tcp:? (?<host>\[?[\d.a-f:]{2,39}\]?:\d{2,5}): /.exec(text)?.groups ?? {}
    return host === '' ? {} : { host }
  },
  when: (text, fact) =>
    !/asked for the client to provide credentials|failed calling webhook|failed to call webhook|pull image|getting credentials: |acquiring a token: /.test(
      text,
    ) && !(fact.kind === 'pod-log' && /localhost|127\.0\.0\.1|currently unable to handle/.test(text)),
  title: () => 'the API server of the cluster cannot be reached',
  cause: () => ['The caller is the runner, a pod, or the extension service.'],
  remedy: about => stepsOf(about),
})
