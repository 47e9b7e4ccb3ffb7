/** A CRD or component must be there first. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { command } from '../../model/command.ts'
import { admin, KUBERNETES, LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('dependency-missing', {
  literals: ['no matches for kind'],
  unless: /kustomize\.config\.k8s\.io/,
  patterns: [
    /no matches for kind "(?<kind>[^"]{1,100})" in (?:version|group) "(?<version>[^"]{1,150})"/,
    /no kind "(?<kind>[^"]{1,100})" is registered for version "(?<version>[^"]{1,150})"/,
    /(?<message>no PriorityClass with name (?<name>\S{1,253}) was found)/,
    /no matches for (?<kind>[A-Za-z]{1,60})\.(?<version>[a-z0-9./-]{3,150})/,
    /(?<resource>customresourcedefinitions\.apiextensions\.k8s\.io) "(?<name>[^"]{3,253})" not found/,
    /(?:customresourcedefinitions?|CRD) "?(?<name>[a-z0-9.-]{3,253})"? (?:is )?not found/i,
    /[Cc]ustom ?[Rr]esource "?(?<name>[^"\s]{1,253})"? (?<message>is in a failed state[^"]{0,200})/,
    /(?<message>could not find the requested resource \((?:get|post|patch|list|put) (?<resource>[a-z0-9.-]{3,253})(?: [^)]*)?\))/,
    /(?<message>ensure CRDs are installed first)/,
    /(?<message>Custom [Rr]esource[^"]{0,100} is in a failed state[^"]{0,200})/,
  ],
  around: [
    /\b(?<kind>[A-Z][A-Za-z]{1,62})\/(?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9][a-z0-9.-]{0,252}) dry-run/,
    /\bns\/(?<namespace>[a-z0-9-]{1,63})\b/,
    /\b(?<resource>pods) "(?<name>[^"]{1,253})" is forbidden: no PriorityClass/,
    /resource mapping not found for name: "(?<name>[^"]{1,253})"(?: namespace: "(?<namespace>[^"]{0,63})")?/,
  ],
  when: text => !/failed calling webhook/.test(text),
  title: ({ f }) => `${f('kind') || f('name') || f('resource') || 'a component'} must be there first, and is not`,
  cause: ({ f }) => [
    f('version')
      ? `The cluster does not serve ${f('kind')} in ${f('version')}: its CustomResourceDefinition is missing, or this version was removed.`
      : 'Its CustomResourceDefinition is missing. Where the chart makes it, that takes seconds.',
  ],
  remedy: ({ f, extensionType }) => [
    /toolkit\.fluxcd\.io\/v\d+beta/.test(f('version')) ||
    (extensionType === 'microsoft.flux' && /beta/.test(f('version')))
      ? you(
          'microsoft.flux 1.23.0 removed the beta versions of Flux’s APIs: change the apiVersion in your manifests.',
          `${LEARN}azure-arc/kubernetes/flux-gitops-release-notes`,
        )
      : admin(
          'Install what brings it first, and run the step again.',
          `${KUBERNETES}concepts/extend-kubernetes/api-extension/custom-resources/`,
          command`kubectl get customresourcedefinitions`,
        ),
  ],
})
