/** The cluster is stopped. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('cluster-stopped', {
  codes: /^ClusterStopped$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>(?:managed )?cluster[^".\n]{0,120} (?:is (?:currently )?(?:in )?(?:the )?['(]?stopp(?:ed|ing)['(]?|(?:is )?not (?:currently )?running)[^"\n]{0,160})/i,
    /(?<message>[Pp]ower ?[Ss]tate\W{1,10}(?:code\W{1,8})?(?:is )?'?Stopped'?[^"\n]{0,100})/,
  ],
  title: () => 'the cluster is stopped',
  remedy: ({ names }) => [
    you(
      'Start the cluster, then run the step again.',
      `${LEARN}aks/start-stop-cluster`,
      command`az aks start --resource-group ${names.group} --name ${names.cluster}`,
    ),
  ],
})
