/** Evidence for tests, by the few things that matter to it. */
import { Diagnosis } from '../src/diagnosis/index.ts'
import { Store } from '../src/evidence/store.ts'
import type { CollectionId, SourceId } from '../src/model/collections.ts'
import type { ClusterState, ContainerState, Evidence, KubernetesObject, PodState } from '../src/model/evidence.ts'

let clock = Date.parse('2026-03-09T12:00:00Z')
const time = () => {
  clock += 1000
  return new Date(clock).toISOString()
}

/** Lets time go by between two facts of a list. */
export function later(seconds: number): Evidence[] {
  clock += seconds * 1000
  return []
}

export const podLog = (
  text: string,
  {
    pod = 'controller-7c9f8d5b6c-x2x5k',
    namespace = 'flux-system',
    container = 'manager',
    containerId = 'c1',
    podUid = 'u',
  } = {},
): Evidence => ({
  kind: 'pod-log',
  time: time(),
  object: { kind: 'Pod', namespace, name: pod, container },
  text,
  data: { podUid, containerId, line: 1, emitted: '', part: 'candidate' },
})

export const event = (
  text: string,
  {
    object = { kind: 'ReplicaSet', namespace: 'flux-system', name: 'controller-7c9f8d5b6c' },
    reason = 'FailedCreate',
    controller = 'replicaset-controller',
    count = 1,
    old = false,
  } = {},
): Evidence => ({
  kind: 'event',
  time: time(),
  object,
  text,
  data: { type: 'Warning', reason, reportingController: controller, count, emitted: '', old },
})

export const armError = (text: string, code = 'ExtensionOperationFailed'): Evidence => ({
  kind: 'arm-error',
  time: time(),
  text,
  data: { code, status: 200, during: 'installing the extension', details: [] },
})

export function podStatus(
  container: Partial<ContainerState> = {},
  pod: Partial<PodState> = {},
  name = 'controller-7c9f8d5b6c-x2x5k',
  namespace = 'flux-system',
): Evidence {
  const state: ContainerState = {
    name: 'manager',
    image: 'i',
    init: false,
    id: 'c1',
    ready: false,
    restarts: 0,
    state: 'running',
    reason: '',
    message: '',
    startedAt: '',
    ...container,
  }
  return {
    kind: 'pod-status',
    time: time(),
    object: { kind: 'Pod', namespace, name },
    text: '',
    data: {
      uid: 'u',
      serviceAccount: 'operatorsa',
      phase: 'Running',
      ready: false,
      terminating: false,
      deleted: false,
      owner: 'ReplicaSet/controller-7c9f8d5b6c',
      node: 'n',
      containers: [state],
      ...pod,
    },
  }
}

export const crashed = (containerId = 'c1', restarts = 0): Evidence =>
  podStatus({
    state: 'waiting',
    reason: 'CrashLoopBackOff',
    id: containerId,
    restarts,
    last: { id: containerId, exitCode: 1, reason: 'Error' },
  })

export const listing = (what: CollectionId): Evidence => ({
  kind: 'listing',
  time: time(),
  text: '',
  data: { what, count: 0 },
})

export const gap = (what: SourceId, text = 'forbidden'): Evidence => ({
  kind: 'gap',
  time: time(),
  text,
  data: { what, lost: 0, remedy: '' },
})

export const listed = () => [listing('policies'), listing('bindings')]

export function policy(spec: object, name = 'protect'): Evidence {
  const body: KubernetesObject = { metadata: { name, generation: 3 }, spec }
  return { kind: 'policy', time: time(), object: { kind: 'ValidatingAdmissionPolicy', name }, text: '', data: { body } }
}

export function binding(
  actions: readonly string[] = ['Deny'],
  policyName = 'protect',
  name = `${policyName}-binding`,
): Evidence {
  const body: KubernetesObject = { metadata: { name }, spec: { policyName, validationActions: actions } }
  return {
    kind: 'binding',
    time: time(),
    object: { kind: 'ValidatingAdmissionPolicyBinding', name },
    text: '',
    data: { body },
  }
}

/** A policy of the shape of AKS's own: it refuses every write in a namespace but those of the groups it exempts. */
export const protectSpec = (
  groups: readonly string[] = ['system:masters'],
  namespaces: readonly string[] = ['flux-system'],
) => ({
  failurePolicy: 'Fail',
  matchConstraints: {
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
    },
    resourceRules: [
      {
        apiGroups: ['*'],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE', 'DELETE'],
        resources: ['*/*'],
        scope: 'Namespaced',
      },
    ],
  },
  matchConditions: [
    {
      name: 'non-exempt-groups',
      expression: `!(request.userInfo.groups.exists(g, g in [${groups.map(group => `'${group}'`).join(', ')}]))`,
    },
  ],
  validations: [{ expression: 'false', message: 'not allowed', reason: 'Forbidden' }],
})

export function cluster(state: Partial<ClusterState> = {}): Evidence {
  return {
    kind: 'cluster',
    time: time(),
    object: { kind: 'ManagedCluster', name: 'demo' },
    text: '',
    data: {
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/demo',
      location: 'l',
      sku: 'Automatic',
      tier: 'Standard',
      managedSystemNodePools: true,
      provisioningState: 'Succeeded',
      powerState: 'Running',
      kubernetesVersion: '1.33.7',
      localAccounts: false,
      entra: true,
      privateCluster: false,
      createdAt: '',
      ...state,
    },
  }
}

/** The extension, written by the run, in a state. */
export const extension = (provisioningState: string): Evidence => ({
  kind: 'extension',
  time: time(),
  text: '',
  data: {
    id: '',
    name: 'flux',
    type: 'microsoft.flux',
    provisioningState,
    version: '',
    releaseTrain: '',
    releaseNamespace: '',
    written: true,
    change: 'install',
  },
})

/** @returns the findings, and the store, after all of it was observed. */
export async function diagnosed(facts: readonly Evidence[]) {
  const store = new Store()
  const diagnosis = new Diagnosis(store)
  for (const fact of facts) {
    store.apply(fact)
    diagnosis.observe(fact)
  }
  return { findings: await diagnosis.findings(), store }
}
