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
    'Look at the agents, where the cluster can be reached: all of them have to run, and need the way out to Azure.',
    ARC_TROUBLESHOOTING,
    command`kubectl -n azure-arc get deployments,pods`,
  )
  const diagnose = you(
    'This checks agents, network and certificates, from a machine with a kubeconfig of the cluster.',
    ARC_TROUBLESHOOTING,
    command`az connectedk8s troubleshoot --resource-group ${names.group} --name ${names.cluster}`,
  )
  if (stateIn(about) !== 'Expired') return [agents, diagnose]
  return [
    you(
      'The certificate of the cluster’s identity cannot be renewed any more: connect the cluster again. Deleting its resource in Azure first removes the extensions and Flux configurations that Azure knows of it.',
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
  title: about => `Azure does not reach the cluster${stateIn(about) === '' ? '' : ` (${stateIn(about)})`}`,
  cause: () => [
    'The agents of Arc carry out what Azure is asked for. Without them an extension stays as it is for up to two days, and then fails.',
  ],
  remedy: stepsFor,
})
