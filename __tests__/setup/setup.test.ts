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

const SCRIPT = join(import.meta.dirname, '../../scripts/setup.sh')
const hasBash = spawnSync('bash', ['--version']).status === 0
const GIVEN = ['--resource-group', 'my-group', '--cluster-name', 'my-cluster', '--repo', 'octo/demo']

async function withAzure(
  act: (setup: (...args: string[]) => Promise<Ran>, writes: readonly string[]) => Promise<void>,
) {
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
    await act((...args) => ran([...GIVEN, ...args], { ...env }, folder), simulator.writes)
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
      assert.match(first.text, /AZURE_CLIENT_ID=[0-9a-f-]{36} \(identity aks-flux-bootstrap-read/)
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
      assert.match(text, /federated credential aks-flux-bootstrap-environment of mine/)
      const removed = await setup('--identity', 'mine', '--remove', '--apply')
      assert.equal(removed.status, 0, removed.text)
      assert.deepEqual(writes, [])
    }))

  test('a subject with ids is used as it is given', () =>
    withAzure(async setup => {
      const { text } = await setup('--subject-prefix', 'repo:octo-1/demo-2')
      assert.match(text, /: repo:octo-1\/demo-2:ref:refs\/heads\/main/)
    }))

  for (const [name, args, says] of [
    ['a repository without an owner', ['--repo', 'demo'], /--repo is OWNER\/NAME/],
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
