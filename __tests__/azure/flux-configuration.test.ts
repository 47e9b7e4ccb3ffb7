import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { configurationIn } from '../../src/azure/flux-configuration/read.ts'

/** As recorded 22 s after a PUT (lab of Microsoft Learn, 2022): Non-Compliant only because a dependency waits. */
const sample = {
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/cluster-config',
  name: 'cluster-config',
  properties: {
    scope: 'cluster',
    namespace: 'cluster-config',
    sourceKind: 'GitRepository',
    suspend: false,
    gitRepository: {
      url: 'https://github.com/Azure/gitops-flux2-kustomize-helm-mt',
      timeoutInSeconds: 600,
      syncIntervalInSeconds: 600,
      repositoryRef: { branch: 'main', tag: null, semver: null, commit: null },
    },
    kustomizations: {
      infra: {
        name: 'infra',
        path: './infrastructure',
        dependsOn: null,
        timeoutInSeconds: 600,
        syncIntervalInSeconds: 600,
      },
      apps: {
        name: 'apps',
        path: './apps/staging',
        dependsOn: ['infra'],
        timeoutInSeconds: 600,
        syncIntervalInSeconds: 600,
      },
    },
    sourceUpdatedAt: '2022-05-13T11:54:42+00:00',
    statusUpdatedAt: '2022-05-13T11:54:54.123+00:00',
    sourceSyncedCommitId: `main/${'a'.repeat(40)}`,
    complianceState: 'Non-Compliant',
    provisioningState: 'Succeeded',
    errorMessage: '',
    statuses: [
      {
        name: 'cluster-config',
        namespace: 'cluster-config',
        kind: 'GitRepository',
        complianceState: 'Compliant',
        appliedBy: null,
        statusConditions: [
          {
            lastTransitionTime: '2022-05-13T11:54:42+00:00',
            message: `stored artifact for revision 'main/${'a'.repeat(40)}'`,
            reason: 'Succeeded',
            status: 'True',
            type: 'Ready',
          },
        ],
        helmReleaseProperties: null,
      },
      {
        name: 'nginx',
        namespace: 'nginx',
        kind: 'HelmRelease',
        complianceState: 'Pending',
        appliedBy: { name: 'cluster-config-infra', namespace: 'cluster-config' },
        statusConditions: [
          { message: 'Reconciliation in progress', reason: 'Progressing', status: 'Unknown', type: 'Ready' },
        ],
        helmReleaseProperties: { failureCount: 2, helmChartRef: { name: 'nginx-nginx', namespace: 'nginx' } },
      },
      {
        name: 'cluster-config-apps',
        namespace: 'cluster-config',
        kind: 'Kustomization',
        complianceState: 'Non-Compliant',
        appliedBy: null,
        statusConditions: [
          {
            message: "dependency 'cluster-config/cluster-config-infra' is not ready",
            reason: 'DependencyNotReady',
            status: 'False',
            type: 'Ready',
          },
        ],
        helmReleaseProperties: null,
      },
    ],
  },
  systemData: { lastModifiedAt: '2022-05-13T11:54:32.1234567+00:00' },
}

describe('a Flux configuration in Azure', () => {
  test('is read with its objects, their owners and their dependencies', () => {
    const read = configurationIn(sample, 'cluster-config')
    assert.ok(read !== undefined)
    assert.equal(read.state.changedAt, '2022-05-13T11:54:32.123Z')
    assert.equal(read.state.ref, 'branch main')
    assert.equal(read.state.source, 'GitRepository/cluster-config/cluster-config')
    assert.deepEqual(read.state.kustomizations, [
      'Kustomization/cluster-config/cluster-config-infra',
      'Kustomization/cluster-config/cluster-config-apps',
    ])
    assert.equal(read.state.slowestMs, 1_200_000)
    const release = read.objects.get('HelmRelease/nginx/nginx')
    assert.equal(release?.appliedBy, 'Kustomization/cluster-config/cluster-config-infra')
    assert.equal(release?.source, 'HelmChart/nginx/nginx-nginx')
    assert.equal(release?.failures, 2)
    const apps = read.objects.get('Kustomization/cluster-config/cluster-config-apps')
    assert.deepEqual(apps?.dependsOn, ['Kustomization/cluster-config/cluster-config-infra'])
    assert.equal(read.objects.get(read.state.source)?.revision, `main/${'a'.repeat(40)}`)
  })

  const { properties } = sample
  for (const [name, body] of [
    ['no body', undefined],
    ['a page', '<html>'],
    ['a list', []],
    ['no properties', { id: 'x' }],
    ['properties of another type', { properties: 'x' }],
    ['another resource', { properties: { foo: 1 } }],
  ] as const)
    test(`${name} is none`, () => assert.equal(configurationIn(body, 'x'), undefined))

  for (const [name, change] of [
    ['statuses of another type', { statuses: 'x' }],
    ['statuses of null', { statuses: null }],
    ['statuses with holes', { statuses: [null, 1, {}, { kind: 'X' }] }],
    [
      'conditions of null, as a list has them',
      { statuses: properties.statuses.map(each => ({ ...each, statusConditions: null })) },
    ],
    ['kustomizations of null', { kustomizations: null }],
    ['kustomizations with null', { kustomizations: { infra: null } }],
    ['times of another type', { statusUpdatedAt: 5, sourceUpdatedAt: 'soon' }],
    ['intervals of another type', { gitRepository: { syncIntervalInSeconds: 'x', timeoutInSeconds: -1 } }],
    ['a source of another kind', { sourceKind: 'FutureSource' }],
    ['a compliance of null', { complianceState: null }],
  ] as const)
    test(`${name}: read as far as it goes`, () => {
      const read = configurationIn({ ...sample, properties: { ...properties, ...change } }, 'x')
      assert.ok(read !== undefined)
      assert.equal(typeof read.state.slowestMs, 'number')
      assert.ok(Number.isFinite(read.state.slowestMs))
    })
})
