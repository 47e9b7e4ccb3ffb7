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
  const object = f('name') || 'NAME'
  if (/retries exhausted/.test(said))
    return [
      you(
        'Read the earlier conditions of the HelmRelease: they have the reason.',
        FLUX_HELP,
        command`kubectl describe helmrelease ${object} -n ${names.namespace}`,
      ),
      you(
        'Then reset Flux’s retry count.',
        'https://fluxcd.io/flux/cmd/flux_reconcile_helmrelease/',
        command`flux reconcile helmrelease ${object} -n ${names.namespace} --reset`,
      ),
    ]
  if (isFetched && /refused|\b50\d\b|\b404\b|not found/i.test(said))
    return [
      admin(
        'Check the restarts and memory of source-controller: it did not answer or lost the artifact. It recovers once it runs again.',
        FLUX_HELP,
        command`kubectl describe pods -l app=source-controller -A`,
      ),
    ]
  if (isFetched)
    return [
      admin(
        'Check network policies between the Flux controllers and source-controller.',
        FLUX_HELP,
        command`kubectl get networkpolicies -A`,
      ),
    ]
  if (/[Hh]ealth check|timeout waiting/.test(said))
    return [
      you(
        `Check ${[f('kind'), f('name')].filter(Boolean).join(' ') || 'the object'}, its events and its pods: Flux applied it, and it did not become ready.`,
        FLUX_HELP,
        f('kind') && f('name')
          ? command`kubectl describe ${f('kind').toLowerCase().split('.')[0] ?? ''} ${f('name')} -n ${names.namespace}`
          : {},
      ),
    ]
  if (/decryption failed|sops/i.test(said))
    return [
      you(
        'Give the Kustomization the key of this file: its decryption secret, or an identity with access to the key.',
        'https://fluxcd.io/flux/guides/mozilla-sops/',
      ),
    ]
  if (/cross-namespace/.test(said))
    return [
      you(
        'Use a source in the object’s own namespace, or set multiTenancy.enforce=false on the extension.',
        MULTI_TENANCY,
      ),
    ]
  if (/failed to get server groups|cannot impersonate/.test(said))
    return [
      admin(
        'Set multiTenancy.enforce=false on the extension: Flux cannot impersonate the service account of this object (flux-applier under multi-tenancy). AKS Automatic may deny impersonation.',
        MULTI_TENANCY,
      ),
    ]
  if (/dependency cycle/.test(said))
    return [you('Remove one of the dependencies in dependsOn: Flux never reconciles these objects.', FLUX_HELP)]
  if (/dependency|\.source\.toolkit\.fluxcd\.io/.test(said) && /not found/.test(said))
    return [you('Correct the name that this object refers to, or add the missing object.', FLUX_HELP)]
  if (/protected branch|GH006|pre-receive|failed to push/.test(said))
    return [
      you(
        'Let the automation push to another branch (spec.git.push.branch) and open a pull request, or allow its credential to push.',
        'https://fluxcd.io/flux/components/image/imageupdateautomations/',
      ),
    ]
  if (/variable not set|substitut/.test(said))
    return [
      you(
        'Set the variable in postBuild, or create the ConfigMap or Secret that contains it.',
        'https://fluxcd.io/flux/components/kustomize/kustomizations/',
      ),
    ]
  if (/does not support dry run/.test(said))
    return [
      admin('A webhook does not support dry runs: its owner must set sideEffects to None or NoneOnDryRun.', WEBHOOKS),
    ]
  if (/path not found|^stat \S*\/kustomization-\d+\//.test(said))
    return [
      you(
        'Set the path of the configuration to an existing folder, relative to the root of the repository.',
        `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
      ),
    ]
  return [
    you(
      /kustomize|accumulating|yaml/i.test(said)
        ? 'Correct it in the repository. The same build runs on your machine.'
        : 'Fix the manifest of this object in the repository, as the message says.',
      FLUX_HELP,
      /kustomize|accumulating/.test(said) ? command`kubectl kustomize ${'PATH'}` : {},
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
