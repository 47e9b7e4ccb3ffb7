/** A claim or mount fails. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import { extensionType as extensionTypeNamed } from '../../model/extension-types.ts'
import type { Step } from '../../model/finding.ts'
import { type About, workloadName } from '../about.ts'
import { admin, KUBERNETES, LEARN, you } from '../steps.ts'

import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** By what Kubernetes says of the claim or the mount. */
function stepOf({ f, extensionType, names }: About): Step {
  const said = `${f('message')} ${f('reason')}`
  const claims = command`kubectl get pvc -n ${names.namespace}`
  const page = extensionTypeNamed(extensionType)?.troubleshooting ?? `${KUBERNETES}concepts/storage/persistent-volumes/`
  if (/already (?:exclusively attached|used|attached)|already owned by VM|Multi-Attach/i.test(said))
    return admin(
      'Delete the old pod, or wait a few minutes: another pod or node still uses the disk. To prevent this, set the strategy Recreate.',
      `${LEARN}aks/concepts-storage`,
      command`kubectl get pods -n ${names.namespace} -o wide`,
    )
  if (/affinity conflict/.test(said))
    return admin(
      'Add a node in the volume’s zone: it has no free node for this pod. Do not delete the claim, because that deletes its data.',
      `${LEARN}aks/availability-zones-overview`,
      command`kubectl describe pv`,
    )
  if (/max volume count/.test(said))
    return admin(
      'The nodes have reached the disk limit of their VM size: add a node, or use a larger size.',
      `${LEARN}aks/concepts-storage`,
      command`kubectl get nodes`,
    )
  if (/storageclass|StorageClass/.test(said) && /not found/.test(said))
    return admin(
      'Create that StorageClass, or set the setting to an existing one.',
      `${KUBERNETES}concepts/storage/storage-classes/`,
      command`kubectl get storageclass`,
    )
  if (/being deleted/.test(said))
    return admin(
      'Delete the pods that use the claim: its deletion waits for them. Then it is created again.',
      page,
      claims,
    )
  if (/secrets-store|keyvault/i.test(said) && /403|Forbidden|denied/i.test(said))
    return admin(
      'Give the identity of the secrets store Key Vault Secrets User on this vault: it has no read access.',
      `${LEARN}aks/csi-secrets-store-identity-access`,
    )
  if (/persistentvolumeclaim|claim/i.test(said) && /not found/.test(said))
    return you('Create the claim, or set the setting that names another.', page, claims)
  if (/access denied|permission denied|exit status 32|wrong fs type|mount failed/i.test(said))
    return admin(
      'Check the address, the node’s network access and the permissions of the share: the storage rejected the mount.',
      `${LEARN}aks/concepts-storage`,
    )
  return admin(
    'Check the claim: its StorageClass, its provisioner, and the node’s network access to the storage.',
    page,
    command`kubectl describe pvc -n ${names.namespace}`,
  )
}

export const rule = textRule('volume-unavailable', {
  literals: [],
  of: ['event', 'pod-status', 'arm-error', 'cli-output', 'pod-log'],
  unless: /Successfully assigned|(?:secret|configmap)s? "[^"]*" not found/,
  patterns: [
    /(?<message>PersistentVolumeClaim is not bound: (?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9][a-z0-9.-]{0,252}))/,
    /(?<message>\b\d{1,5} node\(s\) had volume node affinity conflict)/,
    /(?<message>unbound immediate PersistentVolumeClaims)/,
    /(?<message>(?<kind>persistentvolumeclaim) "(?<name>[^"]{1,253})" (?:not found|is being deleted))/,
    /(?<message>exceed max volume count)/,
    /MountVolume\.(?:MountDevice|NewMounter|WaitForAttach|SetUp) failed for volume "(?<volume>[^"]{1,253})"\s{0,3}:(?!\s*(?:secret|configmap|object|failed to sync|references)\b)(?<message>[\s\S]*)/i,
    /AttachVolume\.\w+ failed for volume "(?<volume>[^"]{1,253})"\s*:?\s*(?<message>[\s\S]*)/,
    /Multi-Attach error for volume "(?<volume>[^"]{1,253})"\s*(?<message>[\s\S]*)/,
    /Unable to attach or mount volumes: unmounted volumes=\[(?<volume>[^\]\s,]{1,253})[^\]]*\](?<message>[\s\S]*)/,
    /failed to provision volume with StorageClass "(?<name>[^"]{1,253})":?\s*(?<message>[\s\S]*)/i,
    /storageclass(?:\.storage\.k8s\.io)? "(?<name>[^"]{1,253})" not found(?<message>)/,
    /(?<message>no persistent volumes available for this claim[^"]{0,120})/,
    /(?<message>node\(s\) didn't find available persistent volumes to bind)/,
    /(?<message>pod has unbound[^"]{0,60})/,
  ],
  around: [
    ...AROUND_POD,
    /(?:failed|error) for volume "(?<name>[^"]{1,253})"/,
    /unmounted volumes=\[(?<name>[^\]\s,]{1,253})/,
  ],
  reason: text =>
    /affinity conflict|storageclass[^"]*"[^"]*" not found/i.test(text)
      ? 'permanent'
      : /unbound|to bind|no persistent volumes|being deleted/.test(text)
        ? 'transient'
        : 'grace',
  title: about => `a volume of ${workloadName(about)} is not available`,
  remedy: about => [stepOf(about)],
})
