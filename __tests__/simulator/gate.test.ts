/** mode gate, as its own process: by Azure alone, and with the cluster's own Flux objects. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { checkoutOf, withRepository } from '../../simulator/repository.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { checkScenario, type Scenario } from '../../simulator/scenario.ts'
import { differenceOnReplay } from '../live-and-replay.ts'
import { commandsIn } from '../runner-model.ts'

const COMMIT = '{commit}'
const BEFORE = '{before}'
const CONFIG = 'shop'

const ready = (status: string, reason: string, message: string, type = 'Ready') => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: '2026-10-01T08:00:00+00:00',
})

const status = (kind: string, name: string, conditions: object[], more: object = {}) => ({
  name,
  namespace: 'flux-system',
  kind,
  complianceState: 'Compliant',
  appliedBy: null,
  statusConditions: conditions,
  helmReleaseProperties: null,
  ...more,
})

const source = (revision: string) =>
  status('GitRepository', CONFIG, [ready('True', 'Succeeded', `stored artifact for revision 'main@sha1:${revision}'`)])
const applied = (name: string, revision: string) =>
  status('Kustomization', `${CONFIG}-${name}`, [
    ready('True', 'ReconciliationSucceeded', `Applied revision: main@sha1:${revision}`),
  ])

const properties = {
  namespace: 'flux-system',
  sourceKind: 'GitRepository',
  gitRepository: {
    url: 'https://github.com/octo/demo',
    syncIntervalInSeconds: 60,
    timeoutInSeconds: 60,
    repositoryRef: { branch: 'main' },
  },
  kustomizations: {
    infra: { path: './infra', timeoutInSeconds: 60, syncIntervalInSeconds: 60 },
    apps: { path: './apps', dependsOn: ['infra'], timeoutInSeconds: 60, syncIntervalInSeconds: 60 },
  },
  complianceState: 'Compliant',
}

const ran = (revision: string) => ({
  sourceSyncedCommitId: `main@sha1:${revision}`,
  sourceUpdatedAt: '2026-10-01T08:00:00+00:00',
  statusUpdatedAt: '2026-10-01T08:00:10+00:00',
})

type State = { at: string; [name: string]: unknown }

function scenarioOf(
  existing: object,
  states: readonly State[],
  {
    repository = { 'apps/a.yaml': 'kind: ConfigMap\nmetadata: {name: a}\n' },
    more = {} as object,
    kubernetes = {},
  } = {},
): Scenario {
  return checkScenario(
    {
      title: 'a gate',
      speed: 20,
      expect: { outcome: 'reconciled', errors: 0 },
      repository,
      azure: {
        extension: { existing: { name: 'flux', extensionType: 'microsoft.flux' } },
        fluxConfigurations: [
          {
            name: CONFIG,
            existing: { ...properties, ...existing },
            written: { lastModifiedAt: '2026-09-01T08:00:00.0000000+00:00' },
            states,
            ...more,
          },
        ],
      },
      kubernetes,
    },
    'test',
  )
}

async function gate(given: Scenario, inputs: Record<string, string> = {}, environment: Record<string, string> = {}) {
  const { scenario, environment: own } = withRepository(given)
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, { mode: 'gate', 'kube-access': 'none', ...inputs })
  const run = await runStep({ ...to, environment: { ...to.environment, ...own, ...environment } })
  await simulator.close()
  assert.deepEqual(simulator.violations, [])
  assert.deepEqual(simulator.writes, [], 'a gate writes nothing')
  assert.equal(run.stderr, '')
  assert.equal(await differenceOnReplay(run.outputs), '')
  const annotations = commandsIn(run.stdout).filter(({ name }) => /^(?:error|warning)$/.test(name))
  return { run, annotations, says: annotations.map(({ properties: of, data }) => `${of['title']}\n${data}`).join('\n') }
}

describe('a gate by Azure alone', { concurrency: 3 }, () => {
  test('reconciled: green once the commit of this push is applied, and not before', async () => {
    const { run, annotations } = await gate(
      scenarioOf({ ...ran(BEFORE), statuses: [source(BEFORE), applied('infra', BEFORE), applied('apps', BEFORE)] }, [
        // A new source with old Kustomizations is no green.
        { at: '40s', ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', BEFORE), applied('apps', BEFORE)] },
        { at: '140s', ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] },
      ]),
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.equal(run.exitCode, 0)
    assert.equal(run.outputs['flux-state'], 'reconciled')
    assert.match(run.outputs['flux-applied-revision'] ?? '', /^main@sha1:[0-9a-f]{40}$/)
    assert.match(run.stdout, /runs [0-9a-f]{7}; its source has [0-9a-f]{7}/)
    assert.deepEqual(annotations, [])
    assert.ok(run.summary.trim().split('\n').length <= 5, run.summary)
  })

  test('a dependency that waits, and is Non-Compliant for it, is no end', async () => {
    const waits = status(
      'Kustomization',
      `${CONFIG}-apps`,
      [ready('False', 'DependencyNotReady', "dependency 'flux-system/shop-infra' is not ready")],
      { complianceState: 'Non-Compliant' },
    )
    const busy = status('Kustomization', `${CONFIG}-infra`, [
      ready('Unknown', 'Progressing', 'Reconciliation in progress'),
    ])
    const { run } = await gate(
      scenarioOf({ complianceState: null }, [
        { at: '20s', ...ran(COMMIT), complianceState: 'Non-Compliant', statuses: [source(COMMIT), busy, waits] },
        {
          at: '100s',
          ...ran(COMMIT),
          complianceState: 'Compliant',
          statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)],
        },
      ]),
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
  })

  test('a path that does not exist: red at once, with the nearest one', async () => {
    const missing = status('Kustomization', `${CONFIG}-apps`, [
      ready(
        'False',
        'ArtifactFailed',
        'kustomization path not found: stat /tmp/kustomization-1/app: no such file or directory',
      ),
    ])
    const { run, annotations, says } = await gate(
      scenarioOf(
        {
          ...ran(COMMIT),
          kustomizations: { ...properties.kustomizations, apps: { path: './app', dependsOn: ['infra'] } },
          statuses: [source(COMMIT), applied('infra', COMMIT), missing],
        },
        [],
      ),
    )
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.equal(run.outputs['failure-class'], 'flux-reconcile-failed')
    assert.equal(run.outputs['flux-failed'], 'Kustomization/flux-system/shop-apps')
    assert.equal(annotations.length, 1)
    assert.match(says, /has a path that does not exist/)
    assert.match(says, /Nearest path that exists: apps/)
  })

  test('git authentication: not an end, and the cause when the time is over', async () => {
    const refused = status('GitRepository', CONFIG, [
      ready(
        'False',
        'GitOperationFailed',
        "failed to checkout and determine revision: unable to clone 'https://github.com/octo/demo': authentication required",
      ),
    ])
    const { run, says } = await gate(
      scenarioOf({ ...ran(BEFORE), statuses: [refused, applied('infra', BEFORE), applied('apps', BEFORE)] }, []),
      { 'flux-timeout': '8s' },
    )
    assert.equal(run.outputs['outcome'], 'timed-out', run.stdout)
    assert.equal(run.outputs['failure-class'], 'flux-source-failed')
    assert.match(says, /is not authenticated at its host/)
    assert.match(run.stdout, /flux-timeout \(8 s\) is shorter than the interval and timeout/)
  })

  for (const [name, conditions, text] of [
    [
      'stalled',
      [
        ready('True', 'RetriesExceeded', 'Failed to install after 1 attempt(s)', 'Stalled'),
        ready(
          'False',
          'InstallFailed',
          'Helm install failed for release shop/api with chart api@1.8.1: context deadline exceeded',
        ),
        ready(
          'False',
          'InstallFailed',
          'Helm install failed for release shop/api with chart api@1.8.1: context deadline exceeded',
          'Released',
        ),
      ],
      /HelmRelease shop\/api did not become ready in time/,
    ],
    [
      'remediated',
      [
        ready('True', 'RetriesExceeded', 'Failed to upgrade after 1 attempt(s)', 'Stalled'),
        ready(
          'False',
          'RollbackSucceeded',
          'Helm rollback to previous release shop/api.v1 with chart api@1.8.0 succeeded',
        ),
        ready(
          'False',
          'UpgradeFailed',
          'Helm upgrade failed for release shop/api with chart api@1.8.1: context deadline exceeded',
          'Released',
        ),
        ready(
          'True',
          'RollbackSucceeded',
          'Helm rollback to previous release shop/api.v1 with chart api@1.8.0 succeeded',
          'Remediated',
        ),
      ],
      /was rolled back/,
    ],
  ] as const)
    test(`a HelmRelease that is ${name}: red, and what runs is said`, async () => {
      const release = status('HelmRelease', 'api', [...conditions], {
        namespace: 'shop',
        appliedBy: { name: 'shop-apps', namespace: 'flux-system' },
        helmReleaseProperties: { failureCount: 1 },
      })
      const { run } = await gate(
        scenarioOf(
          { ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT), release] },
          [],
        ),
      )
      assert.equal(run.outputs['outcome'], 'failed', run.stdout)
      assert.equal(run.outputs['flux-failed'], 'HelmRelease/shop/api')
      assert.match(run.summary, text)
    })

  const suspended = { ...status('Kustomization', `${CONFIG}-apps`, []), complianceState: 'Suspended' }
  const rest = { ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), suspended] }
  test('suspended: green with a warning', async () => {
    const { run, annotations } = await gate(scenarioOf(rest, []))
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.deepEqual(
      annotations.map(({ name }) => name),
      ['warning'],
    )
    assert.match(annotations[0]?.data ?? '', /Suspended and not applied: Kustomization flux-system\/shop-apps/)
  })
  test('suspended, and that is not allowed: red', async () => {
    const { run, says } = await gate(scenarioOf(rest, []), { 'allow-suspended': 'false' })
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.equal(run.outputs['flux-state'], 'suspended')
    assert.match(says, /is suspended/)
  })

  for (const state of ['Failed', 'Canceled'])
    test(`a configuration that is ${state} in Azure is no green, however well the cluster runs`, async () => {
      const well = { ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] }
      const refusal = {
        provisioningState: state,
        errorMessage: 'Error: the secret of the configuration is not usable.',
      }
      const { run, says } = await gate(scenarioOf({ ...well, ...refusal }, []), { 'flux-timeout': '8s' })
      assert.equal(run.outputs['outcome'], 'timed-out', run.stdout)
      assert.equal(run.outputs['failure-class'], 'flux-configuration-refused', run.stdout)
      assert.match(
        says,
        new RegExp(`could not apply configuration shop \\(${state}\\): Error: the secret [a-z ]+usable\\.$`, 'm'),
      )
      assert.doesNotMatch(says, /Waiting longer may help/)
    })

  test('a configuration that was Failed in Azure, and is Succeeded later, is green without a word of it', async () => {
    const well = { ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] }
    const { run, annotations } = await gate(
      scenarioOf({ ...well, provisioningState: 'Failed', errorMessage: 'Error: not yet.' }, [
        { at: '60s', ...well, provisioningState: 'Succeeded', errorMessage: '' },
      ]),
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.equal(run.outputs['failure-class'], '')
    assert.deepEqual(annotations, [])
  })

  test('an agent that does not report: said, with its own class', async () => {
    const given = scenarioOf({ complianceState: null, statuses: [] }, [], {
      more: { written: { lastModifiedAt: '2026-10-01T08:00:00.0000000+00:00' } },
    })
    const { run } = await gate(given, { 'flux-timeout': '8s' })
    assert.equal(run.outputs['outcome'], 'timed-out', run.stdout)
    assert.equal(run.outputs['failure-class'], 'agent-not-responding')
    assert.equal(run.outputs['flux-state'], 'waiting')
  })

  const well = { ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] }
  for (const cut of ['hang', 'drip'] as const)
    test(`a configuration whose first read has no end (${cut}): red once flux-timeout is over`, async () => {
      const faults = [{ at: 'flux-configuration', cut }] as const
      const { run, says } = await gate({ ...scenarioOf(well, []), faults }, { 'flux-timeout': '3s', timeout: '30m' })
      assert.equal(run.exitCode, 1, run.stdout)
      assert.match(says, /has not answered within flux-timeout/)
      assert.match(
        says,
        /^[\w-]*: ?unknown whether the cluster runs this revision|^[\w-]+: Azure has not answered within flux-timeout/,
      )
      assert.doesNotMatch(says, /was not installed/)
    })

  test('a list and a first read that fail for a while: waited for', async () => {
    const faults = [
      {
        at: 'flux-configurations',
        status: 500,
        body: { error: { code: 'InternalServerError', message: 'x' } },
        times: 2,
      },
      {
        at: 'flux-configuration',
        status: 503,
        body: { error: { code: 'ServiceUnavailable', message: 'x' } },
        times: 2,
      },
    ] as const
    const { run } = await gate({ ...scenarioOf(well, []), faults }, { 'flux-timeout': '60s' })
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
  })

  test('an empty list is heard twice', async () => {
    const faults = [{ at: 'flux-configurations', status: 200, body: { value: [] }, times: 1 }] as const
    const { run } = await gate({ ...scenarioOf(well, []), faults })
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
  })

  test('a configuration that does not exist: red with those that do', async () => {
    const { run } = await gate(scenarioOf({ ...ran(COMMIT), statuses: [] }, []), {
      'flux-configuration-names': 'shopp',
    })
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.equal(run.outputs['failure-class'], 'resource-not-found')
    assert.match(run.summary, /It has: shop/)
  })

  test('a pull request demands no commit, and says why', async () => {
    const { run } = await gate(
      scenarioOf({ ...ran(BEFORE), statuses: [source(BEFORE), applied('infra', BEFORE), applied('apps', BEFORE)] }, []),
      {},
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: '1/merge' },
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.match(run.stdout, /no revision is required: the merge commit of a pull request is in no branch/)
  })

  test('a revision that is no revision: told before any request', async () => {
    const { run } = await gate(scenarioOf({ ...ran(COMMIT), statuses: [] }, []), { 'flux-revision': '--help' })
    assert.equal(run.exitCode, 1)
    assert.match(run.stdout, /flux-revision: '--help' is not a commit, a tag or a digest/)
  })

  test('a later commit that contains the demanded one is green, and says both', async () => {
    const { folder, commit, before } = checkoutOf({ a: 'b' })
    const { run } = await gate(
      scenarioOf({ ...ran(commit), statuses: [source(commit), applied('infra', commit), applied('apps', commit)] }, []),
      { 'flux-revision': before },
      { GITHUB_WORKSPACE: folder },
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.match(
      run.summary,
      new RegExp(`runs .{0,2}${commit.slice(0, 7)}.{0,2}, which contains .{0,2}${before.slice(0, 7)}`),
    )
  })
})

const object = (kind: string, name: string, spec: object, status: object, more: object = {}) => ({
  object: {
    kind,
    metadata: { name, namespace: 'flux-system', generation: 1, ...more },
    spec,
    status: { observedGeneration: 1, ...status },
  },
})
const GIT_SPEC = { interval: '1m0s', timeout: '1m0s', url: 'https://github.com/octo/demo', ref: { branch: 'main' } }
const kustomizationSpec = (path: string) => ({
  interval: '10m0s',
  timeout: '1m0s',
  path,
  sourceRef: { kind: 'GitRepository', name: 'flux-system' },
})
const gitObject = (revision: string, at = '0s') => ({
  at,
  ...object('GitRepository', 'flux-system', GIT_SPEC, {
    artifact: { revision: `main@sha1:${revision}` },
    conditions: [ready('True', 'Succeeded', `stored artifact for revision 'main@sha1:${revision}'`)],
  }),
})
const ranObject = (name: string, revision: string, at = '0s') => ({
  at,
  ...object('Kustomization', name, kustomizationSpec('./apps'), {
    lastAppliedRevision: `main@sha1:${revision}`,
    lastAttemptedRevision: `main@sha1:${revision}`,
    conditions: [ready('True', 'ReconciliationSucceeded', `Applied revision: main@sha1:${revision}`)],
  }),
})

/** A cluster whose Flux came by flux bootstrap: Azure has no configuration. */
function bootstrapped(kubernetes: object): Scenario {
  return checkScenario(
    {
      title: 'bootstrapped',
      speed: 20,
      expect: { outcome: 'reconciled', errors: 0 },
      repository: { 'apps/a.yaml': 'kind: ConfigMap\nmetadata: {name: a}\n' },
      azure: { extension: { existing: { name: 'other', extensionType: 'microsoft.dapr' } }, fluxConfigurations: [] },
      kubernetes: { namespaces: [{ name: 'flux-system' }], ...kubernetes },
    },
    'test',
  )
}

describe('a gate by the cluster itself', { concurrency: 3 }, () => {
  test('Flux that came by flux bootstrap is gated by its own objects', async () => {
    const { run } = await gate(
      bootstrapped({
        flux: [
          gitObject(BEFORE),
          ranObject('apps', BEFORE),
          gitObject(COMMIT, '40s'),
          ranObject('apps', COMMIT, '80s'),
        ],
      }),
      { 'kube-access': 'auto' },
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.match(run.stdout, /waiting for its own Flux objects/)
  })

  test('a cluster without Flux is no green', async () => {
    const { run } = await gate(bootstrapped({}), { 'kube-access': 'auto' })
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.equal(run.outputs['failure-class'], 'resource-not-found')
  })

  test('a HelmRelease whose pods a policy refuses is explained by that', async () => {
    const refused = `pods "api-6d5f7c9b8-" is forbidden: ValidatingAdmissionPolicy 'require-owner' with binding 'require-owner-binding' denied request: the label owner is required`
    const event = (at: string, count: number) => ({
      at,
      object: 'ReplicaSet/api-6d5f7c9b8',
      namespace: 'shop',
      reason: 'FailedCreate',
      message: `Error creating: ${refused}`,
      controller: 'replicaset-controller',
      count,
    })
    const release = (at: string, conditions: object[]) => ({
      at,
      object: {
        kind: 'HelmRelease',
        metadata: {
          name: 'api',
          namespace: 'shop',
          generation: 1,
          labels: {
            'kustomize.toolkit.fluxcd.io/name': 'apps',
            'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
          },
        },
        spec: { interval: '10m0s', timeout: '1m0s' },
        status: { observedGeneration: 1, conditions },
      },
    })
    const failed = 'Helm install failed for release shop/api with chart api@1.8.1: context deadline exceeded'
    const { run, says } = await gate(
      bootstrapped({
        namespaces: [{ name: 'flux-system' }, { name: 'shop' }],
        policies: [
          {
            metadata: { name: 'require-owner' },
            spec: {
              matchConstraints: {
                resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
              },
              validations: [
                { expression: "'owner' in object.metadata.labels", message: 'the label owner is required' },
              ],
            },
          },
        ],
        bindings: [
          {
            metadata: { name: 'require-owner-binding' },
            spec: { policyName: 'require-owner', validationActions: ['Deny'] },
          },
        ],
        flux: [
          gitObject(COMMIT),
          ranObject('apps', COMMIT),
          release('0s', [ready('Unknown', 'Progressing', "Running 'install' action with timeout of 1m0s")]),
          release('120s', [
            ready('True', 'RetriesExceeded', 'Failed to install after 1 attempt(s)', 'Stalled'),
            ready('False', 'InstallFailed', failed),
            ready('False', 'InstallFailed', failed, 'Released'),
          ]),
        ],
        events: [event('30s', 1), event('60s', 6), event('100s', 9)],
      }),
      { 'kube-access': 'auto' },
    )
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout)
    assert.equal(run.outputs['exempt-group'], '')
    assert.equal(run.outputs['patch-path'], '', 'no exemption for what the repository deploys')
    assert.match(says, /require-owner/)
  })

  test('flux-reconcile asks the sources to fetch now, and writes nothing else', async () => {
    const given = bootstrapped({
      flux: [gitObject(BEFORE), ranObject('apps', BEFORE), gitObject(COMMIT, '80s'), ranObject('apps', COMMIT, '120s')],
    })
    const { scenario, environment } = withRepository(given)
    const simulator = await startSimulator(scenario)
    const to = towards(simulator, { mode: 'gate', 'flux-reconcile': 'true' })
    const run = await runStep({ ...to, environment: { ...to.environment, ...environment } })
    await simulator.close()
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
    assert.deepEqual(simulator.writes, [
      'annotate /apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/flux-system',
    ])
    assert.deepEqual(simulator.violations, [])
  })

  test('without the right to read Flux objects: Azure alone, and what would let it', async () => {
    const { run } = await gate(
      scenarioOf({ ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] }, []),
      { 'kube-access': 'auto' },
    )
    assert.equal(run.outputs['outcome'], 'reconciled', run.stdout)
  })
})
