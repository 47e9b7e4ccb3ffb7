/** Azure got no answer from the agent. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */
import { command, extensionCommand } from '../../model/command.ts'
import { ARC_TROUBLESHOOTING, admin, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('agent-not-responding', {
  codes: /^FluxAgentSilent$/,
  literals: [],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /(?<message>(?:Unable|Unabled) to get (?:a )?response from the [Aa]gent in time[^"\]]{0,200})/,
    /(?<message>Unable to get the status from the local CRD[\s\S]{0,300})/,
    /(?<!IdentityCRD\w{0,40} )(?<message>status not populated)/,
  ],
  title: ({ f }) =>
    f('code') === 'FluxAgentSilent'
      ? 'the Flux agent does not report to Azure; cause unknown'
      : 'Azure got no answer from the extension agent; cause unknown',
  cause: () => [
    'On AKS the agent runs in kube-system (on newer clusters in the control plane, where you cannot see it); on Arc it runs in azure-arc.',
  ],
  remedy: ({ f, names, cluster }) => [
    ...(f('code') === 'FluxAgentSilent'
      ? [
          you(
            'Check that fluxconfig-agent runs and reaches Azure: it reports the state of each configuration.',
            ARC_TROUBLESHOOTING,
            command`kubectl logs -n flux-system deployment/fluxconfig-agent -c fluxconfig-agent --tail=50`,
          ),
        ]
      : []),
    you(
      'On AKS: if extension-agent and extension-operator are in kube-system, check that they run. Updating the extension restarts the operation.',
      ARC_TROUBLESHOOTING,
      command`kubectl get pods -n kube-system`,
    ),
    you(
      'Then read what Azure reports about the extension.',
      ARC_TROUBLESHOOTING,
      extensionCommand('show', names, command`--name ${names.extension} --query statuses`),
    ),
    ...(cluster === undefined
      ? [
          admin(
            'On Arc: check the agents, then egress, then their identity.',
            ARC_TROUBLESHOOTING,
            command`kubectl -n azure-arc get deployments,pods`,
          ),
        ]
      : []),
  ],
})
