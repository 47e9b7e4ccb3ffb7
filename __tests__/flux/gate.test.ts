/** What is no green, and what is no end, by the few objects that decide it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { configurationIn } from '../../src/azure/flux-configuration/read.ts'
import { Store } from '../../src/evidence/store.ts'
import { type GateStanding, gateOf } from '../../src/flux/gate.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type GateRequest, partsOfKey } from '../../src/model/flux.ts'
import {
  allListed,
  applied,
  condition,
  type FluxResource,
  fluxFact,
  gateFact,
  kustomization,
  repository,
  TIME,
} from '../flux-builder.ts'

const OLD = `main@sha1:${'a'.repeat(40)}`
const NEW = `main@sha1:${'b'.repeat(40)}`
const DEMANDED = { revision: 'b'.repeat(40), sources: ['GitRepository/flux-system/repo'] }

function standingAfter(facts: readonly Evidence[]): GateStanding {
  const store = new Store()
  for (const fact of facts) store.apply(fact)
  const standing = gateOf(store)
  assert.ok(standing !== undefined)
  return standing
}

const inCluster = (gate: Partial<GateRequest>, ...objects: FluxResource[]) =>
  standingAfter([...allListed(), gateFact(gate), ...objects.map(each => fluxFact(each))])

const status = (kind: string, name: string, message: string, more: object = {}) => ({
  kind,
  name,
  namespace: 'ns',
  complianceState: 'Compliant',
  statusConditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded', message, lastTransitionTime: TIME }],
  ...more,
})
const allWell = [
  status('GitRepository', 'shop', `stored artifact for revision '${NEW}'`),
  status('Kustomization', 'shop-app', `Applied revision: ${NEW}`),
]

function byAzure(gate: Partial<GateRequest>, properties: object, more: readonly Evidence[] = []): GateStanding {
  const body = {
    id: '/x/shop',
    name: 'shop',
    systemData: { lastModifiedAt: '2026-10-01T08:00:00Z' },
    properties: {
      provisioningState: 'Succeeded',
      sourceKind: 'GitRepository',
      namespace: 'ns',
      complianceState: 'Compliant',
      gitRepository: { url: 'https://github.com/octo/demo', repositoryRef: { branch: 'main' } },
      kustomizations: { app: { path: './' } },
      sourceSyncedCommitId: NEW,
      statusUpdatedAt: '2026-10-01T08:05:00Z',
      statuses: allWell,
      ...properties,
    },
  }
  const read = configurationIn(body, 'shop')
  assert.ok(read !== undefined)
  const fact = { time: TIME, text: '' }
  return standingAfter([
    gateFact({ configurations: ['shop'], revision: 'b'.repeat(40), ...gate }),
    ...[...read.objects].map(
      ([key, data]): Evidence => ({ ...fact, kind: 'flux-object', object: partsOfKey(key), data }),
    ),
    { ...fact, kind: 'flux-configuration', data: read.state },
    ...more,
  ])
}

const PROGRESSING = {
  lastAppliedRevision: OLD,
  lastAttemptedRevision: NEW,
  conditions: [condition('Ready', 'Unknown', 'Progressing', 'Reconciliation in progress')],
}
const suspendedSource = { ...repository(NEW), spec: { ...(repository(NEW)['spec'] as object), suspend: true } }
const release = (attempted: string): FluxResource => ({
  kind: 'HelmRelease',
  metadata: { name: 'app', namespace: 'flux-system', generation: 1 },
  spec: { chart: { spec: { chart: './chart', sourceRef: { kind: 'GitRepository', name: 'repo' } } } },
  status: {
    observedGeneration: 1,
    helmChart: 'flux-system/flux-system-app',
    lastAttemptedRevision: attempted,
    conditions: [condition('Ready', 'True', 'UpgradeSucceeded', 'Helm upgrade succeeded')],
  },
})
const chart = (of: string, version: string): FluxResource => ({
  kind: 'HelmChart',
  metadata: { name: 'flux-system-app', namespace: 'flux-system', generation: 1 },
  spec: { chart: './chart', sourceRef: { kind: 'GitRepository', name: 'repo' } },
  status: {
    observedGeneration: 1,
    observedSourceArtifactRevision: of,
    artifact: { revision: version },
    conditions: [condition('Ready', 'True', 'ChartPackageSucceeded', 'packaged')],
  },
})

describe('no green', () => {
  const waiting: Readonly<Record<string, () => GateStanding>> = {
    'its source is suspended, and it progresses': () =>
      inCluster(DEMANDED, suspendedSource, kustomization('app', PROGRESSING), kustomization('ok', applied(NEW))),
    'its source is suspended, and it runs an older revision than that has': () =>
      inCluster(DEMANDED, suspendedSource, kustomization('app', applied(OLD)), kustomization('ok', applied(NEW))),
    'what it depends on is suspended and ready, and it progresses': () =>
      inCluster(
        DEMANDED,
        repository(NEW),
        kustomization('infra', applied(OLD), { suspend: true }),
        kustomization('app', PROGRESSING, { dependsOn: ['infra'] }),
        kustomization('ok', applied(NEW)),
      ),
    'a revision is demanded, and there is no source that could have it': () =>
      inCluster({ revision: DEMANDED.revision }, release('1.0.0'), chart('', '1.0.0')),
    'flux bootstrap: the Kustomization that applies itself has an older revision than is demanded': () =>
      inCluster(
        { revision: DEMANDED.revision },
        repository(OLD),
        kustomization('flux-system', applied(OLD), {
          labels: {
            'kustomize.toolkit.fluxcd.io/name': 'flux-system',
            'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
          },
        }),
      ),
    'a tag is demanded that ends like a commit': () => {
      const same = `main@sha1:1234567${'a'.repeat(33)}`
      return inCluster(
        { ...DEMANDED, revision: 'release/1234567' },
        repository(same),
        kustomization('app', applied(same)),
      )
    },
    'a chart is packed of an older revision': () =>
      inCluster(DEMANDED, repository(NEW), kustomization('ok', applied(NEW)), chart(OLD, '1.0.0'), release('1.0.0')),
    'a release is of an older version than its chart': () =>
      inCluster(DEMANDED, repository(NEW), kustomization('ok', applied(NEW)), chart(NEW, '2.0.0'), release('1.0.0')),
    'its source is gone': () =>
      inCluster(DEMANDED, repository(NEW), kustomization('app', applied(OLD), { source: 'gone' })),
    'by Azure alone: what a Kustomization applied runs an older revision': () =>
      byAzure(
        {},
        {
          statuses: [
            ...allWell,
            status('Kustomization', 'child', `Applied revision: ${OLD}`, {
              appliedBy: { name: 'shop-app', namespace: 'ns' },
            }),
          ],
        },
      ),
    'by Azure alone: a Kustomization does not tell its revision': () =>
      byAzure({}, { statuses: [allWell[0], status('Kustomization', 'shop-app', '')] }),
    'nothing is there that applies': () => inCluster(DEMANDED, repository(NEW)),
    'by Azure alone: a configuration without Kustomizations': () =>
      byAzure({}, { kustomizations: null, statuses: [allWell[0]] }),
    'its Ready is of an older generation': () => {
      const app = kustomization('app', applied(NEW))
      return inCluster(DEMANDED, repository(NEW), {
        ...app,
        metadata: { ...app.metadata, generation: 2 },
        status: { ...(app['status'] as object), observedGeneration: 2 },
      })
    },
    'being deleted': () => {
      const app = kustomization('app', applied(NEW))
      const metadata = { ...app.metadata, deletionTimestamp: TIME }
      return inCluster(DEMANDED, repository(NEW), { ...app, metadata })
    },
    'a branch is demanded, and the source follows it': () =>
      inCluster({ ...DEMANDED, revision: 'main' }, repository(NEW), kustomization('app', applied(NEW))),
    'HelmReleases could not be listed': () =>
      standingAfter([
        ...allListed().filter(fact => fact.kind !== 'listing' || !/HelmRelease/.test(fact.data.what)),
        gateFact(DEMANDED),
        fluxFact(repository(NEW)),
        fluxFact(kustomization('app', applied(NEW))),
      ]),
    'another configuration that was asked for was never read': () => byAzure({ configurations: ['shop', 'other'] }, {}),
  }
  for (const [name, of] of Object.entries(waiting))
    test(name, () => {
      const { state, waits, final } = of()
      assert.equal(state, 'waiting')
      assert.ok(waits.length > 0)
      assert.equal(final, false)
    })

  test('a suspended configuration, and that is not allowed', () => {
    const { state, final } = byAzure({ allowSuspended: false }, { suspend: true })
    assert.deepEqual([state, final], ['suspended', true])
  })

  test('a suspended configuration at an older revision, and that is not allowed: red at once', () => {
    const statuses = [
      status('GitRepository', 'shop', `stored artifact for revision '${OLD}'`),
      status('Kustomization', 'shop-app', `Applied revision: ${OLD}`),
    ]
    const { final } = byAzure({ allowSuspended: false }, { suspend: true, sourceSyncedCommitId: OLD, statuses })
    assert.equal(final, true)
  })

  test('a status of a Kustomization that its configuration has not any more is none of its own', () => {
    const left = {
      ...status('Kustomization', 'shop-old', ''),
      statusConditions: [{ type: 'Ready', status: 'False', reason: 'BuildFailed', message: 'kustomize build failed' }],
    }
    assert.equal(byAzure({}, { statuses: [...allWell, left] }).state, 'reconciled')
  })

  test('a release that nobody is known to have applied is no end while a Kustomization still applies', () => {
    const stalled = {
      ...release('1.0.0'),
      status: {
        observedGeneration: 1,
        conditions: [
          condition('Ready', 'False', 'UpgradeFailed', 'Helm upgrade failed'),
          condition('Stalled', 'True', 'RetriesExceeded', 'Failed to upgrade after 1 attempt(s)'),
        ],
      },
    }
    const of = (revision: string) =>
      inCluster(DEMANDED, repository(NEW), kustomization('app', applied(revision)), stalled).final
    assert.deepEqual([of(OLD), of(NEW)], [false, true])
  })

  test('a whole reference of a branch is that branch', () => {
    const named = {
      ...repository(NEW),
      spec: { url: 'https://github.com/octo/demo', ref: { name: 'refs/heads/main' } },
    }
    const { objects } = inCluster({}, named, kustomization('app', applied(NEW)))
    assert.equal(objects.get('GitRepository/flux-system/repo')?.ref, 'branch main')
  })

  test('what may be secret in an address is in no fact', () => {
    const url = 'https://robot:hunter2pw@github.com/octo/demo?token=hunter3pw#x'
    const { objects } = inCluster({}, { ...repository(NEW), spec: { url } }, kustomization('app', applied(NEW)))
    assert.equal(objects.get('GitRepository/flux-system/repo')?.url, 'https://github.com/octo/demo')
  })

  test('all that applies is suspended, and images are well', () => {
    const policy: FluxResource = {
      kind: 'ImagePolicy',
      metadata: { name: 'images', namespace: 'flux-system', generation: 1 },
      spec: {},
      status: { observedGeneration: 1, conditions: [condition('Ready', 'True', 'Succeeded', '')] },
    }
    const app = kustomization('app', applied(NEW), { suspend: true })
    assert.equal(inCluster({}, repository(NEW), app, policy).state, 'suspended')
  })
})

const failing = (reason: string, message: string) => ({
  lastAppliedRevision: OLD,
  lastAttemptedRevision: NEW,
  conditions: [condition('Ready', 'False', reason, message)],
})

describe('red, and whether that is an end', () => {
  const cases: Readonly<Record<string, [final: boolean, ...FluxResource[]]>> = {
    'Ready, and Remediated: it was rolled back': [
      false,
      repository(NEW),
      {
        ...release('1.0.0'),
        status: {
          observedGeneration: 1,
          conditions: [
            condition('Ready', 'True', 'RollbackSucceeded', 'rolled back'),
            condition('Remediated', 'True', 'RollbackSucceeded', 'Helm rollback to previous release succeeded'),
          ],
        },
      },
    ],
    'a port that another Service still has': [
      false,
      repository(NEW),
      kustomization(
        'app',
        failing(
          'ReconciliationFailed',
          'Service/shop/api dry-run failed (Invalid): Service "api" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
        ),
      ),
    ],
    'an artifact that is not pushed yet': [
      false,
      {
        kind: 'OCIRepository',
        metadata: { name: 'repo', namespace: 'flux-system', generation: 1 },
        spec: { url: 'oci://registry.example.com/shop', ref: { tag: 'v2' } },
        status: {
          observedGeneration: 1,
          conditions: [condition('Ready', 'False', 'OCIArtifactPullFailed', 'MANIFEST_UNKNOWN: manifest unknown')],
        },
      },
    ],
    'a build, of a path that only sounds like a remote one': [
      true,
      repository(NEW),
      kustomization(
        'app',
        failing('BuildFailed', 'kustomize build failed: clusters/remote-site/api/overlays: no such file'),
      ),
    ],
  }
  for (const [name, [final, ...objects]] of Object.entries(cases))
    test(name, () => {
      const standing = inCluster({}, ...objects)
      assert.deepEqual([standing.state, standing.final], ['failed', final])
    })
})

describe('green all the same', () => {
  const green: Readonly<Record<string, () => GateStanding>> = {
    'a HelmRepository of a registry, which never has a status': () =>
      inCluster(DEMANDED, repository(NEW), kustomization('app', applied(NEW)), {
        kind: 'HelmRepository',
        metadata: { name: 'charts', namespace: 'flux-system', generation: 1 },
        spec: { type: 'oci', url: 'oci://registry.example.com/charts' },
        status: { observedGeneration: -1 },
      }),
    'a release of the version of its chart, which one of the two writes with a v': () =>
      inCluster(DEMANDED, repository(NEW), kustomization('ok', applied(NEW)), chart(NEW, 'v1.0.0'), release('1.0.0')),
    'by Azure alone: all at the revision of the source': () => byAzure({}, {}),
  }
  for (const [name, of] of Object.entries(green)) test(name, () => assert.equal(of().state, 'reconciled'))
})

test('labels that are null are none', () => {
  const odd = kustomization('app', applied(NEW))
  const bare = { ...odd, metadata: { ...odd.metadata, labels: null } } as unknown as FluxResource
  assert.equal(inCluster({}, repository(NEW), bare).state, 'reconciled')
})
