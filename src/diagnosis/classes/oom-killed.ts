/** A memory limit was hit. Wordings: kubelet, containerd, the built-in controllers. */

import { command, extensionCommand } from '../../model/command.ts'
import { extensionType as extensionTypeNamed } from '../../model/extension-types.ts'
import type { Step } from '../../model/finding.ts'
import { type About, workloadName } from '../about.ts'
import { admin, LEARN, you } from '../steps.ts'

import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** A container that went over its own limit, or a node that ran out of memory. */
function stepOf({ f, names, extensionType, component }: About): Step {
  const page = `${LEARN}azure-arc/kubernetes/extensions-troubleshooting`
  if (/SystemOOM|(?<!cgroup )[Oo]ut of memory: Kill/.test(`${f('reason')} ${f('message')}`))
    return admin(
      'Use larger or more nodes, or limit the largest consumer: the node itself ran out of memory.',
      `${TROUBLESHOOT_NODES}`,
      command`kubectl top pods -A --sort-by=memory`,
    )
  const limit = extensionTypeNamed(extensionType)?.memoryLimit
  const setting = limit?.components.test(component) ? limit.setting.replace('COMPONENT', component) : undefined
  if (setting !== undefined)
    return you(
      `Raise the limit with the configuration setting ${setting}.`,
      page,
      extensionCommand('update', names, command`--name ${names.extension} --config ${setting}=2Gi`),
    )
  return you(
    'Raise the memory limit in the settings of this workload.',
    page,
    f('pod') ? command`kubectl describe pod ${f('pod')} -n ${names.namespace}` : {},
  )
}

const TROUBLESHOOT_NODES =
  'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/identify-memory-saturation-aks'

export const rule = textRule('oom-killed', {
  literals: [],
  when: (text, fact) =>
    fact.kind !== 'pod-log' || /Memory cgroup|Killed process|System OOM|OOMKilled\b(?!=)/.test(text),
  patterns: [
    /(?<reason>OOMKilled)/,
    /\b(?<reason>\w{0,20}OOMKilling|SystemOOM)\b/,
    /(?<message>(?<!cgroup )Out of memory: Kill(?:ed)? process[^\n]{0,200})/,
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
  title: about => `${workloadName(about)} was killed for exceeding its memory`,
  cause: () => ['A container exceeded its memory limit and was killed.'],
  remedy: about => [stepOf(about)],
})
