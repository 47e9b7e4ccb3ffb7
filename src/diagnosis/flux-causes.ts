/** What of Flux's work failed, in words: of a source, of a build, of an apply. Wordings: Flux's controllers 2.6 and 2.7. */
import { LEARN } from './steps.ts'

interface FluxCause {
  readonly when: RegExp
  /** What is so, after the object's name. @param f a field of the finding. */
  readonly words: (f: (name: 'path' | 'ref' | 'host' | 'message' | 'version') => string) => string
}

/** The first that fits. */
const SOURCE_CAUSES: readonly FluxCause[] = [
  { when: /knownhosts|key mismatch|host key/i, words: () => 'does not accept the key of the Git host' },
  { when: /unable to authenticate|publickey/i, words: () => 'is rejected by the Git host: wrong SSH key' },
  { when: /x509|certificate|tls: /i, words: () => 'does not trust the certificate of its host' },
  { when: /expired/i, words: () => 'has an expired credential' },
  {
    when: /authenticat|unauthorized|authorization failed|\b40[13]\b|access denied|denied:|invalid (?:user|cred|auth)/i,
    words: () => 'is not authenticated at its host',
  },
  { when: /secrets? "[^"]*" not found|auth secret not found/i, words: () => 'is missing its authentication secret' },
  { when: /git repository is empty/i, words: () => 'is an empty Git repository' },
  { when: /find remote ref|reference not found/i, words: f => `has no ${refWords(f('ref') || f('path'))}` },
  { when: /object not found|commit object/i, words: () => 'does not have the requested commit' },
  { when: /semver|no match/i, words: () => 'has no tag in the version range' },
  {
    when: /manifest unknown|MANIFEST_UNKNOWN|NAME_UNKNOWN|tag .* not found/i,
    words: () => 'has no artifact with that tag',
  },
  {
    when: /chart (?:name )?with version|no chart version|no '[^']*' chart|invalid chart reference|chart .* not found/i,
    words: () => 'does not have this chart or version',
  },
  { when: /no such host|lookup /i, words: f => `cannot resolve ${f('host') || 'its host'}` },
  { when: /exceeds|too large|max(?:imum)? .*size|size limit/i, words: () => "exceeds Flux's size limit" },
  { when: /repository not found|\b404\b|not found/i, words: () => 'does not exist or cannot be read' },
  {
    when: /timeout|refused|unreachable|deadline|reset|EOF|no route/i,
    words: f => `cannot reach ${f('host') || 'its host'}`,
  },
]

function refWords(ref: string): string {
  if (/^(?:branch|tag|commit|digest) ./.test(ref)) return ref
  const [, kind = '', name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? []
  return name === '' ? 'such branch or tag' : `${kind === 'heads' ? 'branch' : 'tag'} ${name}`
}

const APPLY_CAUSES: readonly FluxCause[] = [
  { when: /dependency cycle/, words: () => 'depends on itself' },
  {
    when: /cross-namespace references have been blocked/,
    words: () => 'refers to another namespace, which multi-tenancy blocks',
  },
  {
    when: /dependency '[^']*' not found|unable to get '[^']*' dependency/,
    words: () => 'depends on an object that does not exist',
  },
  {
    when: /path not found|^stat \S*\/kustomization-\d+\//,
    words: f => `has a path that does not exist${f('path') === '' ? '' : `: ${f('path')}`}`,
  },
  { when: /failed to get server groups|cannot impersonate/, words: () => 'cannot impersonate its service account' },
  { when: /\.source\.toolkit\.fluxcd\.io "[^"]*" not found/, words: () => 'names a source that does not exist' },
  { when: /decrypt|sops/i, words: () => 'cannot decrypt a file' },
  { when: /variable not set|substitut/i, words: () => 'has a variable without a value' },
  {
    when: /failed to create typed patch object|strict decoding/,
    words: () => 'has a manifest that does not match its schema',
  },
  { when: /namespaces? "[^"]*" not found/, words: () => 'targets a namespace that does not exist' },
  {
    when: /MalformedYAML|failed to decode|: yaml: line|error converting YAML/,
    words: () => 'has a file that is not valid YAML',
  },
  {
    when: /remote|https?:\/\/[^']*' *: *(?:Get|dial)|lookup /,
    words: () => 'needs a remote base that cannot be fetched',
  },
  { when: /kustomize (?:build|create) failed|accumulat/, words: () => 'does not build' },
  { when: /[Hh]ealth check|timeout waiting/, words: () => 'is applied, and not healthy' },
  { when: /retries exhausted/, words: () => 'has no retries left' },
]

/** Failures that an update of an image leads to (image-automation-controller). */
const IMAGE_CAUSES: readonly FluxCause[] = [
  { when: /protected branch|GH006|pre-receive hook declined/i, words: () => 'cannot push: the branch is protected' },
  { when: /failed to push|push.*(?:denied|rejected)|non-fast-forward/i, words: () => 'cannot push its commit' },
  {
    when: /unable to determine latest version|no latest|no image found|version list argument cannot be empty/i,
    words: () => 'finds no image that matches its policy',
  },
]

/** @returns `GitRepository shop has no branch production`; '' where no cause is known. @param object its kind and name. */
export function causeWords(
  text: string,
  object: string,
  f: (name: 'path' | 'ref' | 'host' | 'message' | 'version') => string,
): string {
  const isSource = /^(?:GitRepository|OCIRepository|Bucket|HelmRepository|HelmChart|ImageRepository|the source)/.test(
    object,
  )
  const causes = isSource ? SOURCE_CAUSES : [...IMAGE_CAUSES, ...APPLY_CAUSES]
  const found = causes.find(({ when }) => when.test(text))
  return found === undefined ? '' : `${object} ${found.words(f)}`
}

export const MULTI_TENANCY = `${LEARN}azure-arc/kubernetes/conceptual-gitops-flux2#multi-tenancy`
