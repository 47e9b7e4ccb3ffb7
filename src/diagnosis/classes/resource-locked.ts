/** A lock refused the write. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, DEPLOYMENT_ERRORS } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('resource-locked', {
  codes: /^ScopeLocked$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<message>is locked by lock '?(?<name>[^'"\n]{1,90})[^"\n]{0,100})/,
    /cannot perform (?<action>\w+) operation because (?:the )?following scope\(s\) are locked:?\s*'?(?<scope>[^'"\s]{1,600})/,
    /following scope\(s\) are locked:?\s*'?(?<scope>[^'"\s]{1,600})/,
    /(?<code>ScopeLocked)\b(?<message>[\s\S]{0,400})/,
  ],
  around: [/(?<code>ScopeLocked)/],
  title: () => 'a resource lock blocks this write',
  cause: ({ f }) => (f('scope') ? [`The lock is on ${f('scope')}.`] : []),
  remedy: ({ f, names }) => [
    admin(
      'Remove the lock at that scope, run the step again, then restore the lock.',
      DEPLOYMENT_ERRORS,
      command`az lock list --resource-group ${/\/resourceGroups\/([^/]+)/i.exec(f('scope'))?.[1] ?? names.group} -o table`,
    ),
  ],
})
