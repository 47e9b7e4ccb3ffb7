/** Azure Policy refused the write. Codes: Azure REST API reference; texts: public reports. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { admin, DEPLOYMENT_ERRORS } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('arm-policy-denied', {
  codes: /^RequestDisallowedByPolicy$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /Resource '(?<name>[^']{1,260})' was disallowed by policy\.[\s\S]*?"?policyAssignment"?\s*:\s*\{\s*"name"\s*:\s*"(?<policy>[^"]{1,260})"/,
    /Resource '(?<name>[^']{1,260})' was disallowed by policy(?<message>[\s\S]{0,500})/,
    /was disallowed by policy(?<message>[\s\S]{0,500})/,
    /(?<code>RequestDisallowedByPolicy|PolicyViolation)\b(?<message>[\s\S]{0,500})/,
  ],
  around: [
    /(?<code>RequestDisallowedByPolicy)/,
    /"?policyAssignment"?\s*:\s*\{\s*\\?"name\\?"\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
    /policyAssignmentName\\?"?\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
  ],
  title: ({ f }) => `an Azure Policy assignment forbids this write${f('policy') ? `: ${f('policy')}` : ''}`,
  remedy: ({ names }) => [
    admin(
      'Whoever owns the assignment exempts the cluster, or changes it.',
      DEPLOYMENT_ERRORS,
      command`az policy assignment list --resource-group ${names.group} --disable-scope-strict-match`,
    ),
  ],
})
