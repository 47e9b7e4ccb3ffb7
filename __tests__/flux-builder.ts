/** Facts about Flux for tests: objects as a real API server had them, or by the few things that matter. */
import { Diagnosis } from '../src/diagnosis/index.ts'
import { Store } from '../src/evidence/store.ts'
import { fluxObjectIn } from '../src/kubernetes/flux-objects.ts'
import { fluxObjectsOf } from '../src/model/collections.ts'
import type { Evidence, KubernetesObject } from '../src/model/evidence.ts'
import { FLUX_KINDS, type FluxKind, type GateRequest } from '../src/model/flux.ts'

export const TIME = '2026-10-01T08:10:00.000Z'

export interface FluxResource extends KubernetesObject {
  readonly kind: FluxKind
}

export const gateFact = (data: Partial<GateRequest> = {}): Evidence => ({
  kind: 'gate',
  time: TIME,
  text: '',
  data: {
    configurations: [],
    revision: '',
    sources: [],
    why: '',
    repository: 'https://github.com/octo/demo',
    allowSuspended: true,
    timeoutMs: 1_200_000,
    ...data,
  },
})

export const fluxFact = (object: FluxResource, deleted = false): Evidence => ({
  kind: 'flux-object',
  time: TIME,
  object: { kind: object.kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name },
  text: '',
  data: fluxObjectIn(object.kind, object, deleted),
})

/** @returns what says that all kinds of the cluster were listed. */
export const allListed = (): Evidence[] =>
  (Object.keys(FLUX_KINDS) as FluxKind[]).map(kind => ({
    kind: 'listing',
    time: TIME,
    text: '',
    data: { what: fluxObjectsOf(kind), count: 1 },
  }))

/** @returns the store and the findings after facts. */
export async function concluded(facts: readonly Evidence[]) {
  const store = new Store()
  const diagnosis = new Diagnosis(store)
  for (const fact of facts) {
    store.apply(fact)
    diagnosis.observe(fact)
  }
  return { store, findings: await diagnosis.findings() }
}

export const condition = (type: string, status: string, reason: string, message: string, at = TIME) => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: at,
  observedGeneration: 1,
})

export const kustomization = (
  name: string,
  status: object,
  { namespace = 'flux-system', dependsOn = [] as string[], source = 'repo', labels = {}, suspend = false } = {},
): FluxResource => ({
  kind: 'Kustomization',
  metadata: { name, namespace, generation: 1, labels },
  spec: {
    interval: '10m0s',
    timeout: '3m0s',
    path: `./${name}`,
    suspend,
    dependsOn: dependsOn.map(each => ({ name: each })),
    sourceRef: { kind: 'GitRepository', name: source },
  },
  status: { observedGeneration: 1, ...status },
})

export const repository = (revision: string, name = 'repo', conditions: object[] = []): FluxResource => ({
  kind: 'GitRepository',
  metadata: { name, namespace: 'flux-system', generation: 1 },
  spec: { interval: '1m0s', timeout: '1m0s', url: 'https://github.com/octo/demo', ref: { branch: 'main' } },
  status: {
    observedGeneration: 1,
    ...(revision === '' ? {} : { artifact: { revision } }),
    conditions:
      conditions.length > 0
        ? conditions
        : [condition('Ready', 'True', 'Succeeded', `stored artifact for revision '${revision}'`)],
  },
})

export const applied = (revision: string) => ({
  lastAppliedRevision: revision,
  lastAttemptedRevision: revision,
  conditions: [condition('Ready', 'True', 'ReconciliationSucceeded', `Applied revision: ${revision}`)],
})
