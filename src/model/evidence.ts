/**
 * Evidence: the small facts that everything the action concludes is concluded from. A journal of
 * them, replayed in order, gives the same findings. `time` is when the action saw the fact (ISO
 * 8601, ms); an emitter's own time, where it has one, is in `data`.
 */

import type { ClassId } from './classes.ts'
import type { CollectionId, SourceId } from './collections.ts'
import type { Ancestry, FluxConfiguration, FluxObject, GateRequest } from './flux.ts'
import type { AuthKind } from './identity.ts'
import type { Offer } from './offer.ts'
import type { Outcome, RunError } from './outcome.ts'

/** What a fact speaks of: a Kubernetes object (a container of it), or an Azure resource by its id. */
export interface ObjectRef {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly container?: string
}

interface Fact<Kind extends string, Data> {
  readonly kind: Kind
  readonly time: string
  readonly object?: ObjectRef
  /** What the emitter wrote, or one sentence of ours; redacted, never interpreted as markup. */
  readonly text: string
  readonly data: Data
}

/** One line of a container's log. `line` counts from 1 within one start of the container. */
export type PodLog = Fact<
  'pod-log',
  {
    readonly podUid: string
    readonly containerId: string
    readonly line: number
    readonly emitted: string
    readonly part: LogPart
  }
>

/** Why a line was kept: it holds a literal that a rule looks for, or it is among the first or last of its start. */
export type LogPart = 'candidate' | 'head' | 'tail'

/** How one container of a pod stands. */
export interface ContainerState {
  readonly name: string
  readonly image: string
  readonly init: boolean
  /** Runtime id of the start that `state` speaks of; empty while the container never ran. */
  readonly id: string
  readonly ready: boolean
  readonly restarts: number
  readonly state: 'waiting' | 'running' | 'terminated'
  readonly reason: string
  readonly message: string
  readonly startedAt: string
  readonly exitCode?: number
  readonly last?: { readonly id: string; readonly exitCode: number; readonly reason: string }
}

/** How a pod stands; `deleted` when it is gone from the API. */
export interface PodState {
  readonly uid: string
  readonly serviceAccount: string
  readonly phase: string
  readonly ready: boolean
  /** It is being deleted, or gone. */
  readonly terminating: boolean
  readonly deleted: boolean
  /** The controller that owns it, as Kind/name; empty where there is none. */
  readonly owner: string
  readonly node: string
  /** Of a pod that was first seen in a snapshot (ISO 8601): when it was made, which a watch sees for itself. */
  readonly createdAt?: string
  readonly containers: readonly ContainerState[]
}

export type PodStatus = Fact<'pod-status', PodState>

export type ClusterEvent = Fact<
  'event',
  {
    readonly type: string
    readonly reason: string
    readonly reportingController: string
    readonly count: number
    readonly emitted: string
    /** It was there when the events were first read: events outlive what they tell of by an hour. */
    readonly old: boolean
  }
>

export type NamespaceFact = Fact<
  'namespace',
  { readonly labels: Readonly<Record<string, string>>; readonly phase: string; readonly deleted: boolean }
>

/** A Kubernetes object kept whole, as the API server sent it (managedFields left out). */
export interface KubernetesObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly generation?: number
    readonly [key: string]: unknown
  }
  readonly [key: string]: unknown
}

/** `body` is null once the object is gone; `altered` when it held a registered secret, so that it cannot be judged. */
export type PolicyFact = Fact<'policy', { readonly body: KubernetesObject | null; readonly altered?: true }>
export type BindingFact = Fact<'binding', { readonly body: KubernetesObject | null; readonly altered?: true }>
export type ParamFact = Fact<
  'param',
  { readonly body: KubernetesObject; readonly deleted: boolean; readonly altered?: true }
>

/** What the managed cluster's ARM resource says that advice depends on. */
export interface ClusterState {
  readonly id: string
  readonly location: string
  /** sku.name: Automatic or Base. */
  readonly sku: string
  readonly tier: string
  /** properties.hostedSystemProfile.enabled: managed system node pools. */
  readonly managedSystemNodePools: boolean
  readonly provisioningState: string
  readonly powerState: string
  readonly kubernetesVersion: string
  readonly localAccounts: boolean
  readonly entra: boolean
  readonly privateCluster: boolean
  readonly createdAt: string
  /** Hosts at which Azure says that its API server is reached (properties.fqdn and privateFQDN). */
  readonly apiServerHosts?: readonly string[]
  /** How many ranges of addresses its API server takes connections from; 0 for all. */
  readonly authorizedRanges?: number
  /** Run command is turned off (apiServerAccessProfile.disableRunCommand). */
  readonly runCommandDisabled?: boolean
  /** Of a cluster that Arc connects. */
  readonly connectivity?: Connectivity
}

/** How a cluster that Arc connects stands with Azure. */
export interface Connectivity {
  /** Connecting, Connected, Offline or Expired. */
  readonly status: string
  readonly lastConnected: string
  readonly certificateEnds: string
  readonly agentVersion: string
  readonly distribution: string
  readonly agentErrors: readonly string[]
}

export type ClusterFact = Fact<'cluster', ClusterState>

/** The extension's ARM resource at one time. */
export interface ExtensionState {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly provisioningState: string
  readonly version: string
  readonly releaseTrain: string
  readonly releaseNamespace: string
  /** This run wrote it. `provisioningState` is Writing from before the write until Azure has answered. */
  readonly written: boolean
  /** What this run's write is: the first of this instance, or over one that was Succeeded; '' where it wrote nothing yet. */
  readonly change: 'install' | 'update' | ''
}

export type ExtensionFact = Fact<'extension', ExtensionState>

/** An error that Azure Resource Manager or a resource provider wrote. */
export type ArmErrorFact = Fact<
  'arm-error',
  {
    readonly code: string
    /** HTTP status; 200 for an operation that failed, 0 where no answer came. */
    readonly status: number
    /** What was being done, as a sentence; '' for a pasted text. */
    readonly during: string
    readonly details: readonly string[]
    /** The run ended on it. */
    readonly ends?: true
    /** What was asked for, where that matters to what it means. */
    readonly request?: 'write-over-failed' | 'delete'
    /** Of a sign-in: whom it was for. */
    readonly signIn?: SignInAttempt
  }
>

/** Whom a sign-in was for. Issuer, subject and audience are those of the GitHub OIDC token; '' where there was none. */
export interface SignInAttempt {
  readonly identity: AuthKind
  readonly tenant: string
  readonly application: string
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

/** What a command line tool printed, for errors that are pasted to be diagnosed. */
export type CliOutputFact = Fact<'cli-output', Readonly<Record<string, never>>>

export type CheckVerdict = 'clear' | 'warned' | 'refused' | 'not-visible'

/** What is looked at before an install. */
export type CheckId =
  | 'managed-cluster'
  | 'provider'
  | 'offer'
  | 'extensions'
  | 'nodes'
  | 'release'
  | 'policies'
  | 'pods-under-policies'
  | 'dry-run'
  | 'flux-owner'
  | 'flux-configuration'

/** What one look before the install found. */
export interface CheckRow {
  readonly check: CheckId
  readonly verdict: CheckVerdict
  readonly detail: string
  /** The failure class that an install would meet, of what is refused. */
  readonly class?: ClassId
  readonly policy?: string
  readonly binding?: string
  /** Of what would be refused, by the names of a finding's fields. */
  readonly fields?: Readonly<Record<string, string>>
}

export type CheckRowFact = Fact<'check-row', CheckRow>

export type NodesFact = Fact<'nodes', { readonly nodes: readonly NodeView[] }>

/** A node, as far as pods without tolerations care. */
export interface NodeView {
  readonly name: string
  readonly ready: boolean
  readonly taints: readonly string[]
  /** Millicores and MiB. */
  readonly cpu: number
  readonly memory: number
}

/** Helm releases of a namespace, by name. */
export type ReleasesFact = Fact<'releases', { readonly namespace: string; readonly names: readonly string[] }>

/** Workloads of a namespace, and the Helm release that each is of; '' for none. */
export type WorkloadsFact = Fact<
  'workloads',
  {
    readonly namespace: string
    readonly workloads: readonly { readonly kind: string; readonly name: string; readonly release: string }[]
  }
>

/** Registration of the resource provider: Registered, Registering, NotRegistered or Unregistered. */
export type ProviderFact = Fact<'provider', { readonly state: string }>

/** The extension type as Azure offers it to this cluster. */
export type OfferFact = Fact<'offer', Offer>

/** The extensions of the cluster: all of them, or the one of the name that is asked for. */
export type ExtensionsFact = Fact<
  'extensions',
  {
    readonly instances: readonly {
      readonly name: string
      readonly type: string
      readonly provisioningState: string
      /** '' where it has none, or it is not told. */
      readonly releaseNamespace: string
    }[]
  }
>

/** What the API server said to a write that is never carried out; its words are the text. */
export type DryRunFact = Fact<
  'dry-run',
  {
    readonly said: 'admitted' | 'refused' | 'not-asked'
    readonly resource: string
    readonly name: string
    readonly account: string
  }
>

/** What a gate waits for. */
export type GateFact = Fact<'gate', GateRequest>

/** A configuration in Azure, without its statuses. */
export type FluxConfigurationFact = Fact<'flux-configuration', FluxConfiguration>

/** A Flux object; `object` names it. */
export type FluxObjectFact = Fact<'flux-object', FluxObject>

/** Whether what is applied contains what is demanded. */
export type AncestryFact = Fact<'ancestry', Ancestry>

/** Where in the repository an object comes from; `object` names it. */
export type ManifestFact = Fact<'manifest', ManifestPlace>

/** A place in the repository, as it was at the revision that is applied. */
export interface ManifestPlace {
  /** Key of the Flux object that applies it. */
  readonly of: string
  /** Relative to the repository's root; '' where none can be named. */
  readonly file: string
  /** From 1; 0 where only the file is known. */
  readonly line: number
  readonly commit: string
  /** The nearest path that exists, where the one that is configured does not. */
  readonly nearest: string
  /** Why there is no place; '' where there is. */
  readonly why: string
}

/** The check is done: what its rows come to. */
export type CheckedFact = Fact<'checked', { readonly result: CheckVerdict | '' }>

/** Whether an operation runs in Azure that outlives this process. */
export type OperationFact = Fact<'operation', { readonly running: boolean }>

/** How the run ended. */
export type EndedFact = Fact<
  'ended',
  {
    readonly outcome: Outcome
    /** What of the end no finding says, such as pods that are not Ready. */
    readonly notes: readonly string[]
    /** What of a green run somebody should look at; '' for nothing. */
    readonly warning: string
    readonly error?: RunError
  }
>

/** What could not be seen, and what would close the gap. `lost` counts lines or events, where known. */
export type Gap = Fact<'gap', { readonly what: SourceId; readonly lost: number; readonly remedy: string }>

/** @returns the gap, seen now. @param lost lines or events, where they were counted; @param remedy what would close it. */
export function gap(what: SourceId, text: string, { lost = 0, remedy = '' } = {}): Gap {
  return { kind: 'gap', time: new Date().toISOString(), text, data: { what, lost, remedy } }
}

/**
 * A source has read its whole collection: from here on "not in the store" means "not in the cluster". `asked` is when the
 * list was asked for (ISO 8601): it says nothing of what happened after that.
 */
export type Listing = Fact<'listing', { readonly what: CollectionId; readonly count: number; readonly asked?: string }>

/** The only clock that diagnosis knows. `phase` is what the run is waiting for. */
export type Tick = Fact<'tick', { readonly elapsedMs: number; readonly phase: Phase }>

export type Phase = 'sign-in' | 'appear' | 'install' | 'verify' | 'flux' | 'end'

/** The inputs of the run, without secrets: first in every journal. */
export type RunFact = Fact<'run', { readonly inputs: Readonly<Record<string, string>> }>

export type Evidence =
  | PodLog
  | PodStatus
  | ClusterEvent
  | NamespaceFact
  | PolicyFact
  | BindingFact
  | ParamFact
  | ClusterFact
  | ExtensionFact
  | ArmErrorFact
  | CliOutputFact
  | CheckRowFact
  | NodesFact
  | ReleasesFact
  | WorkloadsFact
  | ProviderFact
  | OfferFact
  | ExtensionsFact
  | DryRunFact
  | CheckedFact
  | GateFact
  | FluxConfigurationFact
  | FluxObjectFact
  | AncestryFact
  | ManifestFact
  | OperationFact
  | EndedFact
  | Gap
  | Listing
  | Tick
  | RunFact

/** The kinds whose text an emitter wrote, in its own words: what failure classes are told by, and what can be pasted. */
export const TEXT_KINDS = ['arm-error', 'cli-output', 'event', 'pod-log', 'pod-status'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
export type TextFact = Extract<Evidence, { readonly kind: TextKind }>

export function isTextKind(kind: unknown): kind is TextKind {
  return TEXT_KINDS.includes(kind as TextKind)
}

export function isTextFact(fact: Evidence): fact is TextFact {
  return isTextKind(fact.kind)
}

/** Where facts come from: each source is an async generator of them, and ends when its signal is aborted. */
export type Source = AsyncIterable<Evidence>
