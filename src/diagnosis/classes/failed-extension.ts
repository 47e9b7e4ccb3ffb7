/** A Failed extension that Azure neither takes a write over nor deletes. Source: public reports on Azure/AKS. */

import { command, extensionCommand } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { ARC_TROUBLESHOOTING, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

export const rule = textRule('failed-extension', {
  codes: /^StillThere$/,
  answer: ({ request, status }) => request !== undefined && status < 500 && status !== 429 && status !== 0,
  literals: [],
  of: ['arm-error'],
  patterns: [],
  extract: (_, fact) => ({ reason: fact.kind === 'arm-error' ? (fact.data.request ?? '') : '' }),
  title: about =>
    about.f('reason') === 'delete'
      ? `${extensionName(about)} is Failed, and Azure does not delete it`
      : `${extensionName(about)} is Failed, and Azure does not take a write over it`,
  remedy: ({ f, names }) =>
    f('reason') === 'delete'
      ? [
          you(
            `Delete it by force. This leaves in the cluster what the extension installed: uninstall the release ${names.extension} and delete the namespace after it.`,
            ARC_TROUBLESHOOTING,
            extensionCommand('delete --force', names, command`--name ${names.extension} --yes`),
          ),
        ]
      : [
          you(
            'Set recreate-failed: true, which deletes the Failed instance first if nothing of it is in use; or delete it yourself and run the step again.',
            ARC_TROUBLESHOOTING,
            extensionCommand('delete', names, command`--name ${names.extension} --yes`),
          ),
        ],
})
