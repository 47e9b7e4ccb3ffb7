/** mode gate, as its own process: by Azure alone, and with the cluster's own Flux objects. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startSimulator } from '../../simulator/index.ts'
import { withRepository } from '../../simulator/repository.ts'
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
    assert.match(run.stdout, /it runs [0-9a-f]{7}, and its source has [0-9a-f]{7}/)
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
    assert.match(says, /is not authenticated by its host/)
    assert.match(run.stdout, /flux-timeout \(8 s\) is shorter than interval and timeout/)
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
    assert.match(annotations[0]?.data ?? '', /Suspended, so not applied: Kustomization flux-system\/shop-apps/)
  })
  test('suspended, and that is not allowed: red', async () => {
    const { run, says } = await gate(scenarioOf(rest, []), { 'allow-suspended': 'false' })
    assert.equal(run.outputs['outcome'], 'failed', run.stdout)
    assert.equal(run.outputs['flux-state'], 'suspended')
    assert.match(says, /is suspended/)
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
    assert.match(run.stdout, /no revision is demanded: the merge commit of a pull request is in no branch/)
  })

  test('a later commit that contains the demanded one is green, and says both', async () => {
    const { run } = await gate(
      scenarioOf({ ...ran(COMMIT), statuses: [source(COMMIT), applied('infra', COMMIT), applied('apps', COMMIT)] }, []),
      { 'flux-revision': '{before}' },
    )
    assert.equal(run.outputs['outcome'], 'failed', 'the placeholder is no revision')
  })
})
