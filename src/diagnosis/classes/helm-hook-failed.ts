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
          ? 'Delete the Job of an earlier try, then run the step again: it kept this one from running.'
          : 'Delete the object that an earlier hook left, then run the step again: it kept this hook from running.',
        'https://helm.sh/docs/topics/charts_hooks/',
        isJob
          ? command`kubectl delete job ${called || job || 'JOB'} -n ${names.namespace}`
          : kubectl('delete', left, called, names.namespace),
      ),
    ]
  if (/healthcheck/.test(said))
    return [
      you(
        'Read the ConfigMap into which the chart’s own check writes its findings.',
        `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
        command`kubectl describe configmap arcml-healthcheck -n ${names.namespace}`,
      ),
    ]
  const events = you(
    'Check the hook’s Job and its events: a pod without a node or an image has no log.',
    DEPLOYMENT_ERRORS,
    command`kubectl get jobs,pods,events -n ${names.namespace}`,
  )
  const log = you(
    'Then read the log of the hook’s pod. A failed Job remains until the next try, unless its delete policy says otherwise.',
    'https://helm.sh/docs/topics/charts_hooks/',
    command`kubectl logs -n ${names.namespace} job/${job || 'JOB'} --all-containers`,
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
  title: about => `a hook of ${extensionName(about)}'s chart failed; cause unknown`,
  cause: ({ f }) => [
    `Helm runs this Job before or after the release${f('name') ? `: ${f('name')}` : ''}. Its log has the reason.`,
  ],
  remedy: about => stepsOf(about),
})
