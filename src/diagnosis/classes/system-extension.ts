/** AKS installs and changes its own extensions. Wording: Microsoft.KubernetesConfiguration, for core extensions of AKS. */

import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('system-extension', {
  literals: [],
  of: ANSWERS,
  patterns: [/(?<message>'write' operation is not allowed[^"]{0,160})/],
  title: ({ names }) => `extension ${names.extension} is managed by AKS; only AKS can change it`,
  remedy: () => [
    you(
      'Change it with az aks (the add-on or feature behind it), or set extension-name to your own extension.',
      `${LEARN}aks/cluster-extensions`,
    ),
  ],
})
