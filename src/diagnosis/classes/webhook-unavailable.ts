/** A webhook could not be reached. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */
import { command } from '../../model/command.ts'
import { admin, KUBERNETES } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('webhook-unavailable', {
  literals: ['failed calling webhook', 'conversion webhook for', 'failed to call webhook'],
  unless: /does not support dry run/,
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
  reason: text => (/service "[^"]*" not found/.test(text) ? 'grace' : 'transient'),
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
