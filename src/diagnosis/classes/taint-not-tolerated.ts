/** The nodes have taints. Wordings: kube-scheduler. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, workloadName } from '../about.ts'
import { addPool, admin, KUBERNETES, LEARN } from '../steps.ts'

import { EVENT, POD, POD_FIRST } from '../text/around.ts'
import { isOf, nodesLine, PASSING_TAINT } from '../text/scheduling.ts'
import { textRule } from '../text-rule.ts'

/** @returns the taint of the most nodes, where there are several. */
function mostNodes(text: string): { readonly taint?: string } {
  const taints = [...text.matchAll(/\b(\d{1,5}) (?:node\(s\) )?had (?:untolerated )?taint \{([^}]{1,300})\}/gi)]
    .filter(([, , taint]) => !PASSING_TAINT.test(taint ?? ''))
    .sort((a, b) => Number(b[1]) - Number(a[1]))
  const [, , taint] = taints[0] ?? []
  return taint === undefined ? {} : { taint }
}

/** By what the taint says: the node lacks something, was put aside by hand, goes away, or is kept for others. */
function stepsOf(about: About): Step[] {
  const taint = about.f('taint')
  const nodes = command`kubectl get nodes -o wide`
  if (/(?:disk|memory|pid)-pressure/.test(taint))
    return [
      admin(
        'Free disk, memory or processes on the nodes, or use larger nodes. The taint then disappears.',
        `${KUBERNETES}concepts/scheduling-eviction/node-pressure-eviction/`,
        nodes,
      ),
    ]
  if (/unschedulable/.test(taint))
    return [
      admin(
        'The nodes are cordoned, for example by an upgrade: wait until it ends, or uncordon them.',
        `${KUBERNETES}tasks/administer-cluster/safely-drain-node/`,
        command`kubectl uncordon ${'NODE'}`,
      ),
    ]
  if (/ToBeDeleted|DeletionCandidate|NoExecuteTaint|karpenter\.sh\/(?:disrupted|disruption)/.test(taint))
    return [
      admin(
        'The autoscaler is removing these nodes and adds others. If it does not, run the step again.',
        `${LEARN}aks/cluster-autoscaler`,
        nodes,
      ),
    ]
  if (/gpu|sku=/.test(taint))
    return [
      admin(
        'These nodes are reserved: give the pod the toleration in its settings, or add a pool without the taint.',
        `${KUBERNETES}concepts/scheduling-eviction/taint-and-toleration/`,
      ),
      ...addPool(about, 'Add a pool without the taint:'),
    ]
  return addPool(about, 'Add a node pool without that taint, for workloads that are not system components.')
}

export const rule = textRule('taint-not-tolerated', {
  when: text => isOf('taint-not-tolerated', text),
  literals: [],
  patterns: [
    /had untolerated taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\}/i,
    /had taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\},? that the pod didn't tolerate/i,
    /node\(s\) had (?:untolerated )?taints? (?<taint>[^{},\s][^,]{0,200}?),? that the pod didn't tolerate/i,
    /(?<message>\d{1,6} node\(s\) were unschedulable)/,
    /(?<message>node\(s\) had untolerated taint\(s\)|node\(s\) had taints that the pod didn't tolerate)/,
    /\bdid not tolerate taint \(taint=(?<taint>[^;)]{1,200})/,
  ],
  around: [POD, POD_FIRST, EVENT],
  extract: text => {
    const { taint } = mostNodes(text)
    if (taint !== undefined) return { taint }
    return /node\(s\) were unschedulable/.test(text) ? { taint: 'node.kubernetes.io/unschedulable' } : {}
  },
  brief: ({ f }) => (f('message') === '' ? {} : { cause: f('message') }),
  title: about => `every node for ${workloadName(about)} has a taint it does not tolerate`,
  cause: ({ f, nodes }) => [
    `The taint is ${f('taint') || 'named in the text'}. An autoscaler may add a pool without it.`,
    ...nodesLine(nodes),
  ],
  remedy: about => stepsOf(about),
})
