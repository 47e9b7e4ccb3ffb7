/** Azure got no answer from the agent. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */
import { command } from '../../model/command.ts'
import { ARC_TROUBLESHOOTING, admin, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('agent-not-responding', {
  literals: [],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /(?<message>(?:Unable|Unabled) to get (?:a )?response from the [Aa]gent in time[^"\]]{0,200})/,
    /(?<message>Unable to get the status from the local CRD[\s\S]{0,300})/,
    /(?<!IdentityCRD\w{0,40} )(?<message>status not populated)/,
  ],
  title: () => 'Azure got no answer from the extension agent; why was not seen',
  cause: () => [
    'On AKS the extension manager runs in the control plane: there are no agent pods to look at. On Arc there are, in azure-arc.',
  ],
  remedy: ({ names, cluster }) => [
    you(
      'On AKS: look at the pods of the release namespace.',
      ARC_TROUBLESHOOTING,
      command`kubectl get pods,events -n ${names.namespace}`,
    ),
    ...(cluster === undefined
      ? [
          admin(
            'On Arc: look at the agents, then at egress, then at their identity.',
            ARC_TROUBLESHOOTING,
            command`kubectl -n azure-arc get deployments,pods`,
          ),
        ]
      : []),
  ],
})
