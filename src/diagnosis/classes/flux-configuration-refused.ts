/** Azure rejected a Flux configuration, before anything reaches the cluster. Wording: Microsoft.KubernetesConfiguration. */

import type { Step } from '../../model/finding.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

/** By what the service says of it; the source is what is left. */
function stepsFor(message: string): Step[] {
  if (/sourceControlConfiguration/i.test(message))
    return [
      you(
        'The cluster has a Flux v1 configuration. Move its content to this one and delete it first.',
        `${LEARN}azure-arc/kubernetes/gitops-flux2-parameters`,
      ),
    ]
  if (/extension is (?:currently|installed)/i.test(message))
    return [
      you(
        'Wait until the extension is Succeeded: run this step after the install, or let this step install it.',
        `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
      ),
    ]
  if (/characters|too long|exceeds/i.test(message))
    return [
      you(
        'Use a shorter name: a configuration’s and a Kustomization’s names together have at most 62 characters.',
        `${LEARN}azure-arc/kubernetes/gitops-flux2-parameters`,
      ),
    ]
  return []
}

export const rule = textRule('flux-configuration-refused', {
  codes: /^FluxConfigurationFailed$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>Invalid source kind match\. Config with specified source kind '(?<kind>\w{1,40})' must[^"\n]{0,200}?properties\.?)/,
    /(?<message>Invalid source kind match[^"\n]{0,300})/,
    /(?<message>(?:The )?(?:flux ?[Cc]onfiguration|fluxConfigurations?|sourceKind|kustomizations?)[^"\n]{0,120} (?:is|are) (?:invalid|not valid|required|not supported)[^"\n]{0,200})/,
    /(?<message>[^"\n]{0,120}sourceControlConfigurations?[^"\n]{0,60} (?:exists?|already|must be deleted|is not allowed)[^"\n]{0,200})/,
    /(?<message>[^"\n]{0,100}(?:name|length)[^"\n]{0,60}(?:characters|too long|exceeds?)[^"\n]{0,100})/,
    /(?<message>'?[Mm]icrosoft\.[Ff]lux'? extension is (?:currently installing|installed but not in a succeeded state)[^"\n]{0,200})/,
    /(?<message>(?:At least one kustomization|Kustomization names? must|Specify (?:one of )?a (?:branch|tag|semver|commit))[^"\n]{0,200})/,
  ],
  title: ({ f }) => `Azure rejected the Flux configuration${f('kind') ? `: its ${f('kind')}` : ''}`,
  remedy: ({ f }) => [
    ...stepsFor(f('message')),
    you(
      'Set the source that the kind names (GitRepository: gitRepository; Bucket: bucket; OCIRepository: ociRepository) and no other. A change of the kind needs the whole source.',
      `${LEARN}azure-arc/kubernetes/gitops-flux2-parameters`,
    ),
  ],
})
