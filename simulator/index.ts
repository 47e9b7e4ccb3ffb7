/** Entra ID, Azure Resource Manager and a Kubernetes API on loopback HTTPS, driven by one scenario. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Azure, type OperationEnd, SUBSCRIPTION } from './azure.ts'
import { Clock } from './clock.ts'
import { AKS_SERVER, CLIENT, CLIENT_SECRET, entraRoutes, REQUEST_TOKEN, SUBJECT, TENANT } from './entra.ts'
import { Faults } from './faults.ts'
import { ADMIN_TOKEN, KubernetesApi } from './kubernetes.ts'
import { RunCommands } from './run-command.ts'
import { msOf, type Scenario } from './scenario.ts'
import { bodyOf, makeCertificate, sendJson, serve } from './server.ts'
import { type Emission, play } from './workloads.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  /** performance.now() of this process. */
  readonly at: number
  /** Of the answer; 0 until it is there. */
  status: number
}

export interface Simulator {
  /** PEM: what a client must trust. */
  readonly certificate: string
  /** `https://127.0.0.1:port` of ARM and Entra ID. */
  readonly origin: string
  /** The step's inputs and environment that lead a client here. */
  readonly inputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** What listClusterUserCredential answers, decoded: for tests that need no Azure. */
  kubeconfig(): string
  readonly emissions: readonly Emission[]
  readonly requests: readonly Asked[]
  readonly writes: readonly string[]
  /** What a client did that it must not. */
  readonly violations: readonly string[]
  /** TLS connections that were made to each of its servers. */
  connections(): { readonly azure: number; readonly kubernetes: number }
  /** How many log streams were open at once, at the most. */
  mostLogs(): number
  /** How many requests met a planted fault. */
  faults(): number
  /** The time of day in the scenario, ms since the epoch. */
  now(): number
  close(): Promise<void>
}

/** What is in the place of a part of the cluster that a scenario plays. */
export interface RealCluster {
  /** Address and PEM of the CA of an API server elsewhere; the scenario's own without them. */
  readonly server?: string
  readonly ca?: string
  /** The kubectl in the pod of a run command; a stand-in without it. */
  readonly kubectl?: readonly string[]
  /** Carries an operation out. @returns how it ended, in the words of the extension service. */
  operate(kind: 'Create' | 'Update' | 'Delete', extension: Readonly<Record<string, unknown>>): Promise<OperationEnd>
}

/** Host names below `simulator.test`: they lead here only by a proxy that knows them. */
export interface Names {
  readonly azure?: string
  readonly kubernetes?: string
  /** `https://host:port` of what leads to its ARM and Entra ID; it is known once all of them run. */
  readonly front?: () => string
}

/**
 * @param onEmission told at once of each thing that is let be seen.
 * @param real where extensions are installed, when that is not in the scenario's own cluster.
 * @param names under which its servers are reached; by their address without them.
 */
export async function startSimulator(
  scenario: Scenario,
  onEmission: (emission: Emission) => void = () => undefined,
  real?: RealCluster,
  names: Names = {},
): Promise<Simulator> {
  const certificate = await makeCertificate()
  const clock = new Clock(scenario.speed ?? 1)
  const api = new KubernetesApi(scenario, () => clock.wall())
  const faults = new Faults(scenario.faults ?? [], () => clock.elapsed(), scenario.monkeys)
  const emissions: Emission[] = []
  const requests: Asked[] = []
  const note = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const asked: Asked = { method: request.method ?? '', path, at: performance.now(), status: 0 }
    requests.push(asked)
    response.on('finish', () => {
      asked.status = response.statusCode
    })
  }
  const lateMs = msOf(scenario.late)
  const late = () => (lateMs === 0 ? undefined : sleep(lateMs))
  const writes: string[] = []
  const violations: string[] = []
  play(scenario, api, clock, emission => {
    emissions.push(emission)
    onEmission(emission)
  })
  const kubernetes = await serve(
    certificate,
    async (request, response, url) => {
      note(request, response, `kubernetes ${url.pathname}`)
      await late()
      if (request.method === 'PATCH' && api.annotates(url.pathname, await bodyOf(request))) {
        writes.push(`annotate ${url.pathname}`)
        return sendJson(response, 200, { kind: 'Status', status: 'Success' })
      }
      // A dry run is never carried out; here nobody may impersonate, as on clusters with managed system node pools.
      if (request.method === 'POST' && url.searchParams.get('dryRun') === 'All') {
        const message = `serviceaccounts "${request.headers['impersonate-user']}" is forbidden: User "99999999" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "flux-system"`
        return sendJson(response, 403, { kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403, message })
      }
      if (request.method !== 'GET') violations.push(`${request.method} ${url.pathname} on the API server`)
      if (!faults.meet('kubernetes', request, response, url)) api.handle(request, response, url)
    },
    names.kubernetes,
  )
  for (const { from, until } of scenario.kubernetes?.outages ?? []) {
    clock.at(msOf(from), () => void kubernetes.close())
    clock.at(msOf(until), () => void kubernetes.reopen())
  }
  const foreign = await serve(
    certificate,
    (request, response, url) => {
      violations.push(`${request.method} ${url.pathname} on the foreign host of the Location header`)
      sendJson(response, 500, { error: { code: 'ForeignHost', message: 'This host must not be called.' } })
    },
    'localhost',
  )
  const silent = await silentServer()
  const access = scenario.kubernetes?.access
  const ways = { unreachable: await closedPort(), hanging: silent.port }
  const played =
    access === 'unreachable' || access === 'hanging' ? `https://127.0.0.1:${ways[access]}` : kubernetes.origin
  const server = real?.server ?? played
  const ca = real?.ca ?? certificate.cert
  let own = ''
  const reached = () => names.front?.() ?? own
  const entra = entraRoutes({
    origin: reached,
    now: () => clock.wall(),
    tokenSeconds: msOf(scenario.entra?.tokenLifetime, 3_599_000) / 1000,
    subject: scenario.entra?.subject ?? SUBJECT,
  })
  const azure = new Azure({
    scenario,
    clock,
    origin: reached,
    foreignOrigin: () => foreign.origin,
    kubeconfig: () => kubeconfigOf(scenario, server, ca),
    apiServerHost: () => new URL(server).hostname,
    operate: real?.operate,
    commands: new RunCommands({
      plan: scenario.azure?.runCommand ?? {},
      takesMs: msOf(scenario.azure?.runCommand?.takes, 8000) / (scenario.speed ?? 1),
      entra: scenario.azure?.managedCluster?.entra !== false,
      // From within the cluster it is reached however private it is.
      server: real?.server ?? kubernetes.origin,
      ca: real?.ca ?? certificate.cert,
      kubectl: real?.kubectl,
      now: () => clock.wall(),
    }),
    onWrite: what => writes.push(what),
    onViolation: what => violations.push(what),
  })
  const arm = await serve(
    certificate,
    async (request, response, url) => {
      note(request, response, url.pathname)
      await late()
      if (faults.meet('azure', request, response, url)) return
      if (await entra(request, response, url)) return
      if (await azure.handle(request, response, url)) return
      sendJson(response, 404, { error: { code: 'NotFound', message: `The simulator does not serve ${url.pathname}.` } })
    },
    names.azure,
  )
  own = arm.origin
  // What exists already is not waited for: scenario time begins with the simulator.
  if (scenario.azure?.extension?.existing !== undefined) clock.begin()
  const secret = scenario.identity === 'client-secret'
  return {
    certificate: certificate.cert,
    origin: own,
    inputs: {
      'client-id': CLIENT,
      'tenant-id': TENANT,
      'subscription-id': scenario.azure?.subscription ?? SUBSCRIPTION,
      'resource-group': scenario.azure?.resourceGroup ?? 'my-group',
      'cluster-name': scenario.azure?.clusterName ?? 'my-cluster',
      'resource-manager-endpoint': own,
      'authority-host': own,
      ...(secret ? { 'client-secret': CLIENT_SECRET } : {}),
    },
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${own}/github/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    kubeconfig: () => kubeconfigOf(scenario, server, ca),
    emissions,
    requests,
    writes,
    violations,
    connections: () => ({ azure: arm.connections(), kubernetes: kubernetes.connections() }),
    mostLogs: () => api.mostLogs,
    faults: () => faults.injected,
    now: () => clock.wall(),
    async close() {
      clock.stop()
      silent.close()
      await Promise.all([arm.close(), kubernetes.close(), foreign.close()])
    },
  }
}

/** Takes connections and never says a word. */
async function silentServer() {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** As listClusterUserCredential answers: with Entra a plugin to run and no credential, else an admin's. */
function kubeconfigOf(scenario: Scenario, server: string, ca: string): string {
  const name = scenario.azure?.clusterName ?? 'my-cluster'
  const user = `clusterUser_my-group_${name}`
  const credential =
    scenario.azure?.managedCluster?.entra === false
      ? `    token: ${ADMIN_TOKEN}`
      : `    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args: [get-token, --environment, AzurePublicCloud, --server-id, ${AKS_SERVER}, --client-id, 80faf920-1908-4b52-b5ef-a8e7bedfc67a, --tenant-id, ${TENANT}, --login, devicecode]
      command: kubelogin
      env: null
      provideClusterInfo: false`
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${Buffer.from(ca).toString('base64')}
    server: ${server}
  name: ${name}
contexts:
- context:
    cluster: ${name}
    user: ${user}
  name: ${name}
current-context: ${name}
kind: Config
preferences: {}
users:
- name: ${user}
  user:
${credential}
`
}
