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
      'The webhook answered with an error: its message is the cause. See its owner’s documentation.',
      WEBHOOKS,
      WEBHOOK_CONFIGURATIONS,
    )
  if (isCertificate(said))
    return admin(
      'Restart or upgrade what issues the certificate, such as cert-manager’s cainjector: it does not match the caBundle, or one expired.',
      WEBHOOKS,
      crd ? command`kubectl get customresourcedefinitions` : WEBHOOK_CONFIGURATIONS,
    )
  if (/Address is not allowed/.test(said))
    return admin(
      'Let the webhook’s pods use hostNetwork with their own port: the API server cannot reach pods of this network plugin.',
      WEBHOOKS,
    )
  if (permanence === 'grace')
    return admin(
      crd
        ? 'Install or upgrade the component that converts this kind: its service does not exist. The CustomResourceDefinition names it.'
        : 'If its owner was uninstalled, delete the left-over configuration.',
      WEBHOOKS,
      crd ? command`kubectl get customresourcedefinitions` : WEBHOOK_CONFIGURATIONS,
    )
  if (/no endpoints available/.test(said) || service !== '')
    return admin(
      `Check the pods behind the service ${service || f('name')}: none was Ready or answered. Then check network policies between them and the API server.`,
      WEBHOOKS,
      namespace !== '' && namespace !== 'svc'
        ? command`kubectl get pods,endpoints -n ${namespace}`
        : command`kubectl get endpoints -A`,
    )
  return admin(
    'Check the service that its configuration names, the pods behind it, and network policies between them and the API server.',
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
      ? `the webhook ${f('webhook') || f('kind')} has an untrusted certificate`
      : `the webhook ${f('webhook') || f('kind')} cannot be reached`,
  cause: ({ permanence, f }) => [
    isCertificate(f('message'))
      ? 'The API server calls this webhook for such objects and does not trust its certificate.'
      : permanence === 'grace'
        ? 'Its service does not exist. The configuration may be left over from an uninstall.'
        : 'The API server calls this webhook for such objects and got no answer. This may be temporary.',
  ],
  remedy: about => [stepOf(about)],
})
