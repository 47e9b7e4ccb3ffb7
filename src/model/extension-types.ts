/**
 * What is known of each extension type, and the only place that knows it: what people call it, where its release goes, what
 * it writes when it starts. Ours to keep, not the cluster's word: each write says where it is from. `measured` was seen in a
 * trace or report of a real cluster, `documented` is the vendor's word, `expected` is general knowledge of the upstream
 * component.
 */

export interface NeededWrite {
  readonly account: string
  /** Namespace of the account, where that is not the release's. */
  readonly of?: string
  readonly verb: 'create' | 'update'
  /** Plural, with its group: leases.coordination.k8s.io. */
  readonly resource: string
  /** '' where it is made up at each write. */
  readonly name: string
  readonly sure: 'measured' | 'documented' | 'expected'
  readonly source: string
}

export interface ExtensionType {
  /** What people call it; absent where they call it by its instance's name. */
  readonly spoken?: string
  /** Name of an instance, where the user gives none; absent where they must. */
  readonly instance?: string
  /** Release namespace, where the user names none. */
  readonly namespace: string
  /** Whether the user may choose another namespace (Microsoft Learn, the pages of the extensions). */
  readonly movable: boolean
  /** It takes no other, and a first write names it (Microsoft Learn, Flux extension). */
  readonly fixed?: true
  /** What it writes at start. */
  readonly writes: readonly NeededWrite[]
  /** Sum of what its pods request: millicores and MiB; absent where it is not published. */
  readonly room?: { readonly cpu: number; readonly memory: number; readonly source: string }
  /** Not supported on AKS Automatic at all; by whose word. */
  readonly notOnAutomatic?: string
  /** Flux configurations need it: it goes after them. */
  readonly hasConfigurations?: true
  /** What can be used in its place, where it cannot be; as it stands after "use". */
  readonly instead?: string
  /** Setting by which a component's memory limit is raised, COMPONENT standing for its name; of which components. */
  readonly memoryLimit?: { readonly setting: string; readonly components: RegExp }
  /** Setting by which its pods ask the API server by its public name, for networks that let names through only. */
  readonly apiServerByName?: string
  /** Versions of APIs that a release of it has removed: which, and what its notes say. */
  readonly removedApis?: { readonly version: RegExp; readonly text: string; readonly link: string }
  /** The vendor's page on errors of its install. */
  readonly troubleshooting?: string
  /** A public report of the refusal by an AKS-managed admission policy. */
  readonly report?: string
}

const leases = (account: string): NeededWrite[] =>
  (['create', 'update'] as const).map(verb => ({
    account,
    verb,
    resource: 'leases.coordination.k8s.io',
    name: `${account}-leader-election`,
    sure: 'expected',
    source: 'fluxcd/flux2 issue 3491; fluxcd/source-controller issue 1815',
  }))
const trustBundle = (resource: 'secrets' | 'configmaps'): NeededWrite[] =>
  (['create', 'update'] as const).map(verb => ({
    account: 'dapr-sentry',
    verb,
    resource,
    name: 'dapr-trust-bundle',
    sure: 'measured',
    source: 'Azure/AKS issue 5726',
  }))
const AUTOMATIC = 'Microsoft Learn, "Introduction to AKS Automatic", limitations'

/** What is written for every release: its Deployments' pods are made by the controller, in its own name. */
export const EVERY_RELEASE: readonly NeededWrite[] = [
  {
    account: 'replicaset-controller',
    of: 'kube-system',
    verb: 'create',
    resource: 'pods',
    name: '',
    sure: 'documented',
    source: 'Kubernetes, ReplicaSet controller',
  },
]

/** The type that is installed where the user names none. */
export const FLUX = 'microsoft.flux'

const TYPES: Readonly<Record<string, ExtensionType>> = {
  [FLUX]: {
    spoken: 'Flux',
    instance: 'flux',
    namespace: 'flux-system',
    movable: false,
    fixed: true,
    hasConfigurations: true,
    instead: 'Argo CD (installed with Helm) in your own namespace',
    memoryLimit: { setting: 'COMPONENT.resources.limits.memory', components: /-controller$/ },
    apiServerByName: 'setKubeServiceHostFqdn=true',
    removedApis: {
      version: /beta/,
      text: 'microsoft.flux 1.23.0 removed the beta versions of Flux’s APIs: change the apiVersion in your manifests.',
      link: 'https://learn.microsoft.com/azure/azure-arc/kubernetes/flux-gitops-release-notes',
    },
    report: 'https://github.com/Azure/AKS/issues/5645',
    writes: [
      {
        account: 'flux-operatorsa',
        verb: 'create',
        resource: 'configmaps',
        name: 'fluxconfig-immutable-values',
        sure: 'measured',
        source: 'Azure/AKS issue 5645',
      },
      ...leases('source-controller'),
      ...leases('kustomize-controller'),
      ...leases('helm-controller'),
      ...leases('notification-controller'),
    ],
    room: { cpu: 380, memory: 350, source: 'Microsoft Learn, "Troubleshoot cluster extensions" (requests of Flux)' },
  },
  'microsoft.dapr': {
    namespace: 'dapr-system',
    movable: true,
    writes: [...trustBundle('secrets'), ...trustBundle('configmaps')],
    notOnAutomatic: AUTOMATIC,
    troubleshooting:
      'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/troubleshoot-dapr-extension-installation-errors',
    report: 'https://github.com/Azure/AKS/issues/5726',
  },
  'microsoft.azureml.kubernetes': {
    namespace: 'azureml',
    movable: false,
    writes: [
      {
        account: 'arcml-healthcheck',
        verb: 'create',
        resource: 'configmaps',
        name: 'arcml-healthcheck',
        sure: 'expected',
        source:
          'Microsoft Learn, "Troubleshoot the Azure Machine Learning extension" (the ConfigMap; its account is a guess)',
      },
    ],
    notOnAutomatic: AUTOMATIC,
  },
  'microsoft.appconfiguration': {
    namespace: 'azappconfig-system',
    movable: true,
    writes: [
      {
        account: 'az-appconfig-k8s-provider',
        verb: 'create',
        resource: 'leases.coordination.k8s.io',
        name: 'az-appconfig-k8s-provider',
        sure: 'expected',
        source: 'Microsoft Learn, "Install the Azure App Configuration Kubernetes extension" (the account)',
      },
    ],
  },
  'microsoft.argocd': {
    namespace: 'argocd',
    movable: true,
    writes: [
      {
        account: 'argocd-redis-secret-init',
        verb: 'create',
        resource: 'secrets',
        name: 'argocd-redis',
        sure: 'documented',
        source: 'Argo CD Helm chart (the init Job of Redis)',
      },
    ],
  },
}

/** @returns what is known of a type, whatever its case; undefined for one that this table does not have. */
export function extensionType(type: string): ExtensionType | undefined {
  const id = type.toLowerCase()
  return Object.hasOwn(TYPES, id) ? TYPES[id] : undefined
}

/** @returns what people call an extension: by its type where that has a name of its own, else by the instance's. */
export function spokenName({ type, name }: { readonly type: string; readonly name: string }): string {
  return extensionType(type)?.spoken ?? name
}

/**
 * The release namespace, for everyone who asks: that of the instance as Azure tells it, else as the user asks for it, else the
 * type's own.
 * @returns '' where none of them is known: of a type that this table does not have, Azure tells it after the write.
 */
export function releaseNamespace(
  existing: { readonly releaseNamespace?: string | undefined } | undefined,
  request: { readonly type: string; readonly releaseNamespace?: string | undefined },
): string {
  return existing?.releaseNamespace || request.releaseNamespace || extensionType(request.type)?.namespace || ''
}

/** @returns the namespace that a first write names: as asked for, or the only one that the type takes; else Azure's choice. */
export function writtenNamespace(request: {
  readonly type: string
  readonly releaseNamespace?: string
}): string | undefined {
  const known = extensionType(request.type)
  return request.releaseNamespace ?? (known?.fixed === true ? known.namespace : undefined)
}

/** An instance that exists, by what a write cannot change. */
export interface Existing {
  readonly name: string
  readonly type: string
  readonly provisioningState: string
  /** '' where it has none, or it is not told. */
  readonly releaseNamespace: string
}

/** Why a write would be refused for what exists; `code` is ours. */
export interface Conflict {
  readonly code: 'ExtensionUnderOtherName' | 'ExtensionOfOtherType' | 'ExtensionInOtherNamespace'
  readonly message: string
}

/** @returns why another instance stands in the way: a cluster takes one of a type (Microsoft Learn, "Cluster extensions"). */
export function conflictWithOthers(
  request: { readonly type: string; readonly name: string },
  others: readonly Existing[],
): Conflict | undefined {
  const other = others.find(
    each => each.type.toLowerCase() === request.type && each.name.toLowerCase() !== request.name.toLowerCase(),
  )
  if (other === undefined) return undefined
  return {
    code: 'ExtensionUnderOtherName',
    message: `${request.type} already exists as ${other.name} (${other.provisioningState}). A cluster can have one extension of a type; this step sets ${request.name}.`,
  }
}

/** @returns what an existing instance of that name cannot be changed to. */
export function conflictWith(
  request: { readonly type: string; readonly releaseNamespace?: string | undefined },
  { type, releaseNamespace: namespace }: Existing,
): Conflict | undefined {
  if (type.toLowerCase() !== request.type)
    return {
      code: 'ExtensionOfOtherType',
      message: `An extension of this name exists, but its type is ${type}, not ${request.type}.`,
    }
  if (request.releaseNamespace && namespace && namespace !== request.releaseNamespace)
    return {
      code: 'ExtensionInOtherNamespace',
      message: `It is installed in namespace ${namespace}. A release cannot move to ${request.releaseNamespace}.`,
    }
  return undefined
}
