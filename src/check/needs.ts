/**
 * What each extension type is known to need when it starts: which account writes what, where. Ours to keep, not the cluster's
 * word: each row says where it is from. `measured` was seen in a trace or report of a real cluster, `documented` is the
 * vendor's word, `expected` is general knowledge of the upstream component.
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

export interface Needs {
  /** Release namespace, where the user names none. */
  readonly namespace: string
  readonly writes: readonly NeededWrite[]
  /** Sum of what its pods request: millicores and MiB; absent where it is not published. */
  readonly room?: { readonly cpu: number; readonly memory: number; readonly source: string }
  /** Not supported on AKS Automatic at all. */
  readonly notOnAutomatic?: string
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

export const NEEDS: Readonly<Record<string, Needs>> = {
  'microsoft.flux': {
    namespace: 'flux-system',
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
    writes: [...trustBundle('secrets'), ...trustBundle('configmaps')],
    notOnAutomatic: AUTOMATIC,
  },
  'microsoft.azureml.kubernetes': {
    namespace: 'azureml',
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
