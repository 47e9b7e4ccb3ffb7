/** The region has no such type. Codes: Azure REST API reference; texts: public reports. */
import { command, extensionCommand } from '../../model/command.ts'
import { ANSWERS } from '../rule.ts'
import { TROUBLESHOOT, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('extension-type-not-registered', {
  codes: /^ExtensionTypeRegistrationGetFailed$/,
  literals: [],
  of: ANSWERS,
  patterns: [
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z0-9]+[\w.-]{1,100}?)'? is not registered in (?:the )?region '?(?<scope>[A-Za-z0-9 ]{2,40}?)'?(?=[.'"\s]|$)/,
    /[Ee]xtension type (?<extensionType>[A-Za-z0-9]+\.[\w.-]{1,100}?) is not registered in region/,
    /(?<code>ExtensionTypeRegistrationGetFailed)[:)"\s]*(?<message>[\s\S]{0,300})/,
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z0-9]+\.[\w.-]{1,100}?)'? (?<message>is not (?:registered|available|supported|found)(?! (?:on|in) (?:AKS )?Automatic)[^"]{0,160})/,
  ],
  around: [/(?<code>ExtensionTypeRegistrationGetFailed)/],
  extract: text => {
    const region = /is not registered in (?:the )?region '?([a-z0-9]{3,40})/.exec(text)?.[1]
    return region === undefined ? {} : { region }
  },
  title: ({ f }) => `the extension type ${f('extensionType')} is not offered in this region`,
  remedy: ({ names }) => [
    you(
      'Check extension-type, or use a region that has it.',
      `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`,
      extensionCommand('extension-types list-by-cluster', names, command`-o table`),
    ),
  ],
})
