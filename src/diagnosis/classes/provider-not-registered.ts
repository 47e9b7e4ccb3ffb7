/** The subscription is not registered. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('provider-not-registered', {
  codes: /^(?:MissingSubscriptionRegistration|SubscriptionNotRegistered|MissingRegistrationForLocation)$/,
  literals: [],
  of: [...ANSWERS, 'event', 'pod-log'],
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
  brief: ({ f }) => ({
    title: 'a resource provider is not registered',
    cause: `${f('provider') || 'the resource provider'} is not registered in the subscription`,
  }),
  title: ({ f }) => `the subscription is not registered for ${f('provider') || 'a resource provider'}`,
  remedy: ({ f, names }) => [
    f('provider') === ''
      ? admin(
          'Register the resource provider that the text names, once. This needs Contributor on the subscription.',
          `${LEARN}azure-resource-manager/troubleshooting/error-register-resource-provider`,
          command`az provider list --query "[?registrationState=='NotRegistered'].namespace" -o table`,
        )
      : admin(
          'Register it once, with Contributor on the subscription.',
          `${LEARN}azure-resource-manager/troubleshooting/error-register-resource-provider`,
          command`az provider register --namespace ${f('provider')} --subscription ${names.subscription} --wait`,
        ),
  ],
})
