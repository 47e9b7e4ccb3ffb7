/** Azure refuses what a Flux configuration holds, before anything reaches the cluster. Wording: Microsoft.KubernetesConfiguration. */

import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('flux-configuration-refused', {
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>Invalid source kind match\. Config with specified source kind '(?<kind>\w{1,40})' must[^"\n]{0,200}?properties\.?)/,
    /(?<message>Invalid source kind match[^"\n]{0,300})/,
    /(?<message>(?:The )?(?:flux ?[Cc]onfiguration|fluxConfigurations?|sourceKind|kustomizations?)[^"\n]{0,120} (?:is|are) (?:invalid|not valid|required|not supported)[^"\n]{0,200})/,
    /(?<message>(?:At least one kustomization|Kustomization names? must|Specify (?:one of )?a (?:branch|tag|semver|commit))[^"\n]{0,200})/,
  ],
  title: ({ f }) => `Azure refuses the Flux configuration${f('kind') ? `: its ${f('kind')}` : ''}`,
  remedy: () => [
    you(
      'Give the source that the kind names (GitRepository: gitRepository; Bucket: bucket; OCIRepository: ociRepository), and nothing of another kind. An update that changes the kind needs the whole source.',
      `${LEARN}azure-arc/kubernetes/gitops-flux2-parameters`,
    ),
  ],
})
