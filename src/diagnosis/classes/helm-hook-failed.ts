/** A hook of the chart failed, and nothing says why. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { DEPLOYMENT_ERRORS, you } from '../steps.ts'
import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

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
    /\bHook (?:pre|post)-\S+ (?<path>\S+\.ya?ml)/,
    RELEASE,
    /Job (?:failed: )?(?<name>[a-z0-9][a-z0-9.-]{1,252}) has reached/,
  ],
  title: about => `a hook of ${extensionName(about)}'s chart failed; why was not seen`,
  cause: ({ f }) => [
    `Helm runs this Job around the release itself${f('name') ? `: ${f('name')}` : ''}. Its log has the reason.`,
  ],
  remedy: ({ names }) => [
    you(
      'Read the log of the hook’s pod while it is there; Helm deletes it with the release.',
      DEPLOYMENT_ERRORS,
      command`kubectl get jobs,pods -n ${names.namespace}`,
    ),
  ],
})
