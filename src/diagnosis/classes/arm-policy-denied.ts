/** Azure Policy denied the write. Codes: Azure REST API reference; texts: public reports. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { admin, DEPLOYMENT_ERRORS, LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

/** What AKS makes itself cannot be made otherwise: then the assignment gives way. */
function stepsOf({ f, names }: About): Step[] {
  const meet = you(
    'Change the request so that it complies with the policy: its message and definition say what it requires (tags, locations, settings).',
    `${LEARN}governance/policy/troubleshoot/general`,
  )
  const exempt = admin(
    'Or ask the owner of the assignment to exempt the resource; for resources that AKS creates, exempt the node resource group.',
    DEPLOYMENT_ERRORS,
    command`az policy assignment list --resource-group ${f('scope') || names.group} --disable-scope-strict-match`,
  )
  return /^(?:aks-managed-|MC_|aks-)/.test(f('extensionName') || f('name')) ? [exempt, meet] : [meet, exempt]
}

export const rule = textRule('arm-policy-denied', {
  codes: /^RequestDisallowedByPolicy$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /[Rr]esource '(?<name>[^']{1,200})' was disallowed by policy\.?(?<message>[^\n]{0,400})/,
    /Resource '(?<name>[^']{1,260})' was disallowed by policy\.[\s\S]*?"?policyAssignment"?\s*:\s*\{\s*"name"\s*:\s*"(?<policy>[^"]{1,260})"/,
    /Resource '(?<name>[^']{1,260})' was disallowed by policy(?<message>[\s\S]{0,500})/,
    /was disallowed by policy(?<message>[\s\S]{0,500})/,
    /(?<code>RequestDisallowedByPolicy|PolicyViolation)\b(?<message>[\s\S]{0,500})/,
  ],
  around: [
    /(?:resource group |resourceGroups\/)(?<scope>MC_[\w.-]{1,90})/,
    /(?<code>RequestDisallowedByPolicy)/,
    /"?policyAssignment"?\s*:\s*\{\s*\\?"name\\?"\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
    /policyAssignmentName\\?"?\s*:\s*\\?"(?<policy>[^"\\]{1,260})/,
  ],
  title: ({ f }) => `an Azure Policy assignment denies this write${f('policy') ? `: ${f('policy')}` : ''}`,
  remedy: about => stepsOf(about),
})
