/** Pods that do not come up: images, containers, configuration, volumes, sandboxes. Wordings: kubelet, containerd, the built-in controllers. */
import { command, extensionCommand } from '../../model/command.ts'
import { admin, KUBERNETES, LEARN, TROUBLESHOOT, you } from '../steps.ts'
import { type About, textRule } from '../text-rule.ts'

const what = (about: About) => about.component || about.f('pod') || about.f('container') || 'a pod'

const NEVER =
  /not found|manifest unknown|name unknown|repository does not exist|\b40[134]\b|unauthorized|forbidden|denied|no match for platform|no matching manifest|InvalidImageName|invalid reference format|ErrImageNeverPull/i
const PASSES =
  /timeout|deadline exceeded|\b50[0234]\b|too ?many ?requests|\b429\b|connection (?:refused|reset)|no such host|EOF|server misbehaving|TLS handshake|network is unreachable|temporary|rate limit/i

/** An image's name without a digest's or tag's tail is still the name; quotes end it. */
const AROUND_POD = [
  /\bpod[= ]"?(?<pod>[a-z0-9][a-z0-9.-]{1,252})_(?<namespace>[a-z0-9-]{1,63})\(/,
  /\bin pod (?<pod>[a-z0-9][a-z0-9.-]{1,252})(?:_(?<namespace>[a-z0-9-]{1,63}))?/,
  /\bcontainer[ =]"?(?<container>[a-z0-9][a-z0-9-]{0,62})"? (?:in pod|pod=|is waiting)/,
]

export const imagePull = textRule({
  class: 'image-pull',
  permanence: 'by-reason',
  literals: [],
  // The kubelet tells of each try, and in between that it waits for the next.
  echo: /[Bb]ack-off pulling|ImagePullBackOff/,
  accept: (text, fact) =>
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
  not: /(?:INSTALLATION|UPGRADE) FAILED|[Hh]elm chart|\/v2\/\S*charts?\//,
  reason: text =>
    PASSES.test(text) && !/not found|denied|unauthorized/i.test(text)
      ? 'transient'
      : NEVER.test(text)
        ? 'permanent'
        : 'grace',
  title: about => `the image of ${what(about)} cannot be pulled`,
  cause: ({ f, permanence }) => [
    `${f('image') || 'The image'} cannot be pulled${permanence === 'transient' ? '; what stands in the way may pass' : ''}.`,
  ],
  remedy: ({ f, names, permanence }) => {
    const registry = /^([\w-]+)\.azurecr\.io\//.exec(f('image'))?.[1]
    const refused = /401|403|unauthorized|denied/i.test(`${f('code')} ${f('message')}`)
    if (/^mcr\.microsoft\.com\//.test(f('image')) && refused)
      return [
        admin(
          'Microsoft’s registry refuses nobody: something between the nodes and it answers (a firewall or proxy). Allow mcr.microsoft.com and its data endpoints.',
          `${LEARN}aks/outbound-rules-control-egress`,
        ),
      ]
    return [
      permanence === 'transient'
        ? admin(
            'Look at the way from the nodes to the registry: firewall, DNS, rate limits.',
            `${LEARN}aks/outbound-rules-control-egress`,
            registry
              ? command`az aks check-acr --resource-group ${names.group} --name ${names.cluster} --acr ${`${registry}.azurecr.io`}`
              : {},
          )
        : you(
            registry
              ? 'Check that the tag exists, and that the cluster may pull from the registry (AcrPull).'
              : 'Check that the image and its tag exist for this platform, and that the nodes may pull it.',
            `${TROUBLESHOOT}cannot-pull-image-from-acr-to-aks-cluster`,
            registry && refused
              ? command`az aks update --resource-group ${names.group} --name ${names.cluster} --attach-acr ${registry}`
              : {},
          ),
    ]
  },
})

export const oomKilled = textRule({
  class: 'oom-killed',
  permanence: 'grace',
  literals: [],
  accept: (text, fact) =>
    fact.kind !== 'pod-log' || /Memory cgroup|Killed process|System OOM|OOMKilled\b(?!=)/.test(text),
  patterns: [
    /(?<reason>OOMKilled)/,
    /\b(?<reason>\w{0,20}OOMKilling|SystemOOM)\b/,
    /Memory cgroup out of memory(?:: Killed process \d+ \((?<name>[^)]{1,100})\))?/,
    /System OOM encountered(?:, victim process: (?<name>[^,]{1,100}))?/,
  ],
  around: [
    ...AROUND_POD,
    /[Ee]xit ?[Cc]ode:?\s*(?<code>137)\b/,
    /\bcontainer[ =]"?(?<container>[a-z0-9][a-z0-9-]{0,62})"?/,
    /\b[Pp]od[ =/]"?(?<pod>[a-z0-9][a-z0-9.-]{3,252}-[a-z0-9]{5})\b/,
    /^\w{3} +\d+ [\d:]+ (?<node>[a-z0-9][a-z0-9.-]{2,62}) kernel/,
    /\bname: (?<container>[a-z0-9][a-z0-9-]{0,62})\b/,
  ],
  title: about => `${what(about)} is killed for its memory`,
  cause: () => ['A container went over its memory limit and was killed.'],
  remedy: ({ names, extensionType, component }) => [
    extensionType === 'microsoft.flux' && /-controller$/.test(component)
      ? you(
          `Raise the limit by the configuration setting ${component}.resources.limits.memory.`,
          `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
          extensionCommand(
            'update',
            names,
            command`--name ${names.extension} --config ${`${component}.resources.limits.memory`}=2Gi`,
          ),
        )
      : you(
          'Raise the memory limit by the extension’s settings.',
          `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
        ),
  ],
})

export const configMissing = textRule({
  class: 'config-missing',
  permanence: 'grace',
  literals: [
    'CreateContainerConfigError',
    'extension-immutable-values',
    'references non-existent',
    'error looking up service account',
  ],
  patterns: [
    /(?<kind>configmap|secret)s? "(?<name>extension-immutable-values[^"]*)" not found/i,
    /(?:Error: |CreateContainerConfigError\b[^"]{0,80}|: )(?<kind>[Ss]ecret|[Cc]onfig[Mm]ap)s? "(?<name>[^"]{1,253})" not found/,
    /(?<kind>serviceaccount) "(?<name>[^"]{1,253})" not found/,
    /couldn't find key (?<path>[^\s]{1,253}) in (?<kind>Secret|ConfigMap) (?:(?<namespace>[^/\s]{1,63})\/)?(?<name>[^\s,;"]{1,253})/,
    /references non-existent (?<kind>config|secret) key(?:: (?<path>[^\s"]{1,253}))?/,
    /(?<message>unmounted volumes=\[[^\]]*(?:secret|config|cert)[^\]]*\])/,
    /(?<reason>CreateContainerConfigError)/,
  ],
  around: [/(?<reason>CreateContainerConfigError)/, ...AROUND_POD],
  // A mount that fails once is seen in healthy installs, and no line tells one from the other.
  accept: text => !/auth secret|Bucket|GitRepository/.test(text),
  not: /^(?!.*(?:\(x\d+ over|\bUnable to attach or mount|spec\.Name)).*MountVolume\.SetUp failed[^\n]*$/s,
  of: ['event', 'pod-status', 'pod-log', 'cli-output'],
  title: ({ f }) => `${f('kind') || 'configuration'} ${f('name')} is missing`.replace(/\s+/g, ' '),
  cause: ({ f, names }) => [
    `A container refers to ${f('kind') || 'an object'} ${f('name')} in ${names.namespace}, which is not there. Where the chart makes it, that takes seconds.`,
  ],
  remedy: ({ f, names }) => [
    f('name').startsWith('extension-immutable-values')
      ? admin(
          'The agent’s own object is missing: register the provider, delete the extension by force, and install it anew.',
          `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`,
          extensionCommand('delete --force', names, command`--name ${names.extension}`),
        )
      : you(
          'Create it, or give the setting that names another; for what a Job of the chart makes, look at that Job.',
          `${KUBERNETES}tasks/configure-pod-container/configure-pod-configmap/`,
          command`kubectl get configmaps,secrets,jobs -n ${names.namespace}`,
        ),
  ],
})

export const volumeUnavailable = textRule({
  class: 'volume-unavailable',
  permanence: 'by-reason',
  literals: [],
  of: ['event', 'pod-status', 'arm-error', 'cli-output', 'pod-log'],
  not: /Successfully assigned|(?:secret|configmap)s? "[^"]*" not found/,
  patterns: [
    /(?<message>\b\d{1,5} node\(s\) had volume node affinity conflict)/,
    /(?<message>unbound immediate PersistentVolumeClaims)/,
    /persistentvolumeclaim "(?<name>[^"]{1,253})" (?<message>not found|is being deleted)/,
    /(?<message>exceed max volume count)/,
    /MountVolume\.(?:MountDevice|NewMounter|WaitForAttach|SetUp) failed for volume "(?<name>[^"]{1,253})"\s{0,3}:(?!\s*(?:secret|configmap|object|failed to sync|references)\b)(?<message>[\s\S]*)/i,
    /AttachVolume\.\w+ failed for volume "(?<name>[^"]{1,253})"\s*:?\s*(?<message>[\s\S]*)/,
    /Multi-Attach error for volume "(?<name>[^"]{1,253})"\s*(?<message>[\s\S]*)/,
    /Unable to attach or mount volumes: unmounted volumes=\[(?<name>[^\]\s,]{1,253})[^\]]*\](?<message>[\s\S]*)/,
    /failed to provision volume with StorageClass "(?<name>[^"]{1,253})":?\s*(?<message>[\s\S]*)/i,
    /storageclass(?:\.storage\.k8s\.io)? "(?<name>[^"]{1,253})" not found(?<message>)/,
    /(?<message>no persistent volumes available for this claim[^"]{0,120})/,
    /(?<message>node\(s\) didn't find available persistent volumes to bind)/,
    /(?<message>pod has unbound[^"]{0,60})/,
  ],
  around: AROUND_POD,
  reason: text =>
    /affinity conflict|storageclass[^"]*"[^"]*" not found/i.test(text)
      ? 'permanent'
      : /unbound|to bind|no persistent volumes|being deleted/.test(text)
        ? 'transient'
        : 'grace',
  title: about => `a volume of ${what(about)} is not available`,
  remedy: ({ permanence, extensionType, names }) => [
    admin(
      permanence === 'permanent'
        ? 'The volume lies in a zone (or asks for a StorageClass) that no node of the pod has: use a zone-redundant StorageClass, and delete the claim that was made with the other.'
        : 'Look at the claim: its StorageClass, its provisioner, and the node’s way to the storage.',
      extensionType === 'microsoft.dapr'
        ? `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`
        : `${KUBERNETES}concepts/storage/persistent-volumes/`,
      command`kubectl describe pvc -n ${names.namespace}`,
    ),
  ],
})

export const sandboxNetworkFailed = textRule({
  class: 'sandbox-network-failed',
  permanence: 'transient',
  literals: [],
  not: /failed to get sandbox image/,
  patterns: [
    /(?:Failed (?:to )?create pod sandbox|FailedCreatePodSandBox)(?<message>[\s\S]*)/,
    /(?<message>Error adding pod to network[\s\S]*)/,
    /failed to (?:set ?up network|set up sandbox container)[^"]{0,200}"?(?<message>[\s\S]*)/,
    /(?:networkPlugin|NetworkPlugin) cni failed to (?:set up|teardown) pod "(?<pod>[^"_]{1,253})(?:_(?<namespace>[^"]{1,63}))?"(?<message>[\s\S]*)/,
  ],
  around: [
    /pod "(?<pod>[^"_]{1,253})_(?<namespace>[a-z0-9-]{1,63})"/,
    /pod="(?<namespace>[a-z0-9-]{1,63})\/(?<pod>[^"]{1,253})"/,
    /network for pod "(?<pod>[^"]{1,253})"/,
    /(?<reason>FailedCreatePodSandBox)/,
    /(?<url>https?:\/\/[^\s'":]+(?::\d+)?[^\s'":]*)/,
    /plugin type="(?<name>[^"]{1,63})"/,
    ...AROUND_POD,
  ],
  title: about => `the network of ${what(about)} cannot be set up`,
  cause: () => ['The node’s CNI could not give the pod a network. New nodes get over it in a minute or two.'],
  remedy: () => [
    admin(
      'If it goes on: look at the CNI’s pods on that node, and at free addresses in the subnet.',
      `${LEARN}aks/concepts-network-cni-overview`,
      command`kubectl get pods -n kube-system -o wide`,
    ),
  ],
})

export const crashLoop = textRule({
  class: 'crash-loop',
  permanence: 'symptom',
  literals: [],
  accept: (text, fact) => fact.kind !== 'pod-log' || /restarting failed container/.test(text),
  patterns: [
    /[Bb]ack-off (?:\S+ )?restarting failed container[= ](?<container>[a-z0-9][a-z0-9-]{0,62})(?: in)? pod[= ]?"?(?<pod>[a-z0-9][a-z0-9.-]{1,252})(?:_(?<namespace>[a-z0-9-]{1,63}))?/,
    /[Bb]ack-off (?:\S+ )?restarting failed container/,
    /(?<reason>CrashLoopBackOff)/,
  ],
  around: [
    /(?<reason>CrashLoopBackOff)/,
    ...AROUND_POD,
    /\bpod\/(?<pod>[a-z0-9][a-z0-9.-]{3,252})\s/,
    /(?:^|\n| )(?<pod>[a-z0-9][a-z0-9.-]{3,252}-[a-z0-9]{5})\s+\d+\/\d+/,
    /[Ee]xit ?[Cc]ode:?\s*(?<code>\d{1,3})\b/,
  ],
  title: about => `${what(about)} crashes again and again; why was not seen`,
  cause: () => [
    'A container ends and is started again. Its own log has the reason; none of its lines is a cause that is known.',
  ],
  remedy: ({ f, names }) => [
    you(
      'Read the log of the start before.',
      `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
      command`kubectl logs --previous -n ${names.namespace} ${f('pod') || '<pod>'}`,
    ),
  ],
})

export const unsupportedCluster = textRule({
  class: 'unsupported-cluster',
  permanence: 'permanent',
  literals: [
    'initialize iptables table',
    'exec format error',
    'only supported on clusters using Managed Service Identity',
  ],
  patterns: [
    /(?<message>only supported on clusters using Managed Service Identity)/i,
    /(?<message>aks-extensions-service-principal-not-supported)/,
    /(?<message>Unable to create identity for extension[^"\].]{0,120})/,
    /(?<message>can't initialize iptables table[^"]{0,160})/,
    /(?<message>modprobe: (?:FATAL|ERROR|can't)[^"]{0,160})/,
    /(?<message>unable to initialize table '\w+'[^"]{0,100})/,
    /(?<message>chart requires kubeVersion: [^"\]}]{1,160})/,
    /(?<message>exec (?:[^\s:]{1,200}|user process caused)[:" ]{1,4}exec format error)/,
    /(?<message>not supported on AKS Automatic[^"\]]{0,120})/i,
  ],
  title: about =>
    `the cluster does not have what ${about.names.extension === '<extension>' ? 'the extension' : about.names.extension} needs`,
  remedy: ({ f, names }) =>
    /identity/i.test(f('message')) || /service-principal/.test(f('message'))
      ? [
          admin(
            'Give the cluster a managed identity; extensions need one.',
            `${LEARN}aks/cluster-extensions`,
            command`az aks update --resource-group ${names.group} --name ${names.cluster} --enable-managed-identity`,
          ),
        ]
      : [
          admin(
            'Use a node image, architecture or Kubernetes version that the extension supports.',
            `${LEARN}aks/cluster-extensions`,
          ),
        ],
})
