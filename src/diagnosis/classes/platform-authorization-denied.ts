/** AKS's own lock denied a request, before admission. Wordings: Kubernetes' apiserver, Gatekeeper, Kyverno. */
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
  title: about => `AKS itself denies ${requesterName(about)}`,
  cause: () => [
    'AKS Automatic locks the managed parts of the cluster. This lock applies before admission; it is neither RBAC nor a policy.',
  ],
  remedy: () => [
    aks(
      'Open an Azure support request for AKS with the text below: only AKS can change this.',
      `${LEARN}aks/automatic/aks-automatic-managed-system-node-pools-about`,
    ),
    you(
      'Until then: use another release namespace if the extension allows one, or move from Automatic to Standard. Moving from Automatic to Standard cannot be undone.',
      `${LEARN}aks/automatic/aks-automatic-sku-migration`,
    ),
  ],
})
