/** A text says of itself that something failed, and no class is known of it: never silence, which looks like health. */

import { failureIn } from '../reading/failure.ts'
import { DEPLOYMENT_ERRORS, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('unrecognised-failure', {
  literals: [],
  of: [],
  patterns: [/(?<message>[\s\S]{1,2000})/],
  extract: text => {
    const { code = '', message = '' } = failureIn(text) ?? {}
    return { ...(code === '' ? {} : { code }), ...(message === '' ? {} : { message }) }
  },
  title: ({ f }) => `a failure of no known cause${f('code') ? ` (${f('code')})` : ''}`,
  cause: ({ f }) => [
    f('message') ? `The innermost error is: ${f('message').slice(0, 300)}` : 'It says no more than that it failed.',
  ],
  remedy: ({ f }) => [
    you(
      f('message') || f('code')
        ? 'Read that sentence first, and search for its words in the service’s own documentation; then give the log of the component that it names as evidence.'
        : 'Give what the component printed before it ended as evidence: its log, its events, or its own error.',
      DEPLOYMENT_ERRORS,
    ),
  ],
})
