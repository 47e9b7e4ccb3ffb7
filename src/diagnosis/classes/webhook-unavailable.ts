/** A webhook could not be reached. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { admin, WEBHOOK_CONFIGURATIONS, WEBHOOKS } from '../steps.ts'

import { textRule } from '../text-rule.ts'

const isCertificate = (message: string) => /x509|certificate|tls: /i.test(message)

const hasAnswered = (message: string) => /allowed\\?":\s*false/.test(message)

/** By what came back from the service that the configuration names: its service is gone, its certificate does not fit, or nothing. */
function stepOf({ f, permanence }: About): Step {
  const said = f('message')
  const [service = '', namespace = ''] = f('host').split('.')
  const crd = f('webhook') === '' && f('kind') !== ''
  if (hasAnswered(said))
    return admin(
      'The webhook answered, and refuses: its own message, at the end, is the cause. Look at its owner’s documentation.',
      WEBHOOKS,
      WEBHOOK_CONFIGURATIONS,
    )
  if (isCertificate(said))
    return admin(
      'The service answered, and its certificate and the caBundle of the configuration do not fit (or one expired): restart or upgrade what makes them, such as cert-manager’s cainjector or the component itself.',
      WEBHOOKS,
      crd ? command`kubectl get customresourcedefinitions` : WEBHOOK_CONFIGURATIONS,
    )
  if (/Address is not allowed/.test(said))
    return admin(
      'The API server cannot reach pods of this network plugin: let the webhook’s pods use hostNetwork, with a port of their own.',
      WEBHOOKS,
    )
  if (permanence === 'grace')
    return admin(
      crd
        ? 'The service that converts this kind does not exist: install its component, or upgrade it; the conversion is named in the CustomResourceDefinition.'
        : 'If what owns it is gone, delete its configuration; only if it is left over.',
      WEBHOOKS,
      crd ? command`kubectl get customresourcedefinitions` : WEBHOOK_CONFIGURATIONS,
    )
  if (/no endpoints available/.test(said) || service !== '')
    return admin(
      `Look at the pods behind the service ${service || f('name')}: none was Ready or answered; then at network policies between them and the API server.`,
      WEBHOOKS,
      namespace !== '' && namespace !== 'svc'
        ? command`kubectl get pods,endpoints -n ${namespace}`
        : command`kubectl get endpoints -A`,
    )
  return admin(
    'Look which service its configuration names, at the pods behind it, and at network policies between them and the API server.',
    WEBHOOKS,
    WEBHOOK_CONFIGURATIONS,
  )
}

export const rule = textRule('webhook-unavailable', {
  literals: ['failed calling webhook', 'conversion webhook for', 'failed to call webhook'],
  unless: /does not support dry run/,
  patterns: [
    /failed calling webhook "(?<webhook>[^"]{1,253})":\s*(?:failed to call webhook:\s*)?(?:Post|Put) "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*(?<message>[\s\S]*)/,
    /failed calling webhook "(?<webhook>[^"]{1,253})":?\s*(?<message>[\s\S]*)/,
    /conversion webhook for (?:[^:]{0,200}?Kind=)?(?<kind>[^:\s]{1,100}) failed:\s*(?:Post "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*)?(?<message>[\s\S]*)/,
    /(?<message>no endpoints available for service "(?<name>[^"]{1,253})")/,
    /failed to call webhook:\s*(?:Post "?(?<url>https?:\/\/(?<host>[^\s:/"?]{1,253})(?::\d+)?[^\s":]*)"?:\s*)?(?<message>[\s\S]*)/,
  ],
  around: [
    /reason: (?<reason>[A-Z]\w+),/,
    /service "(?<name>[^"]{1,253})" not found/,
    /no endpoints available for service "(?<name>[^"]{1,253})"/,
  ],
  reason: text => (/service "[^"]*" not found/.test(text) ? 'grace' : 'transient'),
  title: ({ f }) =>
    isCertificate(f('message'))
      ? `the webhook ${f('webhook') || f('kind')} has a certificate that is not trusted`
      : `the webhook ${f('webhook') || f('kind')} cannot be reached`,
  cause: ({ permanence, f }) => [
    isCertificate(f('message'))
      ? 'The API server asks this webhook before it takes such objects, and does not trust its certificate.'
      : permanence === 'grace'
        ? 'The service that answers for it does not exist: its configuration may be left over from something that was uninstalled.'
        : 'The API server asks this webhook before it takes such objects, and got no answer. That may pass by itself.',
  ],
  remedy: about => [stepOf(about)],
})
