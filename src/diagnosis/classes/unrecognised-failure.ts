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
  title: ({ f }) => `an unknown failure${f('code') ? ` (${f('code')})` : ''}`,
  cause: ({ f }) => [
    f('message') ? `The innermost error is: ${f('message').slice(0, 300)}` : 'The text only says that it failed.',
  ],
  remedy: ({ f }) => [
    you(
      f('message') || f('code')
        ? 'Read that sentence, and search for it in the service’s documentation. Then run mode: diagnose with the log of the component that it names.'
        : 'Run mode: diagnose with the component’s log, events or error as evidence.',
      DEPLOYMENT_ERRORS,
    ),
  ],
})
