/**
 * Azure does not reach a cluster that Arc connects. States: Azure REST API, "Connected Clusters"; what each means: Microsoft
 * Learn, "Understand Azure Arc-enabled Kubernetes connectivity modes".
 */
import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ARC_TROUBLESHOOTING, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const STATE = /\b(Offline|Expired|Connecting)\b/

function stateIn({ f }: About): string {
  return STATE.exec(`${f('code')} ${f('message')}`.replace(/^Cluster/, ''))?.[1] ?? ''
}

function stepsFor(about: About): Step[] {
  const { names } = about
  const agents = you(
    'Check the agents, from a machine that reaches the cluster: all of them must run and reach Azure.',
    ARC_TROUBLESHOOTING,
    command`kubectl -n azure-arc get deployments,pods`,
  )
  const diagnose = you(
    'Check agents, network and certificates, from a machine with a kubeconfig of the cluster:',
    ARC_TROUBLESHOOTING,
    command`az connectedk8s troubleshoot --resource-group ${names.group} --name ${names.cluster}`,
  )
  if (stateIn(about) !== 'Expired') return [agents, diagnose]
  return [
    you(
      'Connect the cluster again: the certificate of its identity can no longer be renewed. Deleting its resource in Azure first removes its extensions and Flux configurations in Azure; this cannot be undone.',
      ARC_TROUBLESHOOTING,
      command`az connectedk8s connect --resource-group ${names.group} --name ${names.cluster}`,
    ),
    agents,
  ]
}

export const rule = textRule('cluster-disconnected', {
  codes: /^Cluster(?:Offline|Expired|Connecting)$/,
  literals: [],
  of: ['arm-error', 'cli-output'],
  patterns: [/["']?connectivityStatus["']?\s*(?:[:=]|is)\s*(?<message>["']?(?:Offline|Expired)\b[^\n,}]{0,200})/],
  brief: ({ f }) => (f('message') === '' ? {} : { cause: f('message') }),
  title: about => `Azure cannot reach the cluster${stateIn(about) === '' ? '' : ` (${stateIn(about)})`}`,
  cause: () => [
    'The Arc agents do the work in the cluster. Without them an extension does not change for up to two days, then fails.',
  ],
  remedy: stepsFor,
})
