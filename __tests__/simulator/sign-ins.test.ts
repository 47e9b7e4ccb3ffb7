import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { podAssertion, registerCertificate, TENANT } from '../../simulator/entra.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { IDENTITY_RESOURCE, layArcChallenge, type MachineBehaviour, startMachine } from '../../simulator/machine.ts'
import { runStep, type StepRun, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { makeSession } from '../../simulator/session.ts'
import { encrypted, makeClientCertificate } from '../client-certificate.ts'
import { commandsIn, errorIn } from '../runner-model.ts'

const WINDOWS = process.platform === 'win32' && 'the stand-in for az is a shell script'

interface Given {
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Of the simulator's own inputs and variables. */
  readonly without?: readonly string[]
}

const IDENTITY = ['client-id', 'tenant-id']
const GITHUB = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']

/** One run of the healthy scenario, on a runner that has what is given. */
async function run(
  make: (simulator: Simulator) => Given | Promise<Given>,
  scenario = 'healthy',
): Promise<{ run: StepRun; simulator: Simulator }> {
  const played = loadScenario(scenario)
  const simulator = await startSimulator(played)
  const { inputs = {}, environment = {}, without = [] } = await make(simulator)
  const step = towards(simulator, { ...played.inputs })
  const kept = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)))
  try {
    const done = await runStep({
      inputs: { ...kept(step.inputs), ...inputs },
      environment: { ...kept(step.environment), ...environment },
    })
    return { run: done, simulator }
  } finally {
    await simulator.close()
  }
}

/** One run on a machine of Azure that has an identity, and nothing else to sign in with. */
async function runOnMachine(
  behaviour: MachineBehaviour = {},
  inputs: Readonly<Record<string, string>> = {},
  where: 'vm' | 'appService' | 'arc' = 'vm',
): Promise<{ run: StepRun; simulator: Simulator }> {
  let close = () => {}
  const done = await run(async simulator => {
    const machine = await startMachine(simulator, behaviour)
    close = machine.close
    return {
      inputs: { 'auth-type': 'managed-identity', ...inputs },
      environment: machine.environment[where],
      without: [...IDENTITY, ...GITHUB],
    }
  })
  close()
  return done
}

const tokensAsked = ({ requests }: Simulator) => requests.filter(({ path }) => /oauth2|github\/token/.test(path)).length

/** The run is green, the pods were seen, and the line says what was chosen. */
function assertSignedIn({ run: done }: { run: StepRun }, line: RegExp): void {
  assert.equal(done.outputs['outcome'], 'installed', done.stdout)
  assert.doesNotMatch(done.stdout, /not seen: (?:API|pods)/)
  assert.match(done.stdout, line)
}

describe('what signs in', { concurrency: 3 }, () => {
  test('GitHub OIDC, by the inputs', async () => {
    const done = await run(() => ({}))
    assertSignedIn(
      done,
      /Signing in as 99999999-\S+ with a GitHub OIDC token \(auth-type: auto, because client-id is set, without a secret\)/,
    )
  })

  test('a client certificate as text, its key encrypted', async () => {
    const { certificate, key } = await makeClientCertificate()
    registerCertificate(certificate)
    const inputs = {
      'client-certificate': `${encrypted(key, 'pass-of-the-key')}\n${certificate}`,
      'client-certificate-password': 'pass-of-the-key',
    }
    const done = await run(() => ({ inputs, without: GITHUB }))
    assertSignedIn(done, /Signing in as 99999999-\S+ with a client certificate/)
    const masks = commandsIn(done.run.stdout).filter(({ name }) => name === 'add-mask')
    assert.ok(masks.some(({ data }) => data === 'pass-of-the-key'))
    assert.ok(masks.some(({ data }) => data.startsWith('MII')))
  })

  test('a client certificate by its path, with its chain', async () => {
    const { certificate, key } = await makeClientCertificate()
    registerCertificate(certificate)
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
    writeFileSync(join(folder, 'client.pem'), `${certificate}\n${key}`)
    const inputs = { 'client-certificate': join(folder, 'client.pem'), 'send-certificate-chain': 'true' }
    assertSignedIn(await run(() => ({ inputs, without: GITHUB })), /with a client certificate/)
  })

  test('a certificate that the application does not have (AADSTS700027)', async () => {
    const { certificate, key } = await makeClientCertificate()
    const { run: done } = await run(() => ({
      inputs: { 'client-certificate': `${certificate}\n${key}` },
      without: GITHUB,
    }))
    assert.equal(done.outputs['failure-class'], 'auth-login-failed')
    assert.match(errorIn(done.stdout), /AADSTS700027/)
  })

  for (const [name, where, ids] of [
    ['of a virtual machine, system-assigned', 'vm', {}],
    ['of a virtual machine, by client id', 'vm', { 'client-id': '99999999-8888-7777-6666-555555555555' }],
    ['of a virtual machine, by resource id', 'vm', { 'managed-identity-resource-id': IDENTITY_RESOURCE }],
    ['of App Service and Container Apps', 'appService', {}],
    ['of App Service, by resource id', 'appService', { 'managed-identity-resource-id': IDENTITY_RESOURCE }],
    ['of an Arc machine', 'arc', {}],
  ] as const)
    test(`the managed identity ${name}`, async context => {
      if (where === 'arc' && !layArcChallenge()) return context.skip('the challenge of an Arc agent needs root')
      const done = await runOnMachine({}, ids, where)
      assertSignedIn(done, /with the managed identity of this runner \(auth-type: managed-identity\)/)
      assert.equal(tokensAsked(done.simulator), 0)
    })

  for (const [name, behaviour] of [
    ['is throttled', { before: [429] }],
    ['is not ready yet (404)', { before: [404] }],
    ['is in trouble (503)', { before: [503] }],
  ] as const satisfies readonly (readonly [string, MachineBehaviour])[])
    test(`the instance metadata service ${name}: asked again`, async () => {
      const done = await runOnMachine(behaviour)
      assertSignedIn(done, /managed identity/)
    })

  test('the federated token of the pod, where nothing else is given', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pod-')), 'token')
    writeFileSync(file, podAssertion())
    const done = await run(({ inputs }) => ({
      environment: {
        AZURE_FEDERATED_TOKEN_FILE: file,
        AZURE_CLIENT_ID: inputs['client-id'] ?? '',
        AZURE_TENANT_ID: TENANT,
      },
      without: [...IDENTITY, ...GITHUB],
    }))
    assertSignedIn(
      done,
      /Signing in as 99999999-\S+ with the federated token of the runner's pod \(auth-type: auto, because the runner's pod/,
    )
  })

  test('the session of azure/login, without id-token: write', { skip: WINDOWS }, async () => {
    const done = await run(simulator => ({
      environment: makeSession(simulator).environment,
      without: [...IDENTITY, ...GITHUB],
    }))
    assertSignedIn(
      done,
      /Signing in as 99999999-\S+ with the session of the Azure CLI \(auth-type: auto, because a login step left/,
    )
  })

  test('the session of azd, by name', { skip: WINDOWS }, async () => {
    const done = await run(simulator => ({
      inputs: { 'auth-type': 'azd' },
      environment: makeSession(simulator).environment,
      without: [...IDENTITY, ...GITHUB],
    }))
    assertSignedIn(done, /with the session of the Azure Developer CLI \(auth-type: azd\)/)
  })
})

describe('a session of azure/login that has grown old', { concurrency: 3, skip: WINDOWS }, () => {
  test('the job may ask GitHub: the step signs in as the same application itself', async () => {
    let commands: string[] = []
    const done = await run(simulator => {
      const session = makeSession(simulator, 'aged')
      commands = session.commands() && commands
      return { environment: session.environment, without: IDENTITY }
    })
    assertSignedIn(done, /Signing in as 99999999-\S+ with the session of the Azure CLI/)
    assert.equal(done.run.outputs['outcome'], 'installed')
  })

  test('it may not: told before anything is written, with the number and what helps', async () => {
    const { run: done } = await run(
      simulator => ({ environment: makeSession(simulator, 'aged').environment, without: [...IDENTITY, ...GITHUB] }),
      'healthy',
    )
    const [warning] = commandsIn(done.stdout).filter(({ name }) => name === 'warning')
    assert.match(warning?.data ?? '', /AADSTS700024/)
    assert.match(warning?.data ?? '', /id-token: write/)
    assert.ok(done.stdout.indexOf('::warning') < done.stdout.indexOf('Writing'), done.stdout)
  })

  test('it may not, and a run command needs the token: told before anything is written as well', async () => {
    const { run: done } = await run(simulator => ({
      inputs: { 'kube-access': 'run-command' },
      environment: makeSession(simulator, 'aged').environment,
      without: [...IDENTITY, ...GITHUB],
    }))
    const [warning] = commandsIn(done.stdout).filter(({ name }) => name === 'warning')
    assert.match(warning?.data ?? '', /AADSTS700024.*id-token: write/)
    assert.ok(done.stdout.indexOf('::warning') < done.stdout.indexOf('Writing'), done.stdout)
  })

  test("the application takes no token of GitHub's: the session's own are used", async () => {
    const scenario = { ...loadScenario('healthy'), entra: { subject: 'repo:other/place:ref:refs/heads/main' } }
    const simulator = await startSimulator(scenario)
    const { inputs, environment } = towards(simulator, scenario.inputs)
    const { 'client-id': _, 'tenant-id': __, ...rest } = inputs
    const done = await runStep({
      inputs: rest,
      environment: { ...environment, ...makeSession(simulator).environment },
    })
    await simulator.close()
    assert.equal(done.outputs['outcome'], 'installed', done.stdout)
    assert.match(done.stdout, /does not accept a new GitHub token \(AADSTS700213/)
  })

  test('nobody is signed in: said with what az says', async () => {
    const { run: done } = await run(simulator => ({
      inputs: { 'auth-type': 'azure-cli' },
      environment: makeSession(simulator, 'none').environment,
      without: [...IDENTITY, ...GITHUB],
    }))
    assert.equal(done.outputs['failure-class'], 'auth-login-failed')
    assert.match(errorIn(done.stdout), /az login|azure\/login/)
  })
})

describe('what does not sign in', { concurrency: 3 }, () => {
  test('no machine of Azure: said within seconds', async () => {
    const { run: done } = await run(() => ({
      inputs: { 'auth-type': 'managed-identity' },
      environment: { AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:1' },
      without: [...IDENTITY, ...GITHUB],
    }))
    assert.match(errorIn(done.stdout), /not on an Azure machine/)
  })

  test('an instance metadata service that never answers: said within seconds', async () => {
    const from = performance.now()
    const { run: done } = await runOnMachine({ silent: true })
    assert.match(errorIn(done.stdout), /does not answer \(within 1 s\)/)
    assert.ok(performance.now() - from < 20_000)
  })

  test('an identity that the machine does not have', async () => {
    const { run: done } = await runOnMachine({}, { 'client-id': '00000000-0000-0000-0000-000000000001' })
    assert.match(errorIn(done.stdout), /Identity not found/)
  })

  test('GitHub that never answers does not outlive the timeout of the step', { timeout: 60_000 }, async () => {
    const silent = createServer()
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const from = performance.now()
    const { run: done } = await run(() => ({
      inputs: { timeout: '3s' },
      environment: { ACTIONS_ID_TOKEN_REQUEST_URL: `https://127.0.0.1:${port}/token?a=b` },
    }))
    silent.close()
    assert.equal(done.outputs['outcome'], 'timed-out', done.stdout)
    assert.ok(performance.now() - from < 15_000)
  })

  test('a token file that is a pipe is told, and nothing waits for it', { skip: WINDOWS }, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pod-')), 'token')
    execFileSync('mkfifo', [file])
    const { run: done } = await run(({ inputs }) => ({
      environment: {
        AZURE_FEDERATED_TOKEN_FILE: file,
        AZURE_CLIENT_ID: inputs['client-id'] ?? '',
        AZURE_TENANT_ID: TENANT,
      },
      without: [...IDENTITY, ...GITHUB],
    }))
    assert.match(errorIn(done.stdout), /AZURE_FEDERATED_TOKEN_FILE\) cannot be read: not a file/)
  })

  for (const [name, state, expected] of [
    ['whom nobody signed in', 'none', /not logged in/],
    ['that says nothing', 'mute', /azd auth token did not answer \(exit code 7\)/],
  ] as const)
    test(`azd ${name}: said in its own words`, { skip: WINDOWS }, async () => {
      const { run: done } = await run(simulator => ({
        inputs: { 'auth-type': 'azd' },
        environment: makeSession(simulator, state).environment,
        without: [...IDENTITY, ...GITHUB],
      }))
      assert.equal(done.outputs['failure-class'], 'auth-login-failed', done.stdout)
      assert.match(errorIn(done.stdout), expected)
      assert.doesNotMatch(done.stdout, /signed in to Azure/)
    })

  test("the pod's identity is not used on a pull request", async () => {
    const { run: done, simulator } = await run(() => ({
      environment: { AZURE_FEDERATED_TOKEN_FILE: '/x', GITHUB_EVENT_NAME: 'pull_request' },
      without: [...IDENTITY, ...GITHUB],
    }))
    assert.match(
      errorIn(done.stdout),
      /On pull_request the identity of the runner's pod is used only with auth-type: workload-identity|client-id: missing/,
    )
    assert.equal(simulator.requests.length, 0)
  })
})
