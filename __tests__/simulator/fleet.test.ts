/** Many clusters: found by Azure Resource Graph, a job each, and their reports as one. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { startFleet } from '../../simulator/fleet.ts'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, type StepRun, towards } from '../../simulator/runner.ts'
import { loadScenario, type Scenario } from '../../simulator/scenario.ts'
import { quick } from '../faults/row.ts'
import { clusterId, fleetOf, type Planned, resourcesOf, SUBSCRIPTION } from '../fleet-builder.ts'
import { commandsIn } from '../runner-model.ts'

const annotationsIn = (stdout: string) =>
  commandsIn(stdout).filter(({ name }) => ['error', 'warning', 'notice'].includes(name))

type Graph = NonNullable<NonNullable<Scenario['azure']>['graph']>
const OTHER = '22222222-2222-3333-4444-555555555555'
const BLANK = { 'cluster-name': '', 'resource-group': '', 'subscription-id': '' }

async function discover(graph: Graph, inputs: Record<string, string> = {}, more: Partial<Scenario> = {}) {
  const simulator = await startSimulator(quick({ ...more, azure: { graph } }))
  const scope = Object.keys(inputs).some(name =>
    /^(subscription-ids|management-groups|cluster-ids|fleet-resource-id)$/.test(name),
  )
    ? {}
    : { 'subscription-ids': SUBSCRIPTION }
  const run = await runStep(towards(simulator, { ...BLANK, mode: 'discover', ...scope, ...inputs }))
  await simulator.close()
  assert.deepEqual([simulator.writes, simulator.violations], [[], []])
  const matrix = JSON.parse(run.outputs['matrix'] ?? '{"include":[]}') as { include: Record<string, unknown>[] }
  const queries = simulator.requests.filter(each => /resourcegraph/i.test(each.path))
  return { run, entries: matrix.include, names: matrix.include.map(each => each['name']), queries }
}

const graph = (...all: Planned[]): Graph => ({ resources: all.flatMap(resourcesOf) })

describe('mode discover', { concurrency: 3 }, () => {
  test('a job for each cluster, AKS and Arc, with the extension that each has', async () => {
    const { run, entries } = await discover(
      graph(
        { name: 'north', extension: {}, private: true, location: 'westeurope' },
        { name: 'edge', arc: true, extension: { state: 'Failed', version: '1.20.0' } },
        { name: 'bare', extension: { type: 'microsoft.dapr' }, power: 'Stopped' },
      ),
      { runners: 'private=vnet\ndefault=small', environments: 'north=production' },
    )
    assert.deepEqual(
      [run.exitCode, run.outputs['outcome'], run.outputs['count'], run.outputs['pages']],
      [0, 'discovered', '3', '[1]'],
      run.stdout,
    )
    const north = entries.find(each => each['name'] === 'north')
    assert.match(String(north?.['artifact']), /^aks-flux-bootstrap-north-[0-9a-f]{8}$/)
    assert.deepEqual(
      { ...north, artifact: '' },
      {
        'cluster-resource-id': clusterId({ name: 'north' }),
        name: 'north',
        'resource-group': 'my-group',
        'subscription-id': SUBSCRIPTION,
        location: 'westeurope',
        private: true,
        runner: 'vnet',
        environment: 'production',
        artifact: '',
      },
    )
    assert.deepEqual(
      entries.map(each => each['runner']),
      ['small', 'vnet', 'small'],
    )
    assert.match(run.summary, /\| `north` \(private\) \| my-group \| westeurope \| 1\.24\.1 \| none \|/)
    assert.match(run.summary, /\| `edge` \| my-group \| swedencentral \| 1\.20\.0, failed \|/)
    assert.match(run.summary, /\| `bare` \(stopped\) \| my-group \| swedencentral \| missing \|/)
    assert.deepEqual(annotationsIn(run.stdout), [])
  })

  test('three pages of rows, one of them throttled: each cluster once, in order', async () => {
    const { run, names, queries } = await discover({ resources: fleetOf(25), page: 10, throttled: 2 })
    assert.equal(run.outputs['count'], '25', run.stdout)
    assert.deepEqual(
      names,
      fleetOf(25)
        .filter(each => each.name !== 'flux')
        .map(each => each.name),
    )
    assert.ok(queries.some(each => each.status === 429))
    assert.match(run.stdout, /HTTP 429 RateLimiting/)
  })

  test('the states of a fleet are its report: compliance, what is suspended, the revision', async () => {
    const { run, names } = await discover(
      graph(
        { name: 'well', extension: {}, configurations: [{ name: 'apps' }] },
        { name: 'bad', extension: {}, configurations: [{ name: 'apps', compliance: 'Non-Compliant' }] },
        { name: 'paused', extension: {}, configurations: [{ name: 'apps', suspend: true }] },
        { name: 'mute', extension: {}, configurations: [{ name: 'apps', compliance: null }] },
      ),
      { only: 'not-compliant, suspended' },
    )
    assert.deepEqual(names, ['bad', 'mute', 'paused'])
    assert.match(run.summary, /## ✅ 3 of 4 clusters in 1 subscription match/)
    assert.match(run.summary, /\| `bad` \|.*\| apps non-compliant \| `main@sha1:0123456` \|/)
    assert.match(run.summary, /apps suspended/)
    assert.match(run.summary, /apps not reported/)
  })

  for (const [name, inputs, expected] of [
    ['a tag', { tags: 'team=blue' }, ['a']],
    ['a wildcard', { 'cluster-names': 'b*, c' }, ['b', 'c']],
    ['a location in capitals', { locations: 'West Europe' }, ['b']],
    ['a kind', { 'cluster-types': 'connectedClusters' }, ['c']],
    ['a version', { only: 'extension-older-than=1.24.0' }, ['b']],
    ['what is missing', { only: 'extension-missing' }, ['c']],
    ['another type of extension', { 'extension-type': 'microsoft.dapr', only: 'extension-missing' }, ['a', 'b', 'c']],
    ['a list', { 'cluster-ids': `${clusterId({ name: 'a' })}\n${clusterId({ name: 'C', arc: true })}` }, ['a', 'c']],
    ['a management group', { 'management-groups': 'platform' }, ['a', 'b', 'c']],
  ] as const)
    test(`by ${name}`, async () => {
      const all = graph(
        { name: 'a', extension: {}, tags: { Team: 'blue' } },
        { name: 'b', extension: { version: '1.9.3' }, location: 'westeurope' },
        { name: 'c', arc: true },
      )
      const { run, names } = await discover(all, inputs)
      assert.deepEqual(names, expected, run.stdout)
    })

  test('the members of a fleet, by their update group', async () => {
    const all = graph({ name: 'a' }, { name: 'b' }, { name: 'c' })
    const members = [
      { clusterResourceId: clusterId({ name: 'a' }), group: 'canary' },
      { clusterResourceId: clusterId({ name: 'b' }), group: 'rest' },
      { clusterResourceId: "/subscriptions/x') or 1==1 --" },
    ]
    const fleet = `/subscriptions/${SUBSCRIPTION}/resourceGroups/my-group/providers/Microsoft.ContainerService/fleets/fleet-1`
    const { run, names } = await discover({ ...all, members }, { 'fleet-resource-id': fleet, 'fleet-groups': 'canary' })
    assert.deepEqual(names, ['a'], run.stdout)
    assert.match(run.summary, /Not seen: 1 members? of the fleet/)
  })

  test('a cluster of the list that is not found: no matrix, and its id', async () => {
    const { run } = await discover(graph({ name: 'a' }), {
      'cluster-ids': `${clusterId({ name: 'a' })},${clusterId({ name: 'gone' })}`,
    })
    assert.deepEqual([run.exitCode, run.outputs['outcome'], run.outputs['matrix']], [1, 'failed', undefined])
    assert.match(run.stdout, /managedClusters\/gone does not exist, or this identity may not read it/)
  })

  test('no cluster at all: what may not be read is named', async () => {
    const { run } = await discover(
      { resources: fleetOf(3), visible: [] },
      { 'subscription-ids': `${SUBSCRIPTION},${OTHER}` },
    )
    assert.deepEqual([run.exitCode, run.outputs['count'], run.outputs['matrix']], [0, '0', '{"include":[]}'])
    assert.match(run.summary, /## ⚠️ 0 clusters in 2 subscriptions/)
    assert.match(run.summary, new RegExp(`Subscription .*${OTHER}`))
    assert.match(run.summary, /needs Reader/)
    assert.equal(annotationsIn(run.stdout).length, 1)
  })

  test('none that matches is no warning', async () => {
    const { run } = await discover(
      {
        resources: [
          ...fleetOf(2),
          {
            id: `/subscriptions/${SUBSCRIPTION}`,
            name: 's',
            type: 'microsoft.resources/subscriptions',
            subscriptionId: SUBSCRIPTION,
          },
        ],
      },
      { only: 'extension-missing' },
    )
    assert.deepEqual([run.outputs['count'], annotationsIn(run.stdout).length], ['0', 0], run.stdout)
  })

  test('more clusters than a matrix has jobs: pages, and a warning where none was asked for', async () => {
    const all = { resources: fleetOf(300) }
    const [whole, second] = await Promise.all([discover(all), discover(all, { page: '2' })])
    assert.deepEqual(
      [whole.entries.length, whole.run.outputs['pages'], whole.run.outputs['count']],
      [256, '[1,2]', '300'],
    )
    assert.match(whole.run.stdout, /::warning title=300 clusters/)
    assert.deepEqual([second.entries.length, second.run.outputs['count']], [44, '44'])
    assert.equal(new Set([...whole.names, ...second.names]).size, 300)
    assert.deepEqual(annotationsIn(second.run.stdout), [])
  })

  for (const [name, body] of [
    ['a number of rows as text', { totalRecords: '2', data: [{ id: 'a' }] }],
    ['a link to the rest that is none', { data: [{ id: 'a' }], $skipToken: 5 }],
    ['a result that says it is cut, in capitals', { data: [{ id: 'a' }], resultTruncated: 'True' }],
  ] as const)
    test(`${name}: no shorter list`, async () => {
      const { run } = await discover(graph({ name: 'a' }), {}, { faults: [{ at: 'graph', status: 200, body }] })
      assert.deepEqual([run.exitCode, run.outputs['matrix']], [1, undefined], run.stdout)
    })

  test('rows that nobody asked for get no job, and rows of no cluster are told', async () => {
    const properties = { ExtensionType: 'microsoft.flux', ProvisioningState: 'Failed' }
    const type = 'microsoft.kubernetesconfiguration/extensions'
    const loose = { id: '5', name: 'x', type, subscriptionId: SUBSCRIPTION, properties }
    const { resources } = graph({ name: 'a' }, { name: 'zz' })
    const { names, run } = await discover(
      { resources: [...resources, loose] },
      { 'cluster-ids': clusterId({ name: 'a' }) },
    )
    assert.deepEqual(names, ['a'])
    assert.match(run.summary, /1 extensions or configurations with ids of no cluster/)
  })

  test('a fleet that does not exist, and an update group that nobody is in', async () => {
    const fleet = `/subscriptions/${SUBSCRIPTION}/resourceGroups/my-group/providers/Microsoft.ContainerService/fleets/fleet-1`
    const all = { ...graph({ name: 'a' }), members: [{ clusterResourceId: clusterId({ name: 'a' }), group: 'Canary' }] }
    const by = (group: string) => discover(all, { 'fleet-resource-id': fleet, 'fleet-groups': group })
    assert.deepEqual((await by('canary')).names, ['a'])
    assert.match((await by('canry')).run.stdout, /Update group canry: no member of the fleet is in it/)
    const body = { error: { code: 'ParentResourceNotFound', message: 'no fleet' } }
    const faults = [{ at: 'members' as const, status: 404, body }]
    const { run } = await discover(all, { 'fleet-resource-id': fleet }, { faults })
    assert.match(run.stdout, /The fleet .*fleets\/fleet-1 does not exist, or this identity may not read it/)
  })

  for (const [name, fault, text] of [
    [
      'refused',
      {
        at: 'graph',
        status: 403,
        body: {
          error: {
            code: 'AuthorizationFailed',
            message:
              "The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.ResourceGraph/resources/read' over scope '/' or the scope is invalid.",
          },
        },
      },
      /the clusters could not be listed/i,
    ],
    [
      'a query that the cloud does not take',
      {
        at: 'graph',
        status: 400,
        body: {
          error: {
            code: 'BadRequest',
            message: 'Please provide below info.',
            details: [{ code: 'InvalidQuery', message: 'Query is invalid.' }],
          },
        },
      },
      /BadRequest/,
    ],
    ['an answer without rows', { at: 'graph', status: 200, body: { value: [] } }, /without rows/],
    [
      'a page that leads to itself',
      { at: 'graph', status: 200, body: { totalRecords: 5, data: [{ id: 'a' }], $skipToken: 'x' } },
      /links back to an earlier page/,
    ],
    [
      'a result that is cut',
      { at: 'graph', status: 200, body: { totalRecords: 5, data: [{ id: 'a' }], resultTruncated: 'true' } },
      /1 of 5 rows came/,
    ],
  ] as const)
    test(`${name}: red, and no matrix`, async () => {
      const { run } = await discover(graph({ name: 'a' }), {}, { faults: [fault] })
      assert.deepEqual(
        [run.exitCode, run.outputs['outcome'], run.outputs['matrix']],
        [1, 'failed', undefined],
        run.stdout,
      )
      assert.match(run.stdout, text)
      assert.equal(annotationsIn(run.stdout).length, 1)
    })

  test('a service that hangs: the step ends with its time, and says what it waited for', async () => {
    const { run } = await discover(graph({ name: 'a' }), { timeout: '3s' }, { faults: [{ at: 'graph', cut: 'hang' }] })
    assert.deepEqual([run.exitCode, run.outputs['outcome']], [1, 'failed'])
    assert.match(run.stdout, /timed out: .*resourcegraph.* not been answered/i)
  })

  test('a sign-in that hangs: the step ends with its time', async () => {
    const { run } = await discover(graph({ name: 'a' }), { timeout: '3s' }, { faults: [{ at: 'oidc', cut: 'hang' }] })
    assert.deepEqual([run.exitCode, run.outputs['outcome']], [1, 'failed'])
    assert.match(run.stdout, /The step timed out: GitHub .* has not returned a token yet/)
  })

  test('an environment that a tag may not name: no matrix', async () => {
    const { run } = await discover(graph({ name: 'a', tags: { env: 'prod/eu' } }), { 'environment-tag': 'env' })
    assert.deepEqual([run.exitCode, run.outputs['matrix']], [1, undefined])
    assert.match(run.stdout, /The tag env of a has a value that no job may have: prod\/eu/)
  })

  test('names, tags and places that Azure would not take reach no matrix', async () => {
    const [evil] = resourcesOf({ name: 'x"; rm -rf /', location: '$(x)' })
    const { run, entries } = await discover(
      {
        resources: [...graph({ name: 'a', tags: { runner: '$(env)' }, location: '$(x)' }).resources, evil as never],
      },
      { 'runner-tag': 'runner' },
    )
    assert.deepEqual(
      entries.map(each => [each['name'], each['location'], each['runner']]),
      [['a', '', 'ubuntu-latest']],
    )
    assert.match(run.summary, /1 clusters? with names/)
    assert.match(run.summary, /has a value that no job may have/)
  })
})

/** The folder that a workflow downloads: one artifact for each run, in which its folder lies. */
function reportsOf(runs: Readonly<Record<string, StepRun>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'))
  for (const [name, run] of Object.entries(runs)) {
    const from = dirname(run.outputs['evidence-path'] ?? '')
    cpSync(from, join(folder, name, 'run-1'), { recursive: true })
  }
  return folder
}

async function summarize(
  folder: string,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
) {
  return runStep({
    inputs: { mode: 'summarize', 'reports-path': folder, ...inputs },
    environment: { GITHUB_WORKSPACE: folder, ...environment },
  })
}

describe('mode summarize', () => {
  test('three clusters of a matrix, one of them red: which, why, and what to do', async () => {
    const speed = 60
    const fleet = await startFleet(graph({ name: 'north' }, { name: 'south' }, { name: 'west' }), {
      north: { ...loadScenario('healthy'), speed },
      south: { ...loadScenario('atomic-rollback'), speed: 20, cuts: {} },
      west: { ...loadScenario('healthy'), speed },
    })
    const ca = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.pem')
    writeFileSync(ca, fleet.certificate)
    const environment = { ...fleet.environment, NODE_EXTRA_CA_CERTS: ca }
    const found = await runStep({
      inputs: { ...fleet.inputs, mode: 'discover', 'subscription-ids': SUBSCRIPTION },
      environment,
    })
    const matrix = found.outputs['matrix'] ?? ''
    const { include } = JSON.parse(matrix) as {
      include: { name: string; 'cluster-resource-id': string; artifact: string }[]
    }
    assert.deepEqual(
      include.map(each => each.name),
      ['north', 'south', 'west'],
      found.stdout,
    )
    const runs = Object.fromEntries(
      await Promise.all(
        include.map(async each => {
          const inputs = { ...fleet.inputs, 'cluster-resource-id': each['cluster-resource-id'] }
          return [each.artifact, await runStep({ inputs, environment })] as const
        }),
      ),
    )
    await fleet.close()
    const folder = reportsOf(runs)
    const run = await summarize(folder, { matrix })
    assert.deepEqual(
      ['failed-count', 'succeeded-count', 'not-run', 'outcome'].map(name => run.outputs[name]),
      ['1', '2', '0', 'failed'],
      run.stdout,
    )
    assert.equal(run.exitCode, 1)
    assert.match(run.stdout, /::error title=1 failed of 3 clusters::/)
    assert.match(
      run.summary,
      /\| .*AKS-managed policy.* \(`admission-policy-denied`\) \| 1 \| `south` \| Microsoft must fix this/,
    )
    assert.match(run.summary, /\| `south` \| my-group \| stopped-early \|/)
    assert.match(run.summary, /2 succeeded/)
    assert.equal((await summarize(folder, { matrix, 'max-failures': '34%' })).outputs['outcome'], 'summarized')
  })

  test('the matrix as a file, and as a folder of several', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'))
    const page = (name: string) => JSON.stringify({ include: [{ 'cluster-resource-id': clusterId({ name }), name }] })
    for (const name of ['north', 'south']) {
      mkdirSync(join(folder, `matrix-${name}`))
      writeFileSync(join(folder, `matrix-${name}`, 'matrix.json'), page(name))
    }
    mkdirSync(join(folder, 'x'))
    writeFileSync(join(folder, 'x', 'evidence.jsonl'), '')
    for (const [matrix, count] of [
      [folder, '2'],
      [join(folder, 'matrix-north', 'matrix.json'), '1'],
    ] as const) {
      const run = await summarize(folder, { matrix })
      assert.equal(run.outputs['not-run'], count, run.stdout)
    }
    assert.match((await summarize(folder, { matrix: join(folder, 'x') })).stdout, /found no matrix\.json/)
    assert.match((await summarize(folder, { matrix: '/etc/hostname' })).stdout, /cannot be read/)
  })

  for (const [name, inputs, text] of [
    ['a folder elsewhere', { 'reports-path': '/etc' }, /it is not in/],
    ['a folder that does not exist', { 'reports-path': 'nowhere' }, /ENOENT/],
    ['a folder without a report', {}, /No report was found/],
    ['a matrix that is none', { matrix: '{"a":1}' }, /not the output matrix/],
    ['a matrix of no pages', { matrix: '[]' }, /not the output matrix/],
    ['a share that is none', { 'max-failures': '101%' }, /not a number of clusters/],
    ['an input of another mode', { tags: 'a=b' }, /tags: only used with mode: discover/],
  ] as const)
    test(`${name} is told`, async () => {
      const run = await summarize(mkdtempSync(join(tmpdir(), 'reports-')), inputs)
      assert.equal(run.exitCode, 1)
      assert.match(run.stdout, text)
    })

  test('no cluster had a job, and nothing was uploaded: green', async () => {
    const run = await summarize(join(tmpdir(), 'nowhere'), { matrix: '{"include":[]}' })
    assert.deepEqual([run.exitCode, run.outputs['outcome'], run.outputs['not-run']], [0, 'summarized', '0'], run.stdout)
  })

  test('what is no plain file, or too deep, is not skipped without a word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'))
    mkdirSync(join(folder, 'a', 'b', 'c', 'd', 'e', 'f', 'g'), { recursive: true })
    writeFileSync(join(folder, 'a', 'x'), '')
    symlinkSync(join(folder, 'a', 'x'), join(folder, 'evidence.jsonl'))
    symlinkSync(join(folder, 'a'), join(folder, 'z'))
    const run = await summarize(folder)
    assert.equal(run.outputs['not-run'], '3', run.stdout)
    assert.match(run.summary, /- `a\/b\/c\/d\/e\/f\/g`: deeper than 6 folders/)
    assert.match(run.summary, /- `z`: a link, which is not followed/)
  })

  test('no matrix in an empty file, no reports in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'))
    const file = join(folder, 'matrix.json')
    writeFileSync(file, '')
    assert.match((await summarize(folder, { matrix: file })).stdout, /not the output matrix/)
    assert.match((await summarize(folder, { 'reports-path': file })).stdout, /it is not a folder/)
  })

  test('a journal that was killed, one that is none, and a cluster without one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'))
    const write = (name: string, text: string) => {
      mkdirSync(join(folder, name), { recursive: true })
      writeFileSync(join(folder, name, 'evidence.jsonl'), text)
    }
    const began = (cluster: string) =>
      `{"journal":2}\n${JSON.stringify({ kind: 'run', time: '2026-11-29T10:00:00.000Z', text: 'began', data: { inputs: { mode: 'install', 'cluster-name': cluster, 'cluster-type': 'managedClusters', 'resource-group': 'my-group', 'subscription-id': SUBSCRIPTION, 'extension-type': 'microsoft.flux', 'extension-name': 'flux' } } })}\n`
    write('a', began('killed'))
    write('b', '\u0000\u0001')
    const matrix = JSON.stringify({
      include: ['killed', 'lost'].map(name => ({ 'cluster-resource-id': clusterId({ name }), name })),
    })
    const run = await summarize(folder, { matrix })
    assert.deepEqual([run.outputs['failed-count'], run.outputs['not-run']], ['1', '1'], run.stdout)
    assert.match(run.summary, /### No report\n\nlost\./)
    assert.match(run.summary, /- `b`: not a text file/)
    assert.match(run.summary, /\| `killed` \| my-group \| cancelled \|/)
  })
})
