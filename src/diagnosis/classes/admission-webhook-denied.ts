/** Gatekeeper, Azure Policy, Kyverno or another webhook denied a write. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, requesterName } from '../about.ts'
import { admin, KUBERNETES, LEARN, TROUBLESHOOT, WEBHOOK_CONFIGURATIONS, WEBHOOKS, you } from '../steps.ts'

import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const object = ({ f }: About) => [f('resource') || f('kind') || 'an object', f('name')].filter(Boolean).join('/')

const ENGINES = /gatekeeper|azurepolicy|kyverno|kubewarden|validation\.|policy|ratify|polaris|datree/i

/** By who refused: Azure Policy's engine, another policy engine, or a webhook that checks an object of its own. */
function stepsOf({ f, names, extensionType }: About): Step[] {
  const who = `${f('webhook')} ${f('constraint')}`
  const configuration = you(
    'If you do not know its owner, read the webhook configurations: they name the service behind each webhook.',
    WEBHOOKS,
    WEBHOOK_CONFIGURATIONS,
  )
  if (/gatekeeper|azurepolicy/.test(who)) {
    const meet =
      extensionType.startsWith('microsoft.') || f('code') === 'ExtensionOperationFailed'
        ? you(
            'Satisfy the constraint through the extension’s settings, or update the extension: newer versions may satisfy it.',
            `${LEARN}aks/deployment-safeguards`,
          )
        : you(
            'Change the value that the message names, or ask the owner of the constraint for an exemption.',
            `${LEARN}aks/deployment-safeguards`,
          )
    return [
      meet,
      admin(
        `Or exclude the namespace ${names.namespace} in the parameters of the Azure Policy assignment behind this constraint (excludedNamespaces). For deployment safeguards (not on AKS Automatic):`,
        `${TROUBLESHOOT}troubleshoot-azure-policy-add-on-aks`,
        command`az aks safeguards update --resource-group ${names.group} --name ${names.cluster} --excluded-ns ${names.namespace}`,
      ),
    ]
  }
  if (/signal: killed|context deadline|panic|connection refused/.test(f('message')))
    return [
      admin(
        'The webhook’s own pod failed during the request, for example out of memory. Check that pod.',
        WEBHOOKS,
        command`kubectl get pods -A`,
      ),
      configuration,
    ]
  if (/is forbidden: User/.test(f('message')))
    return [
      admin(
        'The webhook’s own service account lacks the permission that its message names. Grant it, or update the component that installed the webhook.',
        `${KUBERNETES}reference/access-authn-authz/rbac/`,
      ),
      configuration,
    ]
  if (ENGINES.test(who))
    return [
      admin(
        `Satisfy the rule as its message says, or ask its owner to exempt the namespace ${names.namespace}.`,
        WEBHOOKS,
      ),
      configuration,
    ]
  return [
    you(
      'The webhook validates this kind, and its message is about this object. Correct the object, or the setting behind it.',
      WEBHOOKS,
    ),
    configuration,
  ]
}

export const rule = textRule('admission-webhook-denied', {
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
  brief: ({ f }) => (f('message') === '' ? {} : { cause: f('message') }),
  title: about => `an admission webhook denies ${requesterName(about)}`,
  cause: about => [
    `The admission webhook ${about.f('webhook') || 'of a policy engine'} denies ${object(about)}${about.f('constraint') ? ` by the constraint ${about.f('constraint')}` : ''}.`,
  ],
  remedy: about => stepsOf(about),
})
