/** Flux cannot build or apply. Wordings: the extension service, Azure's agents, Go's net package, Flux's controllers. */
import { admin, LEARN, you } from '../steps.ts'
import { FLUX_OBJECT } from '../text/around.ts'
import { waitedFor } from '../text/waits.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('flux-reconcile-failed', {
  literals: [
    'kustomize build failed',
    ' dry-run failed (',
    ' dry-run failed, ',
    'failed to download artifact',
    'kustomization path not found',
    'ealth check failed',
    'ealth check timed out for',
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
  ],
  // That Helm's own wait ran out is said by what it waited for.
  unless: /retries exhausted[\s\S]{0,200}timed? out waiting for the condition/,
  extract: text => waitedFor(text),
  around: FLUX_OBJECT,
  reason: text =>
    /failed to download artifact|timeout waiting|[Hh]ealth check failed|deadline/.test(text)
      ? 'transient'
      : 'permanent',
  title: ({ f }) => `Flux cannot apply ${f('kind') || 'what it fetched'} ${f('name')}`.trim(),
  remedy: ({ permanence, f }) => [
    permanence === 'transient'
      ? admin(
          'Look at network policies between the Flux controllers, and at what it waits for.',
          'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
        )
      : you(
          /does not support dry run/.test(f('message'))
            ? 'A webhook does not support dry runs: its owner sets sideEffects to None or NoneOnDryRun.'
            : 'Repair the manifest that the text names, in the repository.',
          `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
        ),
  ],
})
