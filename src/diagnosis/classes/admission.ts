/** Refusals at admission and authorization, by others than an admission policy or RBAC. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */
import { command } from '../../model/command.ts'
import { admin, aks, KUBERNETES, LEARN, TROUBLESHOOT, you } from '../steps.ts'
import { type About, textRule } from '../text-rule.ts'

/** Namespaces that AKS protects on Automatic (public investigations of the policy, 2026). */
const PROTECTED =
  /^(?:kube-system|gatekeeper-system|calico-system|tigera-system|aks-[a-z-]+|app-routing-system|azuresecuritylinuxagent)$/

const who = (about: About) => about.component || about.f('name') || 'the install'
const object = ({ f }: About) => [f('resource') || f('kind') || 'an object', f('name')].filter(Boolean).join('/')

/** What clients put before a server's message: which object it is of. */
const OBJECT = [
  /\b(?<resource>[a-z][a-z0-9-]{1,62}(?:\.[a-z0-9.-]{1,200})?) "(?<name>[^"]{1,253})" is forbidden/,
  /\b(?<kind>[A-Z][A-Za-z]{2,60})\/(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252}) (?:dry-run failed|apply failed|was blocked)/,
  /\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/,
]

export const admissionWebhookDenied = textRule({
  class: 'admission-webhook-denied',
  permanence: 'permanent',
  literals: ['denied the request', 'was blocked due to the following policies'],
  patterns: [
    // Kyverno: the resource, then policies, each with its rules.
    /admission webhook "(?<webhook>[^"]{1,253})" denied the request:\s+(?:policy|resource) (?<kind>[A-Za-z]{1,60})\/(?:(?<namespace>[^/\s]{0,63})\/)?(?<name>\S{1,253}) (?:was blocked due to the following policies|for resource (?:error|violation)s?:?),?\s+(?<policy>[a-z0-9.-]+):\s+(?<constraint>[\w.-]+):\s*(?<message>[\s\S]*)/,
    // Gatekeeper and Azure Policy: the constraint in brackets; several are run together.
    /admission webhook "(?<webhook>[^"]{1,253})" denied the request:\s*\[(?:denied by )?(?<constraint>[^\]\s]{1,253})\]\s*(?<message>[\s\S]*)/,
    /admission webhook "(?<webhook>[^"]{1,253})" denied the request(?::\s*(?<message>[\s\S]*)| without explanation)/,
    /\b(?<kind>[A-Z][A-Za-z]{1,60})\/(?:(?<namespace>[^/\s]{0,63})\/)?(?<name>\S{1,253}) was blocked due to the following policies,?\s+(?<policy>[a-z0-9.-]+):\s+(?<constraint>[\w.-]+):\s*(?<message>[\s\S]*)/,
    /rejected by webhook "(?<webhook>[^"]{1,253})":\s*(?<message>[\s\S]*)/,
    /admission webhook (?<webhook>[\w.-]+) denied the request(?::\s*(?<message>[\s\S]*))?/,
  ],
  around: [
    ...OBJECT,
    /(?:container is not allowed: |[Cc]ontainer image \S+ for container |containers? ")(?<container>[a-z0-9][a-z0-9-]{0,62})/,
    /[Cc]ontainer image (?<image>\S{3,300}) (?:for|has|in|is)/,
    /Code:(?<code>\d{3})/,
    /Reason:"(?<reason>\w+)"/,
  ],
  title: about => `an admission webhook refuses ${who(about)}`,
  cause: about => [
    `The admission webhook ${about.f('webhook') || 'of a policy engine'} refuses ${object(about)}${about.f('constraint') ? ` by the constraint ${about.f('constraint')}` : ''}.`,
  ],
  remedy({ f, names }) {
    const gatekeeper = /gatekeeper|azurepolicy/.test(`${f('webhook')} ${f('constraint')}`)
    return [
      gatekeeper
        ? admin(
            `Exclude the namespace ${names.namespace} from the Azure Policy assignment or deployment safeguard that made this constraint, or meet it by the extension's settings.`,
            `${TROUBLESHOOT}troubleshoot-azure-policy-add-on-aks`,
            command`az aks safeguards update --resource-group ${names.group} --name ${names.cluster} --excluded-ns ${names.namespace}`,
          )
        : admin(
            `Whoever owns the webhook exempts the namespace ${names.namespace}, or changes the rule.`,
            `${KUBERNETES}reference/access-authn-authz/extensible-admission-controllers/`,
            command`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
          ),
      you(
        'If you do not know who owns it: the name of the webhook is in its configuration, with the service that answers for it.',
        `${LEARN}aks/deployment-safeguards`,
      ),
    ]
  },
})

export const podSecurityDenied = textRule({
  class: 'pod-security-denied',
  permanence: 'permanent',
  literals: ['violates PodSecurity', 'unable to validate against any'],
  not: /would violate PodSecurity/,
  patterns: [
    /violates PodSecurity "(?<policy>[^"]{1,100})"(?::\s*(?<message>[\s\S]*))?/,
    /unable to validate against any (?<policy>security context constraint|pod security policy):\s*(?<message>[\s\S]*)/,
  ],
  around: [...OBJECT, /\((?:container|containers) "(?<container>[^"]{1,63})"/],
  title: about => `Pod Security refuses ${who(about)}`,
  cause: ({ f, names }) => [`Namespace ${names.namespace} enforces the Pod Security level ${f('policy')}.`],
  remedy: ({ names }) => [
    admin(
      'Lower the level of the release namespace, if it is yours (not on namespaces that AKS protects); or set the security context by the extension’s settings.',
      `${KUBERNETES}concepts/security/pod-security-admission/`,
      PROTECTED.test(names.namespace)
        ? {}
        : command`kubectl label namespace ${names.namespace} pod-security.kubernetes.io/enforce=privileged --overwrite`,
    ),
  ],
})

export const quotaExceeded = textRule({
  class: 'quota-exceeded',
  permanence: 'permanent',
  literals: ['forbidden: exceeded quota', 'forbidden: failed quota'],
  patterns: [
    /[Ee]xceeded quota: (?<quota>[^,\s]{1,253}), requested: (?<requested>.{1,300}?), used: .{1,300}?, limited: (?<limited>[^"\\\]}]{1,300}?)(?=["\\\]}]|\s|$)/,
    /forbidden: [Ee]xceeded quota: (?<quota>[^,\s"]{1,253})/,
    /[Ff]ailed quota: (?<quota>[^:\s]{1,253}): (?<message>must specify [^"]{1,300})/,
  ],
  around: OBJECT,
  title: ({ f }) => `ResourceQuota ${f('quota')} has no room`,
  cause: ({ f, names }) => [
    f('requested')
      ? `In namespace ${names.namespace}: requested ${f('requested')}, limited to ${f('limited')}.`
      : `In namespace ${names.namespace}.`,
  ],
  remedy: ({ names, f }) => [
    admin(
      'Raise the quota, or lower the requests by the extension’s settings.',
      `${KUBERNETES}concepts/policy/resource-quotas/`,
      command`kubectl describe quota ${f('quota')} -n ${names.namespace}`,
    ),
  ],
})

export const platformAuthorizationDenied = textRule({
  class: 'platform-authorization-denied',
  permanence: 'permanent',
  literals: ['(automatic-authz)'],
  patterns: [
    /User "(?<user>[^"]{1,512})" cannot (?<verb>[a-z]{1,32}) (?:resource|path) "(?<resource>[^"]{1,256})"(?: in API group "[^"]{0,253}")?(?: in the namespace "(?<namespace>[^"]{1,63})")?[\s\S]{0,600}\(automatic-authz\)/,
    /(?<message>\(automatic-authz\))/,
  ],
  around: OBJECT,
  title: about => `AKS itself refuses ${who(about)}`,
  cause: () => [
    'This is the lock of AKS Automatic on managed parts of the cluster, asked before admission: it is no RBAC, and no policy.',
  ],
  remedy: () => [
    aks(
      'Only AKS can change it: open a support request and paste the job summary.',
      `${LEARN}aks/automatic/aks-automatic-managed-system-node-pools-about`,
    ),
    you(
      'Until then: leave Automatic for Standard (one way), or another release namespace where the extension allows one.',
      `${LEARN}aks/automatic/aks-automatic-sku-migration`,
    ),
  ],
})

const UNREACHED =
  /no endpoints available|connection refused|context deadline exceeded|i\/o timeout|x509|certificate|not found|no such host|EOF|timeout|no route|TLS|reset by peer|service unavailable|could not find the requested|unexpected response|proxy error|network is unreachable|unable to authenticate|internal error|unavailable|malformed|tls/i

export const webhookUnavailable = textRule({
  class: 'webhook-unavailable',
  permanence: 'by-reason',
  literals: ['failed calling webhook', 'conversion webhook for', 'failed to call webhook'],
  not: /does not support dry run/,
  patterns: [
    /failed calling webhook "(?<webhook>[^"]{1,253})":\s*(?:failed to call webhook:\s*)?(?:Post|Put) "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*(?<message>[\s\S]*)/,
    /failed calling webhook "(?<webhook>[^"]{1,253})":?\s*(?<message>[\s\S]*)/,
    /conversion webhook for (?:[^:]{0,200}?Kind=)?(?<kind>[^:\s]{1,100}) failed:\s*(?:Post "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*)?(?<message>[\s\S]*)/,
    /failed to call webhook:\s*(?:Post "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*)?(?<message>[\s\S]*)/,
  ],
  around: [
    /reason: (?<reason>[A-Z]\w+),/,
    /service "(?<name>[^"]{1,253})" not found/,
    /no endpoints available for service "(?<name>[^"]{1,253})"/,
  ],
  reason: text => (/service "[^"]*" not found/.test(text) ? 'grace' : UNREACHED.test(text) ? 'transient' : 'transient'),
  title: ({ f }) => `the webhook ${f('webhook') || f('kind')} cannot be reached`,
  cause: ({ permanence }) => [
    permanence === 'grace'
      ? 'The service that answers for it does not exist: its configuration may be left over from something that was uninstalled.'
      : 'The API server asks this webhook before it takes such objects, and got no answer. That may pass by itself.',
  ],
  remedy: ({ f, permanence }) => [
    permanence === 'grace'
      ? admin(
          'If what owns it is gone, delete its configuration; only if it is left over.',
          `${KUBERNETES}reference/access-authn-authz/extensible-admission-controllers/`,
          command`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
        )
      : admin(
          `Look at the pods behind ${f('host') || f('webhook')}, and at network policies between them and the API server.`,
          `${KUBERNETES}reference/access-authn-authz/extensible-admission-controllers/`,
          command`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
        ),
  ],
})
