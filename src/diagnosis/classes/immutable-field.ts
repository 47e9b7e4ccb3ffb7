/** An upgrade touches a fixed field. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { isMadeAgain } from '../../model/kinds.ts'
import { admin, kubectl } from '../steps.ts'

import { textRule } from '../text-rule.ts'

/** How clients and the API server begin: `cannot patch "x" with kind Deployment: Deployment.apps "x" is invalid: …`. */
const INVALID = /\b(?<kind>[A-Z][A-Za-z]{1,62})(?:\.[a-z0-9.-]{1,200})? "(?<name>[^"]{0,253})" is invalid/

const WITH_KIND = /cannot patch "(?<name>[^"]{1,253})" with kind (?<kind>[A-Z][A-Za-z]{1,62})/

function deleteIt(kind: string, name: string, namespace: string): Step {
  if (kind === 'StatefulSet')
    return admin(
      'Delete the StatefulSet without its pods, so that the upgrade creates it again. volumeClaimTemplates apply only to new claims: resize existing ones one by one.',
      'https://github.com/Azure/AKS/issues/5582',
      name ? command`kubectl delete statefulset ${name} -n ${namespace} --cascade=orphan` : {},
    )
  return admin(
    'Delete that object, so that the upgrade creates it again. It does not exist until then.',
    'https://github.com/Azure/AKS/issues/5582',
    kind && name ? kubectl('delete', kind.toLowerCase(), name, namespace) : {},
  )
}

export const rule = textRule('immutable-field', {
  literals: ['field is immutable', 'updates to statefulset spec'],
  patterns: [
    /\bis invalid: (?<path>[A-Za-z][\w.[\]"()/-]{0,200}):\s*Invalid value:[\s\S]*?(?<message>field is immutable)/,
    /is invalid: (?<path>spec)?:?\s*Forbidden: (?<message>updates to statefulset spec for fields other than[^"\]]{0,300})/,
    /(?<message>updates to statefulset spec for fields other than[^"\]]{0,300})/,
    /(?<path>\b(?:spec|metadata|data|roleRef|provisioner|parameters)[\w.[\]()/-]{0,200})?:?[^\n]{0,300}?(?<message>field is immutable(?: when [^"\]]{0,80})?|(?:is|are) immutable)/,
    /(?<message>cannot change roleRef)/,
    /(?<path>spec[\w.[\]]{0,60}): Invalid value: [^\n]{0,80}(?<message>primary clusterIP can not be unset)/,
    /(?<message>(?:pod updates may not change fields|may not be changed)[^"\]]{0,200})/,
  ],
  around: [INVALID, WITH_KIND],
  when: text =>
    /immutable|can not be unset|statefulset spec|cannot change roleRef|may not (?:be changed|change fields)/.test(text),
  title: ({ f }) => `an upgrade changes an immutable field of ${f('kind') || 'an object'} ${f('name')}`.trim(),
  cause: ({ f }) => (f('path') ? [`The field is ${f('path')}.`] : []),
  remedy: ({ f, names }) => [
    ...(!isMadeAgain(f('kind')) && f('kind') !== 'StatefulSet'
      ? [
          admin(
            `Change the setting back. Deleting this ${f('kind') || 'object'} also allows the upgrade, but deletes its content and cannot be undone.`,
            'https://github.com/Azure/AKS/issues/5582',
          ),
        ]
      : [deleteIt(f('kind'), f('name'), names.namespace)]),
  ],
})
