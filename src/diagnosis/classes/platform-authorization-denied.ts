/** AKS's own lock refused, before admission. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */
import { requesterName } from '../about.ts'
import { aks, LEARN, you } from '../steps.ts'
import { OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('platform-authorization-denied', {
  literals: ['(automatic-authz)'],
  patterns: [
    /User "(?<user>[^"]{1,512})" cannot (?<verb>[a-z]{1,32}) (?:resource|path) "(?<resource>[^"]{1,256})"(?: in API group "[^"]{0,253}")?(?: in the namespace "(?<namespace>[^"]{1,63})")?[\s\S]{0,600}\(automatic-authz\)/,
    /(?<message>\(automatic-authz\))/,
  ],
  around: OBJECT,
  title: about => `AKS itself refuses ${requesterName(about)}`,
  cause: () => [
    'This is the lock of AKS Automatic on managed parts of the cluster, asked before admission: it is no RBAC, and no policy.',
  ],
  remedy: () => [
    aks(
      'Only AKS can change it: open a support request and paste the job summary.',
      `${LEARN}aks/automatic/aks-automatic-managed-system-node-pools-about`,
    ),
    you(
      'Until then: leave Automatic for Standard (one way), or another release namespace where the extension allows one.',
      `${LEARN}aks/automatic/aks-automatic-sku-migration`,
    ),
  ],
})
