/** Flux configurations that a step writes: only what differs, nothing of anybody else's unasked, nothing deleted. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { CLIENT } from '../../simulator/entra.ts'
import { startSimulator } from '../../simulator/index.ts'
import { checkoutOf } from '../../simulator/repository.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { checkScenario, type FluxConfigurationPlan } from '../../simulator/scenario.ts'
import { commandsIn } from '../runner-model.ts'

const SHA = 'c'.repeat(40)
const properties = {
  scope: 'cluster',
  namespace: 'shop',
  sourceKind: 'GitRepository',
  gitRepository: { url: 'https://github.com/octo/demo', repositoryRef: { branch: 'main' } },
  kustomizations: { apps: { path: './apps', prune: true } },
}
const file = (change: object = {}) => JSON.stringify({ name: 'shop', ...properties, ...change })
const condition = (message: string) => ({
  type: 'Ready',
  status: 'True',
  reason: 'Succeeded',
  message,
  lastTransitionTime: '2026-10-01T08:00:00+00:00',
})
const well = {
  sourceSyncedCommitId: `main@sha1:${SHA}`,
  complianceState: 'Compliant',
  statuses: [
    {
      name: 'shop',
      namespace: 'shop',
      kind: 'GitRepository',
      complianceState: 'Compliant',
      statusConditions: [condition(`stored artifact for revision 'main@sha1:${SHA}'`)],
    },
    {
      name: 'shop-apps',
      namespace: 'shop',
      kind: 'Kustomization',
      complianceState: 'Compliant',
      statusConditions: [condition(`Applied revision: main@sha1:${SHA}`)],
    },
  ],
}

async function write(
  plan: Partial<FluxConfigurationPlan> | undefined,
  text: string,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
) {
  const workspace = mkdtempSync(join(tmpdir(), 'aks-flux-writes-'))
  writeFileSync(join(workspace, 'flux.json'), text)
  const scenario = checkScenario(
    {
      title: 'writes',
      speed: 20,
      expect: { outcome: 'unchanged', errors: 0 },
      azure: {
        extension: { existing: { name: 'flux', extensionType: 'microsoft.flux' } },
        fluxConfigurations:
          plan === undefined
            ? [{ name: 'shop', states: [{ at: '20s', ...well }] }]
            : [{ name: 'shop', states: [{ at: '20s', ...well }], ...plan }],
      },
      kubernetes: {
        namespaces: [{ name: 'flux-system' }],
        pods: [
          {
            name: 'fluxconfig-agent-7d9c5b8f6-abcde',
            owner: 'ReplicaSet/fluxconfig-agent-7d9c5b8f6',
            containers: [{ name: 'a', starts: [{ at: '0s', ready: '0s' }] }],
          },
        ],
      },
    },
    'test',
  )
  const simulator = await startSimulator(scenario)
  const to = towards(simulator, {
    'flux-configuration-files': 'flux.json',
    'flux-timeout': '20s',
    check: 'off',
    ...inputs,
  })
  const run = await runStep({
    ...to,
    environment: {
      ...to.environment,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_SHA: SHA,
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'main',
      ...environment,
    },
  })
  await simulator.close()
  assert.deepEqual(simulator.violations, [])
  assert.equal(run.stderr, '')
  assert.ok(!simulator.writes.some(each => each.startsWith('DELETE')), 'nothing is deleted')
  return {
    run,
    writes: simulator.writes.filter(each => each.includes('fluxConfiguration')),
    requests: simulator.requests,
  }
}

const mine = { lastModifiedBy: CLIENT, lastModifiedAt: '2026-09-01T08:00:00.0000000+00:00' }

describe('Flux configurations that are written', { concurrency: 3 }, () => {
  test('a new one: written, waited for, green', async () => {
    const { run, writes } = await write(undefined, file())
    assert.equal(run.outputs['outcome'], 'unchanged', run.stdout)
    assert.deepEqual(writes, ['PUT fluxConfiguration shop'])
    assert.equal(run.outputs['flux-state'], 'reconciled')
    assert.match(
      run.stdout,
      /Flux configuration shop: scope cluster, namespace shop, prune on for apps, source polled every 600 s/,
    )
  })

  test('one that is as asked for: nothing is written', async () => {
    const { run, writes } = await write(
      { existing: { ...properties, ...well, statusUpdatedAt: '2026-10-01T08:00:00Z' }, written: mine },
      file(),
    )
    assert.equal(run.outputs['flux-state'], 'reconciled', run.stdout)
    assert.deepEqual(writes, [])
  })

  test('one of our own that differs: only what differs, by PATCH', async () => {
    const { run, writes } = await write(
      { existing: properties, written: mine },
      file({ kustomizations: { apps: { path: './applications', prune: true } } }),
    )
    assert.deepEqual(writes, ['PATCH fluxConfiguration shop'], run.stdout)
    assert.match(run.stdout, /differs in kustomizations\.apps\.path/)
  })

  test('what Azure has and the file has not is reported, and stays', async () => {
    const existing = {
      ...properties,
      ...well,
      statusUpdatedAt: '2026-10-01T08:00:00Z',
      kustomizations: { ...properties.kustomizations, old: { path: './old' } },
    }
    const { run, writes } = await write({ existing, written: mine }, file(), { 'wait-for-flux': 'false' })
    assert.deepEqual(writes, [])
    assert.match(run.stdout, /keeping Kustomizations that only Azure has: old/)
  })

  for (const [name, written, inputs, is] of [
    ['of another identity', { lastModifiedBy: 'someone@example.org' }, {}, 'refused'],
    ['of nobody that Azure names', {}, {}, 'refused'],
    [
      'of another identity, adopted',
      { lastModifiedBy: 'someone@example.org' },
      { 'adopt-flux-configurations': 'true' },
      'written',
    ],
  ] as const)
    test(`one ${name} that differs: ${is}`, async () => {
      const { run, writes } = await write({ existing: properties, written }, file({ suspend: true }), {
        ...inputs,
        'wait-for-flux': 'false',
      })
      assert.deepEqual(writes, is === 'written' ? ['PATCH fluxConfiguration shop'] : [], run.stdout)
      if (is === 'refused') assert.match(run.stdout, /adopt-flux-configurations: true/)
    })

  test('another scope or namespace: refused, with what it takes', async () => {
    const { run, writes } = await write({ existing: properties, written: mine }, file({ namespace: 'other' }))
    assert.deepEqual(writes, [])
    assert.match(run.stdout, /namespace cannot be changed after creation/)
    assert.match(run.summary, /az k8s-configuration flux delete/)
  })

  test('protected settings that would be lost: refused', async () => {
    const existing = { ...properties, configurationProtectedSettings: { sshPrivateKey: 'x' } }
    const { run, writes } = await write({ existing, written: mine }, file(), {
      'flux-configuration-protected-settings': 'shop/httpsKey=hunter2-secret',
    })
    assert.deepEqual(writes, [])
    assert.match(run.stdout, /may remove protected settings that you did not pass: sshPrivateKey/)
    assert.ok(!run.stdout.replaceAll(/::add-mask::.*/g, '').includes('hunter2-secret'))
  })

  test('what the service refuses is a class with a remedy', async () => {
    const refused = {
      status: 400,
      code: 'ValidationFailed',
      message:
        "Invalid source kind match. Config with specified source kind 'GitRepository' must contain corresponding body specified in the properties.",
    }
    const { run } = await write({ refused }, file())
    assert.equal(run.outputs['failure-class'], 'flux-configuration-refused', run.stdout)
  })

  test('a role that is missing is named', async () => {
    const refused = {
      status: 403,
      code: 'AuthorizationFailed',
      message:
        "The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.KubernetesConfiguration/fluxConfigurations/write' over scope '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/shop' or the scope is invalid.",
    }
    const { run } = await write({ refused }, file())
    assert.equal(run.outputs['failure-class'], 'authorization-failed', run.stdout)
    assert.match(run.summary, /fluxConfigurations\/write/)
  })

  const eventOf = (payload: unknown) => {
    const path = join(mkdtempSync(join(tmpdir(), 'aks-flux-event-')), 'event.json')
    writeFileSync(path, JSON.stringify(payload))
    return path
  }
  const pullRequestFrom = (head: string) =>
    eventOf({ pull_request: { head: { repo: { full_name: head } }, base: { repo: { full_name: 'octo/demo' } } } })
  const runAfter = (head: string) =>
    eventOf({
      workflow_run: {
        event: 'pull_request',
        head_repository: { full_name: head },
        repository: { full_name: 'octo/demo' },
      },
    })
  const review = { GITHUB_EVENT_NAME: 'pull_request_review', GITHUB_REF: 'refs/pull/7/merge' }

  for (const [name, environment] of [
    ['pull_request', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pullRequestFrom('octo/demo') }],
    [
      'pull_request_target',
      { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: pullRequestFrom('octo/demo') },
    ],
    ['review', { ...review, GITHUB_EVENT_PATH: pullRequestFrom('octo/demo') }],
    [
      'workflow_run after a pull request',
      { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: runAfter('octo/demo') },
    ],
  ] as const)
    test(`of a ${name}: refused before any request, unless it is allowed`, async () => {
      const { run, writes, requests } = await write(undefined, file(), {}, environment)
      assert.equal(run.exitCode, 1)
      assert.deepEqual([writes, requests.length], [[], 0])
      assert.match(run.stdout, /allow-pull-request-writes: true/)
      const allowed = await write(undefined, file(), { 'allow-pull-request-writes': 'true' }, environment)
      assert.deepEqual(allowed.writes, ['PUT fluxConfiguration shop'], allowed.run.stdout)
    })

  for (const [name, environment, from] of [
    [
      'a fork',
      { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: pullRequestFrom('mallory/demo') },
      'mallory/demo',
    ],
    ['a fork, by a review', { ...review, GITHUB_EVENT_PATH: pullRequestFrom('mallory/demo') }, 'mallory/demo'],
    [
      'a fork, by a workflow_run',
      { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: runAfter('mallory/demo') },
      'mallory/demo',
    ],
    [
      'nobody knows where, without an event',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '' },
      'the event could not be read',
    ],
    [
      'nobody knows where, of an empty event',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventOf({}) },
      'the event could not be read',
    ],
  ] as const)
    test(`of a pull request from ${name}: refused whatever is allowed`, async () => {
      const { run, requests } = await write(undefined, file(), { 'allow-pull-request-writes': 'true' }, environment)
      assert.equal(requests.length, 0)
      assert.ok(run.stdout.includes(`from another repository (${from})`), run.stdout)
    })

  test('a gate of a pull request asks no source to fetch', async () => {
    const { run, requests } = await write(
      undefined,
      file(),
      { mode: 'gate', 'flux-configuration-files': '', 'flux-reconcile': 'true' },
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pullRequestFrom('octo/demo') },
    )
    assert.equal(requests.length, 0)
    assert.match(run.stdout, /flux-reconcile: writes to the cluster/)
  })

  test('a file that is wrong: told with its line before any request', async () => {
    const { run, requests } = await write(
      undefined,
      '{"name": "shop",\n "sourceKind": "GitRepository",\n "gitRepo": {}}',
    )
    assert.equal(requests.length, 0)
    assert.match(run.stdout, /flux\.json:3: gitRepo: unknown member/)
  })

  test('workflow commands in names of a file reach no line of the log', async () => {
    const name = 'a\n::stop-commands::pwn\n::set-output name=outcome::installed'
    const { run, requests } = await write(
      undefined,
      JSON.stringify({ name, '::add-mask::main': 1, 'k\n::add-mask::x': 1 }),
    )
    assert.equal(requests.length, 0)
    const ours = new Set(['add-mask', 'error', 'debug'])
    const commands = commandsIn(run.stdout).filter(each => !ours.has(each.name))
    assert.deepEqual(commands, [])
    assert.doesNotMatch(run.stdout, /^::add-mask::(?:main|x)/m)
    assert.equal(run.outputs['outcome'], 'failed')
  })

  test('mode check says what a live policy would refuse of a plain manifest, and writes nothing', async () => {
    const { folder, commit } = checkoutOf({
      'flux.json': file(),
      'apps/api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: api, namespace: shop }\n',
      'apps/ok.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ok, namespace: shop, labels: { owner: me } }\n',
    })
    const scenario = checkScenario(
      {
        title: 'check',
        speed: 20,
        expect: { outcome: 'checked', errors: 0 },
        azure: { extension: { existing: { name: 'flux', extensionType: 'microsoft.flux' } } },
        kubernetes: {
          namespaces: [{ name: 'flux-system' }, { name: 'shop' }],
          policies: [
            {
              metadata: { name: 'require-owner' },
              spec: {
                matchConstraints: {
                  resourceRules: [
                    { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] },
                  ],
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
                },
                validations: [
                  {
                    expression: "has(object.metadata.labels) && 'owner' in object.metadata.labels",
                    message: 'the label owner is required',
                  },
                ],
              },
            },
          ],
          bindings: [
            { metadata: { name: 'require-owner' }, spec: { policyName: 'require-owner', validationActions: ['Deny'] } },
          ],
        },
      },
      'test',
    )
    const simulator = await startSimulator(scenario)
    const to = towards(simulator, { mode: 'check', 'flux-configuration-files': 'flux.json' })
    const run = await runStep({
      ...to,
      environment: {
        ...to.environment,
        GITHUB_WORKSPACE: folder,
        GITHUB_SHA: commit,
        GITHUB_EVENT_NAME: 'push',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: 'main',
      },
    })
    await simulator.close()
    assert.deepEqual(simulator.writes, [])
    assert.match(run.summary, /policy require-owner .* would deny .*apps\/api\.yaml/)
    assert.doesNotMatch(run.summary, /shop\/ok/)
    assert.match(run.summary, /the paths exist/)
  })

  test('mode check of a path of another branch than the run’s: not said to be missing', async () => {
    const production = { ...properties.gitRepository, repositoryRef: { branch: 'production' } }
    const text = file({ gitRepository: production, kustomizations: { apps: { path: './application' } } })
    const { folder, commit } = checkoutOf({ 'flux.json': text, 'apps/a.yaml': '' })
    const { run } = await write(undefined, text, { mode: 'check' }, { GITHUB_WORKSPACE: folder, GITHUB_SHA: commit })
    assert.notEqual(run.outputs['check-result'], 'refused', run.stdout)
    assert.match(run.summary, /the paths were not checked/)
  })

  test('mode check of a path that does not exist: refused', async () => {
    const { folder, commit } = checkoutOf({
      'flux.json': file({ kustomizations: { apps: { path: './application' } } }),
      'apps/a.yaml': '',
    })
    const { run, writes } = await write(
      undefined,
      file(),
      { mode: 'check' },
      { GITHUB_WORKSPACE: folder, GITHUB_SHA: commit },
    )
    assert.deepEqual(writes, [])
    assert.equal(run.outputs['check-result'], 'refused', run.stdout)
    assert.equal(run.outputs['failure-class'], 'flux-configuration-refused')
  })
})
