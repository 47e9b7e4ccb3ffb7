/** A cloud that does not know the API version that is asked for. Codes: Azure REST API reference. */
import { command } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('azure-api-unsupported', {
  codes: /^(?:InvalidApiVersionParameter|NoRegisteredProviderFound)$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<code>InvalidResourceType)\b[\s\S]{0,200}?(?<message>The resource type could not be found in the namespace '(?<provider>[A-Za-z.]{3,100})' for api version '(?<version>[^']{1,40})'\.?)/,
    /(?<message>No registered resource provider found for location '(?<region>[^']{1,60})' and API version '(?<version>[^']{1,60})'[\s\S]{0,200})/,
    /(?<code>InvalidApiVersionParameter|NoRegisteredProviderFound)\b(?<message>[\s\S]{0,300})/,
  ],
  title: ({ f }) => `Azure does not support the API version ${f('version') || 'of the request'} here`,
  remedy: ({ f }) => [
    /resourceGroups\/+subscriptions\//i.test(f('message'))
      ? you(
          'Pass the name of the resource group, not its id.',
          `${LEARN}azure-resource-manager/troubleshooting/common-deployment-errors`,
        )
      : you(
          'Update the tool that sent the request: this cloud or region does not support its API version. For this action, check environment and resource-manager-endpoint.',
          `${LEARN}azure-resource-manager/troubleshooting/common-deployment-errors`,
          command`az extension update --name k8s-extension`,
        ),
  ],
})
