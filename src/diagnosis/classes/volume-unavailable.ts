/** A claim or mount fails. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import { workloadName } from '../about.ts'
import { admin, KUBERNETES, TROUBLESHOOT } from '../steps.ts'
import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('volume-unavailable', {
  literals: [],
  of: ['event', 'pod-status', 'arm-error', 'cli-output', 'pod-log'],
  unless: /Successfully assigned|(?:secret|configmap)s? "[^"]*" not found/,
  patterns: [
    /(?<message>PersistentVolumeClaim is not bound: (?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9][a-z0-9.-]{0,252}))/,
    /(?<message>\b\d{1,5} node\(s\) had volume node affinity conflict)/,
    /(?<message>unbound immediate PersistentVolumeClaims)/,
    /persistentvolumeclaim "(?<name>[^"]{1,253})" (?<message>not found|is being deleted)/,
    /(?<message>exceed max volume count)/,
    /MountVolume\.(?:MountDevice|NewMounter|WaitForAttach|SetUp) failed for volume "(?<name>[^"]{1,253})"\s{0,3}:(?!\s*(?:secret|configmap|object|failed to sync|references)\b)(?<message>[\s\S]*)/i,
    /AttachVolume\.\w+ failed for volume "(?<name>[^"]{1,253})"\s*:?\s*(?<message>[\s\S]*)/,
    /Multi-Attach error for volume "(?<name>[^"]{1,253})"\s*(?<message>[\s\S]*)/,
    /Unable to attach or mount volumes: unmounted volumes=\[(?<name>[^\]\s,]{1,253})[^\]]*\](?<message>[\s\S]*)/,
    /failed to provision volume with StorageClass "(?<name>[^"]{1,253})":?\s*(?<message>[\s\S]*)/i,
    /storageclass(?:\.storage\.k8s\.io)? "(?<name>[^"]{1,253})" not found(?<message>)/,
    /(?<message>no persistent volumes available for this claim[^"]{0,120})/,
    /(?<message>node\(s\) didn't find available persistent volumes to bind)/,
    /(?<message>pod has unbound[^"]{0,60})/,
  ],
  around: AROUND_POD,
  reason: text =>
    /affinity conflict|storageclass[^"]*"[^"]*" not found/i.test(text)
      ? 'permanent'
      : /unbound|to bind|no persistent volumes|being deleted/.test(text)
        ? 'transient'
        : 'grace',
  title: about => `a volume of ${workloadName(about)} is not available`,
  remedy: ({ permanence, extensionType, names }) => [
    admin(
      permanence === 'permanent'
        ? 'The volume lies in a zone (or asks for a StorageClass) that no node of the pod has: use a zone-redundant StorageClass, and delete the claim that was made with the other.'
        : 'Look at the claim: its StorageClass, its provisioner, and the node’s way to the storage.',
      extensionType === 'microsoft.dapr'
        ? `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`
        : `${KUBERNETES}concepts/storage/persistent-volumes/`,
      command`kubectl describe pvc -n ${names.namespace}`,
    ),
  ],
})
