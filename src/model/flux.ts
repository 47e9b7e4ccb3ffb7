/**
 * What is known of Flux's objects: their kinds, and what one of them says of itself. Kinds and conditions: fluxcd.io, the API
 * references of source-controller 1.7, kustomize-controller 1.7, helm-controller 1.4 and the image controllers.
 */

/** What a kind is for: it fetches, it applies, or it follows images. */
export type FluxRole = 'source' | 'applier' | 'image'

interface FluxKindTraits {
  readonly group: string
  readonly plural: string
  readonly role: FluxRole
  /** Versions of its API, the newest first: older clusters serve an older one. */
  readonly versions: readonly [string, ...string[]]
}

const SOURCE = 'source.toolkit.fluxcd.io'
const IMAGE = 'image.toolkit.fluxcd.io'

export const FLUX_KINDS = {
  GitRepository: { group: SOURCE, plural: 'gitrepositories', role: 'source', versions: ['v1', 'v1beta2'] },
  OCIRepository: { group: SOURCE, plural: 'ocirepositories', role: 'source', versions: ['v1', 'v1beta2'] },
  Bucket: { group: SOURCE, plural: 'buckets', role: 'source', versions: ['v1', 'v1beta2'] },
  HelmRepository: { group: SOURCE, plural: 'helmrepositories', role: 'source', versions: ['v1', 'v1beta2'] },
  HelmChart: { group: SOURCE, plural: 'helmcharts', role: 'source', versions: ['v1', 'v1beta2'] },
  Kustomization: {
    group: 'kustomize.toolkit.fluxcd.io',
    plural: 'kustomizations',
    role: 'applier',
    versions: ['v1', 'v1beta2'],
  },
  HelmRelease: {
    group: 'helm.toolkit.fluxcd.io',
    plural: 'helmreleases',
    role: 'applier',
    versions: ['v2', 'v2beta2'],
  },
  ImageRepository: { group: IMAGE, plural: 'imagerepositories', role: 'image', versions: ['v1', 'v1beta2'] },
  ImagePolicy: { group: IMAGE, plural: 'imagepolicies', role: 'image', versions: ['v1', 'v1beta2'] },
  ImageUpdateAutomation: { group: IMAGE, plural: 'imageupdateautomations', role: 'image', versions: ['v1', 'v1beta2'] },
} as const satisfies Readonly<Record<string, FluxKindTraits>>

export type FluxKind = keyof typeof FLUX_KINDS

/** @returns whether a kind is one of Flux's own. */
export function isFluxKind(kind: string): kind is FluxKind {
  return Object.hasOwn(FLUX_KINDS, kind)
}

/** Kinds of an Azure configuration's source, by the member of the body that holds it (Microsoft.KubernetesConfiguration, 2025-04-01). */
export const AZURE_SOURCES = {
  GitRepository: 'gitRepository',
  Bucket: 'bucket',
  AzureBlob: 'azureBlob',
  OCIRepository: 'ociRepository',
} as const

/** @returns the kind of the object in the cluster that an Azure configuration's source becomes; AzureBlob is a Bucket there. */
export function sourceKindOf(azureKind: string): FluxKind {
  if (azureKind === 'AzureBlob' || azureKind === 'Bucket') return 'Bucket'
  return azureKind === 'OCIRepository' ? 'OCIRepository' : 'GitRepository'
}

/** A condition as the controller wrote it (Kubernetes API conventions, "Typical status properties"). */
export interface FluxCondition {
  readonly type: string
  /** True, False or Unknown. */
  readonly status: string
  readonly reason: string
  readonly message: string
  /** When its status last changed (ISO 8601); '' where that is not told. */
  readonly at: string
  /** The object's generation that it is about; 0 where that is not told. */
  readonly generation: number
}

/** A Flux object at one time, as the API server has it, or as its configuration in Azure tells of it. */
export interface FluxObject {
  readonly seenBy: 'azure' | 'cluster'
  /** Name of the configuration in Azure whose status told of it; '' where the cluster did. */
  readonly configuration: string
  /** 0 where it is not told. */
  readonly generation: number
  readonly observedGeneration: number
  readonly suspended: boolean
  /** It is being deleted, and what it applied with it. */
  readonly deleting: boolean
  readonly conditions: readonly FluxCondition[]
  /** Keys of objects (`Kind/namespace/name`); '' for none, or where it is not told. */
  readonly appliedBy: string
  readonly dependsOn: readonly string[]
  readonly source: string
  readonly url: string
  /** Branch, tag, semver or digest that is followed, as `branch main`. */
  readonly ref: string
  readonly path: string
  /** `name@version` of a HelmRelease's chart. */
  readonly chart: string
  /** Of a source, what it fetched last; of an applier, what it applied last. */
  readonly revision: string
  /** What an applier tried last. */
  readonly attempted: string
  /** The last revision that was healthy, where it is told and is another one. */
  readonly healthy: string
  /** ms; 0 where it is not told. */
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly retryMs: number
  /** Tries of a HelmRelease that failed. */
  readonly failures: number
  /** Namespace that a HelmRelease installs into; '' for its own. */
  readonly target: string
  /** Keys of what it applied; the first 500. */
  readonly applies: readonly string[]
  readonly deleted: boolean
}

/** A configuration in Azure at one time, without its statuses: each of those is a Flux object. */
export interface FluxConfiguration {
  readonly id: string
  readonly name: string
  readonly namespace: string
  readonly scope: string
  readonly provisioningState: string
  /** Azure's own word: Compliant, Non-Compliant, Pending, Suspended or Unknown; '' where there is none yet. */
  readonly complianceState: string
  readonly errorMessage: string
  readonly sourceKind: string
  readonly url: string
  readonly ref: string
  readonly suspended: boolean
  /** What the source fetched last, as Azure tells it (`main@sha1:…`). */
  readonly revision: string
  readonly sourceUpdatedAt: string
  /** When the agent reported last; '' for never. */
  readonly reportedAt: string
  /** When somebody wrote it last. */
  readonly changedAt: string
  /** Keys of the source and of the Kustomizations that it makes. */
  readonly source: string
  readonly kustomizations: readonly string[]
  /** interval + timeout of the slowest of them, ms. */
  readonly slowestMs: number
  /** Its statuses came with conditions. */
  readonly reported: boolean
  /** This run wrote it. */
  readonly written: boolean
  readonly deleted: boolean
}

/** What a gate waits for. */
export interface GateRequest {
  /** Names of the configurations in Azure; none where the Flux objects of the cluster themselves are gated. */
  readonly configurations: readonly string[]
  /** Commit, tag or digest that has to be applied; '' where none is demanded. */
  readonly revision: string
  /** Keys of the sources that are held against it; none for all. */
  readonly sources: readonly string[]
  /** Why that one, or why none. */
  readonly why: string
  /** `https://host/owner/name` of the repository that the step runs for; '' where it is not known. */
  readonly repository: string
  readonly allowSuspended: boolean
  /** ms. */
  readonly timeoutMs: number
}

/** Whether what is applied contains what is demanded. */
export interface Ancestry {
  /** What is applied. */
  readonly commit: string
  /** What is demanded. */
  readonly ancestor: string
  readonly contains: 'yes' | 'no' | 'unknown'
  /** Who says so: the history of the checkout, GitHub's compare API, or nobody. */
  readonly by: 'checkout' | 'github' | ''
}

/** Characters of a message that are looked at: errors of kustomize nest, and the innermost comes last. */
const MESSAGE_HEAD = 6000
const MESSAGE_TAIL = 2000
const URL_LENGTH = 2000

/** @returns a message of a condition, of at most 8,000 characters and what stands for the rest. */
export function conditionMessage(text: string): string {
  if (text.length <= MESSAGE_HEAD + MESSAGE_TAIL) return text
  return `${text.slice(0, MESSAGE_HEAD)} … ${text.slice(-MESSAGE_TAIL)}`
}

/** @returns a source's address without what may be secret in it; '' where it is longer than one can be. */
export function sourceUrl(text: string): string {
  if (text.length > URL_LENGTH) return ''
  // The user of an SSH address is no secret; one of another address may be a token.
  const bare = /^ssh:/i.test(text) ? text : text.replace(/^([a-z][a-z0-9+]*:\/\/)[^@/\s]*@/i, '$1')
  return bare.replace(/[?#].*$/s, '')
}

/** @returns the key of an object. */
export function fluxKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}

/** @returns what people call the object of a key: `Kustomization apps/infra`. */
export function keyWords(key: string): string {
  const [kind = '', namespace = '', name = ''] = key.split('/')
  return `${kind} ${[namespace, name].filter(Boolean).join('/')}`
}

/** @returns the parts of a key. */
export function partsOfKey(key: string): { readonly kind: string; readonly namespace: string; readonly name: string } {
  const [kind = '', namespace = '', ...name] = key.split('/')
  return { kind, namespace, name: name.join('/') }
}

/** @returns ms of a Go duration such as `10m0s` or `1h30m`; 0 where it is none. */
export function goDurationMs(text: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) return 0
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
  let total = 0
  for (const [, number, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g))
    total += Number(number) * (units[unit] ?? 0)
  return total
}
