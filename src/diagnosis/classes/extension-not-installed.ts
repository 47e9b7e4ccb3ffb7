/** A Flux configuration, or a read, came before the extension that it needs. Wording: Azure CLI (k8s-extension), the extension service. */

import { command, extensionCommand } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('extension-not-installed', {
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>Extension instance with name '(?<extensionName>[\w-]{1,63})' not found)/,
    /(?<message>(?:the )?[Ee]xtension '?(?<extensionType>[Mm]icrosoft\.[A-Za-z.]{3,60})'? (?:is|was) not (?:yet )?installed[^"\n]{0,200})/,
    /(?<message>The extension (?:of type )?'?(?<extensionType>[Mm]icrosoft\.[A-Za-z.]{3,60})'? (?:must|has to|needs to) be installed[^"\n]{0,200})/,
  ],
  title: ({ f }) => `extension ${f('extensionName') || f('extensionType')} is not installed on this cluster`,
  cause: () => ['The request needs the extension. It is missing, or has another name or cluster type.'],
  remedy: ({ names }) => [
    you(
      'Install the extension first, or correct its name and --cluster-type (managedClusters, connectedClusters). To list the installed ones:',
      `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
      extensionCommand('list', names, command`-o table`),
    ),
  ],
})
