/** The CNI cannot set a pod up. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import { workloadName } from '../about.ts'
import { admin, LEARN } from '../steps.ts'

import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('sandbox-network-failed', {
  literals: [],
  unless: /failed to get sandbox image/,
  patterns: [
    /(?:Failed (?:to )?create pod sandbox|FailedCreatePodSandBox)(?<message>[\s\S]*)/,
    /(?<message>Error adding pod to network[\s\S]*)/,
    /failed to (?:set ?up network|set up sandbox container)[^"]{0,200}"?(?<message>[\s\S]*)/,
    /(?:networkPlugin|NetworkPlugin) cni failed to (?:set up|teardown) pod "(?<pod>[^"_]{1,253})(?:_(?<namespace>[^"]{1,63}))?"(?<message>[\s\S]*)/,
  ],
  around: [
    /pod "(?<pod>[^"_]{1,253})_(?<namespace>[a-z0-9-]{1,63})"/,
    /pod="(?<namespace>[a-z0-9-]{1,63})\/(?<pod>[^"]{1,253})"/,
    /network for pod "(?<pod>[^"]{1,253})"/,
    /(?<reason>FailedCreatePodSandBox)/,
    /(?<url>https?:\/\/[^\s'":]+(?::\d+)?[^\s'":]*)/,
    /plugin type="(?<name>[^"]{1,63})"/,
    ...AROUND_POD,
  ],
  title: about => `the network of ${workloadName(about)} cannot be set up`,
  cause: () => ["The node’s CNI could not set up the pod's network. A new node recovers in a minute or two."],
  remedy: () => [
    admin(
      'If it continues, check the CNI’s pods on that node and the free addresses in the subnet.',
      `${LEARN}aks/concepts-network-cni-overview`,
      command`kubectl get pods -n kube-system -o wide`,
    ),
  ],
})
