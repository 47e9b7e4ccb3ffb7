/** A cloud that does not know the API version that is asked for. Codes: Azure REST API reference. */

import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('azure-api-unsupported', {
  codes: /^(?:InvalidApiVersionParameter|NoRegisteredProviderFound)$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<code>InvalidApiVersionParameter|NoRegisteredProviderFound)\b(?<message>[\s\S]{0,300})/,
    /(?<message>No registered resource provider found for location '[^']{1,60}' and API version '[^']{1,60}'[\s\S]{0,200})/,
  ],
  title: () => 'this cloud does not know the API version that the action uses',
  remedy: () => [
    you(
      'Check environment and resource-manager-endpoint; if they are right, open an issue with this message.',
      `${LEARN}azure-resource-manager/troubleshooting/common-deployment-errors`,
    ),
  ],
})
