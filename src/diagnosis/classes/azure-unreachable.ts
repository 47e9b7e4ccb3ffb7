/** No answer of Azure Resource Manager reached the runner, or something else answered in its place. */

import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('azure-unreachable', {
  codes: /^(?:NotAManagedCluster|NotAnExtension|NoList|HTTP (?:[123]\d\d|40[0456789]|4[13-9]\d|42[0-8]))$/,
  answer: ({ status, code }) => status === 0 && code !== 'NotAsked',
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<host>management\.azure\.com)[\s\S]{0,600}?(?<message>(?:RemoteDisconnected\('Remote end closed|Connection aborted|certificate verify failed|CERTIFICATE_VERIFY_FAILED)[^\n)]{0,200})/,
    /(?:Get|Post|Put|Patch|Head|Delete) "https:\/\/(?<host>(?:management|login)\.[a-z.]{3,60})\/[^"\n]{0,600}": (?<message>dial tcp[^\n]{0,200})(?=[\s\S]{0,600}azurerm_)/,
    /(?<message>Connection to (?<host>(?:management|login)\.[a-z.]{3,60}) timed out[^\n']{0,100})/,
    // What az itself could not reach, from where it ran.
    /HTTPS?ConnectionPool\(host='(?<host>(?:management|login)\.[a-z.]{3,60})', port=\d+\): (?<message>(?:Max retries exceeded|Read timed out)(?![\s\S]{0,900}too many 5\d\d)[\s\S]{0,400})/,
  ],
  title: () => 'Azure Resource Manager cannot be reached from this runner',
  cause: ({ f }) =>
    f('code') === 'NoAnswer' ? [] : ['Something between this runner and Azure answered instead, such as a proxy.'],
  remedy: () => [
    you(
      'Check the proxy and firewall of this runner, and resource-manager-endpoint if set. Then run the step again.',
      `${LEARN}azure-portal/azure-portal-safelist-urls`,
    ),
  ],
})
