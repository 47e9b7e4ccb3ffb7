/** Azure Resource Manager kept answering with a server error. */

import { ANSWERS } from '../rule.ts'
import { you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('azure-unavailable', {
  answer: ({ status }) => status >= 500,
  literals: [],
  of: ANSWERS,
  patterns: [
    /HTTPS?ConnectionPool\(host='(?<host>management\.[a-z.]{3,60})'[\s\S]{0,900}?(?<message>too many (?<code>5\d\d) error responses)/,
    /(?:StatusCode=|status code:? |unexpected status |HTTP )(?<code>50[0234])\b[^\n]{0,200}(?<message>InternalServerError|ServiceUnavailable|GatewayTimeout|BadGateway|ServerTimeout)/,
    /(?:^|\n|["'(\s])(?<code>InternalServerError|ServiceUnavailable|GatewayTimeout|BadGateway|ServerTimeout)["')]{1,2}(?<message>[\s\S]{0,400})/,
  ],
  extract: (_, fact) => ({ reason: fact.kind === 'arm-error' ? String(fact.data.status) : '' }),
  title: ({ f }) => `Azure kept answering ${f('reason') || 'with a server error'}`,
  remedy: () => [
    you(
      'Run the step again in a few minutes. If it still fails, see https://azure.status.microsoft.',
      'https://azure.status.microsoft',
    ),
  ],
})
