/** An API server that refuses, hangs, goes away and forgets; hostile policies and logs. The cause must be found all the same. */
import type { Endpoint } from '../../simulator/faults.ts'
import { type AnyObject, loadScenario, type Scenario, type ScenarioPod } from '../../simulator/scenario.ts'
import { HOSTILE_POLICIES, specOf } from '../hostile-policies.ts'
import { quick, type Row } from './row.ts'

type Kubernetes = NonNullable<Scenario['kubernetes']>

const rollback = loadScenario('atomic-rollback')
const DENIAL =
  "configmaps \"fluxconfig-immutable-values\" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'aks-managed-protect-system-namespaces-binding' denied request: Modification of resources in managed system namespaces is not allowed"

/** The reported failure, with changes to the cluster. */
function denied(changes: Kubernetes = {}, rest: Partial<Scenario> = {}): Scenario {
  return { ...rollback, speed: 20, ...rest, cuts: {}, kubernetes: { ...rollback.kubernetes, ...changes } }
}

const found = {
  outcome: 'stopped-early',
  outputs: { policy: 'aks-managed-protect-system-namespaces', 'exemption-verified': 'local' },
}

export function policy(name: string, spec: object): AnyObject {
  return {
    metadata: { name, generation: 1 },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['*/*'], scope: '*' },
        ],
      },
      ...spec,
    },
  }
}
export const binding = (name: string): AnyObject => ({
  metadata: { name: `${name}-binding` },
  spec: { policyName: name, validationActions: ['Deny'] },
})
const policies = rollback.kubernetes?.policies ?? []
const bindings = rollback.kubernetes?.bindings ?? []
/** The reported failure, with more policies beside the one that refuses. */
const besides = (more: readonly AnyObject[]) =>
  denied({
    policies: [...policies, ...more],
    bindings: [...bindings, ...more.map(each => binding(each.metadata.name))],
  })

/** A pod whose one container is denied and crashes, twice. */
function crashing(name: string, log: readonly (string | { base64: string })[] = [], at = 9): ScenarioPod {
  const start = (from: number) => ({
    at: `${from}s`,
    log: [...log, DENIAL].map(each => (typeof each === 'string' ? { text: each } : each)),
    exit: { after: '2s', code: 1 },
  })
  return {
    name,
    owner: `ReplicaSet/${name.replace(/-[^-]+$/, '')}`,
    serviceAccount: 'flux-operatorsa',
    created: `${at - 6}s`,
    removed: '302s',
    containers: [{ name: 'manager', starts: [start(at), start(at + 14)] }],
  }
}
const noise = (name: string, log: readonly (string | { base64: string })[]): Row => ({
  name,
  scenario: denied({ pods: [crashing('fluxconfig-controller-7c9f8d5b6c-x2x5k', log)] }),
  ...found,
  reads: /denied now, allowed after/,
})

const refusals: readonly (readonly [Endpoint, string])[] = [
  ['pods', 'pods in flux-system'],
  ['log', 'log of '],
  ['events', 'events in flux-system'],
  ['namespaces', 'namespace flux-system'],
  ['policies', 'admission policies'],
  ['bindings', 'admission policy bindings'],
]
const status = (code: number, message: string) => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code },
})

export const CLUSTER: readonly Row[] = [
  {
    name: 'API server refused: reported, and the install continues',
    scenario: quick({ kubernetes: { access: 'unreachable' } }),
    outcome: 'installed',
    reads: [/not seen: the cluster: .*ECONNREFUSED/, /Check that this runner reaches/],
  },
  {
    name: 'hanging connect: found out in 3 s',
    scenario: quick({ kubernetes: { access: 'hanging' } }),
    outcome: 'installed',
    reads: /\[ +[345] s\] not seen: the cluster: .*no connection within 3 s/,
  },
  ...refusals.flatMap(([at, what]) =>
    ([401, 403] as const).map(code => ({
      name: `${code} on ${at}: reported, and the install continues`,
      scenario: quick({ faults: [{ at, ...status(code, `${at} is forbidden: User "x" cannot do that`) }] }),
      outcome: 'installed',
      reads: new RegExp(`not seen: ${what}`),
      planted: true,
    })),
  ),
  {
    name: '410 Gone on the first watches: listed again, nothing missed',
    scenario: denied({ compacted: 8 }),
    ...found,
    reads: /denied now, allowed after/,
  },
  {
    name: 'API server gone and back: the cause is found after it',
    scenario: denied({ outages: [{ from: '5s', until: '20s' }] }),
    ...found,
    reads: /denied now, allowed after/,
  },
  {
    name: '5xx on every list and log for a while: the cause is found after it',
    scenario: denied(
      {},
      {
        faults: [
          {
            at: ['pods', 'log', 'events', 'policies', 'bindings', 'namespaces'],
            from: '4s',
            until: '20s',
            status: 503,
          },
        ],
      },
    ),
    ...found,
    reads: /denied now, allowed after/,
    planted: true,
  },
  {
    name: 'release namespace created, deleted, created again',
    scenario: denied({
      namespaces: [
        { name: 'flux-system', created: '1s', removed: '20s' },
        { name: 'flux-system', created: '30s' },
      ],
      pods: [
        {
          ...crashing('fluxconfig-controller-11111111-aaaaa'),
          containers: [{ name: 'manager', starts: [{ at: '5s' }] }],
          removed: '20s',
        },
        crashing('fluxconfig-controller-22222222-bbbbb', [], 40),
      ],
    }),
    ...found,
    reads: /denied now, allowed after/,
  },
  {
    name: '50 crash-looping pods: one error',
    scenario: denied({
      pods: Array.from({ length: 50 }, (_, n) =>
        crashing(`fluxconfig-controller-7c9f8d5b6c-${String(n).padStart(5, 'a')}`),
      ),
    }),
    ...found,
    reads: /denied now, allowed after/,
  },
  {
    name: 'a policy that does not parse: proven all the same, its exemption unchecked',
    scenario: denied({
      policies: policies.map(each => ({
        ...each,
        spec: {
          ...(each['spec'] as object),
          matchConditions: [{ name: 'broken', expression: '!(request.userInfo.groups.exists(g, g in [' }],
        },
      })),
    }),
    outcome: 'stopped-early',
    reads: /No exemption is suggested|Not checked|undetermined/,
  },
  {
    name: 'another policy with a catastrophic regex: bounded',
    scenario: besides([
      policy('catastrophic', {
        matchConditions: [
          { name: 'slow', expression: "request.userInfo.username.matches('^(([a-z:-])+.)+[A-Z]([a-z:-])+$')" },
        ],
        validations: [
          { expression: "!request.userInfo.username.matches('^(a?){60}(a){60}$') && 'x'.matches('(x+x+)+y')" },
        ],
      }),
    ]),
    outcome: 'stopped-early',
    reads: /denied now, allowed after/,
  },
  {
    name: 'other policies that take all time and all memory: bounded, the cause is found',
    scenario: besides(HOSTILE_POLICIES.map((each, n) => policy(`hostile-${n}`, specOf(each)))),
    outcome: 'stopped-early',
    reads: /denied now, allowed after/,
  },
  ...HOSTILE_POLICIES.slice(0, 3).map(each => ({
    name: `the policy itself: ${each.name}: the finding stands, its exemption unchecked`,
    scenario: denied({
      policies: policies.map(one => ({ ...one, spec: { ...specOf(each), matchConditions: [] } })),
    }),
    outcome: 'stopped-early',
    reads: /an AKS-managed policy denies fluxconfig-controller|blocked by an AKS-managed policy/,
  })),
  {
    name: 'another policy whose expression nests without end: bounded',
    scenario: besides([
      policy('deep', { validations: [{ expression: `${'('.repeat(5000)}true${')'.repeat(5000)}` }] }),
    ]),
    outcome: 'stopped-early',
    reads: /denied now, allowed after/,
  },
  {
    name: '200 policies',
    scenario: besides(
      Array.from({ length: 200 }, (_, n) =>
        policy(`p-${n}`, {
          validations: [
            { expression: `!(request.userInfo.username.startsWith('u-${n}')) || object.metadata.name.size() > ${n}` },
          ],
        }),
      ),
    ),
    outcome: 'stopped-early',
    reads: /an AKS-managed policy denies fluxconfig-controller|blocked by an AKS-managed policy/,
  },
  noise('a log line of 10 MB before the cause', [`x${'a'.repeat(10 * 1024 * 1024)}`]),
  noise('a binary log before the cause', [
    { base64: Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7919) % 256)).toString('base64') },
  ]),
  noise('invalid UTF-8 before the cause', [
    { base64: Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xe2, 0x82, 0x0d, 0x1b, 0x5b]).toString('base64') },
  ]),
]
