/** A container restarts, and nothing says why. Wordings: kubelet, containerd, the built-in controllers. */

import { command } from '../../model/command.ts'
import { workloadName } from '../about.ts'
import { LEARN, you } from '../steps.ts'

import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('crash-loop', {
  literals: [],
  when: (text, fact) => fact.kind !== 'pod-log' || /restarting failed container/.test(text),
  patterns: [
    /[Bb]ack-off (?:\S+ )?restarting failed container[= ](?<container>[a-z0-9][a-z0-9-]{0,62})(?: in)? pod[= ]?"?(?<pod>[a-z0-9][a-z0-9.-]{1,252})(?:_(?<namespace>[a-z0-9-]{1,63}))?/,
    /[Bb]ack-off (?:\S+ )?restarting failed container/,
    /(?<reason>CrashLoopBackOff)/,
  ],
  around: [
    /(?<reason>CrashLoopBackOff)/,
    ...AROUND_POD,
    /\bpod\/(?<pod>[a-z0-9][a-z0-9.-]{3,252})\s/,
    /(?:^|\n| )(?<pod>[a-z0-9][a-z0-9.-]{3,252}-[a-z0-9]{5})\s+\d+\/\d+/,
    /[Ee]xit ?[Cc]ode:?\s*(?<code>\d{1,3})\b/,
  ],
  title: about => `${workloadName(about)} keeps crashing; cause unknown`,
  cause: () => ['A container keeps exiting. Its log has the reason, but no line matches a known cause.'],
  remedy: ({ f, names }) => [
    you(
      'Read the log of the previous start.',
      `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
      f('container')
        ? command`kubectl logs --previous -n ${names.namespace} ${f('pod') || 'POD'} -c ${f('container')}`
        : command`kubectl logs --previous --all-containers -n ${names.namespace} ${f('pod') || 'POD'}`,
    ),
  ],
})
