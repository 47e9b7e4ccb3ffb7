/** What Azure Resource Manager and Entra ID answer before anything runs in the cluster. Codes: Azure REST API reference; texts: public reports. */
import { command, extensionCommand } from '../../model/command.ts'
import { admin, LEARN, TROUBLESHOOT, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const TOLD = ['arm-error', 'cli-output'] as const
const DEPLOYMENT_ERRORS = `${TROUBLESHOOT}cluster-extension-deployment-errors`
const OFFER = `${TROUBLESHOOT}troubleshoot-failed-kubernetes-deployment-offer`

export const authLoginFailed = textRule({
  class: 'auth-login-failed',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /(?<code>AADSTS\d{4,8})(?::\s*(?<message>[\s\S]{0,400}?))?(?=\s*Trace ID|\s*$|")/,
    /(?<code>AADSTS\d{4,8})/,
    /(?<code>InvalidAuthenticationToken(?:Tenant|Audience)?|ExpiredAuthenticationToken|AuthenticationFailed)\b(?<message>[\s\S]{0,300})/,
    /(?<code>AADSTS\d{3,8})\[\d+\]/,
    /(?<message>(?:give|set|grant) write permissions? to id-token[^"\n]{0,100})/,
    /(?<message>received access token is not valid[^"\n]{0,200})/,
    /(?<message>Login failed with Error[^\n]{0,300})/,
    /(?<message>Unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)[^"\n]{0,100})/,
    /(?<message>ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)[^"\n]{0,100})/,
    /(?<message>Please run 'az login'[^"\n]{0,100}|No subscriptions? found for[^"\n]{0,100}|The access token (?:has expired|expiry UTC time)[^"\n]{0,200}|The access token is from the wrong issuer[^\n"]{0,200}|DefaultAzureCredential failed[^"\n]{0,200})/,
  ],
  around: [
    /[Aa]pplication(?: with identifier)? '(?<identity>[^']{1,100})'/,
    /[Ss]ubject:? '(?<identity>[^']{1,300})'/,
    /for app '(?<identity>[^']{1,100})'/,
  ],
  title: ({ f }) => `signing in to Azure failed${f('code') ? ` (${f('code')})` : ''}`,
  remedy: ({ f }) => [
    /ACTIONS_ID_TOKEN/.test(f('message'))
      ? you(
          'Give the job permissions: id-token: write. A pull request from a fork, and Dependabot, never get one.',
          `${LEARN}developer/github/connect-from-azure-openid-connect`,
        )
      : you(
          'Compare the federated credential of the application (issuer, subject, audience; capitals count) with the token of the job, or renew the client secret.',
          `${LEARN}developer/github/connect-from-azure-openid-connect`,
        ),
  ],
})

export const authorizationFailed = textRule({
  class: 'authorization-failed',
  permanence: 'grace',
  literals: [],
  of: [...TOLD, 'pod-log'],
  patterns: [
    /does not have (?:authorization|permission) to perform action '(?<action>[^']{1,200})' over scope '(?<scope>[^']{1,600})'/,
    /does not have (?:authorization|permissions?) to perform action(?:\(s\))? '(?<action>[^']{1,200})'(?: on (?:the )?(?:linked )?scope(?:\(s\))? '(?<scope>[^']{1,600})')?/,
    /Request failed to (?<url>https:\/\/(?<host>[^/\s]{1,253})(?<scope>\/subscriptions\/[^\s?]{1,500}?\/(?:managedclusters|connectedclusters)\/[^/\s?]{1,63})\/[^\s]{0,300})[\s.]+Error code: (?<code>Unauthorized|Forbidden)/i,
    /(?<code>AuthorizationFailed|LinkedAuthorizationFailed|RoleAssignmentUpdateNotPermitted|LinkedAccessCheckFailed)\b(?<message>[\s\S]{0,400})/,
  ],
  around: [
    /(?:client|user) '(?<identity>[^']{1,200})'/,
    /with object id '(?<identity>[^']{1,100})'/,
    /(?<code>LinkedAuthorizationFailed|AuthorizationFailed|AuthorizationPermissionMismatch)/,
    /over scope '(?<scope>[^']{1,600})'/,
  ],
  title: ({ f }) => `the identity may not ${f('action') || 'do this'}`,
  cause: ({ f }) => (f('scope') ? [`On ${f('scope')}.`] : []),
  remedy({ f, cluster }) {
    const scope = cluster?.id || f('scope') || '<scope>'
    return [
      admin(
        /extensionaddons/i.test(f('action') + f('url'))
          ? 'Register the provider Microsoft.KubernetesConfiguration (and Microsoft.ContainerService), which gives the service its own access.'
          : 'Ask an owner for the role; a new assignment can take five minutes to work.',
        /extensionaddons/i.test(f('action') + f('url')) ? OFFER : `${LEARN}role-based-access-control/troubleshooting`,
        /extensionaddons/i.test(f('action') + f('url'))
          ? command`az provider register --namespace Microsoft.KubernetesConfiguration --wait`
          : command`az role assignment create --role "Kubernetes Extension Contributor" --assignee ${/^[\w-]{36}$/.test(f('identity')) ? f('identity') : '<client-id>'} --scope ${scope}`,
      ),
    ]
  },
})

export const providerNotRegistered = textRule({
  class: 'provider-not-registered',
  permanence: 'permanent',
  literals: [],
  of: [...TOLD, 'event', 'pod-log'],
  patterns: [
    /not registered to use namespace '(?<provider>[A-Za-z.]{3,100})'/,
    /must be registered to use namespace '(?<provider>[A-Za-z.]{3,100})'/,
    /\b(?<provider>[A-Z][A-Za-z]{1,40}\.[A-Za-z.]{2,80}?)'? provider has not been registered/,
    /(?<code>MissingRegistrationForLocation)(?<message>[\s\S]{0,300})/,
    /[Rr]esource provider '?(?<provider>[A-Z][A-Za-z]{1,40}\.[A-Za-z.]{2,80}?)'? (?:is )?not registered/,
    /(?<code>MissingSubscriptionRegistration|SubscriptionNotRegistered)\b(?<message>[\s\S]{0,300})/,
    /(?<message>not registered (?:for|with|to use) (?:the )?(?:resource provider|provider|feature|namespace):? ?'?(?<provider>[A-Z][A-Za-z]{1,40}\.[A-Za-z.]{2,80}?)?'?[^"]{0,100})/,
    /subscription (?:registration|is)[^"]{0,40}(?:'?Unregistered'?|not registered)(?<message>[^"]{0,200})/,
  ],
  around: [
    /(?<code>MissingSubscriptionRegistration|SubscriptionNotRegistered|MissingRegistrationForLocation)/,
    /(?<provider>Microsoft\.(?:KubernetesConfiguration|ContainerService|Kubernetes|ExtendedLocation|PolicyInsights))/,
  ],
  title: ({ f }) => `the subscription is not registered for ${f('provider') || 'a resource provider'}`,
  remedy: ({ f }) => [
    admin(
      'Someone with Contributor on the subscription runs this once.',
      `${LEARN}azure-resource-manager/troubleshooting/error-register-resource-provider`,
      command`az provider register --namespace ${f('provider') || 'Microsoft.KubernetesConfiguration'} --wait`,
    ),
  ],
})

export const extensionTypeNotRegistered = textRule({
  class: 'extension-type-not-registered',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z0-9]+[\w.-]{1,100}?)'? is not registered in (?:the )?region '?(?<scope>[A-Za-z0-9 ]{2,40}?)'?(?=[.'"\s]|$)/,
    /[Ee]xtension type (?<extensionType>[A-Za-z0-9]+\.[\w.-]{1,100}?) is not registered in region/,
    /(?<code>InvalidResourceType)\)?[^\n]{0,80}namespace '(?<provider>Microsoft\.KubernetesConfiguration)'(?<message>[\s\S]{0,200})/,
    /(?<code>ExtensionTypeRegistrationGetFailed)[:)"\s]*(?<message>[\s\S]{0,300})/,
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z0-9]+\.[\w.-]{1,100}?)'? (?<message>is not (?:registered|available|supported|found)[^"]{0,160})/,
  ],
  around: [/(?<code>ExtensionTypeRegistrationGetFailed)/],
  title: ({ f }) => `the extension type ${f('extensionType')} is not offered in this region`,
  remedy: ({ names }) => [
    you(
      'Check extension-type, or use a region that has it.',
      `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`,
      extensionCommand('extension-types list-by-cluster', names, command`-o table`),
    ),
  ],
})

export const versionNotFound = textRule({
  class: 'version-not-found',
  permanence: 'permanent',
  literals: [],
  of: [...TOLD, 'pod-log', 'event'],
  patterns: [
    /chart "?(?<name>[a-z0-9-]{1,63})"? version "(?<version>[^"]{1,60})" not found(?<message>)/,
    /(?<message>Failed to resolve the extension version[^"\]]{0,200})/i,
    /(?<message>Chart path not found[^"\]]{0,200})/i,
    /(?<message>(?:chart|[Hh]elm chart) "?[^"\n]{1,200}"? (?:version|matching) "?(?<version>[\w.+-]{1,60})"? not found[^\]"]{0,200})/,
    /[Vv]ersion '?"?(?<version>\d[\w.+-]{1,60}?)'?"? (?<message>(?:is|was|does|could|cannot|not)[^"\]]{0,30}(?:not (?:found|available|supported|exist|valid)|be found|unavailable|invalid)[^"\]]{0,160})/,
    /(?<message>[Nn]o (?:matching|such|published|available) (?:extension )?version[^"\]]{0,200})/,
  ],
  around: [
    /[Vv]ersion:? '?"?\[?(?<version>v?\d+\.\d+[\w.+-]{0,40})/,
    /[Rr]elease ?[Tt]rain:? '?"?\[?(?<name>[a-z]{3,20})/i,
    /[Ee]xtension ?[Tt]ype:? '?\[?(?<extensionType>[A-Za-z]+\.[\w.]{2,80})/,
  ],
  accept: (text, fact) =>
    !/kubernetes version|api-version|orchestrator/i.test(text) &&
    (fact.kind !== 'pod-log' || /chart "?[^"]+"? version/.test(text)),
  title: () => 'there is no such version of the extension in this train',
  remedy: ({ names, extensionType }) => [
    you(
      'Set extension-version to a published one, or leave it out; check release-train.',
      'https://aka.ms/k8s-extension-type-versions',
      extensionCommand(
        'extension-types list-versions-by-cluster',
        names,
        command`--extension-type ${extensionType || '<extension-type>'} --release-train stable`,
      ),
    ),
  ],
})

export const armPolicyDenied = textRule({
  class: 'arm-policy-denied',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /Resource '(?<name>[^']{1,260})' was disallowed by policy\.[\s\S]*?"?policyAssignment"?\s*:\s*\{\s*"name"\s*:\s*"(?<policy>[^"]{1,260})"/,
    /Resource '(?<name>[^']{1,260})' was disallowed by policy(?<message>[\s\S]{0,500})/,
    /was disallowed by policy(?<message>[\s\S]{0,500})/,
    /(?<code>RequestDisallowedByPolicy|PolicyViolation)\b(?<message>[\s\S]{0,500})/,
  ],
  around: [
    /(?<code>RequestDisallowedByPolicy)/,
    /"?policyAssignment"?\s*:\s*\{\s*\\?"name\\?"\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
    /policyAssignmentName\\?"?\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
  ],
  title: ({ f }) => `an Azure Policy assignment forbids this write${f('policy') ? `: ${f('policy')}` : ''}`,
  remedy: ({ names }) => [
    admin(
      'Whoever owns the assignment exempts the cluster, or changes it.',
      DEPLOYMENT_ERRORS,
      command`az policy assignment list --resource-group ${names.group} --disable-scope-strict-match`,
    ),
  ],
})

export const resourceLocked = textRule({
  class: 'resource-locked',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /cannot perform (?<action>\w+) operation because (?:the )?following scope\(s\) are locked:?\s*'?(?<scope>[^'"\s]{1,600})/,
    /following scope\(s\) are locked:?\s*'?(?<scope>[^'"\s]{1,600})/,
    /(?<code>ScopeLocked)\b(?<message>[\s\S]{0,400})/,
  ],
  around: [/(?<code>ScopeLocked)/],
  title: () => 'a lock forbids this write',
  cause: ({ f }) => (f('scope') ? [`It is on ${f('scope')}.`] : []),
  remedy: ({ names }) => [
    admin(
      'Remove the lock at that scope, install, and set it again.',
      DEPLOYMENT_ERRORS,
      command`az lock list --resource-group ${names.group} -o table`,
    ),
  ],
})

export const cloudQuotaExceeded = textRule({
  class: 'cloud-quota-exceeded',
  permanence: 'permanent',
  literals: [],
  of: [...TOLD, 'event', 'pod-log'],
  patterns: [
    /(?<code>ErrCode_InsufficientVCPUQuota|InsufficientVCPUQuota)[:)"\s]*(?<message>[\s\S]{0,500})/,
    /(?<message>[Ii]nsufficient (?:regional )?vcpu quota[\s\S]{0,400})/i,
    /(?<message>exceeding approved (?:Total Regional |standard |[\w ]{0,60})?(?<quota>[\w ]{0,40}?Cores?) [Qq]uota[\s\S]{0,500})/i,
    /(?<code>QuotaExceeded|SkuNotAvailable|AllocationFailed|OverconstrainedAllocationRequest|SubscriptionIsOverQuotaForSku)\b[:)"\s]*(?<message>[\s\S]{0,500})/,
    /(?<message>vcpu quota[\s\S]{0,300})/i,
  ],
  around: [
    /requested quota (?<requested>\d+)/i,
    /left (?:regional )?vcpu quota (?<limited>\d+)/i,
    /Additional Required: (?<requested>\d+)/,
    /(?:Current )?Limit: (?<limited>\d+)/,
    /quota left for location '?(?<scope>[a-z0-9]{3,40})/i,
    /Location: '?(?<scope>[A-Za-z0-9]{3,40})/,
    /[Ff]amily '?(?<quota>[A-Za-z0-9]{3,60})/,
  ],
  title: () => 'the subscription has no vCPU quota left for the nodes that are needed',
  remedy: ({ cluster }) => [
    admin(
      'Ask for more quota, or use another size or region.',
      `${LEARN}quotas/per-vm-quota-requests`,
      command`az vm list-usage --location ${cluster?.location || '<location>'} -o table`,
    ),
  ],
})

export const marketplaceTerms = textRule({
  class: 'marketplace-terms',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /(?<message>legal terms[\s\S]{0,300})/i,
    /(?<message>payment instrument[\s\S]{0,300})/i,
    /(?<message>not to be sold in market[\s\S]{0,300})/i,
    /(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed|ResourcePurchaseCanceling|PurchaseNotAllowed)\b[:)"\s]*(?<message>[\s\S]{0,400})/,
    /(?<message>User failed validation to purchase resources[\s\S]{0,300})/,
  ],
  around: [/(?<code>MarketplacePurchaseEligibilityFailed|ResourcePurchaseValidationFailed)/],
  title: () => 'the marketplace refuses the offer: terms, billing or market',
  remedy: () => [
    admin(
      'Accept the terms of the offer, and check the billing account and its market.',
      OFFER,
      command`az term accept --publisher ${'<publisher>'} --product ${'<product>'} --plan ${'<plan>'}`,
    ),
  ],
})

export const clusterStopped = textRule({
  class: 'cluster-stopped',
  permanence: 'permanent',
  literals: [],
  of: TOLD,
  patterns: [
    /(?<message>(?:managed )?cluster[^".\n]{0,120} (?:is (?:currently )?(?:in )?(?:the )?['(]?stopp(?:ed|ing)['(]?|(?:is )?not (?:currently )?running)[^"\n]{0,160})/i,
    /(?<message>[Pp]ower ?[Ss]tate\W{1,10}(?:code\W{1,8})?(?:is )?'?Stopped'?[^"\n]{0,100})/,
  ],
  title: () => 'the cluster is stopped',
  remedy: ({ names }) => [
    you(
      'Start it, and run the step again.',
      `${LEARN}aks/start-stop-cluster`,
      command`az aks start --resource-group ${names.group} --name ${names.cluster}`,
    ),
  ],
})
