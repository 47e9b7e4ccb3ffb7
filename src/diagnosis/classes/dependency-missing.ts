/** A CRD or component must be there first. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import { extensionType as extensionTypeNamed, FLUX } from '../../model/extension-types.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { admin, KUBERNETES, LEARN, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

/** Groups that Kubernetes itself serves: what they lack was removed, or is of another version (Kubernetes, "Deprecated API Migration Guide"). */
const BUILT_IN =
  /^(?:v1|apps|batch|policy|extensions|autoscaling|networking\.k8s\.io|rbac\.authorization\.k8s\.io|storage\.k8s\.io|apiextensions\.k8s\.io|admissionregistration\.k8s\.io|flowcontrol\.apiserver\.k8s\.io|scheduling\.k8s\.io|coordination\.k8s\.io|discovery\.k8s\.io|certificates\.k8s\.io|node\.k8s\.io)(?:\/|$)/

function isRemoved({ f }: About): boolean {
  return BUILT_IN.test(f('version'))
}

function causeOf(about: About): string {
  const { f } = about
  if (isRemoved(about)) return `${f('version')} is part of Kubernetes, but the client found no ${f('kind')} in it.`
  return f('version')
    ? `The cluster does not serve ${f('kind')} in ${f('version')}: its CustomResourceDefinition is missing, or this version was removed.`
    : 'Its definition is missing. If the chart creates it, that takes seconds.'
}

/** By who serves the kind: Kubernetes itself, an add-on of AKS, Flux, or somebody else. */
function stepOf(about: About): Step {
  const { f, names, extensionType } = about
  const said = `${f('name')} ${f('kind')} ${f('version')} ${f('resource')}`
  if (/PriorityClass/.test(f('message')))
    return admin(
      'Create the PriorityClass, or set the setting that names another.',
      `${KUBERNETES}concepts/scheduling-eviction/pod-priority-preemption/`,
      command`kubectl get priorityclasses`,
    )
  if (/connectedclusters\.arc\.azure\.com/.test(said))
    return admin(
      'The Arc agents are only partly installed, for example by a release candidate of Helm. Install a stable Helm, remove the namespace azure-arc, and connect the cluster again.',
      `${LEARN}azure-arc/kubernetes/troubleshooting`,
    )
  if (/azmonitoring\.coreos\.com/.test(said))
    return admin(
      'Enable managed Prometheus for the cluster, which installs it, or disable the setting that needs it.',
      `${LEARN}azure-monitor/containers/kubernetes-monitoring-enable`,
      command`az aks update --resource-group ${names.group} --name ${names.cluster} --enable-azure-monitor-metrics`,
    )
  const type = /toolkit\.fluxcd\.io\/v\d+beta/.test(f('version')) ? FLUX : extensionType
  const removed = extensionTypeNamed(type)?.removedApis
  if (removed?.version.test(f('version'))) return you(removed.text, removed.link)
  if (/^(?:v1|apps\/v1|batch\/v1|rbac\.authorization\.k8s\.io\/v1|networking\.k8s\.io\/v1)$/.test(f('version')))
    return admin(
      'Every cluster serves this kind, so the client’s discovery was incomplete. Find API services that do not answer, then run the step again.',
      `${KUBERNETES}concepts/extend-kubernetes/api-extension/apiserver-aggregation/`,
      command`kubectl get apiservices`,
    )
  if (/^(?:apiextensions|admissionregistration|storage|scheduling)\.k8s\.io\/v1$/.test(f('version')))
    return you(
      'Change the apiVersion in the manifest: it is wrong for this kind. To list what the cluster serves:',
      `${KUBERNETES}reference/using-api/deprecation-guide/`,
      command`kubectl api-resources`,
    )
  if (isRemoved(about))
    return you(
      'Use a version of the chart or extension for this Kubernetes version, or change the apiVersion in the manifest. If every kind is unknown, check the API services that do not answer.',
      `${KUBERNETES}reference/using-api/deprecation-guide/`,
      command`kubectl api-resources`,
    )
  return admin(
    'Install the component that provides it, or disable the setting that needs it. Then run the step again.',
    `${KUBERNETES}concepts/extend-kubernetes/api-extension/custom-resources/`,
    command`kubectl get customresourcedefinitions`,
  )
}

export const rule = textRule('dependency-missing', {
  literals: ['no matches for kind'],
  unless: /kustomize\.config\.k8s\.io/,
  patterns: [
    /no matches for kind "(?<kind>[^"]{1,100})" in (?:version|group) "(?<version>[^"]{1,150})"/,
    /no kind "(?<kind>[^"]{1,100})" is registered for version "(?<version>[^"]{1,150})"/,
    /(?<message>no PriorityClass with name (?<name>\S{1,253}) was found)/,
    /resource \[(?<version>[a-z0-9./-]{2,150})\/(?<kind>[A-Z]\w{1,62})\] (?<message>isn't valid for cluster[^\n"]{0,120})/,
    /(?<message>group\/version\/kind [^\n"]{0,120}isn't valid[^\n"]{0,120})/i,
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
  title: ({ f }) =>
    `${f('kind') || f('name') || f('resource') || 'a component'} is missing and must be installed first`,
  cause: about => [causeOf(about)],
  remedy: about => [stepOf(about)],
})
