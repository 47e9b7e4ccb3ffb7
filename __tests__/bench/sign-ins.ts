/** `npm run bench:sign-ins`: of each way to sign in, the requests of a whole mode check, and which bytes of dist it loads. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT_SECRET, podAssertion, registerCertificate } from '../../simulator/entra.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { startMachine } from '../../simulator/machine.ts'
import { runStep, towards } from '../../simulator/runner.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { makeSession } from '../../simulator/session.ts'
import { makeClientCertificate } from '../client-certificate.ts'

interface Given {
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly asksGitHub?: boolean
  readonly requests?: () => number
  readonly close?: () => void
}

const NOBODY = { 'client-id': '', 'tenant-id': '' }
const KINDS: Readonly<Record<string, (simulator: Simulator) => Promise<Given>>> = {
  oidc: async () => ({ asksGitHub: true }),
  'client-secret': async () => ({ inputs: { 'client-secret': CLIENT_SECRET } }),
  'client-certificate': async () => {
    const { certificate, key } = await makeClientCertificate()
    registerCertificate(certificate)
    return { inputs: { 'client-certificate': `${certificate}\n${key}` } }
  },
  'managed-identity': async simulator => {
    const { environment, requests, close } = await startMachine(simulator)
    return { inputs: NOBODY, environment: environment.vm, requests: () => requests.length, close }
  },
  'workload-identity': async simulator => {
    const file = join(mkdtempSync(join(tmpdir(), 'pod-')), 'token')
    writeFileSync(file, podAssertion(3600, simulator.now()))
    return { environment: { AZURE_FEDERATED_TOKEN_FILE: file } }
  },
  'azure-cli': async simulator => ({ inputs: NOBODY, environment: makeSession(simulator).environment }),
  azd: async simulator => ({ inputs: { 'client-id': '' }, environment: makeSession(simulator).environment }),
}

const folder = mkdtempSync(join(tmpdir(), 'loads-'))
const hook = join(folder, 'hook.mjs')
writeFileSync(
  hook,
  "import { registerHooks } from 'node:module'\nimport { appendFileSync } from 'node:fs'\nregisterHooks({ load(url, context, next) { appendFileSync(process.env.LOADS, url + '\\n'); return next(url, context) } })\n",
)

for (const [kind, make] of Object.entries(KINDS)) {
  const simulator = await startSimulator(loadScenario('healthy'))
  const { inputs, environment, asksGitHub, requests, close } = await make(simulator)
  const step = towards(simulator, { mode: 'check', 'auth-type': kind, ...inputs })
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token, ...runner } = step.environment
  const github =
    asksGitHub && url && token ? { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } : {}
  const loads = join(folder, kind)
  const run = await runStep({
    inputs: step.inputs,
    environment: { ...runner, ...github, ...environment, LOADS: loads },
    nodeOptions: ['--import', hook],
  })
  close?.()
  await simulator.close()
  const files = new Set(readFileSync(loads, 'utf8').split('\n'))
  const bytes = [...files]
    .filter(file => file.includes('/dist/'))
    .reduce((sum, file) => sum + statSync(new URL(file)).size, 0)
  const of = (path: RegExp) => simulator.requests.filter(each => path.test(each.path)).length
  const signIn = of(/github\/token|oauth2|openid-configuration/) + (requests?.() ?? 0)
  console.log(
    `${kind.padEnd(18)} ${run.outputs['outcome']}: ${signIn} requests to sign in, ${of(/^\/subscriptions/)} to ARM, ${of(/^kubernetes/)} to the API server; ${Math.round(bytes / 1000)} kB of dist`,
  )
}
