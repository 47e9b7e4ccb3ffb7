/** The namespace enforces a Pod Security level. Wordings: Kubernetes' apiserver. */

import { command } from '../../model/command.ts'
import { requesterName } from '../about.ts'
import { admin, KUBERNETES } from '../steps.ts'
import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** Namespaces that AKS protects on Automatic (public investigations of the policy, 2026). */
const PROTECTED =
  /^(?:kube-system|gatekeeper-system|calico-system|tigera-system|aks-[a-z-]+|app-routing-system|azuresecuritylinuxagent)$/

export const rule = textRule('pod-security-denied', {
  literals: ['violates PodSecurity', 'unable to validate against any'],
  unless: /would violate PodSecurity/,
  patterns: [
    /violates PodSecurity "(?<policy>[^"]{1,100})"(?::\s*(?<message>[\s\S]*))?/,
    /unable to validate against any (?<policy>security context constraint|pod security policy):\s*(?<message>[\s\S]*)/,
  ],
  around: [...OBJECT, /\((?:container|containers) "(?<container>[^"]{1,63})"/],
  title: about => `Pod Security refuses ${requesterName(about)}`,
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
