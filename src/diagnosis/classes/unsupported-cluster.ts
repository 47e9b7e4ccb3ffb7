/** A prerequisite of the extension is not met. Wordings: kubelet, containerd, the built-in controllers. */
import { command } from '../../model/command.ts'
import { admin, LEARN } from '../steps.ts'
import { textRule } from '../text-rule.ts'

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
    `the cluster does not have what ${about.names.extension === '<extension>' ? 'the extension' : about.names.extension} needs`,
  remedy: ({ f, names }) =>
    /identity/i.test(f('message')) || /service-principal/.test(f('message'))
      ? [
          admin(
            'Give the cluster a managed identity; extensions need one.',
            `${LEARN}aks/cluster-extensions`,
            command`az aks update --resource-group ${names.group} --name ${names.cluster} --enable-managed-identity`,
          ),
        ]
      : [
          admin(
            'Use a node image, architecture or Kubernetes version that the extension supports.',
            `${LEARN}aks/cluster-extensions`,
          ),
        ],
})
