/** A memory limit was hit. Wordings: kubelet, containerd, the built-in controllers. */

import { command, extensionCommand } from '../../model/command.ts'
import { workloadName } from '../about.ts'
import { LEARN, you } from '../steps.ts'
import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('oom-killed', {
  literals: [],
  when: (text, fact) =>
    fact.kind !== 'pod-log' || /Memory cgroup|Killed process|System OOM|OOMKilled\b(?!=)/.test(text),
  patterns: [
    /(?<reason>OOMKilled)/,
    /\b(?<reason>\w{0,20}OOMKilling|SystemOOM)\b/,
    /Memory cgroup out of memory(?:: Killed process \d+ \((?<name>[^)]{1,100})\))?/,
    /System OOM encountered(?:, victim process: (?<name>[^,]{1,100}))?/,
  ],
  around: [
    ...AROUND_POD,
    /[Ee]xit ?[Cc]ode:?\s*(?<code>137)\b/,
    /\bcontainer[ =]"?(?<container>[a-z0-9][a-z0-9-]{0,62})"?/,
    /\b[Pp]od[ =/]"?(?<pod>[a-z0-9][a-z0-9.-]{3,252}-[a-z0-9]{5})\b/,
    /^\w{3} +\d+ [\d:]+ (?<node>[a-z0-9][a-z0-9.-]{2,62}) kernel/,
    /\bname: (?<container>[a-z0-9][a-z0-9-]{0,62})\b/,
  ],
  title: about => `${workloadName(about)} is killed for its memory`,
  cause: () => ['A container went over its memory limit and was killed.'],
  remedy: ({ names, extensionType, component }) => [
    extensionType === 'microsoft.flux' && /-controller$/.test(component)
      ? you(
          `Raise the limit by the configuration setting ${component}.resources.limits.memory.`,
          `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
          extensionCommand(
            'update',
            names,
            command`--name ${names.extension} --config ${`${component}.resources.limits.memory`}=2Gi`,
          ),
        )
      : you(
          'Raise the memory limit by the extension’s settings.',
          `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`,
        ),
  ],
})
