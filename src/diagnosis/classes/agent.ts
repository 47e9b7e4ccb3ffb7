/** The extension's agents, their network and their identity; and Flux once it runs. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */
import { command } from '../../model/command.ts'
import { admin, LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const ARC_TROUBLESHOOTING = `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`
const FAULT =
  /no such host|i\/o timeout|timeout|deadline exceeded|connection refused|connection reset|reset by peer|server misbehaving|network is unreachable|no route to host|TLS handshake|x509|EOF|not authorized|temporary failure|context canceled/i

export const agentNotResponding = textRule({
  class: 'agent-not-responding',
  permanence: 'symptom',
  literals: [],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /(?<message>(?:Unable|Unabled) to get (?:a )?response from the [Aa]gent in time[^"\]]{0,200})/,
    /(?<message>Unable to get the status from the local CRD[\s\S]{0,300})/,
    /(?<message>status not populated)/,
  ],
  title: () => 'Azure got no answer from the extension agent; why was not seen',
  cause: () => [
    'On AKS the extension manager runs in the control plane: there are no agent pods to look at. On Arc there are, in azure-arc.',
  ],
  remedy: ({ names, cluster }) => [
    you(
      'On AKS: look at the pods of the release namespace.',
      ARC_TROUBLESHOOTING,
      command`kubectl get pods,events -n ${names.namespace}`,
    ),
    ...(cluster === undefined
      ? [
          admin(
            'On Arc: look at the agents, then at egress, then at their identity.',
            ARC_TROUBLESHOOTING,
            command`kubectl -n azure-arc get deployments,pods`,
          ),
        ]
      : []),
  ],
})

/** Hosts of Azure that extensions and their agents talk to (Microsoft Learn, "Outbound network and FQDN rules for AKS clusters"). */
const AZURE_HOST = String.raw`(?<host>(?:[a-z0-9-]{1,63}\.){0,6}(?:kubernetesconfiguration\.azure\.(?:com|us|cn)|guestconfiguration\.azure\.com|his\.arc\.azure\.com|management\.azure\.com|login\.microsoftonline\.(?:com|us)|login\.windows\.net|mcr\.microsoft\.com|data\.mcr\.microsoft\.com|azurecr\.io|blob\.core\.windows\.net|queue\.core\.windows\.net|servicebus\.windows\.net|monitor\.azure\.com|ingestion\.msftcloudes\.com|microsoftmetrics\.com|vault\.azure\.net|dataprotection\.azure\.com|backup\.windowsazure\.com|opinsights\.azure\.com|azmk8s\.io\.invalid))`

export const egressBlocked = textRule({
  class: 'egress-blocked',
  permanence: 'grace',
  literals: ['dp.kubernetesconfiguration.azure', 'This traffic is not authorized', 'Failed to GET configurations'],
  patterns: [
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
  not: /AADSTS|failed to checkout|failed to fetch Helm|does not have authorization|[Hh]elm chart|chart pull/,
  accept: text =>
    (FAULT.test(text) || /GET configurations with err|outbound network connectivity/.test(text)) &&
    !/Failed to pull image|pull(?:ing)? image|azmk8s\.io/.test(text),
  title: ({ f }) => `${f('host') || 'an Azure endpoint'} cannot be reached from the cluster`,
  remedy: () => [
    admin(
      'Allow the endpoints of extensions in the firewall (and where a private DNS zone answers for them, override it).',
      `${LEARN}aks/outbound-rules-control-egress`,
    ),
  ],
})

export const apiserverUnreachable = textRule({
  class: 'apiserver-unreachable',
  permanence: 'transient',
  literals: ['cluster unreachable', 'unable to load in-cluster configuration'],
  patterns: [
    /Kubernetes cluster unreachable:\s*(?:Get "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})[^\s"]*)"?:)?\s*(?<message>[\s\S]{0,400})/,
    /(?:Get|Post|Put|Patch|Delete) "?(?<url>https:\/\/(?<host>[a-z0-9.-]{1,200}\.azmk8s\.io|kubernetes\.default(?:\.svc)?[a-z.]{0,40}|(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]{3,11})(?::\d+)?\/[^\s"]*)"?:\s*(?<message>(?:dial tcp|net\/http|context|http2|EOF|read tcp|x509|unexpected EOF|remote error|tls)[\s\S]{0,300})/,
    /(?:dial tcp:? )?lookup (?<host>[a-z0-9.-]{1,200}\.azmk8s\.io)\.?(?: on [\d.:]+)?:\s*(?<message>[\s\S]{0,200})/,
    /dial tcp (?<host>(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]{3,11}):(?:443|6443):\s*(?<message>[\s\S]{0,200})/,
    /(?<host>[a-z0-9.-]{1,200}\.azmk8s\.io)[\s\S]{0,200}?(?<message>(?:no such host|i\/o timeout|connection refused|timed? ?out|context deadline exceeded|EOF)[\s\S]{0,100})/,
    /[Tt]he connection to the server (?<host>[^\s:]{1,253})(?::\d+)? was refused(?<message>[\s\S]{0,200})/,
    /Unable to connect to the server:\s*(?<message>[\s\S]{0,300})/,
    /(?<message>unable to load in-cluster configuration[^"]{0,200})/,
  ],
  around: [/(?<url>https:\/\/[a-z0-9.-]{1,200}\.azmk8s\.io[^\s"']*)/],
  accept: text => !/failed calling webhook|failed to call webhook|pull image/.test(text),
  title: () => 'the API server of the cluster cannot be reached',
  cause: () => ['From where the text was written: the runner, a pod, or the extension service.'],
  remedy: ({ names, extensionType }) => [
    you(
      'A private cluster is reached from its own network only: use a runner there, or az aks command invoke.',
      `${LEARN}aks/access-private-cluster`,
      command`az aks command invoke --resource-group ${names.group} --name ${names.cluster} --command ${'<command>'}`,
    ),
    ...(extensionType === 'microsoft.flux'
      ? [
          you(
            'From a pod behind a firewall: set setKubeServiceHostFqdn=true.',
            `${LEARN}aks/outbound-rules-control-egress`,
          ),
        ]
      : []),
  ],
})

export const identityFailure = textRule({
  class: 'identity-failure',
  permanence: 'grace',
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
    /(?<message>ManagedIdentityCredential[^"]{0,40}(?:authentication )?(?:failed|unavailable|error)[\s\S]{0,200})/i,
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
  accept: text => !/service account token|projected token|bootstrap token|CSRF/i.test(text),
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

const KIND = '(?<kind>GitRepository|OCIRepository|HelmRepository|HelmChart|Bucket|Kustomization|HelmRelease)'
/** Flux's controllers log the object in JSON, beside the text. */
const FLUX_OBJECT = [
  new RegExp(String.raw`${KIND}[ /]'?(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252})`),
  new RegExp(String.raw`\\?"controllerKind\\?":\\?"${KIND}\\?"`),
  /\\?"name\\?":\\?"(?<name>[a-z0-9][a-z0-9.-]{0,252})\\?"/,
  /\\?"namespace\\?":\\?"(?<namespace>[a-z0-9-]{1,63})\\?"/,
]
const NEVER =
  /reference not found|couldn't find remote ref|authentication required|unable to authenticate|handshake failed|key mismatch|knownhosts|host key|repository not found|invalid (?:username|credentials|auth)|401|403|not found|access denied|unauthorized|no such key|unsupported|invalid/i
const PASSES = /timeout|timed out|deadline|no such host|connection (?:refused|reset)|EOF|\b50\d\b|temporar|unreachable/i

export const fluxSourceFailed = textRule({
  class: 'flux-source-failed',
  permanence: 'by-reason',
  literals: [
    'failed to checkout and determine revision',
    'failed to fetch Helm repository index',
    'failed to determine artifact digest',
  ],
  patterns: [
    /(?<message>auth secret not found[\s\S]{0,200})/,
    /failed to checkout and determine revision:\s*(?:unable to (?:clone|list remote for) '?(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'?:?)?\s*(?<message>[\s\S]{0,500})/,
    /unable to (?:clone|list remote for) '?(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'?:\s*(?<message>[\s\S]{0,500})/,
    /failed to (?:fetch|cache) Helm repository index:\s*(?<message>[\s\S]{0,500})/,
    /failed to (?:determine artifact digest|pull artifact|get (?:the )?(?:HelmRepository|artifact))[^:]{0,60}:\s*(?<message>[\s\S]{0,500})/,
    /(?:failed to (?:get|list|stat|download) (?:objects? (?:from|in) )?bucket|bucket '[^']*' not found)(?<message>[\s\S]{0,400})/i,
    /(?<message>(?:couldn't find remote ref|failed to resolve (?:tag|ref|semver)|no match found for semver|git (?:clone|fetch) failed|failed to clone)[\s\S]{0,300})/,
    /(?<message>ssh: handshake failed:[\s\S]{0,300}|knownhosts: key (?:mismatch|is unknown)[\s\S]{0,100})/,
    /(?<message>failed to login to OCI registry[\s\S]{0,200})/,
    /chart pull error:\s*(?<message>[\s\S]{0,500})/,
  ],
  around: [
    /(?<url>(?:https?|ssh|oci):\/\/(?:[^\s'"@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s'"]*)/,
    /\b(?<url>git@(?<host>[a-z0-9.-]{3,252}):[^\s'"]+)/,
    /remote ref "(?<path>[^"]{1,253})"/,
    ...FLUX_OBJECT,
  ],
  reason: text =>
    NEVER.test(text) && !/no such host|i\/o timeout/.test(text)
      ? 'permanent'
      : PASSES.test(text)
        ? 'transient'
        : 'transient',
  title: ({ f }) => `the source ${f('name') || f('url')} cannot be fetched`.replace(/\s+/g, ' '),
  remedy: ({ permanence, f }) => [
    permanence === 'permanent'
      ? you(
          /handshake|key mismatch|knownhosts|host key/i.test(f('message'))
            ? 'Renew the known hosts of the configuration; for Azure DevOps set source-controller.ssh-host-key-args.'
            : 'Check URL, branch or tag, and the credentials of the configuration.',
          `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
        )
      : admin(
          'Let source-controller reach the host, on 443 or 22.',
          'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
        ),
  ],
})

export const fluxReconcileFailed = textRule({
  class: 'flux-reconcile-failed',
  permanence: 'by-reason',
  literals: [
    'kustomize build failed',
    ' dry-run failed (',
    ' dry-run failed, ',
    'failed to download artifact',
    'kustomization path not found',
    'ealth check failed',
  ],
  patterns: [
    /(?<kind>[A-Z][A-Za-z]{1,62})\/(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.:-]{0,252}) dry-run failed(?: \((?<reason>\w+)\)|, (?:error|reason): ?(?<reason2>\w+)?,?)?:?\s*(?<message>[\s\S]{0,500})/,
    /dry-run failed(?: \((?<reason>\w+)\)|, (?:error|reason): ?(?<reason2>\w+)?,?)?:?\s*(?<message>[\s\S]{0,500})/,
    /kustomize (?:build|create) failed:\s*(?<message>[\s\S]{0,500})/,
    /faile?d to download artifact(?: from (?<url>https?:\/\/(?<host>[^\s/:,]{1,253})[^\s,]*))?[:,]?\s*(?<message>[\s\S]{0,400})/,
    /kustomization path not found:\s*(?<message>stat (?<path>[^\s:]{1,300})[\s\S]{0,100})/,
    /(?<message>kustomization path not found[\s\S]{0,200})/,
    /(?<message>[Hh]ealth check failed[\s\S]{0,400})/,
    /(?<message>(?:install|upgrade) retries exhausted[\s\S]{0,200})/,
    /(?<message>(?:decryption failed|cannot get sops data key|accumulating resources)[\s\S]{0,300})/,
    /(?<message>apply failed[\s\S]{0,300})/,
  ],
  around: FLUX_OBJECT,
  reason: text =>
    /failed to download artifact|timeout waiting|[Hh]ealth check failed|deadline/.test(text)
      ? 'transient'
      : 'permanent',
  title: ({ f }) => `Flux cannot apply ${f('kind') || 'what it fetched'} ${f('name')}`.trim(),
  remedy: ({ permanence, f }) => [
    permanence === 'transient'
      ? admin(
          'Look at network policies between the Flux controllers, and at what it waits for.',
          'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
        )
      : you(
          /does not support dry run/.test(f('message'))
            ? 'A webhook does not support dry runs: its owner sets sideEffects to None or NoneOnDryRun.'
            : 'Repair the manifest that the text names, in the repository.',
          `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
        ),
  ],
})
