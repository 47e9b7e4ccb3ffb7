/** What Helm, and the API server on its behalf, answer to a release. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { command, extensionCommand } from '../../model/command.ts'
import { admin, KUBERNETES, LEARN, TROUBLESHOOT, you } from '../steps.ts'
import { type About, textRule } from '../text-rule.ts'

const DEPLOYMENT_ERRORS = `${TROUBLESHOOT}cluster-extension-deployment-errors`
const ARC_TROUBLESHOOTING = `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`
const extension = ({ names }: About) => (names.extension === '<extension>' ? 'the extension' : names.extension)

/** What Azure or a command line tool says: in a component's log the same words may be of its everyday work. */
const TOLD = ['arm-error', 'cli-output'] as const
const RELEASE = /\brelease:? \[?(?<release>[a-z0-9][a-z0-9.-]{0,52})\]?(?: failed|:| in namespace| with)/

const forceDelete = ({ names }: About) => extensionCommand('delete --force', names, command`--name ${names.extension}`)

export const helmHookFailed = textRule({
  class: 'helm-hook-failed',
  permanence: 'symptom',
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [
    /\bfailed (?:pre|post)-(?:install|upgrade|delete|rollback):?\s*(?<message>[\s\S]{0,600})/,
    /\b(?:pre|post)-(?:install|upgrade|delete|rollback) hooks? failed:?\s*(?<message>[\s\S]{0,600})/,
    /Job has reached the specified (?<message>backoff limit)/,
    /\b[Jj]ob (?<name>[a-z0-9.-]{1,253})? ?failed: (?<reason>BackoffLimitExceeded|DeadlineExceeded)/,
    /(?<message>pod healthcheck failed)/,
    /(?<reason>BackoffLimitExceeded)/,
  ],
  around: [
    /(?<reason>BackoffLimitExceeded|DeadlineExceeded)/,
    /\b(?<resource>jobs\.batch) "(?<name>[a-z0-9][a-z0-9.-]{1,252})"/,
    /\bjobs?[ /]"?(?<name>[a-z0-9][a-z0-9.-]{1,252})"? (?:failed|has|in namespace)/,
    /\bHook (?:pre|post)-\S+ (?<path>\S+\.ya?ml)/,
    RELEASE,
    /Job (?:failed: )?(?<name>[a-z0-9][a-z0-9.-]{1,252}) has reached/,
  ],
  title: about => `a hook of ${extension(about)}'s chart failed; why was not seen`,
  cause: ({ f }) => [
    `Helm runs this Job around the release itself${f('name') ? `: ${f('name')}` : ''}. Its log has the reason.`,
  ],
  remedy: ({ names }) => [
    you(
      'Read the log of the hook’s pod while it is there; Helm deletes it with the release.',
      DEPLOYMENT_ERRORS,
      command`kubectl get jobs,pods -n ${names.namespace}`,
    ),
  ],
})

export const helmRenderFailed = textRule({
  class: 'helm-render-failed',
  permanence: 'permanent',
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [
    /template: (?<path>[^\s:]{1,300}):\d+(?::\d+)?: executing "[^"]*" at (?<name><[^>]{1,200}>):\s*(?<message>[\s\S]{0,600})/,
    /execution error at \((?<path>[^\s:)]{1,300})[^)]*\):\s*(?<message>[\s\S]{0,600})/,
    /template: (?<path>[^\s:]{1,300}):\d+(?::\d+)?:\s*(?<message>[\s\S]{0,600})/,
    /parse error at \((?<path>[^\s:)]{1,300})[^)]*\):\s*(?<message>[\s\S]{0,600})/,
    /YAML parse error on (?<path>[^\s:]{1,300}):\s*(?<message>[\s\S]{0,600})/,
    /(?<message>values don't meet the specifications of the schema[\s\S]{0,600})/,
    /(?<message>Unable to render the Helm chart[^"]{0,300})/,
    /(?<message>error converting YAML to JSON[\s\S]{0,300})/,
    /(?<message>failed to parse values[\s\S]{0,300}|failed parsing --set[\s\S]{0,300})/,
  ],
  around: [RELEASE],
  title: about => `the chart of ${extension(about)} cannot be rendered with the settings given`,
  cause: ({ f }) => (f('path') ? [`The template is ${f('path')}.`] : []),
  remedy: () => [
    you(
      'Correct configuration-settings (the template’s message names the value), and run the step again.',
      DEPLOYMENT_ERRORS,
    ),
  ],
})

export const resourceAlreadyExists = textRule({
  class: 'resource-already-exists',
  permanence: 'permanent',
  literals: ['invalid ownership metadata'],
  patterns: [
    /(?<kind>[A-Z][A-Za-z]{1,62}) "(?<name>[^"]{1,253})" in namespace "(?<namespace>[^"]{0,63})" exists and cannot be imported into the current release[\s\S]*?(?:key "meta\.helm\.sh\/release-name" must equal "(?<release>[^"]{1,63})")?/,
    /exists and cannot be imported into the current release(?<message>[\s\S]{0,600})/,
    /rendered manifests contain a (?:new )?resource that already exists(?<message>[\s\S]{0,600})/,
    /(?<message>Resource already existing? in your cluster[\s\S]{0,300})/,
    /\b(?<resource>[a-z]+\.[a-z0-9.-]{1,200}|[a-z]{3,60}s) "(?<name>[^"]{1,253})" already exists/,
  ],
  around: [
    /key "meta\.helm\.sh\/release-name" must equal "(?<release>[^"]{1,63})"/,
    /key "meta\.helm\.sh\/release-namespace" must equal "(?<namespace>[^"]{1,63})"/,
    /(?<message>(?:key|missing key) "(?:meta\.helm|app\.kubernetes)[\s\S]{0,300})/,
  ],
  accept: text =>
    /ownership|imported|rendered manifests|Resource already|(?:roles?|roledefinitions?|customresource\S*|namespaces?|secrets?|services?|deployments\S*|configmaps?) "[^"]*" already exists/i.test(
      text,
    ) && !/object is being deleted/.test(text),
  of: ['arm-error', 'cli-output', 'event', 'pod-log', 'pod-status'],
  title: ({ f }) =>
    `${f('kind') || f('resource') || 'an object'} ${f('name')} is there already and belongs to something else`.replace(
      /\s+/g,
      ' ',
    ),
  cause: ({ f }) => [
    /release-name"[^:;]{0,80}current value is/.test(f('message'))
      ? 'Another Helm release owns it.'
      : 'No Helm release owns it: something else made it.',
  ],
  remedy({ f, names }) {
    const crd = /CustomResourceDefinition/.test(f('kind'))
    return [
      admin(
        `Uninstall what owns it${crd ? '; mind that deleting a CustomResourceDefinition deletes all its objects' : ''}.`,
        `${TROUBLESHOOT}troubleshoot-app-configuration-extension-installation-errors`,
        f('kind') && f('name')
          ? f('namespace') === ''
            ? command`kubectl get ${f('kind').toLowerCase()} ${f('name')} -o yaml`
            : command`kubectl get ${f('kind').toLowerCase()} ${f('name')} -n ${names.namespace} -o yaml`
          : {},
      ),
      admin(
        'Or let the release adopt it: label app.kubernetes.io/managed-by=Helm and the annotations meta.helm.sh/release-name and meta.helm.sh/release-namespace.',
        `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
      ),
    ]
  },
})

export const extensionAlreadyExists = textRule({
  class: 'extension-already-exists',
  permanence: 'permanent',
  literals: ['cannot re-use a name'],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /(?<message>cannot re-use a name that is still in use)/,
    /a release named "?(?<release>[a-z0-9][a-z0-9.-]{0,52})"? (?<message>already exists)/,
    /(?<message>already exists - to be managed via Terraform this resource needs to be imported)/,
    /(?<message>Multiple extensions of same type is not allowed[^"]{0,100})/i,
    /(?<message>extension (?:type )?\S{0,80} ?already (?:exists|installed)[^"]{0,160})/i,
  ],
  around: [
    RELEASE,
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z]+\.[A-Za-z.]{2,80})/,
    /\/extensions\/(?<extensionName>[\w-]{1,63})/,
  ],
  title: about => `${extension(about)} is there already, under this or another name`,
  remedy: about => [
    you(
      'Give the name that is there as extension-name; a release that was left over by a deleted extension is uninstalled with Helm.',
      ARC_TROUBLESHOOTING,
      extensionCommand('list', about.names, command`-o table`),
    ),
    admin(
      'The left-over release:',
      ARC_TROUBLESHOOTING,
      command`helm uninstall ${about.names.extension} -n ${about.names.namespace}`,
    ),
  ],
})

export const operationInProgress = textRule({
  class: 'operation-in-progress',
  permanence: 'transient',
  literals: [],
  of: [...TOLD, 'pod-log', 'event'],
  accept: text =>
    /[Aa]nother operation|[Cc]onflict|EtagMismatch|PatchFailed|in[- ]progress|Inflight|Provisioning State\(|OperationNotAllowed|preempted/i.test(
      text,
    ),
  patterns: [
    /(?<message>another operation \(install\/upgrade\/rollback\) is in progress)/,
    /(?<message>[Aa]nother operation[^"]{0,40} is in progress[^"]{0,200})/,
    /(?<message>[Tt]here is a(?:n(?:other)?)? (?:conflicting )?operation[^"]{0,200})/,
    /(?<message>conflicting operation in progress[^"]{0,160})/,
    /(?<code>EtagMismatch)[:\s"]*(?<message>[^"]{0,200})/,
    /(?<message>earlier operation for the helm chart[^"]{0,100})/,
    /is in Provisioning State\((?<reason>Updating|Upgrading|Creating|Deleting)\)(?<message>[\s\S]{0,300})/,
    /(?<message>cannot be completed due to a conflict[^"]{0,300})/,
    /(?<message>in[- ]?progress (?:\w+ ){0,4}operation[^"]{0,200})/i,
    /(?<code>AnotherOperationInProgress|HasInflightOperation|ExtensionPatchFailed|OperationPreempted\w*)/,
    /(?:^|[("\s])(?<code>Conflict)(?:[)":]|\s*$)(?<message>[\s\S]{0,300})/,
  ],
  not: /\[(?:patch|put)\][^\n]{0,200}object has been modified|object has been modified|MissingSubscriptionRegistration/,
  title: () => 'another operation holds the cluster, the extension or the release',
  cause: ({ f }) => [
    /install\/upgrade\/rollback/.test(f('message'))
      ? 'Helm’s own lock: an earlier release is still pending, and does not end by itself if its process was killed.'
      : 'It ends by itself; two jobs that write extensions of one cluster are best run one after the other.',
  ],
  remedy: ({ f, names }) => [
    you(
      'Wait ten minutes and run the step again.',
      DEPLOYMENT_ERRORS,
      command`az aks show --resource-group ${names.group} --name ${names.cluster} --query provisioningState`,
    ),
    ...(/install\/upgrade\/rollback/.test(f('message'))
      ? [
          admin(
            'If nothing runs any more: delete the pending release’s secret (sh.helm.release.v1.…, status pending-…), and only that.',
            `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
            command`kubectl get secrets -n ${names.namespace} -l owner=helm`,
          ),
        ]
      : []),
  ],
})

/** How clients and the API server begin: `cannot patch "x" with kind Deployment: Deployment.apps "x" is invalid: …`. */
const INVALID = /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid/
const WITH_KIND = /cannot patch "(?<name>[^"]{1,253})" with kind (?<kind>[A-Z][A-Za-z]{1,62})/

export const immutableField = textRule({
  class: 'immutable-field',
  permanence: 'permanent',
  literals: ['field is immutable', 'updates to statefulset spec'],
  patterns: [
    /\bis invalid: (?<path>[A-Za-z][\w.[\]"()/-]{0,200}):\s*Invalid value:[\s\S]*?(?<message>field is immutable)/,
    /is invalid: (?<path>spec)?:?\s*Forbidden: (?<message>updates to statefulset spec for fields other than[^"\]]{0,300})/,
    /(?<message>updates to statefulset spec for fields other than[^"\]]{0,300})/,
    /(?<path>\b(?:spec|metadata|data|roleRef|provisioner|parameters)[\w.[\]()/-]{0,200})?:?[^\n]{0,300}?(?<message>field is immutable(?: when [^"\]]{0,80})?|(?:is|are) immutable)/,
    /(?<message>cannot change roleRef)/,
    /(?<path>spec[\w.[\]]{0,60}): Invalid value: [^\n]{0,80}(?<message>primary clusterIP can not be unset)/,
    /(?<message>(?:pod updates may not change fields|may not be changed)[^"\]]{0,200})/,
  ],
  around: [INVALID, WITH_KIND],
  accept: text =>
    /immutable|can not be unset|statefulset spec|cannot change roleRef|may not (?:be changed|change fields)/.test(text),
  title: ({ f }) => `an upgrade wants to change a fixed field of ${f('kind') || 'an object'} ${f('name')}`.trim(),
  cause: ({ f }) => (f('path') ? [`The field is ${f('path')}.`] : []),
  remedy: ({ f, names }) => [
    admin(
      'Delete that object, so that the upgrade makes it anew (of a StatefulSet the pods may stay: --cascade=orphan).',
      'https://github.com/Azure/AKS/issues/5582',
      f('kind') && f('name')
        ? /^Cluster/.test(f('kind'))
          ? command`kubectl delete ${f('kind').toLowerCase()} ${f('name')}`
          : f('kind') === 'StatefulSet'
            ? command`kubectl delete statefulset ${f('name')} -n ${names.namespace} --cascade=orphan`
            : command`kubectl delete ${f('kind').toLowerCase()} ${f('name')} -n ${names.namespace}`
        : {},
    ),
  ],
})

export const invalidObject = textRule({
  class: 'invalid-object',
  permanence: 'permanent',
  literals: [],
  of: [...TOLD, 'event', 'pod-log'],
  accept: text =>
    /is invalid|ValidationError|validating data|strict decoding|unknown field|unable to decode|json: cannot unmarshal/.test(
      text,
    ) && !/immutable|can not be unset|YAML parse error|unmarshaling JSON|warnings\.go|^W\d{4} /.test(text),
  patterns: [
    /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid:\s*\[?(?<path>[A-Za-z<][\w.[\]"()/<>{}-]{0,250}?):\s*(?<message>(?:Invalid value|Required value|Unsupported value|Forbidden|Duplicate value|Too (?:long|many|few)|Not found|Internal error)[\s\S]{0,600})/,
    /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid:?\s*(?<message>[\s\S]{0,600})/,
    /ValidationError\((?<path>(?<kind>[A-Z][A-Za-z]{1,62})[\w.[\]]{0,200})\):\s*(?<message>[\s\S]{0,600})/,
    /error validating (?:"[^"]*"|data)[\s\S]{0,40}?(?<message>error validating data[\s\S]{0,600}|[\s\S]{0,600})/,
    /strict decoding error:\s*(?<message>[\s\S]{0,600})/,
    /(?<message>unknown field "(?<path>[^"]{1,250})")/,
    /(?<message>json: cannot unmarshal[\s\S]{0,300})/,
  ],
  around: [/(?<kind>[A-Z][A-Za-z]{1,62}) in version "(?<version>[^"]{1,60})" cannot be handled/],
  title: ({ f }) =>
    `the API server does not take ${f('kind') || 'an object'} ${f('name')}: it is invalid`.replace(/\s+:/, ':'),
  cause: ({ f }) => (f('path') ? [`The field is ${f('path')}.`] : []),
  remedy: () => [
    you(
      'Correct the setting that this value comes from, and run the step again.',
      `${KUBERNETES}concepts/overview/working-with-objects/`,
    ),
  ],
})

export const dependencyMissing = textRule({
  class: 'dependency-missing',
  permanence: 'grace',
  literals: ['no matches for kind'],
  not: /kustomize\.config\.k8s\.io/,
  patterns: [
    /no matches for kind "(?<kind>[^"]{1,100})" in (?:version|group) "(?<version>[^"]{1,150})"/,
    /no kind "(?<kind>[^"]{1,100})" is registered for version "(?<version>[^"]{1,150})"/,
    /(?<message>no PriorityClass with name (?<name>\S{1,253}) was found)/,
    /no matches for (?<kind>[A-Za-z]{1,60})\.(?<version>[a-z0-9./-]{3,150})/,
    /(?<resource>customresourcedefinitions\.apiextensions\.k8s\.io) "(?<name>[^"]{3,253})" not found/,
    /(?:customresourcedefinitions?|CRD) "?(?<name>[a-z0-9.-]{3,253})"? (?:is )?not found/i,
    /[Cc]ustom ?[Rr]esource "?(?<name>[^"\s]{1,253})"? (?<message>is in a failed state[^"]{0,200})/,
    /(?<message>could not find the requested resource \((?:get|post|patch|list|put) (?<resource>[a-z0-9.-]{3,253})(?: [^)]*)?\))/,
    /(?<message>ensure CRDs are installed first)/,
    /(?<message>Custom [Rr]esource[^"]{0,100} is in a failed state[^"]{0,200})/,
  ],
  around: [
    /\b(?<kind>[A-Z][A-Za-z]{1,62})\/(?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9][a-z0-9.-]{0,252}) dry-run/,
    /\bns\/(?<namespace>[a-z0-9-]{1,63})\b/,
    /\b(?<resource>pods) "(?<name>[^"]{1,253})" is forbidden: no PriorityClass/,
    /resource mapping not found for name: "(?<name>[^"]{1,253})"(?: namespace: "(?<namespace>[^"]{0,63})")?/,
  ],
  accept: text => !/failed calling webhook/.test(text),
  title: ({ f }) => `${f('kind') || f('name') || f('resource') || 'a component'} must be there first, and is not`,
  cause: ({ f }) => [
    f('version')
      ? `The cluster does not serve ${f('kind')} in ${f('version')}: its CustomResourceDefinition is missing, or this version was removed.`
      : 'Its CustomResourceDefinition is missing. Where the chart makes it, that takes seconds.',
  ],
  remedy: ({ f, extensionType }) => [
    /toolkit\.fluxcd\.io\/v\d+beta/.test(f('version')) ||
    (extensionType === 'microsoft.flux' && /beta/.test(f('version')))
      ? you(
          'microsoft.flux 1.23.0 removed the beta versions of Flux’s APIs: change the apiVersion in your manifests.',
          `${LEARN}azure-arc/kubernetes/flux-gitops-release-notes`,
        )
      : admin(
          'Install what brings it first, and run the step again.',
          `${KUBERNETES}concepts/extend-kubernetes/api-extension/custom-resources/`,
          command`kubectl get customresourcedefinitions`,
        ),
  ],
})

const NETWORK =
  /timeout|deadline|no such host|refused|reset|EOF|unreachable|TLS|handshake|\b50\d\b|dial tcp|temporarily/i

export const chartDownloadFailed = textRule({
  class: 'chart-download-failed',
  permanence: 'by-reason',
  literals: [],
  of: [...TOLD, 'pod-log', 'event'],
  patterns: [
    /(?<message>Unable to (?:download|pull) (?:the )?[Hh]elm [Cc]hart[\s\S]{0,600})/,
    /(?<message>(?:failed to (?:download|fetch|pull|get) (?:the )?(?:helm )?chart|[Ee]rror (?:downloading|pulling) (?:the )?(?:helm )?chart|chart pull(?:ing)? failed|(?:failed|unable|error) to (?:download|fetch|pull) "?oci:)[\s\S]{0,600})/i,
    /(?<message>Unable to (?:download|pull) \w+ helm chart[\s\S]{0,600})/i,
    /failed to perform "(?:FetchReference|Fetch|Resolve)" on source:?\s*(?<url>(?<host>[a-z0-9.-]{3,253})\/[^\s:]+(?::[\w.-]+)?)?:?\s*(?<message>[\s\S]{0,400})/,
    /(?:INSTALLATION|UPGRADE) FAILED: failed to (?:do request|copy|authorize|resolve|fetch)(?<message>[\s\S]{0,600})/,
    /^(?:failed to (?:do request|copy): )(?:Head|Get|httpReadSeeker)[\s\S]{0,40}(?<message>charts?\/[\s\S]{0,600})/,
    /Failed to setup Helm client[^[]{0,120}\[(?<url>(?<host>[a-z0-9.-]{3,253})\/[^\s\]]+(?::[\w.-]+)?): (?<message>[^\]]{0,300})/,
    /unexpected status from (?:HEAD|GET) request to (?<url>https:\/\/(?<host>[^/\s]+)\/v2\/charts?[^\s]*): (?<code>\d{3}) (?<message>[\s\S]{0,200})/,
    /Pulling from (?<url>(?<host>mcr\.microsoft\.com)\/\S+)(?<message>[\s\S]*(?:manifest|failed|denied|Error)[\s\S]*)/,
    /looks like "(?<url>https?:\/\/(?<host>[^/"\s:]{1,253})[^"]*)" is not a valid chart repository(?<message>[\s\S]{0,600})/,
    /failed to (?:fetch|download) "?(?<url>(?:https?|oci):\/\/(?<host>[^/"\s:]{1,253})\S{0,500}?(?:\.tgz|index\.yaml|charts?\S{0,200}))"?(?<message>[\s\S]{0,600})/,
  ],
  around: [
    /registry '(?<url>(?<host>[a-z0-9.-]{3,253})\/[^']{1,300})'/,
    /status code (?<url>https:\/\/(?<host>[^\s/]+)\/[^\s]*): (?<code>\d{3})/,
    /(?<url>(?:https?|oci):\/\/(?<host>[a-z0-9.-]{3,253})[^\s"'\]]*)/i,
    /\[(?<url>(?<host>[a-z0-9-]+\.(?:azurecr|microsoft|azure)\.[a-z.]{2,10})\/[^\]\s]*)\]/,
    /(?<host>mcr\.microsoft\.com|[a-z0-9-]{3,63}\.azurecr\.io)/,
  ],
  accept: text => !/flux-source|HelmRepository|GitRepository|OCIRepository/.test(text),
  reason: text => (NETWORK.test(text) ? 'transient' : 'permanent'),
  title: about => `the chart of ${extension(about)} cannot be downloaded`,
  cause: ({ permanence }) => [
    permanence === 'transient'
      ? 'The network did not let it through; that may pass.'
      : 'The registry refused it, or does not have it.',
  ],
  remedy: ({ permanence }) => [
    permanence === 'transient'
      ? admin('Let the cluster reach the registry that the text names.', `${LEARN}aks/outbound-rules-control-egress`)
      : you('Check extension-version and release-train against what is published.', DEPLOYMENT_ERRORS),
  ],
})

export const namespaceTerminating = textRule({
  class: 'namespace-terminating',
  permanence: 'transient',
  literals: [' being terminated'],
  patterns: [
    /unable to create new content in namespace "?(?<namespace>[a-z0-9-]{1,63})"? because it is being terminated/,
    /namespace "?(?<namespace>[a-z0-9-]{1,63})"? (?:is|because it is) being (?:terminated|deleted)/,
    /object is being deleted: namespaces "(?<namespace>[^"]{1,63})" already exists/,
    /(?<message>namespace[^"]{0,80} being terminated)/,
  ],
  around: [/\b(?<resource>[a-z][a-z0-9-]{1,62}(?:\.[a-z0-9.-]{1,200})?) "(?<name>[^"]{1,253})" is forbidden/],
  title: ({ names }) => `namespace ${names.namespace} is still being deleted`,
  cause: () => ['An earlier uninstall is not done yet.'],
  remedy: ({ names }) => [
    admin(
      'Wait for its end. If it does not come: its conditions name what is left, mostly objects with a finalizer that nobody takes off.',
      `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
      command`kubectl get namespace ${names.namespace} -o yaml`,
    ),
  ],
})

export const writeConflict = textRule({
  class: 'write-conflict',
  permanence: 'transient',
  literals: [],
  // In a controller's log it is everyday: what was read has changed, and is read again.
  accept: (text, fact) => fact.kind === 'arm-error' || fact.kind === 'cli-output' || /Apply failed with/.test(text),
  patterns: [
    /Operation cannot be fulfilled on (?<resource>[a-z][a-z0-9.-]{1,253}) "(?<name>[^"]{1,253})":\s*(?<message>the object has been modified)/,
    /(?<message>Apply failed with \d+ conflicts?: conflicts? with[\s\S]{0,400})/,
    /(?<message>the object has been modified; please apply your changes to the latest version)/,
  ],
  around: [
    /applying object (?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252}) [^\n]{0,100}?Kind=(?<kind>\w+)/,
    /"reason":"(?<reason>Conflict)"/,
  ],
  title: ({ f }) => `two writers changed ${f('resource') || 'an object'} ${f('name')} at once`.trim(),
  remedy: about => [
    you('Run the step again.', 'https://github.com/microsoft/azure_arc/issues/1291'),
    admin(
      'If it stays so, delete the extension by force and install it anew.',
      ARC_TROUBLESHOOTING,
      forceDelete(about),
    ),
  ],
})
