/**
 * Helm upgrades from the last deployed revision, and there is none: the first install failed or was cut off, and its record
 * is still there. Wording: Helm 3 (driver.ErrNoDeployedReleases); helm/helm issues 5595 and 7257.
 */

import { command, extensionCommand } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { admin, DEPLOYMENT_ERRORS, you } from '../steps.ts'

import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('no-deployed-release', {
  literals: ['has no deployed releases'],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [
    /(?<![a-z0-9._-])(?<message>"?(?<release>[a-z0-9][a-z0-9._-]{0,52})"? has no deployed releases)/,
    /(?<message>has no deployed releases)/,
  ],
  around: [RELEASE],
  title: about => `${extensionName(about)} cannot be upgraded: its release was never deployed`,
  cause: ({ f }) => [
    `The first install${f('release') ? ` of release ${f('release')}` : ''} failed, and Helm upgrades only a release that was deployed.`,
  ],
  remedy: ({ f, names }) => [
    you(
      'Check the revisions of the release first: delete it only if none was ever deployed.',
      'https://github.com/helm/helm/issues/5595',
      command`helm history ${f('release') || names.extension} -n ${names.namespace}`,
    ),
    you(
      'If an extension owns the release, delete the extension and run the step again. This removes the rest of the failed install.',
      DEPLOYMENT_ERRORS,
      extensionCommand('delete', names, command`--name ${names.extension}`),
    ),
    admin(
      'If none does, uninstall it with Helm. That deletes everything the release created and cannot be undone.',
      'https://github.com/helm/helm/issues/5595',
      f('release') ? command`helm uninstall ${f('release')} -n ${names.namespace}` : {},
    ),
  ],
})
