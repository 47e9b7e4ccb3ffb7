/** No node has room. Wordings: kube-scheduler. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, workloadName } from '../about.ts'
import { addPool, admin, KUBERNETES, LEARN } from '../steps.ts'

import { EVENT, POD, POD_FIRST } from '../text/around.ts'
import { isOf, nodesLine, taintsIn } from '../text/scheduling.ts'
import { textRule } from '../text-rule.ts'

const SHORT = /(?<reason>Insufficient [\w./-]{1,60}?(?=[.,;\s]|$)|Too many pods)/

/** By what the nodes lack: places for pods, a place in the pool, the labels that are asked for, or CPU and memory. */
function stepsOf(about: About): Step[] {
  const { f, names } = about
  const said = `${f('resource')} ${f('reason')} ${f('message')}`
  if (/\bpods\b|Too many pods/.test(said) && !/Insufficient (?:cpu|memory)/.test(said))
    return [
      admin(
        'The nodes have reached their maximum number of pods, which is fixed for a pool. Add a pool with a larger maximum, or more nodes.',
        `${LEARN}aks/concepts-network-ip-address-planning`,
        command`az aks nodepool add --resource-group ${names.group} --cluster-name ${names.cluster} --name user1 --mode User --max-pods 110`,
      ),
    ]
  if (/max node group size/.test(said))
    return [
      admin(
        'The autoscaler has reached its maximum: raise it.',
        `${LEARN}aks/cluster-autoscaler`,
        command`az aks nodepool update --resource-group ${names.group} --cluster-name ${names.cluster} --name ${'POOL'} --update-cluster-autoscaler --min-count ${'MIN_NODES'} --max-count ${'MAX_NODES'}`,
      ),
    ]
  if (/affinity|node selector/i.test(said))
    return [
      admin(
        f('resource') !== '' || /Insufficient /.test(said)
          ? 'Add nodes to a pool with the labels that the pod needs, or lower its requests in the settings: the matching nodes are full.'
          : 'Add a pool with the labels that the pod needs, or change its selector in the settings: no node has them.',
        `${KUBERNETES}concepts/scheduling-eviction/assign-pod-node/`,
        command`kubectl get nodes --show-labels`,
      ),
    ]
  return addPool(about, 'Add a node or a pool, or lower the requests in the extension’s settings.')
}

export const rule = textRule('unschedulable-resources', {
  // A node that is not Ready yet has just come: an autoscaler is acting.
  reason: text => (taintsIn(text).passing ? 'transient' : 'grace'),
  when: text => isOf('unschedulable-resources', text),
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
  brief: ({ f }) => (f('message') === '' ? {} : { cause: f('message') }),
  title: about => `no node has enough free resources for ${workloadName(about)}`,
  cause: ({ f, nodes }) => [
    `${f('resource') ? `Insufficient ${f('resource')}` : 'Not enough room'} on the matching nodes. An autoscaler may add one.`,
    ...nodesLine(nodes),
  ],
  remedy: about => stepsOf(about),
})
