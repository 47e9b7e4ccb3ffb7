/** The name or type is taken. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { command, extensionCommand } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { ARC_TROUBLESHOOTING, admin, you } from '../steps.ts'
import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('extension-already-exists', {
  literals: ['cannot re-use a name'],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    /(?<message>cannot re-use a name that is still in use)/,
    /a release named "?(?<release>[a-z0-9][a-z0-9.-]{0,52})"? (?<message>already exists)/,
    /(?<message>already exists - to be managed via Terraform this resource needs to be imported)/,
    /(?<message>Multiple extensions of same type is not allowed[^"]{0,100})/i,
    /(?<message>extension (?:type )?\S{0,80} ?already (?:exists|installed)[^"]{0,160})/i,
  ],
  around: [
    RELEASE,
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z]+\.[A-Za-z.]{2,80})/,
    /\/extensions\/(?<extensionName>[\w-]{1,63})/,
  ],
  title: about => `${extensionName(about)} is there already, under this or another name`,
  remedy: about => [
    you(
      'Give the name that is there as extension-name; a release that was left over by a deleted extension is uninstalled with Helm.',
      ARC_TROUBLESHOOTING,
      extensionCommand('list', about.names, command`-o table`),
    ),
    admin(
      'The left-over release:',
      ARC_TROUBLESHOOTING,
      command`helm uninstall ${about.names.extension} -n ${about.names.namespace}`,
    ),
  ],
})
