/** An object belongs to something else. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import { holdsData, isMadeAgain } from '../../model/kinds.ts'
import type { About } from '../about.ts'
import { admin, kubectl, LEARN, TROUBLESHOOT } from '../steps.ts'

import { textRule } from '../text-rule.ts'

const isOthers = (message: string) => /must equal "[^"]*"(?:: |; )?(?:current value is|is set to)/.test(message)

/** What nobody's release owns is adopted, or left out by a setting; deleting comes last, and never for what holds data. */
function stepsOf({ f, names }: About): Step[] {
  const page = `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`
  const kind = f('kind')
  const namespace = f('namespace') || names.namespace
  const shown = kind && f('name') ? kubectl('get', kind.toLowerCase(), f('name'), f('namespace'), '-o yaml') : {}
  const uninstall = admin(
    isOthers(f('message'))
      ? holdsData(kind || f('resource'))
        ? 'Another release owns it: install under that name and namespace. Uninstalling that release deletes this object and its content, which cannot be undone. To find it:'
        : 'Another release owns it: uninstall that release, or install under its name and namespace. To find it:'
      : 'Find what created it. Uninstall that if nothing needs it:',
    `${TROUBLESHOOT}troubleshoot-app-configuration-extension-installation-errors`,
    shown,
  )
  const adopt = admin(
    `If nothing else uses it, let the release adopt it: label app.kubernetes.io/managed-by=Helm, and the annotations meta.helm.sh/release-name${f('release') ? `=${f('release')}` : ''} and meta.helm.sh/release-namespace${f('namespace') ? `=${f('namespace')}` : ''}. Otherwise disable it in the chart’s settings.`,
    page,
  )
  // A hook is no part of a release, which adopts none.
  if (
    f('hook') !== '' &&
    isMadeAgain(f('resource') || kind) &&
    /already exists/.test(f('message')) &&
    !/imported|ownership/.test(f('message'))
  )
    return [
      admin(
        'Delete the hook of an earlier try, then run the step again.',
        'https://helm.sh/docs/topics/charts_hooks/',
        f('name')
          ? command`kubectl delete ${(f('resource') || kind || 'job').split('.')[0] ?? ''} ${f('name')} -n ${namespace}`
          : {},
      ),
    ]
  if (holdsData(kind || f('resource')))
    return [
      ...(isOthers(f('message')) ? [uninstall] : []),
      adopt,
      admin(
        `Do not delete it: deleting a ${kind || f('resource')} deletes its content and cannot be undone. To find who created it:`,
        page,
        shown,
      ),
    ]
  return isOthers(f('message')) ? [uninstall, adopt] : [adopt, uninstall]
}

function ownerWords(message: string): string {
  if (isOthers(message)) return 'A Helm release of another name or namespace owns it.'
  return /missing key/.test(message)
    ? 'No Helm release owns it: something else created it.'
    : 'Its annotations say whether a Helm release owns it.'
}

export const rule = textRule('resource-already-exists', {
  literals: ['invalid ownership metadata'],
  patterns: [
    /(?<kind>[A-Z][A-Za-z]{1,62}) "(?<name>[^"]{1,253})" in namespace "(?<namespace>[^"]{0,63})" exists and cannot be imported into the current release[\s\S]*?(?:key "meta\.helm\.sh\/release-name" must equal "(?<release>[^"]{1,63})")?/,
    /exists and cannot be imported into the current release(?<message>[\s\S]{0,600})/,
    /rendered manifests contain a (?:new )?resource that already exists(?<message>[\s\S]{0,600})/,
    /(?<message>Resource already existing? in your cluster[\s\S]{0,300})/,
    /\b(?<resource>[a-z]+\.[a-z0-9.-]{1,200}|[a-z]{3,60}s) "(?<name>[^"]{1,253})" already exists/,
  ],
  around: [
    /key "meta\.helm\.sh\/release-name":? must (?:equal|be set to) "(?<release>[^"]{1,63})"/,
    /key "meta\.helm\.sh\/release-namespace":? must (?:equal|be set to) "(?<namespace>[^"]{1,63})"/,
    /(?<message>(?:key|missing key) "(?:meta\.helm|app\.kubernetes)[\s\S]{0,300})/,
  ],
  when: text =>
    /ownership|imported|rendered manifests|Resource already|(?:roles?|roledefinitions?|customresource\S*|namespaces?|secrets?|services?|jobs?\S*|deployments\S*|configmaps?) "[^"]*" already exists/i.test(
      text,
    ) && !/object is being deleted/.test(text),
  of: ['arm-error', 'cli-output', 'event', 'pod-log', 'pod-status'],
  brief: ({ f }) => ({
    cause: ownerWords(f('message')),
    title: `${f('kind') || f('resource') || 'an object'} ${f('name')} already exists`.trim(),
  }),
  title: ({ f }) =>
    `${f('kind') || f('resource') || 'an object'} ${f('name')} already exists and belongs to something else`.replace(
      /\s+/g,
      ' ',
    ),
  cause: ({ f }) => [ownerWords(f('message'))],
  remedy: about => stepsOf(about),
})
