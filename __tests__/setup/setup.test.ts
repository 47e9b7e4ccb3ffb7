/** scripts/setup.sh against the simulator: it plans, writes only when told to, finds what exists, and removes only its own. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { tokenFor } from '../../simulator/entra.ts'
import { startSimulator } from '../../simulator/index.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { finish } from '../e2e/processes.ts'

const SCRIPT = join(import.meta.dirname, '../../scripts/setup.sh')
const hasBash = spawnSync('bash', ['--version']).status === 0
const GIVEN = ['--resource-group', 'my-group', '--cluster-name', 'my-cluster', '--repo', 'octo/demo']

type Act = (
  setup: (...args: string[]) => Promise<Ran>,
  writes: readonly string[],
  /** Writes a resource of the group, as somebody else. */
  put: (path: string) => Promise<void>,
  /** Gives an identity of the group a role on a scope, as somebody else. */
  assign: (identity: string, scope: string) => Promise<void>,
) => Promise<void>

async function withAzure(act: Act) {
  const simulator = await startSimulator(loadScenario('healthy'))
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  symlinkSync(join(import.meta.dirname, 'az.mjs'), join(folder, 'az'))
  writeFileSync(join(folder, 'ca.pem'), simulator.certificate)
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env['PATH']}`,
    SETUP_ORIGIN: simulator.origin,
    SETUP_TOKEN: tokenFor(simulator.origin, simulator.origin, simulator.now(), 86_400),
    SETUP_CA: join(folder, 'ca.pem'),
  }
  try {
    const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group'
    const rest = (method: string, path: string, ...more: string[]) =>
      finish([join(folder, 'az'), 'rest', '--method', method, '--url', `${simulator.origin}${path}`, ...more], env)
    const put = async (path: string) => {
      await rest('put', `${group}${path}?api-version=2023-01-31`, '--body', '{}')
    }
    const assign = async (identity: string, scope: string) => {
      const url = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity}?api-version=2023-01-31`
      const { stdout } = await rest('get', url, '--query', 'properties.principalId', '--output', 'tsv')
      const body = JSON.stringify({ properties: { principalId: stdout.trim() } })
      await rest('put', `${scope}/providers/Microsoft.Authorization/roleAssignments/other`, '--body', body)
    }
    await act((...args) => ran([...GIVEN, ...args], { ...env }, folder), simulator.writes, put, assign)
  } finally {
    await simulator.close()
  }
}

interface Ran {
  readonly status: number | null
  readonly text: string
  /** The file for kubectl. */
  readonly access: () => string
}

function ran(args: readonly string[], env: NodeJS.ProcessEnv, folder: string): Promise<Ran> {
  const child = spawn('bash', [SCRIPT, ...args], { env, cwd: folder })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', chunk => {
      text += chunk
    })
  return new Promise(resolve =>
    child.on('close', status =>
      resolve({
        status,
        text,
        access: () => readFileSync(join(folder, 'aks-flux-bootstrap-access.yaml'), 'utf8'),
      }),
    ),
  )
}

describe('scripts/setup.sh', { skip: !hasBash && 'bash is not installed', concurrency: 4 }, () => {
  test('prints its plan and writes nothing without --apply', () =>
    withAzure(async (setup, writes) => {
      const { status, text } = await setup()
      assert.equal(status, 0, text)
      assert.match(text, /\+ create {5}user-assigned identity aks-flux-bootstrap-read in my-group \(swedencentral\)/)
      assert.match(text, /federated credential .*: repo:octo\/demo:pull_request/)
      assert.match(text, /role Kubernetes Extension Contributor for aks-flux-bootstrap-write on my-cluster/)
      assert.match(text, /Nothing was written\. Run again with --apply/)
      assert.deepEqual(writes, [])
    }))

  test('writes with --apply, finds everything the second time, and removes only its own', () =>
    withAzure(async (setup, writes) => {
      const first = await setup('--apply')
      assert.equal(first.status, 0, first.text)
      assert.match(first.text, /gh variable set AZURE_CLIENT_ID --repo octo\/demo --body [0-9a-f-]{36}\n/)
      assert.match(first.text, /AZURE_CLIENT_ID .* --env 'production'\n/)
      const access = first.access()
      assert.match(access, /kind: ClusterRoleBinding/)
      assert.equal(access.match(/kind: User/g)?.length, 2)
      // Two identities, three credentials, three roles to read and four to write.
      assert.equal(writes.length, 12, writes.join('\n'))
      const again = await setup('--apply')
      assert.equal(again.status, 0, again.text)
      assert.doesNotMatch(again.text, /\+ create/)
      assert.equal(writes.length, 12)
      const plan = await setup('--remove')
      assert.match(plan.text, /- delete {5}user-assigned identity aks-flux-bootstrap-write/)
      assert.equal(writes.length, 12)
      const removed = await setup('--remove', '--apply')
      assert.equal(removed.status, 0, removed.text)
      assert.equal(writes.filter(each => each.startsWith('DELETE ')).length, 12, writes.join('\n'))
    }))

  for (const [name, capabilities, grants, not] of [
    ['check', 'check', [/role Reader/], [/Extension Contributor/, /aks-flux-bootstrap-write/]],
    [
      'install',
      'install',
      [/Extension Contributor/, /environment:production/],
      [/aks-flux-bootstrap-read/, /pull_request/],
    ],
    ['flux', 'flux', [/custom role AKS Flux bootstrap: Flux configurations/], [/Extension Contributor/]],
    ['run-command', 'run-command', [/custom role AKS Flux bootstrap: run command/], [/Extension Contributor/]],
    ['discover', 'discover', [/role Reader for aks-flux-bootstrap-read on 11111111/], [/aks-flux-bootstrap-write/]],
  ] as const)
    test(`--for ${name} grants exactly that`, () =>
      withAzure(async setup => {
        const { status, text } = await setup('--for', capabilities)
        assert.equal(status, 0, text)
        for (const pattern of grants) assert.match(text, pattern)
        for (const pattern of not) assert.doesNotMatch(text, pattern)
      }))

  test('--identity reuses one for everything, and does not remove it', () =>
    withAzure(async (setup, writes) => {
      const { text } = await setup('--identity', 'mine')
      assert.doesNotMatch(text, /user-assigned identity/)
      assert.match(text, /federated credential aks-flux-bootstrap-environment-[0-9a-f]{8} of mine/)
      const removed = await setup('--identity', 'mine', '--remove', '--apply')
      assert.equal(removed.status, 0, removed.text)
      assert.match(text, /left out {3}trust for pull requests and branch main: identity mine may write/)
      assert.deepEqual(writes, [])
    }))

  test('a subject with ids, found out after the first run, is added', () =>
    withAzure(async (setup, writes) => {
      await setup('--apply')
      const before = writes.length
      const { text } = await setup('--apply', '--subject-prefix', 'repo:octo@1/demo@2')
      assert.match(text, /\+ create {5}federated credential .*: repo:octo@1\/demo@2:ref:refs\/heads\/main/)
      assert.equal(writes.length - before, 3)
    }))

  test('an identity that another made is kept', () =>
    withAzure(async (setup, _, put) => {
      await put('/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks-flux-bootstrap-read')
      const { text } = await setup('--remove', '--apply')
      assert.match(text, /= kept {7}identity aks-flux-bootstrap-read: not created by this script/)
    }))

  test('what another repository uses of it is kept', () =>
    withAzure(async (setup, writes) => {
      await setup('--apply')
      await setup('--apply', '--repo', 'octo/other')
      const before = writes.length
      const { status, text } = await setup('--remove', '--apply', '--repo', 'octo/other')
      assert.equal(status, 0, text)
      assert.match(text, /= kept {7}roles of aks-flux-bootstrap-read: also for .*repo:octo\/demo:pull_request/)
      assert.match(text, /= kept {7}identity aks-flux-bootstrap-write/)
      assert.deepEqual(
        writes.slice(before).map(each => each.replace(/-[0-9a-f]{8}$/, '')),
        ['pull-request', 'branch', 'environment'].map(each => `DELETE aks-flux-bootstrap-${each}`),
      )
      assert.equal((await setup('--remove', '--apply')).status, 0)
      assert.equal(writes.filter(each => /^DELETE aks-flux-bootstrap-(?:read|write)$/.test(each)).length, 2)
    }))

  test('what another cluster uses of it is kept', () =>
    withAzure(async (setup, writes, _, assign) => {
      await setup('--apply')
      await assign(
        'aks-flux-bootstrap-read',
        '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/b/providers/Microsoft.ContainerService/managedClusters/second',
      )
      const { text } = await setup('--remove', '--apply')
      assert.match(text, /= kept {7}trust of aks-flux-bootstrap-read: also for role on second/)
      assert.match(text, /= kept {7}identity aks-flux-bootstrap-read/)
      assert.ok(writes.includes('DELETE aks-flux-bootstrap-write'))
      assert.ok(!writes.includes('DELETE aks-flux-bootstrap-read'))
    }))

  test('what cannot be read is an error, and not taken for absent', () =>
    withAzure(async setup => {
      const { status, text } = await setup('--apply', '--identity', 'nobody')
      assert.equal(status, 2, text)
      assert.match(text, /identity nobody was not found in my-group/)
    }))

  test('a name that would be more than a name is refused', () =>
    withAzure(async (setup, writes) => {
      for (const option of [
        '--environment',
        '--branch',
        '--identity',
        '--location',
        '--cluster-name',
        '--repo',
        '--subject-prefix',
      ])
        for (const name of ['a"b', 'a$(touch x)', 'a?b', 'a\nb', '../x', 'a/../b', 'octo/*']) {
          const { status, text } = await setup(option, name)
          assert.equal(status, 2, `${option} ${name}: ${text}`)
        }
      assert.deepEqual(writes, [])
    }))

  for (const [name, args, says] of [
    ['a repository without an owner', ['--repo', 'demo'], /--repo: 'demo' is not such a name/],
    ['no capability', ['--for', ''], /--for needs at least one of/],
    ['a pattern for a capability', ['--for', '*'], /--for: '\*' is not one of check/],
    ['a capability that does not exist', ['--for', 'check,fly'], /'fly' is not one of check/],
    ['run command on Arc', ['--cluster-type', 'connectedClusters', '--for', 'run-command'], /only on AKS/],
    ['a cluster that does not exist', ['--cluster-name', 'other'], /cluster other was not found in my-group/],
  ] as const)
    test(`${name}: an error before any write`, () =>
      withAzure(async (setup, writes) => {
        const { status, text } = await setup(...args)
        assert.equal(status, 2, text)
        assert.match(text, says)
        assert.deepEqual(writes, [])
      }))
})
