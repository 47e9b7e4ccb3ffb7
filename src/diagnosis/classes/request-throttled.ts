/** Azure answers 429 for a subscription or an identity. Source: Microsoft Learn, "Understand how Azure Resource Manager throttles requests". */

import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('request-throttled', {
  codes: /^(?:TooManyRequests|SubscriptionRequestsThrottled|ResourceRequestsThrottled|ThrottledRequest)$/,
  answer: ({ status }) => status === 429,
  literals: [],
  of: ANSWERS,
  patterns: [
    /unexpected status (?<code>429)\b[^\n:]{0,60}(?:with error)?:\s*(?<message>[^\n]{0,300})/,
    /(?<code>SubscriptionRequestsThrottled|ResourceRequestsThrottled|TooManyRequests)\b(?<message>[\s\S]{0,300})/,
    /(?<message>Number of (?:read |write )?requests for (?:subscription|action) '[^']{1,200}'[\s\S]{0,200} exceeded[\s\S]{0,200})/,
  ],
  title: () => 'Azure throttles this subscription or identity',
  cause: () => ['Azure kept throttling over several tries.'],
  remedy: () => [
    you(
      'Run the step again in a few minutes. Other jobs with the same identity share its limit.',
      `${LEARN}azure-resource-manager/management/request-limits-and-throttling`,
    ),
  ],
})
