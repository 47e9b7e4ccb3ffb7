/** Nodes are not Ready. Wordings: kube-scheduler. */
import { command } from '../../model/command.ts'
import { admin, LEARN } from '../steps.ts'
import { POD, POD_FIRST } from '../text/around.ts'
import { isOf } from '../text/scheduling.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('node-not-ready', {
  when: (text, fact) =>
    isOf('node-not-ready', text) &&
    (fact.kind !== 'pod-log' || /NetworkPluginNotReady|Kubelet stopped|NodeNotReady/.test(text)),
  literals: [],
  patterns: [
    /taints? \{?(?<taint>node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)|node\.cloudprovider\.kubernetes\.io\/uninitialized|node\.cilium\.io\/agent-not-ready|ignore-taint\.cluster-autoscaler\.kubernetes\.io\/[\w.-]{1,63})/i,
    /(?<reason>NetworkPluginNotReady)(?<message>[\s\S]{0,200})/,
    /(?<reason>NodeNotReady|NodeStatusUnknown|KubeletNotReady)\b/,
    /(?:^|\s)(?<node>aks-[a-z0-9-]{3,60}|[a-z0-9][a-z0-9.-]{2,62})\s+(?<reason>NotReady)\b/,
    /\b[Nn]ode "?(?<node>[a-z0-9][a-z0-9.-]{2,252})"? (?:status is now: NodeNotReady|is not ready|not ready)/,
    /Kubelet stopped posting node status/,
    /^Node is not ready/,
  ],
  around: [/\bnode[ /=]"?(?<node>aks-[a-z0-9-]{3,60}|[a-z0-9-]{3,60}-vmss[0-9a-z]{6})/i, POD, POD_FIRST],
  title: ({ f }) => `${f('node') ? `node ${f('node')} is` : 'nodes are'} not Ready`,
  cause: () => ['A new node needs a minute or two.'],
  remedy: ({ f }) => [
    admin(
      'If it does not become Ready, repair the node or its network.',
      `${LEARN}aks/node-auto-repair`,
      f('node') ? command`kubectl describe node ${f('node')}` : command`kubectl get nodes`,
    ),
  ],
})
