/** The namespace enforces a Pod Security level. Wordings: Kubernetes' apiserver. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, requesterName } from '../about.ts'
import { admin, KUBERNETES } from '../steps.ts'

import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** Namespaces that AKS protects on Automatic (public investigations of the policy, 2026). */
const PROTECTED =
  /^(?:kube-system|gatekeeper-system|calico-system|tigera-system|aks-[a-z-]+|app-routing-system|azuresecuritylinuxagent)$/

/** What only the level privileged allows (Kubernetes, "Pod Security Standards", baseline). */
const PRIVILEGED =
  /privileged|hostPath|host namespaces|hostNetwork|hostPID|hostIPC|hostPort|non-default capabilities|hostProcess/i

/** By what refused it: a level of the namespace, or OpenShift's and the removed policies, which are given to accounts. */
function stepOf({ f, names }: About): Step {
  const account = f('serviceAccount').split(':').at(-1) || 'SERVICE_ACCOUNT'
  if (/security context constraint/.test(f('policy')))
    return admin(
      'OpenShift: let the service account use a constraint that allows this, or set the security context in the chart’s settings.',
      'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
      command`oc adm policy add-scc-to-user ${'SCC'} -z ${account} -n ${names.namespace}`,
    )
  if (/pod security policy/.test(f('policy')))
    return admin(
      'Give the account a PodSecurityPolicy, or upgrade the cluster: Kubernetes 1.25 removed them.',
      `${KUBERNETES}concepts/security/pod-security-policy/`,
    )
  const level = PRIVILEGED.test(f('message')) ? 'privileged' : 'baseline'
  return admin(
    'Set the security context in the extension’s settings. If the namespace is yours (AKS does not protect it), you can lower its level instead.',
    `${KUBERNETES}concepts/security/pod-security-admission/`,
    PROTECTED.test(names.namespace)
      ? {}
      : command`kubectl label namespace ${names.namespace} pod-security.kubernetes.io/enforce=${level} --overwrite`,
  )
}

export const rule = textRule('pod-security-denied', {
  literals: ['violates PodSecurity', 'unable to validate against any'],
  unless: /would violate PodSecurity/,
  patterns: [
    /violates PodSecurity "(?<policy>[^"]{1,100})"(?::\s*(?<message>[\s\S]*))?/,
    /unable to validate against any (?<policy>security context constraint|pod security policy):\s*(?<message>[\s\S]*)/,
  ],
  around: [...OBJECT, /\((?:container|containers) "(?<container>[^"]{1,63})"/],
  title: about =>
    /constraint|security policy/.test(about.f('policy'))
      ? `no ${about.f('policy')} allows ${requesterName(about)}`
      : `Pod Security denies ${requesterName(about)}`,
  cause: ({ f, names }) => [
    /constraint|security policy/.test(f('policy'))
      ? `The account can use no ${f('policy')} that allows this pod.`
      : `Namespace ${names.namespace} enforces the Pod Security level ${f('policy')}.`,
  ],
  remedy: about => [stepOf(about)],
})
