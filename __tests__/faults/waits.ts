/** What is optional and fails, hangs or trickles: told, and neither the write nor the verdict waits for it. */
import type { Endpoint, Fault } from '../../simulator/faults.ts'
import { healthy, quick, type Row } from './row.ts'

const HALF_AN_HOUR = {
  status: 429,
  headers: { 'retry-after': '1800' },
  body: { error: { code: 'SubscriptionRequestsThrottled', message: "Please try again after '1800' seconds." } },
}
const ways: readonly (readonly [string, Omit<Fault, 'at'>])[] = [
  ['throttled for half an hour', HALF_AN_HOUR],
  ['never answered', { cut: 'hang' }],
  ['answered a byte in a second, without end', { cut: 'drip' }],
]
const optional: readonly (readonly [string, Endpoint])[] = [
  ['the credential of the cluster', 'credential'],
  ['the resource provider', 'provider'],
  ['the pods', 'pods'],
  ['the events', 'events'],
  ['the admission policies', 'policies'],
]

export const WAITS: readonly Row[] = [
  ...optional.flatMap(([what, at]) =>
    ways
      .filter(([, fault]) => fault.cut !== undefined || at === 'credential' || at === 'provider')
      .map(([how, fault]) => ({
        name: `${what}, ${how}: written within 20 s, and green`,
        scenario: quick({ faults: [{ at, ...fault }] }),
        fast: 4,
        outcome: 'installed',
        writes: ['PUT extension flux'],
        reads: [
          at === 'provider' ? /Writing/ : /not seen: /,
          /\[ +(\d|1\d|2\d) s\] extension flux \(microsoft\.flux\): Writing/,
        ],
        planted: true,
      })),
  ),
  {
    name: 'the token for the API server, never answered: written within 20 s, and green',
    scenario: quick({ faults: [{ at: 'token', skip: 1, cut: 'hang' }] }),
    fast: 4,
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: [/not seen: /, /\[ +(\d|1\d|2\d) s\] extension flux \(microsoft\.flux\): Writing/],
    planted: true,
  },
  {
    name: 'a list of pods without end: the look ends by its own limit, green with a warning',
    scenario: quick({ kubernetes: { endless: true } }),
    fast: 10,
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: [/not seen: pods in flux-system: the list does not end/, /::warning .*unknown whether its pods are Ready/],
  },
  {
    name: 'an API server that goes away before the end, its pods Ready: green with a warning',
    scenario: quick({ kubernetes: { outages: [{ from: '25s', until: '100000s' }] } }),
    fast: 10,
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /::warning .*unknown whether its pods are Ready/,
  },
  {
    name: "the step's time is over while the pods cannot be seen: what Azure calls Succeeded is green, with a warning",
    scenario: quick({ kubernetes: { outages: [{ from: '25s', until: '100000s' }] } }),
    inputs: { timeout: '20s' },
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /::warning .*unknown whether its pods are Ready/,
  },
  {
    name: "the step's time is over while the operation runs: the last request without an answer is named",
    scenario: quick({ speed: 1, faults: [{ at: 'operation', cut: 'hang' }] }),
    inputs: { timeout: '8s' },
    outcome: 'timed-out',
    writes: ['PUT extension flux'],
    reads: [/waiting for Azure to finish the install/, /GET .*\/operations\/.* has not been answered since .* UTC/],
    planted: true,
  },
  {
    name: "the step's time is over before anything is read: nothing was written",
    scenario: quick({ faults: [{ at: 'cluster', cut: 'hang' }] }),
    inputs: { timeout: '5s' },
    outcome: 'timed-out',
    writes: [],
    reads: [/before any write/, /[Nn]othing was written/, /managedClusters\/my-cluster has not been answered since/],
    planted: true,
  },
  {
    name: 'a kubeconfig that leads to a host that the cluster does not name: no token is sent there',
    scenario: {
      ...quick(),
      azure: { ...healthy.azure, managedCluster: { ...healthy.azure?.managedCluster, fqdn: 'other.example' } },
    },
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads:
      /not seen: the cluster: the kubeconfig points to 127\.0\.0\.1, which is not a host of the managed cluster \(other\.example\)/,
  },
  {
    name: 'a cluster whose id is null',
    scenario: quick({
      faults: [
        {
          at: 'cluster',
          status: 200,
          body: {
            id: null,
            name: null,
            sku: null,
            identity: { type: 'SystemAssigned' },
            properties: { provisioningState: 'Succeeded', fqdn: '127.0.0.1', powerState: null },
          },
        },
      ],
    }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /is installed/,
    planted: true,
  },
]
