/** Flux cannot build or apply. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */

import { command } from '../../model/command.ts'
import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { causeWords, MULTI_TENANCY } from '../flux-causes.ts'
import { admin, LEARN, WEBHOOKS, you } from '../steps.ts'
import { FLUX_OBJECT } from '../text/around.ts'
import { waitedFor } from '../text/waits.ts'
import { textRule } from '../text-rule.ts'

const FLUX_HELP = 'https://fluxcd.io/flux/cheatsheets/troubleshooting/'

/** By what Flux says that it could not do. */
function stepsOf({ f, names }: About): Step[] {
  const said = `${f('message')} ${f('url')}`
  // What could not be had is named by its address, where the sentence no longer says it.
  const isFetched = /artifact|source-controller/.test(said)
  const object = f('name') || '<name>'
  if (/retries exhausted/.test(said))
    return [
      you(
        'The reason is in an earlier condition of the HelmRelease: read it, and mend that.',
        FLUX_HELP,
        command`kubectl describe helmrelease ${object} -n ${names.namespace}`,
      ),
      you(
        'Then let Flux count its tries from the beginning.',
        'https://fluxcd.io/flux/cmd/flux_reconcile_helmrelease/',
        command`flux reconcile helmrelease ${object} -n ${names.namespace} --reset`,
      ),
    ]
  if (isFetched && /refused|\b50\d\b|\b404\b|not found/i.test(said))
    return [
      admin(
        'source-controller did not answer, or no longer has the artifact: that passes once it runs again. Look at its restarts and its memory; it runs with one replica.',
        FLUX_HELP,
        command`kubectl describe pods -l app=source-controller -A`,
      ),
    ]
  if (isFetched)
    return [
      admin(
        'Look at network policies between the Flux controllers and source-controller.',
        FLUX_HELP,
        command`kubectl get networkpolicies -A`,
      ),
    ]
  if (/[Hh]ealth check|timeout waiting/.test(said))
    return [
      you(
        `Flux applied it and waited in vain until ${[f('kind'), f('name')].filter(Boolean).join(' ') || 'it'} was ready: look at that object, its events and its pods.`,
        FLUX_HELP,
        f('kind') && f('name')
          ? command`kubectl describe ${f('kind').toLowerCase().split('.')[0] ?? ''} ${f('name')} -n ${names.namespace}`
          : {},
      ),
    ]
  if (/decryption failed|sops/i.test(said))
    return [
      you(
        'Give the Kustomization the key that decrypts this file: its decryption secret, or an identity that may use the key.',
        'https://fluxcd.io/flux/guides/mozilla-sops/',
      ),
    ]
  if (/cross-namespace/.test(said))
    return [
      you(
        'Refer to a source in the namespace of the object itself, or set multiTenancy.enforce=false on the extension.',
        MULTI_TENANCY,
      ),
    ]
  if (/failed to get server groups|cannot impersonate/.test(said))
    return [
      admin(
        'Flux may not act as the service account of this object (flux-applier under multi-tenancy). On AKS Automatic, impersonation may be refused: set multiTenancy.enforce=false on the extension.',
        MULTI_TENANCY,
      ),
    ]
  if (/dependency cycle/.test(said))
    return [you('Remove one of the dependencies in dependsOn: none of these objects is ever reconciled.', FLUX_HELP)]
  if (/dependency|\.source\.toolkit\.fluxcd\.io/.test(said) && /not found/.test(said))
    return [you('Correct the name that this object refers to, or add the object that it names.', FLUX_HELP)]
  if (/protected branch|GH006|pre-receive|failed to push/.test(said))
    return [
      you(
        'Let the automation push to another branch (spec.git.push.branch) and open a pull request from it, or allow its credential to push.',
        'https://fluxcd.io/flux/components/image/imageupdateautomations/',
      ),
    ]
  if (/variable not set|substitut/.test(said))
    return [
      you(
        'Give the variable a value in postBuild, or create the ConfigMap or Secret that it is taken from.',
        'https://fluxcd.io/flux/components/kustomize/kustomizations/',
      ),
    ]
  if (/does not support dry run/.test(said))
    return [admin('A webhook does not support dry runs: its owner sets sideEffects to None or NoneOnDryRun.', WEBHOOKS)]
  if (/path not found|^stat \S*\/kustomization-\d+\//.test(said))
    return [
      you(
        'Set the path of the configuration to a folder that the repository has at this revision. It is relative to the root of the repository.',
        `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
      ),
    ]
  return [
    you(
      /kustomize|accumulating|yaml/i.test(said)
        ? 'Mend it in the repository. The same build runs on your machine.'
        : 'Mend what the message names in the manifest of this object, in the repository.',
      FLUX_HELP,
      /kustomize|accumulating/.test(said) ? command`kubectl kustomize ${'<path>'}` : {},
    ),
  ]
}

export const rule = textRule('flux-reconcile-failed', {
  literals: [
    'kustomize build failed',
    ' dry-run failed (',
    ' dry-run failed, ',
    'failed to download artifact',
    'kustomization path not found',
    'ealth check failed',
    'ealth check timed out for',
    'cross-namespace references have been blocked',
  ],
  patterns: [
    /(?<kind>[A-Z][A-Za-z]{1,62})\/(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[a-z0-9][a-z0-9.:-]{0,252}) dry-run failed(?: \((?<reason>\w+)\)|, (?:error|reason): ?(?<reason2>\w+)?,?)?:?\s*(?<message>[\s\S]{0,500})/,
    /dry-run failed(?: \((?<reason>\w+)\)|, (?:error|reason): ?(?<reason2>\w+)?,?)?:?\s*(?<message>[\s\S]{0,500})/,
    /kustomize (?:build|create) failed:\s*(?<message>[\s\S]{0,500})/,
    /faile?d to download artifact(?: from (?<url>https?:\/\/(?<host>[^\s/:,]{1,253})[^\s,]*))?[:,]?\s*(?<message>[\s\S]{0,400})/,
    /kustomization path not found:\s*(?<message>stat (?<path>[^\s:]{1,300})[\s\S]{0,100})/,
    /(?<message>kustomization path not found[\s\S]{0,200})/,
    /(?<message>[Hh]ealth check (?:failed|timed out for)[\s\S]{0,400})/,
    /(?<message>(?:install|upgrade) retries exhausted[\s\S]{0,200})/,
    /(?<message>(?:decryption failed|cannot get sops data key|accumulating resources)[\s\S]{0,300})/,
    /(?<message>apply failed[\s\S]{0,300})/,
    /(?<message>(?:can(?:'|no)t access '[^']{1,400}', )?cross-namespace references have been blocked)/,
  ],
  // That Helm's own wait ran out is said by what it waited for.
  unless: /retries exhausted[\s\S]{0,200}timed? out waiting for the condition/,
  extract: text => waitedFor(text),
  around: FLUX_OBJECT,
  reason: text =>
    /download artifact|timeout waiting|[Hh]ealth check (?:failed|timed out)|deadline/.test(text)
      ? 'transient'
      : 'permanent',
  title: ({ f }) => {
    const object = `${f('kind')} ${f('name')}`.trim()
    return causeWords(`${f('message')} ${f('url')}`, object, f) || `Flux cannot apply ${object || 'what it fetched'}`
  },
  remedy: about => stepsOf(about),
})
