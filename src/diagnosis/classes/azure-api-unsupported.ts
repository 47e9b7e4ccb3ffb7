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
  title: ({ f }) => `Azure does not serve the API version ${f('version') || 'that was asked for'} here`,
  remedy: ({ f }) => [
    /resourceGroups\/+subscriptions\//i.test(f('message'))
      ? you(
          'The resource group is given by its name, not by its id.',
          `${LEARN}azure-resource-manager/troubleshooting/common-deployment-errors`,
        )
      : you(
          'The command asks for an API version that this cloud or region does not serve: update the tool that sent it. For this action itself, check environment and resource-manager-endpoint.',
          `${LEARN}azure-resource-manager/troubleshooting/common-deployment-errors`,
          command`az extension update --name k8s-extension`,
        ),
  ],
})
