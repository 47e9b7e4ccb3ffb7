/** A Secret, ConfigMap or account is absent. Wordings: kubelet, containerd, the built-in controllers. */

import { command, extensionCommand } from '../../model/command.ts'
import type { TextFact } from '../../model/evidence.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { admin, KUBERNETES, TROUBLESHOOT, you } from '../steps.ts'
import { AROUND_POD } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

/** An event that was counted more than once; in a listing's text the count stands beside it. */
const isAgain = (text: string, fact: TextFact) =>
  (fact.kind === 'event' && fact.data.count > 1) || /\(x\d+ over/.test(text)

const isKeyOnly = (message: string) => /couldn't find key|non-existent \w+ key/.test(message)

/** By what is missing: the agent's own object, a key, an account, or an object. */
function stepOf({ f, names }: About): Step {
  const link = `${KUBERNETES}tasks/configure-pod-container/configure-pod-configmap/`
  const object = f('kind').toLowerCase().replace(/s$/, '')
  if (f('name').startsWith('extension-immutable-values'))
    return admin(
      'The agent’s own object is missing: register the provider, force-delete the extension, and install it again.',
      `${TROUBLESHOOT}troubleshoot-dapr-extension-installation-errors`,
      extensionCommand('delete --force', names, command`--name ${names.extension}`),
    )
  if (isKeyOnly(f('message')))
    return you(
      'Add the key to the object, or set the setting that names another key.',
      link,
      /^(?:secret|configmap)$/.test(object) && f('name')
        ? command`kubectl describe ${object} ${f('name')} -n ${names.namespace}`
        : {},
    )
  if (object === 'serviceaccount')
    return you(
      'Create the service account, or set the setting that names another. A chart creates its own during the release.',
      `${KUBERNETES}tasks/configure-pod-container/configure-service-account/`,
      command`kubectl get serviceaccounts -n ${names.namespace}`,
    )
  return you(
    'Create it, or set the setting that names another. If a Job of the chart creates it, check that Job.',
    link,
    command`kubectl get configmaps,secrets,jobs -n ${names.namespace}`,
  )
}

export const rule = textRule('config-missing', {
  literals: [
    'CreateContainerConfigError',
    'extension-immutable-values',
    'references non-existent',
    'error looking up service account',
  ],
  patterns: [
    /(?<kind>config ?map|secret)s? ['"]?(?<name>extension-immutable-values[\w.-]*)['"]? (?:was |is )?not found/i,
    /(?<kind>configmap|secret)s? ['"](?<name>extension-immutable-values[^'"]*)['"] not found/i,
    /(?:Error: |CreateContainerConfigError\b[^"]{0,80}|: |[{[] ?)(?<kind>[Ss]ecret|[Cc]onfig[Mm]ap)s? "(?<name>[^"]{1,253})" not found/,
    /error looking up service account (?<namespace>[a-z0-9-]{1,63})\/(?<name>[a-z0-9.-]{1,253}): (?<kind>serviceaccount) "[^"]{1,253}" not found/,
    /(?<kind>serviceaccount) "(?<name>[^"]{1,253})" not found/,
    /couldn't find key (?<path>[^\s]{1,253}) in (?<kind>Secret|ConfigMap) (?:(?<namespace>[^/\s]{1,63})\/)?(?<name>[^\s,;"]{1,253})/,
    /references non-existent (?<kind>config|secret) key(?:: (?<path>[^\s"]{1,253}))?/,
    /(?<message>unmounted volumes=\[[^\]]*(?:secret|config|cert)[^\]]*\])/,
    // With another sentence behind it, it is of another cause.
    /(?<reason>CreateContainerConfigError)(?!: (?!.*(?:secret|config ?map|key))[^\n])/i,
  ],
  around: [
    /(?<reason>CreateContainerConfigError)/,
    /\b(?<resource>configmaps|secrets|pods) "[^"]{1,253}" (?:not found|is forbidden: error looking up)/,
    ...AROUND_POD,
  ],
  // A mount that fails once is seen in healthy installs, and no line tells one from the other.
  when: (text, fact) =>
    !/auth secret|Bucket|GitRepository/.test(text) &&
    !(
      /MountVolume\.SetUp failed/.test(text) &&
      !isAgain(text, fact) &&
      !/\bUnable to attach or mount|spec\.Name/.test(text)
    ),
  of: ['event', 'pod-status', 'pod-log', 'cli-output', 'arm-error'],
  title: ({ f }) =>
    isKeyOnly(f('message'))
      ? `${f('kind') || 'configuration'} ${f('name')} lacks a key`.replace(/\s+/g, ' ')
      : `${f('kind') || 'configuration'} ${f('name')} is missing`.replace(/\s+/g, ' '),
  cause: ({ f, names }) => [
    isKeyOnly(f('message'))
      ? `A container refers to the key ${f('path')} of ${f('kind')} ${f('name')}, and the object does not have this key.`.replace(
          /\s+/g,
          ' ',
        )
      : `${/serviceaccount/i.test(f('kind')) ? 'A pod' : 'A container'} refers to ${f('kind') || 'an object'} ${f('name')} in ${names.namespace}, which is not found. If the chart creates it, that takes seconds.`,
  ],
  remedy: about => [stepOf(about)],
})
