/** An object belongs to something else. Wordings: Helm 3, Kubernetes' apiserver, the extension service's categories. */
import { command } from '../../model/command.ts'
import { admin, LEARN, TROUBLESHOOT } from '../steps.ts'
import { textRule } from '../text-rule.ts'

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
    /key "meta\.helm\.sh\/release-name" must equal "(?<release>[^"]{1,63})"/,
    /key "meta\.helm\.sh\/release-namespace" must equal "(?<namespace>[^"]{1,63})"/,
    /(?<message>(?:key|missing key) "(?:meta\.helm|app\.kubernetes)[\s\S]{0,300})/,
  ],
  when: text =>
    /ownership|imported|rendered manifests|Resource already|(?:roles?|roledefinitions?|customresource\S*|namespaces?|secrets?|services?|jobs?\S*|deployments\S*|configmaps?) "[^"]*" already exists/i.test(
      text,
    ) && !/object is being deleted/.test(text),
  of: ['arm-error', 'cli-output', 'event', 'pod-log', 'pod-status'],
  title: ({ f }) =>
    `${f('kind') || f('resource') || 'an object'} ${f('name')} is there already and belongs to something else`.replace(
      /\s+/g,
      ' ',
    ),
  cause: ({ f }) => [
    /release-name"[^:;]{0,80}current value is/.test(f('message'))
      ? 'Another Helm release owns it.'
      : 'No Helm release owns it: something else made it.',
  ],
  remedy({ f, names }) {
    const crd = /CustomResourceDefinition/.test(f('kind'))
    return [
      admin(
        `Uninstall what owns it${crd ? '; mind that deleting a CustomResourceDefinition deletes all its objects' : ''}.`,
        `${TROUBLESHOOT}troubleshoot-app-configuration-extension-installation-errors`,
        f('kind') && f('name')
          ? f('namespace') === ''
            ? command`kubectl get ${f('kind').toLowerCase()} ${f('name')} -o yaml`
            : command`kubectl get ${f('kind').toLowerCase()} ${f('name')} -n ${names.namespace} -o yaml`
          : {},
      ),
      admin(
        'Or let the release adopt it: label app.kubernetes.io/managed-by=Helm and the annotations meta.helm.sh/release-name and meta.helm.sh/release-namespace.',
        `${LEARN}machine-learning/how-to-troubleshoot-kubernetes-extension`,
      ),
    ]
  },
})
