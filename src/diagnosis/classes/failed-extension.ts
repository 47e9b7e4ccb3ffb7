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
      ? `${extensionName(about)} is Failed, and Azure cannot delete it`
      : `${extensionName(about)} is Failed, and Azure rejects an update`,
  remedy: ({ f, names }) =>
    f('reason') === 'delete'
      ? [
          you(
            `Force-delete it. This leaves the release ${names.extension} in the cluster: uninstall it and delete its namespace afterwards. None of this can be undone.`,
            ARC_TROUBLESHOOTING,
            extensionCommand('delete --force', names, command`--name ${names.extension} --yes`),
          ),
        ]
      : [
          you(
            'Set recreate-failed: true, which deletes the Failed instance if nothing uses it. Or delete it yourself and run the step again.',
            ARC_TROUBLESHOOTING,
            extensionCommand('delete', names, command`--name ${names.extension} --yes`),
          ),
        ],
})
