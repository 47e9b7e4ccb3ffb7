/**
 * What is known of each kind of fact: how its data looks, and whose words it holds. The validator, the JSON schema of a
 * journal and the redactor are made from this table; a kind that is missing here, or a member of one, does not compile.
 */

import { CLASS_IDS } from '../model/classes.ts'
import type { CollectionId, SourceId } from '../model/collections.ts'
import type {
  CheckRow,
  ClusterState,
  Connectivity,
  ContainerState,
  Evidence,
  ManifestPlace,
  NodeView,
  PodState,
  SignInAttempt,
  TextKind,
} from '../model/evidence.ts'
import type { Ancestry, FluxCondition, FluxConfiguration, FluxObject, GateRequest } from '../model/flux.ts'
import { AUTH_KINDS } from '../model/identity.ts'
import type { OfferedVersion } from '../model/offer.ts'
import { OUTCOMES, type RunError } from '../model/outcome.ts'
import {
  boolean,
  cut,
  foreign,
  judged,
  judgedOrNull,
  type Look,
  type LookOf,
  list,
  map,
  mark,
  names,
  number,
  object,
  oneOf,
  optional,
  own,
  type Words,
} from './shape.ts'

export type KindId = Evidence['kind']
type DataOf<Kind extends KindId> = Extract<Evidence, { readonly kind: Kind }>['data']

interface Kind<Data> {
  /** Whose words the fact's text is. */
  readonly text: Words
  readonly data: LookOf<Data>
}

const container: LookOf<ContainerState> = object<ContainerState>({
  name: own,
  image: own,
  init: boolean,
  id: own,
  ready: boolean,
  restarts: number,
  state: oneOf('waiting', 'running', 'terminated'),
  reason: foreign,
  message: foreign,
  startedAt: own,
  exitCode: optional(number),
  last: optional(object<NonNullable<ContainerState['last']>>({ id: own, exitCode: number, reason: foreign })),
})

const phase = oneOf('sign-in', 'appear', 'install', 'verify', 'flux', 'end')

export const KINDS: { readonly [K in KindId]: Kind<DataOf<K>> } = {
  'pod-log': {
    text: 'foreign',
    data: object<DataOf<'pod-log'>>({
      podUid: own,
      containerId: own,
      line: number,
      emitted: own,
      part: oneOf('candidate', 'head', 'tail'),
    }),
  },
  'pod-status': {
    text: 'foreign',
    data: object<PodState>({
      uid: own,
      serviceAccount: own,
      phase: own,
      ready: boolean,
      terminating: boolean,
      deleted: boolean,

      owner: own,
      node: own,
      createdAt: optional(own),
      containers: list(container),
    }),
  },
  event: {
    text: 'foreign',
    data: object<DataOf<'event'>>({
      type: own,
      reason: foreign,
      reportingController: foreign,
      count: number,
      emitted: own,
      old: boolean,
    }),
  },
  // The values are what selectors are evaluated on.
  namespace: { text: 'own', data: object<DataOf<'namespace'>>({ labels: map(own), phase: own, deleted: boolean }) },
  policy: { text: 'own', data: object<DataOf<'policy'>>({ body: judgedOrNull, altered: optional(mark) }) },
  binding: { text: 'own', data: object<DataOf<'binding'>>({ body: judgedOrNull, altered: optional(mark) }) },
  param: { text: 'own', data: object<DataOf<'param'>>({ body: judged, deleted: boolean, altered: optional(mark) }) },
  cluster: {
    text: 'own',
    data: object<ClusterState>({
      id: own,
      location: own,
      sku: own,
      tier: own,
      managedSystemNodePools: boolean,
      provisioningState: foreign,
      powerState: foreign,
      kubernetesVersion: foreign,
      localAccounts: boolean,
      entra: boolean,
      privateCluster: boolean,
      createdAt: own,
      authorizedRanges: optional(number),
      runCommandDisabled: optional(boolean),
      connectivity: optional(
        object<Connectivity>({
          status: own,
          lastConnected: own,
          certificateEnds: own,
          agentVersion: own,
          distribution: own,
          agentErrors: list(foreign),
        }),
      ),
      apiServerHosts: optional(list(own)),
    }),
  },
  extension: {
    text: 'foreign',
    data: object<DataOf<'extension'>>({
      id: own,
      name: own,
      type: own,
      provisioningState: foreign,
      version: foreign,
      releaseTrain: own,
      releaseNamespace: own,
      written: boolean,
      change: oneOf('install', 'update', ''),
    }),
  },
  'arm-error': {
    text: 'foreign',
    data: object<DataOf<'arm-error'>>({
      code: foreign,
      status: number,
      during: own,
      details: list(foreign),
      ends: optional(mark),
      request: optional(oneOf('write-over-failed', 'delete')),
      signIn: optional(
        object<SignInAttempt>({
          identity: oneOf(...AUTH_KINDS),
          tenant: own,
          application: own,
          issuer: own,
          subject: own,
          audience: own,
        }),
      ),
    }),
  },
  'cli-output': { text: 'foreign', data: object<DataOf<'cli-output'>>({}) },
  'check-row': {
    text: 'cut',
    data: object<CheckRow>({
      check: oneOf(
        'managed-cluster',
        'provider',
        'offer',
        'extensions',
        'nodes',
        'release',
        'policies',
        'pods-under-policies',
        'dry-run',
        'flux-owner',
        'flux-configuration',
      ),
      verdict: oneOf('clear', 'warned', 'refused', 'not-visible'),
      detail: cut,
      class: optional(oneOf(...CLASS_IDS)),
      policy: optional(own),
      binding: optional(own),
      fields: optional(map(foreign)),
    }),
  },
  nodes: {
    text: 'own',
    data: object<DataOf<'nodes'>>({
      nodes: list(object<NodeView>({ name: own, ready: boolean, taints: list(own), cpu: number, memory: number })),
    }),
  },
  workloads: {
    text: 'own',
    data: object<DataOf<'workloads'>>({
      namespace: own,
      workloads: list(object<DataOf<'workloads'>['workloads'][number]>({ kind: own, name: own, release: own })),
    }),
  },
  releases: { text: 'own', data: object<DataOf<'releases'>>({ namespace: own, names: list(own) }) },
  provider: { text: 'own', data: object<DataOf<'provider'>>({ state: foreign }) },
  offer: {
    text: 'own',
    data: object<DataOf<'offer'>>({
      namespace: own,
      clusterTypes: list(foreign),
      versions: list(object<OfferedVersion>({ version: foreign, unsupported: list(foreign) })),
    }),
  },
  extensions: {
    text: 'own',
    data: object<DataOf<'extensions'>>({
      instances: list(
        object<DataOf<'extensions'>['instances'][number]>({
          name: own,
          type: own,
          provisioningState: foreign,
          releaseNamespace: own,
        }),
      ),
    }),
  },
  'dry-run': {
    text: 'cut',
    data: object<DataOf<'dry-run'>>({
      said: oneOf('admitted', 'refused', 'not-asked'),
      resource: own,
      name: own,
      account: own,
    }),
  },
  checked: {
    text: 'own',
    data: object<DataOf<'checked'>>({ result: oneOf('clear', 'warned', 'refused', 'not-visible', '') }),
  },
  gate: {
    text: 'own',
    data: object<GateRequest>({
      configurations: list(own),
      revision: own,
      sources: list(own),
      why: own,
      repository: own,
      allowSuspended: boolean,
      timeoutMs: number,
    }),
  },
  'flux-configuration': {
    text: 'own',
    data: object<FluxConfiguration>({
      id: own,
      name: own,
      namespace: own,
      scope: own,
      provisioningState: foreign,
      complianceState: foreign,
      errorMessage: foreign,
      sourceKind: own,
      url: foreign,
      ref: foreign,
      suspended: boolean,
      revision: own,
      sourceUpdatedAt: own,
      reportedAt: own,
      changedAt: own,
      source: own,
      kustomizations: list(own),
      slowestMs: number,
      reported: boolean,
      written: boolean,
      deleted: boolean,
    }),
  },
  'flux-object': {
    text: 'own',
    data: object<FluxObject>({
      seenBy: oneOf('azure', 'cluster'),
      configuration: own,
      generation: number,
      observedGeneration: number,
      suspended: boolean,
      deleting: boolean,
      conditions: list(
        object<FluxCondition>({
          type: own,
          status: own,
          reason: foreign,
          message: foreign,
          at: own,
          generation: number,
        }),
      ),
      appliedBy: own,
      dependsOn: list(own),
      source: own,
      url: foreign,
      ref: foreign,
      path: foreign,
      chart: foreign,
      revision: own,
      attempted: own,
      healthy: own,
      intervalMs: number,
      timeoutMs: number,
      retryMs: number,
      failures: number,
      target: own,
      applies: list(own),
      deleted: boolean,
    }),
  },
  ancestry: {
    text: 'own',
    data: object<Ancestry>({
      commit: own,
      ancestor: own,
      contains: oneOf('yes', 'no', 'unknown'),
      by: oneOf('checkout', 'github', ''),
    }),
  },
  manifest: {
    text: 'own',
    data: object<ManifestPlace>({
      of: own,
      file: foreign,
      line: number,
      commit: own,
      nearest: foreign,
      why: own,
    }),
  },
  operation: { text: 'own', data: object<DataOf<'operation'>>({ running: boolean }) },
  ended: {
    text: 'own',
    data: object<DataOf<'ended'>>({
      outcome: oneOf(...OUTCOMES),
      notes: list(cut),
      warning: cut,
      error: optional(object<RunError>({ doing: cut, likely: cut, next: cut })),
    }),
  },
  gap: { text: 'cut', data: object<DataOf<'gap'>>({ what: names<SourceId>(), lost: number, remedy: own }) },
  listing: {
    text: 'own',
    data: object<DataOf<'listing'>>({ what: names<CollectionId>(), count: number, asked: optional(own) }),
  },
  tick: { text: 'own', data: object<DataOf<'tick'>>({ elapsedMs: number, phase }) },
  run: { text: 'own', data: object<DataOf<'run'>>({ inputs: map(own) }) },
}

/** @returns what is known of a kind; undefined for one of a later version. */
export function kindOf(kind: unknown): { readonly text: Words; readonly data: Look } | undefined {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind as KindId] : undefined
}

/** @returns data of a kind of which nothing is known: empty texts, lists and maps, 0, false, the first of our own words. */
export function blankOf<Kind extends TextKind>(kind: Kind): DataOf<Kind> {
  return blank(KINDS[kind].data) as DataOf<Kind>
}

function blank(look: Look): unknown {
  switch (look.is) {
    case 'string':
      return look.oneOf?.[0] ?? ''
    case 'number':
      return 0
    case 'boolean':
      return false
    case 'list':
      return []
    case 'map':
      return {}
    case 'judged':
      return null
    case 'object': {
      const parts = Object.entries(look.parts).filter(([name]) => !look.optional.has(name))
      return Object.fromEntries(parts.map(([name, part]) => [name, blank(part)]))
    }
  }
}
