/** A ResourceQuota has no room. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */
import { command } from '../../model/command.ts'
import { admin, KUBERNETES } from '../steps.ts'
import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const mustSpecify = (message: string) => /^must specify/.test(message)

export const rule = textRule('quota-exceeded', {
  literals: ['forbidden: exceeded quota', 'forbidden: failed quota'],
  patterns: [
    /[Ee]xceeded quota: (?<quota>[^,\s]{1,253}), requested: (?<requested>.{1,300}?), used: .{1,300}?, limited: (?<limited>[^"\\\]}]{1,300}?)(?=["\\\]}]|\s|$)/,
    /forbidden: [Ee]xceeded quota: (?<quota>[^,\s"]{1,253})/,
    /[Ff]ailed quota: (?<quota>[^:\s]{1,253}): (?<message>must specify [^"]{1,300})/,
  ],
  around: OBJECT,
  brief: ({ f, names }) =>
    f('requested') === ''
      ? {}
      : {
          cause: `the quota of namespace ${names.namespace} allows ${f('limited')}; this needs ${f('requested')} more`,
        },
  title: ({ f }) =>
    mustSpecify(f('message'))
      ? `ResourceQuota ${f('quota')} needs requests and limits on every container`
      : `ResourceQuota ${f('quota')} is exhausted`,
  cause: ({ f, names }) => [
    f('requested')
      ? `In namespace ${names.namespace}: requested ${f('requested')}, limited to ${f('limited')}.`
      : `In namespace ${names.namespace}.`,
  ],
  remedy: ({ names, f }) => [
    mustSpecify(f('message'))
      ? admin(
          'Set requests and limits in the extension’s settings, or give the namespace a LimitRange with defaults: this quota requires them on every container.',
          `${KUBERNETES}concepts/policy/limit-range/`,
          command`kubectl describe quota ${f('quota')} -n ${names.namespace}`,
        )
      : admin(
          'Raise the limit of this quota, or lower what the extension requests in its settings.',
          `${KUBERNETES}concepts/policy/resource-quotas/`,
          command`kubectl describe quota ${f('quota')} -n ${names.namespace}`,
        ),
  ],
})
