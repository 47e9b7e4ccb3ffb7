/** Helm finds objects of the release gone when it validates them. Wording: Helm 2 and 3 (kube client), as the extension service quotes it. */

import { command } from '../../model/command.ts'
import { extensionName } from '../about.ts'
import { admin, DEPLOYMENT_ERRORS } from '../steps.ts'

import { RELEASE } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const LISTED = /([a-z][\w.-]{1,200}|[A-Z]\w{1,62}) "([^"]{1,253})" not found/g

/** The definition that is missing leads: without it none of its objects can be. */
function leading(text: string): { readonly resource?: string; readonly kind?: string; readonly name?: string } {
  const [, list = ''] = /validation failed: \[([^\]]*)/.exec(text) ?? []
  const all = [...list.matchAll(LISTED)].map(([, resource = '', name = '']) => ({ resource, name }))
  const first = all.find(({ resource }) => /^customresourcedefinitions?/i.test(resource)) ?? all[0]
  return first === undefined ? {} : { ...first, kind: first.resource }
}

export const rule = textRule('release-object-missing', {
  literals: [],
  of: ['arm-error', 'cli-output', 'event', 'pod-log'],
  patterns: [/(?<message>validation failed: \[[^\]]{0,200}(?:" not found)[\s\S]{0,600})/],
  around: [RELEASE, /Release "(?<release>[^"]{1,53})" does not exist/],
  extract: text => leading(text),
  title: about => `objects of ${extensionName(about)}'s release are missing from the cluster`,
  cause: ({ f }) => [`Helm did not find ${f('resource')} ${f('name')}.`],
  remedy: ({ f, names }) => [
    admin(
      'Compare the release with the cluster. Install a missing CustomResourceDefinition first; otherwise roll the release back or reinstall it.',
      DEPLOYMENT_ERRORS,
      command`helm status ${f('release') || names.extension} -n ${names.namespace}`,
    ),
  ],
})
