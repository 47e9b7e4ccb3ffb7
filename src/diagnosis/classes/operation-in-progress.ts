/** Another operation holds the lock. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command, extensionCommand } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { admin, DEPLOYMENT_ERRORS, LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const isHelms = (message: string) => /install\/upgrade\/rollback|helm chart/.test(message)

/** By what is held: the cluster, the extension, or the release in Helm. */
function stepsOf({ f, names }: About): Step[] {
  const said = f('message')
  if (isHelms(said))
    return [
      you(
        'Check whether the release is still pending. While its operation runs, wait for it.',
        DEPLOYMENT_ERRORS,
        command`helm list -a -n ${names.namespace}`,
      ),
      admin(
        'If no operation runs, delete only the secret of the pending release (label status=pending-install, pending-upgrade or pending-rollback).',
        `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
        command`kubectl get secrets -n ${names.namespace} -l owner=helm`,
      ),
    ]
  if (f('code') === 'ClusterNotReady')
    return [
      you(
        'Run this step once the cluster is Succeeded, or with mode: watch beside the job that creates it.',
        DEPLOYMENT_ERRORS,
        command`az aks show --resource-group ${names.group} --name ${names.cluster} --query provisioningState`,
      ),
    ]
  return [
    you(
      'Wait until it ends, usually ten minutes, then run the step again.',
      DEPLOYMENT_ERRORS,
      /extension/i.test(said)
        ? extensionCommand('show', names, command`--name ${names.extension} --query provisioningState`)
        : command`az aks show --resource-group ${names.group} --name ${names.cluster} --query provisioningState`,
    ),
    admin(
      'If an operation of the cluster does not end, abort it:',
      `${LEARN}aks/manage-abort-operations`,
      command`az aks operation-abort --resource-group ${names.group} --name ${names.cluster}`,
    ),
  ]
}

export const rule = textRule('operation-in-progress', {
  codes: /^ClusterNotReady$/,
  literals: [],
  of: [...ANSWERS, 'pod-log', 'event'],
  when: text =>
    /[Aa]nother operation|[Cc]onflict|EtagMismatch|PatchFailed|in[- ]progress|Inflight|Provisioning State\(|OperationNotAllowed|preempted/i.test(
      text,
    ),
  patterns: [
    /(?<![^\n.":)])(?<message>[^\n.":)]{0,160}while (?:the )?(?:managed )?cluster is (?:being )?(?:upgrading|updating|creating|deleting|scaling)[^\n"]{0,100})/i,
    /(?<message>another operation \(install\/upgrade\/rollback\) is in progress)/,
    /(?<message>[Aa]nother operation[^"]{0,40} is in progress[^"]{0,200})/,
    /(?<message>[Tt]here is a(?:n(?:other)?)? (?:conflicting )?operation[^"]{0,200})/,
    /(?<message>conflicting operation in progress[^"]{0,160})/,
    /(?<code>EtagMismatch)[:\s"]*(?<message>[^"]{0,200})/,
    /(?<message>earlier operation for the helm chart[^"]{0,100})/,
    /is in Provisioning State\((?<reason>Updating|Upgrading|Creating|Deleting)\)(?<message>[\s\S]{0,300})/,
    /(?<message>cannot be completed due to a conflict[^"]{0,300})/,
    /(?<message>in[- ]?progress (?:\w+ ){0,4}operation[^"]{0,200})/i,
    /(?<code>AnotherOperationInProgress|HasInflightOperation|ExtensionPatchFailed|OperationPreempted\w*)/,
    /(?:^|[("\s])(?<code>Conflict)(?:[)":]|\s*$)(?<message>[\s\S]{0,300})/,
  ],
  unless:
    /\[(?:patch|put)\][^\n]{0,200}object has been modified|object has been modified|MissingSubscriptionRegistration/,
  title: () => 'another operation is in progress on the cluster, extension or release',
  cause: ({ f }) => {
    if (f('code') === 'ClusterNotReady') return []
    return [
      isHelms(f('message'))
        ? 'An earlier release is still pending. If its process was killed, it does not end by itself.'
        : 'It ends by itself. Run jobs that write extensions of one cluster one after the other.',
    ]
  },
  remedy: about => stepsOf(about),
})
