/**
 * `npm run e2e:az` (opt-in: azure-cli is 733 MB, installed into the cache folder with pip): the real az as a client of the
 * simulator, offline. What az does not understand of an answer, Azure does not answer.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CLIENT, CLIENT_SECRET, TENANT } from '../../simulator/entra.ts'
import { startSimulator } from '../../simulator/index.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { type Finished, finish } from './processes.ts'

const VERSION = '2.91.0'
const VENV = join(import.meta.dirname, '.cache/az')
const AZ = join(VENV, 'bin/az')

async function install(): Promise<void> {
  if (existsSync(AZ)) return
  for (const command of [
    ['python3', '-m', 'venv', VENV],
    [join(VENV, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', `azure-cli==${VERSION}`],
  ]) {
    const { status, stderr } = await finish(command)
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
  }
}

interface Step {
  readonly args: readonly string[]
  readonly status: number
  /** In stdout, or in stderr where it is to fail. */
  readonly says: RegExp
}

await install()
const rollback = loadScenario('atomic-rollback')
const operation = rollback.azure?.extension?.operation
const simulator = await startSimulator({
  ...rollback,
  speed: 60,
  azure: {
    ...rollback.azure,
    extension: { ...rollback.azure?.extension, ...(operation ? { operation: { ...operation, ends: '200s' } } : {}) },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'aks-flux-az-'))
const ca = join(folder, 'ca.pem')
writeFileSync(ca, simulator.certificate)
const env = {
  REQUESTS_CA_BUNDLE: ca,
  AZURE_CORE_INSTANCE_DISCOVERY: 'False',
  AZURE_CORE_COLLECT_TELEMETRY: 'False',
  AZURE_CONFIG_DIR: join(folder, 'azure'),
}
const { origin } = simulator
const assertion = (
  (await await fetchJson(`${origin}/github/token?audience=${encodeURIComponent('api://AzureADTokenExchange')}`)) as {
    value: string
  }
).value
const cluster = ['--resource-group', 'my-group', '--name', 'my-cluster']
const id = `/subscriptions/${simulator.inputs['subscription-id']}/resourceGroups/my-group/providers/Microsoft.ContainerService/managedClusters/my-cluster`
const extension = `${id}/providers/Microsoft.KubernetesConfiguration/extensions/flux`
const login = ['login', '--service-principal', '--tenant', TENANT, '--username', CLIENT]
const STEPS: readonly Step[] = [
  {
    args: [
      ...['cloud', 'register', '-n', 'Sim', '--skip-endpoint-discovery'],
      ...['resource-manager', 'active-directory', 'management'].flatMap(name => [`--endpoint-${name}`, origin]),
      ...['--endpoint-active-directory-resource-id', origin],
    ],
    status: 0,
    says: /^/,
  },
  { args: ['cloud', 'set', '-n', 'Sim'], status: 0, says: /^/ },
  { args: [...login, '--federated-token', assertion], status: 0, says: /"tenantId"/ },
  { args: ['account', 'show'], status: 0, says: /"environmentName": "Sim"/ },
  { args: ['aks', 'show', ...cluster], status: 0, says: /"Automatic"/ },
  {
    args: ['aks', 'get-credentials', ...cluster, '--file', join(folder, 'config'), '--format', 'exec'],
    status: 0,
    says: /^/,
  },
  {
    args: [
      'rest',
      '--method',
      'get',
      '--url',
      `${origin}${id}/providers/Microsoft.KubernetesConfiguration/extensions?api-version=2023-05-01`,
      '--resource',
      origin,
    ],
    status: 0,
    says: /"value": \[\]/,
  },
  {
    args: [
      ...['resource', 'create', '--id', extension, '--api-version', '2023-05-01', '--location', 'swedencentral'],
      ...['--properties', '{"extensionType":"microsoft.flux","scope":{"cluster":{}}}'],
    ],
    status: 1,
    says: /ExtensionOperationFailed.*uninstalled due to atomic being set: context deadline exceeded/s,
  },
  {
    args: ['resource', 'show', '--ids', extension, '--api-version', '2023-05-01'],
    status: 0,
    says: /"provisioningState": "Failed"/,
  },
  { args: ['logout'], status: 0, says: /^/ },
  { args: [...login, '--password', 'wrong'], status: 1, says: /AADSTS7000215/ },
  { args: [...login, '--password', CLIENT_SECRET], status: 0, says: /"tenantId"/ },
]

function fetchJson(url: string): Promise<unknown> {
  // Trusted by what is given to this process alone.
  return new Promise((resolve, reject) => {
    import('node:https').then(({ get }) =>
      get(
        url,
        {
          ca: simulator.certificate,
          headers: { authorization: `Bearer ${simulator.environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` },
        },
        response => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () => resolve(JSON.parse(text)))
        },
      ).on('error', reject),
    )
  })
}

let wrong = 0
for (const { args, status, says } of STEPS) {
  const done: Finished = await finish([AZ, ...args], env)
  const text = status === 0 ? done.stdout : done.stderr
  const fine = done.status === status && says.test(text)
  if (!fine) wrong++
  console.log(`${fine ? '✔' : '✖'} az ${args.slice(0, 2).join(' ')}: exit ${done.status}`)
  if (!fine) console.log(`  ${done.stdout}\n  ${done.stderr}`.slice(0, 3000))
}
/** The step itself, on a runner that has this az and its session. */
async function check(
  name: string,
  login: readonly string[],
  may: boolean,
  waitMs: number,
  says: RegExp,
): Promise<void> {
  await finish([AZ, 'logout'], env)
  const signedIn = await finish([AZ, ...login], env)
  const to = towards(simulator, { mode: 'check', timeout: '4m' })
  const { 'client-id': _, 'tenant-id': __, ...inputs } = to.inputs
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token, ...runner } = to.environment
  const github = may && url && token ? { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } : {}
  // An assertion of GitHub's lives five minutes, and this scenario is sixty times as fast.
  await sleep(waitMs)
  const run = await runStep({
    inputs,
    environment: { ...runner, ...github, ...env, PATH: `${join(VENV, 'bin')}:${process.env['PATH']}` },
  })
  const fine = signedIn.status === 0 && says.test(run.stdout)
  if (!fine) wrong++
  console.log(`${fine ? '✔' : '✖'} the step with the session of az: ${name}`)
  if (!fine) console.log(`  ${signedIn.stderr}\n  ${run.stdout}`.slice(0, 6000))
}

/** The set-up script, with this az: its plan, its writes, nothing left to write, and the removal. */
async function setUp(what: string, args: readonly string[], says: RegExp, writes: number): Promise<void> {
  const before = simulator.writes.length
  const given = ['--resource-group', 'my-group', '--cluster-name', 'my-cluster', '--repo', 'octo/demo', ...args]
  // The simulated clock runs faster than that of az, which would not renew its token in time.
  await finish([AZ, ...login, '--password', CLIENT_SECRET], env)
  const done = await finish(['bash', join(import.meta.dirname, '../../scripts/setup.sh'), ...given], {
    ...env,
    PATH: `${join(VENV, 'bin')}:${process.env['PATH']}`,
  })
  const made = simulator.writes.length - before
  const fine = done.status === 0 && says.test(done.stdout) && made === writes
  if (!fine) wrong++
  console.log(`${fine ? '✔' : '✖'} scripts/setup.sh: ${what} (${made} writes)`)
  if (!fine) console.log(`  ${done.stdout}\n  ${done.stderr}`.slice(0, 4000))
}
const access = join(folder, 'access.yaml')
await setUp('its plan', [], /12 changes planned in Azure\. Nothing was written/, 0)
await setUp('--apply', ['--apply', '--output', access], /gh variable set AZURE_CLIENT_ID/, 12)
await setUp('--apply again', ['--apply', '--output', access], /= exists/, 0)
await setUp('--remove --apply', ['--remove', '--apply'], /- delete/, 12)
const SETUPS = 4

const fresh = async () =>
  (
    (await fetchJson(`${origin}/github/token?audience=${encodeURIComponent('api://AzureADTokenExchange')}`)) as {
      value: string
    }
  ).value
const seen = /check: .*denied|will probably fail to start|would deny/
await check('of a secret', [...login, '--password', CLIENT_SECRET], false, 0, seen)
await check(
  'of GitHub, aged, and the job may ask GitHub',
  [...login, '--federated-token', await fresh()],
  true,
  6000,
  seen,
)
await check(
  'of GitHub, aged, and the job may not: the number, and what helps',
  [...login, '--federated-token', await fresh()],
  false,
  6000,
  /::warning [^\n]*the API server cannot be read::[^\n]*AADSTS700024[^\n]*id-token: write/,
)
await check('nobody is signed in', ['account', 'clear'], false, 0, /az login|azure\/login/)
const CHECKS = 4

for (const each of simulator.violations) console.log(`az did what a client must not: ${each}`)
await simulator.close()
console.log(`${STEPS.length + CHECKS + SETUPS - wrong} passed, ${wrong} failed`)
process.exitCode = wrong > 0 ? 1 : 0
