/** The extension was there, and is not any more: the second read and the list agree. Stated by the run itself. */

import { command } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { LEARN, you } from '../steps.ts'

import { textRule } from '../text-rule.ts'

export const rule = textRule('extension-deleted', {
  codes: /^ExtensionDeleted$/,
  literals: [],
  of: ['arm-error'],
  patterns: [/(?<message>The extension was deleted while this step waited for it[\s\S]{0,400})/],
  title: about => `${extensionName(about)} was deleted while this step waited for it`,
  remedy: ({ cluster, names }) => [
    you(
      'Find out who deleted it in the activity log, then run the step again.',
      `${LEARN}azure-monitor/platform/activity-log`,
      cluster?.id
        ? command`az monitor activity-log list --resource-id ${`${cluster.id}/providers/Microsoft.KubernetesConfiguration/extensions/${names.extension}`} --offset 1h`
        : {},
    ),
  ],
})
