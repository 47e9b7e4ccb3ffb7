/** A hook of the chart failed, and nothing says why. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { isMadeAgain } from '../../model/kinds.ts'
import { type About, extensionName } from '../about.ts'
import { admin, DEPLOYMENT_ERRORS, kubectl, LEARN, you } from '../steps.ts'

import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** By what Helm says of the hook: that its Job is there already, that its own check failed, or only that it failed. */
function stepsOf({ f, names }: About): Step[] {
  const said = f('message')
  const job = f('job') || f('name')
  const [, left = '', called = ''] = /\b([a-z][a-z0-9.-]{1,200}) "([^"]{1,253})" already exists/.exec(said) ?? []
  const isJob = left === '' || left.startsWith('job')
  if (/already exists/.test(said) && (isJob || isMadeAgain(left)))
    return [
      admin(
        isJob
          ? 'A Job of an earlier try is still there, and this one never ran: delete it, and run the step again.'
          : 'A hook of an earlier try left this object, and this one never ran: delete it, and run the step again.',
        'https://helm.sh/docs/topics/charts_hooks/',
        isJob
          ? command`kubectl delete job ${called || job || '<job>'} -n ${names.namespace}`
          : kubectl('delete', left, called, names.namespace),
      ),
    ]
  if (/healthcheck/.test(said))
    return [
      you(
        'The chart’s own check writes its findings into a ConfigMap: read that.',
        `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
        command`kubectl describe configmap arcml-healthcheck -n ${names.namespace}`,
      ),
    ]
  const events = you(
    'Look at the hook’s Job and at its events: a pod that was never scheduled, or whose image was not pulled, has no log.',
    DEPLOYMENT_ERRORS,
    command`kubectl get jobs,pods,events -n ${names.namespace}`,
  )
  const log = you(
    'Then read the log of the hook’s pod. A Job that failed stays until the next try, unless its delete policy says otherwise.',
    'https://helm.sh/docs/topics/charts_hooks/',
    command`kubectl logs -n ${names.namespace} job/${job || '<job>'} --all-containers`,
  )
  return [events, log]
}

export const rule = textRule('helm-hook-failed', {
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [
    /\bfailed (?:pre|post)-(?:install|upgrade|delete|rollback):?\s*(?<message>[\s\S]{0,600})/,
    /\b(?:pre|post)-(?:install|upgrade|delete|rollback) hooks? failed:?\s*(?<message>[\s\S]{0,600})/,
    /Helm test failed(?: for release (?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<release>[a-z0-9][a-z0-9-]{0,52})(?:\.v\d+)?(?: with chart (?<chart>[^\s:]{1,120}))?)?:?\s*(?<message>[\s\S]{0,400})/,
    /Job has reached the specified (?<message>backoff limit)/,
    /\b[Jj]ob (?<name>[a-z0-9.-]{1,253})? ?failed: (?<reason>BackoffLimitExceeded|DeadlineExceeded)/,
    /(?<message>pod healthcheck failed)/,
    /(?<reason>BackoffLimitExceeded)/,
  ],
  around: [
    /(?<reason>BackoffLimitExceeded|DeadlineExceeded)/,
    /\b(?<resource>jobs\.batch) "(?<name>[a-z0-9][a-z0-9.-]{1,252})"/,
    /\bjobs?[ /]"?(?<name>[a-z0-9][a-z0-9.-]{1,252})"? (?:failed|has|in namespace)/,
    /\bHook (?<hook>(?:pre|post)-[a-z]+) (?<path>\S+\.ya?ml)/,
    /\b(?<hook>(?:pre|post)-(?:install|upgrade|delete|rollback))\b/,
    RELEASE,
    /Job (?:failed: )?(?<name>[a-z0-9][a-z0-9.-]{1,252}) has reached/,
  ],
  title: about => `a hook of ${extensionName(about)}'s chart failed; why was not seen`,
  cause: ({ f }) => [
    `Helm runs this Job around the release itself${f('name') ? `: ${f('name')}` : ''}. Its log has the reason.`,
  ],
  remedy: about => stepsOf(about),
})
