/** Two writers at once. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command, extensionCommand } from '../../model/command.ts'
import type { About } from '../about.ts'
import { ARC_TROUBLESHOOTING, admin, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

const forceDelete = ({ names }: About) => extensionCommand('delete --force', names, command`--name ${names.extension}`)

export const rule = textRule('write-conflict', {
  literals: [],
  // In a controller's log it is everyday: what was read has changed, and is read again.
  when: (text, fact) => fact.kind === 'arm-error' || fact.kind === 'cli-output' || /Apply failed with/.test(text),
  reason: text => (/Apply failed with/.test(text) ? 'permanent' : 'transient'),
  patterns: [
    /Operation cannot be fulfilled on (?<resource>[a-z][a-z0-9.-]{1,253}) "(?<name>[^"]{1,253})":\s*(?<message>the object has been modified)/,
    /(?<message>Apply failed with \d+ conflicts?: conflicts? with \\*"[^"\\]{1,128}\\*"(?: using [\w./-]{1,120})?(?: at [\w:.-]{1,40})?:?(?:\s+(?:- )?\.[^\s"]{1,300})*)/,
    /(?<message>the object has been modified; please apply your changes to the latest version)/,
  ],
  around: [
    /conflicts? with \\*"(?<manager>[^"\\]{1,128})/,
    /apply the manifest for "(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[^"]{1,253})"/,
    /applying object (?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.-]{0,252}) [^\n]{0,100}?Kind=(?<kind>\w+)/,
    /"reason":"(?<reason>Conflict)"/,
  ],
  title: ({ f }) => `two writers changed ${f('resource') || 'an object'} ${f('name')} at the same time`.trim(),
  remedy: about => [
    ...(about.f('manager') || /conflict with|Apply failed with/.test(about.f('message'))
      ? [
          admin(
            `The fields belong to another manager${about.f('manager') ? ` (${about.f('manager')})` : ''}: remove them from one of the two. A retry does not help, and a platform's own manager keeps its fields.`,
            'https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts',
          ),
        ]
      : [
          you('Run the step again.', 'https://github.com/microsoft/azure_arc/issues/1291'),
          admin(
            'If it fails again, force-delete the extension and install it again.',
            ARC_TROUBLESHOOTING,
            forceDelete(about),
          ),
        ]),
  ],
})
