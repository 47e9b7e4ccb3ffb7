/** `npm run bench:check`: requests and time of the check's own part, as a multiple of one GET of the cluster in the same process (medians). */

import { AKS_SERVER, tokenFor } from '../../simulator/entra.ts'
import { startSimulator } from '../../simulator/index.ts'
import { loadScenario } from '../../simulator/scenario.ts'
import { connectArm } from '../../src/azure/arm/client.ts'
import { readCluster } from '../../src/azure/cluster/read.ts'
import { providerState, readOffer } from '../../src/azure/offer.ts'
import { cloudOf } from '../../src/azure/sign-in/cloud.ts'
import { admissionRows } from '../../src/check/admission.ts'
import { Store } from '../../src/evidence/store.ts'
import { connectApiServer } from '../../src/kubernetes/api-server/client.ts'
import { dryRun } from '../../src/kubernetes/dry-run.ts'
import { readNodes } from '../../src/kubernetes/nodes.ts'
import { watchPolicies } from '../../src/kubernetes/policies.ts'
import { readReleases } from '../../src/kubernetes/releases.ts'
import { OpenRequests } from '../../src/open-requests.ts'

process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
process.removeAllListeners('warning')
const ROUNDS = 20
const simulator = await startSimulator(loadScenario('atomic-rollback'))
const { origin } = simulator
const cluster = {
  type: 'managedClusters' as const,
  subscriptionId: simulator.inputs['subscription-id'] ?? '',
  resourceGroup: 'my-group',
  name: 'my-cluster',
}
const cloud = cloudOf('azurecloud', { resourceManagerEndpoint: origin, authorityHost: origin })
const token = { token: tokenFor(origin, origin), expiresOnTimestamp: Date.now() + 3_600_000 }
const arm = connectArm(
  cloud,
  cluster.subscriptionId,
  { getToken: async () => token, refuse: () => undefined },
  () => undefined,
  new OpenRequests(),
)
const api = connectApiServer(simulator.kubeconfig(), {
  getToken: async () => tokenFor(AKS_SERVER, origin),
  onSecret: () => undefined,
})
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

async function once(): Promise<readonly [get: number, check: number, verdict: string, requests: number]> {
  const { signal } = new AbortController()
  const a = performance.now()
  await readCluster(arm, cluster, signal)
  const b = performance.now()
  const before = simulator.requests.length
  const ending = new AbortController()
  const store = new Store()
  const listed = (async () => {
    for await (const fact of watchPolicies(api, Promise.resolve('flux-system'), ending.signal)) {
      store.apply(fact)
      if (store.isRead('policies') && store.isRead('bindings')) break
    }
  })()
  const user = { username: 'system:serviceaccount:flux-system:flux-operatorsa', groups: [] }
  await Promise.all([
    listed,
    providerState(arm, cluster, signal),
    readOffer(arm, cluster, 'microsoft.flux', '', signal),
    readNodes(api, signal),
    readReleases(api, 'flux-system', signal),
    dryRun(api, '/api/v1/namespaces/flux-system/configmaps', {}, user, signal),
  ])
  const rows = await admissionRows('microsoft.flux', 'flux-system', store)
  const c = performance.now()
  const requests = simulator.requests.length - before
  ending.abort()
  return [b - a, c - b, rows[0]?.verdict ?? '', requests]
}

for (let warm = 0; warm < 3; warm++) await once()
const rounds = []
for (let round = 0; round < ROUNDS; round++) rounds.push(await once())
const get = median(rounds.map(([ms]) => ms))
const own = median(rounds.map(([, ms]) => ms))
console.log(
  `the reported policy: ${rounds[0]?.[2]}; ${rounds[0]?.[3]} requests; median of ${ROUNDS}: one GET of the cluster ${get.toFixed(1)} ms, the check ${own.toFixed(1)} ms, ${(own / get).toFixed(1)}x`,
)
api.close()
await simulator.close()
process.exit()
