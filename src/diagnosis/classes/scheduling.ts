/** Pods that no node takes. Wording: kube-scheduler ("0/3 nodes are available: …"), and nodes that are not Ready. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { admin, LEARN, TROUBLESHOOT } from '../steps.ts'
import { type About, textRule } from '../text-rule.ts'

const what = (about: About) => about.component || about.f('pod') || 'a pod'

/** Taints that a node bears while it is not usable, whoever would be scheduled to it. */
const PASSING_TAINT =
  /(?:node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider\.kubernetes\.io\/uninitialized|node\.cilium\.io\/agent-not-ready|ignore-taint\.cluster-autoscaler\.kubernetes\.io)/i
const TAINTED = /had (?:untolerated )?taints? \{?([^}:,\s]{1,253})/gi

/** Which nodes lack room, and which bear taints that are their own: the counts stand before the reasons. */
function taintsIn(text: string): { readonly lasting: boolean; readonly passing: boolean } {
  const taints = [...text.matchAll(TAINTED)].map(match => match[1] ?? '')
  return {
    lasting: taints.some(taint => !PASSING_TAINT.test(taint)),
    passing: taints.some(taint => PASSING_TAINT.test(taint)),
  }
}

/** @returns the taint of the most nodes, where there are several. */
function mostNodes(text: string): { readonly taint?: string } {
  const taints = [...text.matchAll(/\b(\d{1,5}) (?:node\(s\) )?had (?:untolerated )?taint \{([^}]{1,300})\}/gi)]
    .filter(([, , taint]) => !PASSING_TAINT.test(taint ?? ''))
    .sort((a, b) => Number(b[1]) - Number(a[1]))
  const [, , taint] = taints[0] ?? []
  return taint === undefined ? {} : { taint }
}

/** Of one text that gives several reasons, which class it is of. */
function schedulingOf(text: string): 'unschedulable-resources' | 'taint-not-tolerated' | 'node-not-ready' | '' {
  const [, all = '0'] = /\b0\/(\d{1,6}) nodes are available/.exec(text) ?? []
  const { lasting, passing } = taintsIn(text)
  const short = /Insufficient |Too many pods/.test(text)
  const tainted = [...text.matchAll(/\b(\d{1,5}) (?:node\(s\) )?had (?:untolerated )?taint/gi)]
  const sum = tainted.reduce((total, match) => total + Number(match[1]), 0)
  if (short && !(lasting && Number(all) > 0 && sum >= Number(all))) return 'unschedulable-resources'
  if (lasting) return 'taint-not-tolerated'
  return passing ? 'node-not-ready' : ''
}

function isOf(id: ReturnType<typeof schedulingOf>, text: string): boolean {
  const found = schedulingOf(text)
  return found === '' || found === id
}

const POD = /\bpod\/(?<pod>[a-z0-9][a-z0-9.-]{3,252})\s/
const EVENT = /\b(?<reason>FailedScheduling|NotTriggerScaleUp|Unschedulable)\b/
const SHORT = /(?<reason>Insufficient [\w./-]{1,60}?(?=[.,;\s]|$)|Too many pods)/
const POD_FIRST = /(?<pod>[a-z0-9][a-z0-9.-]{1,252}-[a-z0-9]{5}) (?:0\/|FailedScheduling)/

/** @param text what the pool is to be like. */
function addPool({ names, cluster }: About, text: string): Step[] {
  const provisioning = admin(
    'Node auto-provisioning makes nodes here: look at what it says of its pools and claims first.',
    `${TROUBLESHOOT}troubleshoot-node-auto-provision`,
    command`kubectl get nodepools.karpenter.sh,nodeclaims.karpenter.sh`,
  )
  const pool = admin(
    text,
    `${TROUBLESHOOT}cluster-extension-deployment-errors`,
    command`az aks nodepool add --resource-group ${names.group} --cluster-name ${names.cluster} --name user1 --mode User`,
  )
  return cluster?.sku === 'Automatic' ? [provisioning, pool] : [pool]
}

export const unschedulableResources = textRule({
  class: 'unschedulable-resources',
  // A node that is not Ready yet has just come: an autoscaler is acting.
  reason: text => (taintsIn(text).passing ? 'transient' : 'grace'),
  accept: text => isOf('unschedulable-resources', text),
  permanence: 'by-reason',
  literals: [],
  of: ['event', 'pod-status', 'arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /nodes are available[^\n]{0,1500}?Insufficient (?<resource>[\w./-]{1,63}?)(?=[.,;\s]|$)/,
    /nodes are available[^\n]{0,1500}?(?<message>Too many pods)/,
    /Insufficient (?<resource>cpu|memory|ephemeral-storage|pods)\b/,
    /Node didn't have enough resource: (?<resource>[\w./-]{1,63}), (?<message>requested: \d+, used: \d+, capacity: \d+)/,
    /(?<reason>CPU\/Memory resource insufficient)/,
    /pod didn't trigger scale-up[^\n]{0,400}?(?<message>max node group size reached|Insufficient \w+)/,
  ],
  around: [POD, POD_FIRST, EVENT, SHORT],
  title: about => `no node has room for ${what(about)}`,
  cause: ({ f }) => [
    `${f('resource') ? `Insufficient ${f('resource')}` : 'Not enough room'} on the nodes that could take it. An autoscaler may yet add one.`,
  ],
  remedy: about => addPool(about, 'Add a node or a pool, or lower the requests by the extension’s settings.'),
})

export const taintNotTolerated = textRule({
  class: 'taint-not-tolerated',
  accept: text => isOf('taint-not-tolerated', text),
  permanence: 'grace',
  literals: [],
  patterns: [
    /had untolerated taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\}/i,
    /had taints? \{(?<taint>(?!node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider)[^}]{1,300})\},? that the pod didn't tolerate/i,
    /node\(s\) had (?:untolerated )?taints? (?<taint>[^{},\s][^,]{0,200}?),? that the pod didn't tolerate/i,
    /(?<message>node\(s\) had untolerated taint\(s\)|node\(s\) had taints that the pod didn't tolerate)/,
    /\bdid not tolerate taint \(taint=(?<taint>[^;)]{1,200})/,
  ],
  around: [POD, POD_FIRST, EVENT],
  pick: text => mostNodes(text),
  title: about => `every node that could take ${what(about)} has a taint that it does not tolerate`,
  cause: ({ f }) => [`The taint is ${f('taint') || 'named in the text'}. An autoscaler may yet add a pool without it.`],
  remedy: about => addPool(about, 'Add a pool without that taint, for what is not a system component.'),
})

export const nodeNotReady = textRule({
  class: 'node-not-ready',
  accept: (text, fact) =>
    isOf('node-not-ready', text) &&
    (fact.kind !== 'pod-log' || /NetworkPluginNotReady|Kubelet stopped|NodeNotReady/.test(text)),
  permanence: 'transient',
  literals: [],
  patterns: [
    /taints? \{?(?<taint>node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider\.kubernetes\.io\/uninitialized)/i,
    /(?<reason>NetworkPluginNotReady)(?<message>[\s\S]{0,200})/,
    /(?<reason>NodeNotReady|NodeStatusUnknown|KubeletNotReady)\b/,
    /(?:^|\s)(?<node>aks-[a-z0-9-]{3,60}|[a-z0-9][a-z0-9.-]{2,62})\s+(?<reason>NotReady)\b/,
    /\b[Nn]ode "?(?<node>[a-z0-9][a-z0-9.-]{2,252})"? (?:status is now: NodeNotReady|is not ready|not ready)/,
    /Kubelet stopped posting node status/,
    /^Node is not ready/,
  ],
  around: [/\bnode[ /=]"?(?<node>aks-[a-z0-9-]{3,60}|[a-z0-9-]{3,60}-vmss[0-9a-z]{6})/i, POD, POD_FIRST],
  title: ({ f }) => `${f('node') ? `node ${f('node')} is` : 'nodes are'} not Ready`,
  cause: () => ['A new node is so for a minute or two.'],
  remedy: ({ f }) => [
    admin(
      'If it stays so, repair the node or its network.',
      `${LEARN}aks/node-auto-repair`,
      f('node') ? command`kubectl describe node ${f('node')}` : command`kubectl get nodes`,
    ),
  ],
})
