/** No node has room. Wordings: kube-scheduler. */
import { workloadName } from '../about.ts'
import { addPool } from '../steps.ts'
import { EVENT, POD, POD_FIRST } from '../text/around.ts'
import { isOf, nodesLine, taintsIn } from '../text/scheduling.ts'
import { textRule } from '../text-rule.ts'

const SHORT = /(?<reason>Insufficient [\w./-]{1,60}?(?=[.,;\s]|$)|Too many pods)/

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
  title: about => `no node has room for ${workloadName(about)}`,
  cause: ({ f, nodes }) => [
    `${f('resource') ? `Insufficient ${f('resource')}` : 'Not enough room'} on the nodes that could take it. An autoscaler may yet add one.`,
    ...nodesLine(nodes),
  ],
  remedy: about => addPool(about, 'Add a node or a pool, or lower the requests by the extension’s settings.'),
})
