/** Gatekeeper, Azure Policy, Kyverno or another webhook refused. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */

import { command } from '../../model/command.ts'
import { type About, requesterName } from '../about.ts'
import { admin, KUBERNETES, LEARN, TROUBLESHOOT, you } from '../steps.ts'
import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const object = ({ f }: About) => [f('resource') || f('kind') || 'an object', f('name')].filter(Boolean).join('/')

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
  title: about => `an admission webhook refuses ${requesterName(about)}`,
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
