/** A prerequisite of the extension is not met. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { admin, LEARN, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

/** By what the cluster lacks. */
function stepOf({ f, names }: About): Step {
  const said = f('message')
  const page = `${LEARN}aks/cluster-extensions`
  if (/identity|service-principal/i.test(said))
    return admin(
      'Give the cluster a managed identity: extensions need one.',
      page,
      command`az aks update --resource-group ${names.group} --name ${names.cluster} --enable-managed-identity`,
    )
  if (/Automatic/.test(said))
    return you(
      'Use a Standard cluster: AKS Automatic does not support this extension.',
      `${LEARN}aks/intro-aks-automatic`,
    )
  if (/iptables|modprobe|iptable_nat/.test(said))
    return admin(
      'Load the kernel module iptable_nat on the nodes, or use a node image that has it.',
      `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
    )
  if (/exec format error|arm64|amd64/.test(said))
    return admin(
      'The image is for another processor architecture: give the pods nodes of that architecture.',
      page,
      command`kubectl get nodes -L kubernetes.io/arch`,
    )
  if (/kubeVersion|kubernetes version|incompatible with Kubernetes/i.test(said))
    return you(
      'Use a version of the extension or chart for this Kubernetes version; a cluster cannot be downgraded.',
      page,
    )
  return admin('Use a cluster that meets the requirement in the message; the linked page lists all requirements.', page)
}

export const rule = textRule('unsupported-cluster', {
  codes: /^NoManagedIdentity$/,
  literals: [
    'initialize iptables table',
    'exec format error',
    'only supported on clusters using Managed Service Identity',
  ],
  patterns: [
    /(?<message>only supported on clusters using Managed Service Identity)/i,
    /(?<message>aks-extensions-service-principal-not-supported)/,
    /(?<message>Unable to create identity for extension[^"\].]{0,120})/,
    /(?<message>can't initialize iptables table[^"]{0,160})/,
    /(?<message>modprobe: (?:FATAL|ERROR|can't)[^"]{0,160})/,
    /(?<message>unable to initialize table '\w+'[^"]{0,100})/,
    /(?<message>Kubernetes version (?<version>v[\w.+-]{3,40}) does not match [^\n]{1,60})/,
    /(?<message>chart requires kubeVersion: [^"\]}]{1,160})/,
    /(?<message>exec (?:[^\s:]{1,200}|user process caused)[:" ]{1,4}exec format error)/,
    /(?<message>not supported on AKS Automatic[^"\]]{0,120})/i,
  ],
  title: about =>
    `the cluster does not meet a requirement of ${about.names.extension === 'EXTENSION' ? 'the extension' : about.names.extension} needs`,
  remedy: about => [stepOf(about)],
})
