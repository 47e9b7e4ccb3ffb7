/** The name or type is taken. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command, extensionCommand } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { type About, extensionName } from '../about.ts'
import { ARC_TROUBLESHOOTING, admin, you } from '../steps.ts'

import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** What the instance that exists leaves to do: by what was asked for that it is not. */
function stepsOf({ f, names }: About): Step[] {
  const list = extensionCommand('list', names, command`-o table`)
  switch (f('code')) {
    case 'ExtensionUnderOtherName':
      return [
        you(`Set extension-name: ${f('extensionName')}, or delete the existing one first.`, ARC_TROUBLESHOOTING, list),
      ]
    case 'ExtensionOfOtherType':
      return [you('Set another extension-name, or the extension-type of the existing one.', ARC_TROUBLESHOOTING, list)]
    case 'ExtensionInOtherNamespace':
      return [
        you(`Set release-namespace: ${f('namespace')}, or delete the extension first.`, ARC_TROUBLESHOOTING, list),
      ]
  }
  if (/to be managed via Terraform/.test(f('message')))
    return [
      you(
        'Import it into the Terraform state, or delete it so that Terraform creates it.',
        'https://developer.hashicorp.com/terraform/cli/import',
        list,
      ),
    ]
  if (/cannot re-use a name|already exists/.test(f('message')) && !/extension/i.test(f('message')))
    return [
      admin(
        `A release of this name already exists, without a deployed revision or with another owner. Check it first; uninstall it if it is left over.`,
        'https://helm.sh/docs/helm/helm_list/',
        command`helm list -a -n ${names.namespace}`,
      ),
      admin(
        'If nothing needs it, uninstall it. That deletes everything the release created and cannot be undone.',
        ARC_TROUBLESHOOTING,
        f('release') ? command`helm uninstall ${f('release')} -n ${names.namespace}` : {},
      ),
    ]
  return [
    you(
      'Set extension-name to the existing name. If a deleted extension left a release behind, uninstall it with Helm.',
      ARC_TROUBLESHOOTING,
      list,
    ),
    admin(
      'If a deleted extension left a release behind and nothing needs it, uninstall it with Helm. This cannot be undone.',
      ARC_TROUBLESHOOTING,
      f('release')
        ? command`helm uninstall ${f('release')} -n ${names.namespace}`
        : command`helm list -a -n ${names.namespace}`,
    ),
  ]
}

export const rule = textRule('extension-already-exists', {
  codes: /^Extension(?:UnderOtherName|OfOtherType|InOtherNamespace)$/,
  literals: ['cannot re-use a name'],
  of: ['arm-error', 'cli-output', 'pod-log'],
  patterns: [
    // Our own sentences, of this version and of earlier ones: journals are kept.
    /(?<message>(?<!\S)\S{1,80} (?:exists already under the name|already exists as) (?<extensionName>[\w-]{1,63})[^"]{0,300})/,
    /(?<message>It is installed in namespace (?<namespace>[a-z0-9-]{1,63})(?:, and a|\. A) release cannot move[^"]{0,100})/,
    /(?<message>cannot re-use a name that is still in use)/,
    /a release named "?(?<release>[a-z0-9][a-z0-9.-]{0,52})"? (?<message>already exists)/,
    /(?<message>already exists - to be managed via Terraform this resource needs to be imported)/,
    /(?<message>Multiple extensions of same type is not allowed[^"]{0,100})/i,
    /(?<message>extension (?:type )?\S{0,80} ?already (?:exists|installed)[^"]{0,160})/i,
  ],
  around: [
    RELEASE,
    /already (?:under the name|exists as) (?<extensionName>[\w-]{1,63})/,
    /installed in namespace (?<namespace>[a-z0-9-]{1,63})/,
    /[Ee]xtension ?[Tt]ype:? '?(?<extensionType>[A-Za-z]+\.[A-Za-z.]{2,80})/,
    /\/extensions\/(?<extensionName>[\w-]{1,63})/,
  ],
  title: about =>
    /cannot re-use a name/.test(about.f('message'))
      ? `a Helm release${about.f('release') ? ` ${about.f('release')}` : ''} of this name already exists`
      : `${extensionName(about)} already exists, under this or another name`,
  remedy: stepsOf,
})
