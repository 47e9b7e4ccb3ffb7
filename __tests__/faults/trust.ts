/** Never write over what exists, never green over what is gone or not well: what a read may answer in its place, in each phase. */
import type { Endpoint, Fault } from '../../simulator/faults.ts'
import { quick, type Row } from './row.ts'

const flux = { name: 'flux', extensionType: 'microsoft.flux', currentVersion: '1.22.2' }
const kept = { ...flux, configurationSettings: { a: '1' }, configurationProtectedSettings: { old: '' } }
const error = (status: number, code: string, message = code) => ({ status, body: { error: { code, message } } })
const notFound = error(404, 'ResourceNotFound', "Extension instance with name 'flux' not found.")
const clusterNotFound = error(
  404,
  'ResourceNotFound',
  "The Resource 'Microsoft.ContainerService/managedClusters/my-cluster' under resource group 'my-group' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
)
/** What is answered in the place of an extension, or of a cluster, that exists. */
const INSTEAD: readonly (readonly [string, Omit<Fault, 'at'>])[] = [
  ["a proxy's page (404)", { status: 404, text: '<html>not here</html>' }],
  ['an empty 404', { status: 404, text: '' }],
  ['ResourceGroupNotFound', error(404, 'ResourceGroupNotFound')],
  ['ParentResourceNotFound', error(404, 'ParentResourceNotFound')],
  ['InvalidResourceType', error(404, 'InvalidResourceType')],
  ["a replica's own 404", notFound],
  ["the cluster's 404", clusterNotFound],
  ["a proxy's page (200)", { status: 200, text: '<html>sign in</html>' }],
  ['half of its JSON', { status: 200, text: '{"properties":' }],
  ['JSON of something else', { status: 200, body: { ok: true } }],
  ['a redirect to a page', { status: 302, headers: { location: '/page' }, text: '' }],
]
const old = (state: string) => ({
  status: 200,
  body: {
    name: 'flux',
    properties: {
      extensionType: 'microsoft.flux',
      provisioningState: state,
      configurationSettings: {},
      statuses: state === 'Failed' ? [{ code: 'InstallationFailed', message: 'the old reason' }] : [],
    },
    systemData: { lastModifiedAt: '2026-10-01T08:00:00.1234567+00:00' },
  },
})
const operation = (status: unknown, more: object = {}) => ({ status: 200, body: { id: 'x', status, ...more } })
const at = (endpoint: Endpoint | readonly Endpoint[], fault: Omit<Fault, 'at'>) => ({
  faults: [{ at: endpoint, ...fault }],
})
const rolledBack = {
  code: 'ExtensionOperationFailed',
  message: 'release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded',
}
const crashing = {
  name: 'source-controller-1',
  created: '5s',
  containers: [
    {
      name: 'manager',
      starts: [
        { at: '6s', exit: { after: '1s', code: 1 } },
        { at: '9s', exit: { after: '1s', code: 1 } },
      ],
    },
  ],
}

const reads: readonly Row[] = INSTEAD.flatMap(([name, fault]) => [
  {
    name: `${name} on the first read of an extension that exists: left as it is`,
    scenario: quick({ extension: { existing: kept }, ...at('extension', { ...fault, times: 1 }) }),
    inputs: { 'configuration-settings': 'a=1' },
    fast: 4,
    outcome: 'unchanged',
    writes: [],
    reads: /is already installed and was not changed/,
    planted: true,
  },
  {
    name: `${name} on the first read, mode watch: an old instance is not a new install`,
    scenario: quick({ extension: { existing: kept }, ...at('extension', { ...fault, times: 1 }) }),
    inputs: { mode: 'watch' },
    fast: 4,
    outcome: 'unchanged',
    writes: [],
    reads: /is already installed and was not changed/,
    planted: true,
  },
])

const forEver: readonly Row[] = INSTEAD.filter(([name]) => !name.includes('replica')).map(([name, fault]) => ({
  name: `${name} on each read of the extension: an error, and nothing is written`,
  scenario: quick({ extension: { existing: kept }, ...at('extension', fault) }),
  fast: 10,
  outcome: 'failed',
  writes: [],
  reads: [/[Uu]nknown whether it exists/, /[Nn]othing was written/],
  planted: true,
}))

const lists: readonly Row[] = [
  ...(
    [
      ["a proxy's page", { status: 200, text: '<html>' }],
      [
        'a throttled answer that asks for half an hour',
        { ...error(429, 'TooManyRequests'), headers: { 'retry-after': '1800' } },
      ],
      ['not answered', { cut: 'hang' }],
      ['a byte in a second, without end', { cut: 'drip' }],
      ['pages that lead back', { status: 200, body: { value: [], nextLink: null } }],
    ] as const
  )
    .slice(0, 4)
    .map(([name, fault]) => ({
      name: `the extension was not found, and the list of extensions is ${name}: one witness is not enough`,
      scenario: quick(at('extensions', fault)),
      fast: 15,
      outcome: 'failed',
      writes: [],
      reads: [/[Uu]nknown whether it exists/, /[Nn]othing was written/],
      planted: true,
    })),
  {
    name: 'the list of extensions may not be read (403): two reads some seconds apart take its place',
    scenario: quick(at('extensions', error(403, 'AuthorizationFailed'))),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /not seen: other extensions of the cluster: could not be listed \(AuthorizationFailed/,
    planted: true,
  },
]

const clusters: readonly Row[] = [
  ...INSTEAD.filter(([name]) => !/replica|InvalidResourceType/.test(name)).map(([name, fault]) => ({
    name: `${name} on the first read of the cluster, mode watch: waited for`,
    scenario: quick({ extension: { existing: flux }, ...at('cluster', { ...fault, times: 1 }) }),
    inputs: { mode: 'watch' },
    outcome: 'unchanged',
    writes: [],
    reads: /is already installed and was not changed/,
    planted: true,
  })),
  {
    name: "the cluster's 404 from a replica that lags behind, mode install: read again",
    scenario: quick(at('cluster', { ...clusterNotFound, times: 1 })),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /is installed/,
    planted: true,
  },
]

const writes: readonly Row[] = [
  {
    name: 'a write that would remove protected settings that are in Azure',
    scenario: quick({ extension: { existing: kept } }),
    inputs: { 'configuration-protected-settings': 'new=hidden-value' },
    outcome: 'failed',
    writes: [],
    reads: [
      /removes protected settings you did not pass: old/,
      /[Nn]othing was written/,
      /allow-removing-protected-settings: true/,
    ],
  },
  {
    name: 'the same over an instance that is Failed',
    scenario: quick({ extension: { existing: { ...kept, provisioningState: 'Failed' } } }),
    outcome: 'failed',
    writes: [],
    reads: /removes protected settings you did not pass: old/,
  },
  {
    name: 'the same, and it is allowed',
    scenario: quick({ extension: { existing: kept } }),
    inputs: { 'configuration-protected-settings': 'new=hidden-value', 'allow-removing-protected-settings': 'true' },
    outcome: 'updated',
    writes: ['PUT extension flux'],
    reads: /this write removes protected settings you did not pass \(allow-removing-protected-settings\): old/,
  },
  {
    name: 'a Failed one whose deletion would remove protected settings, recreate-failed: not deleted',
    scenario: quick({ extension: { existing: { ...kept, provisioningState: 'Failed' } }, kubernetes: { pods: [] } }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: /removes protected settings you did not pass: old/,
  },
  {
    name: 'the same, and that is allowed: deleted first',
    scenario: quick({ extension: { existing: { ...kept, provisioningState: 'Failed' } }, kubernetes: { pods: [] } }),
    inputs: { 'recreate-failed': 'true', 'allow-removing-protected-settings': 'true' },
    outcome: 'installed',
    writes: ['DELETE extension flux', 'PUT extension flux'],
    reads: /Deleting; recreate-failed: deleted first/,
  },
  {
    name: 'created by somebody else while the cluster was looked at: read again before the write',
    scenario: quick({
      extension: { existing: kept },
      faults: [
        { at: 'extension', ...notFound, times: 1 },
        { at: 'extensions', status: 200, body: { value: [] }, times: 1 },
        { at: 'credential', cut: 'hang' },
      ],
    }),
    fast: 4,
    inputs: { 'configuration-settings': 'a=1' },
    outcome: 'unchanged',
    writes: [],
    reads: /no setting of this step differs; not written/,
    planted: true,
  },
  {
    name: 'a write that is answered 200 with a page, and was not made: looked at, then written again',
    scenario: quick(at('put', { status: 200, text: '<html>', times: 1 })),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /the answer to the write: NotAnExtension: HTTP 200 with a body that is not an extension/,
    planted: true,
  },
  {
    name: 'a write that is throttled to the end: a clear no',
    scenario: quick(at('put', error(429, 'TooManyRequests'))),
    fast: 4,
    outcome: 'failed',
    writes: [],
    reads: [/Azure throttles/, /[Nn]othing was written/],
    planted: true,
  },
  {
    name: 'the time is over while the write is throttled: nothing was written',
    scenario: quick(at('put', { ...error(429, 'TooManyRequests'), headers: { 'retry-after': '60' } })),
    inputs: { timeout: '6s' },
    outcome: 'timed-out',
    writes: [],
    reads: [/[Nn]othing was written/, /PUT .*\/extensions\/flux has been rejected since .* UTC: HTTP 429/],
    planted: true,
  },
]

const ends: readonly Row[] = [
  {
    name: 'the operation Succeeded, and somebody deleted the extension during the run: red',
    scenario: quick({ extension: { deletedAt: '40s' } }),
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: [/was deleted while this step waited/, /az monitor activity-log list --resource-id/],
  },
  {
    name: 'the operation Succeeded, and the extension cannot be read after it: red',
    scenario: quick(at('extension', { ...error(403, 'AuthorizationFailed'), skip: 2 })),
    fast: 6,
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: [
      /unknown whether Flux is installed/,
      /after its operation Succeeded. Unknown whether it is installed/,
      /AuthorizationFailed/,
    ],
    planted: true,
  },
  {
    name: 'pods in CrashLoopBackOff behind a proxy that holds watches back: red',
    scenario: quick({ kubernetes: { buffered: true, pods: [crashing], events: [] } }),
    fast: 12,
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: [/Succeeded, but 1 of 1 pods in flux-system are not Ready: source-controller-1/],
  },
  {
    name: 'no pod at all, of a type that runs pods: a warning',
    scenario: quick({ kubernetes: { pods: [], events: [] } }),
    outcome: 'installed',
    reads: /::warning .*no pod found in flux-system, although this extension runs pods/,
  },
  {
    name: 'a pod that terminates for ever, on a dead node, beside healthy ones: it does not count',
    scenario: quick({
      kubernetes: {
        events: [],
        pods: [
          {
            name: 'old-1',
            created: '1s',
            terminating: '10s',
            containers: [{ name: 'manager', starts: [{ at: '2s' }] }],
          },
          { name: 'new-1', created: '5s', containers: [{ name: 'manager', starts: [{ at: '6s', ready: '1s' }] }] },
        ],
      },
    }),
    outcome: 'installed',
    reads: /1 pod in flux-system, all Ready/,
  },
]

const stale: readonly Row[] = [
  {
    name: 'an update whose read stays at the old Succeeded for some seconds, and fails then',
    scenario: quick({
      extension: { existing: flux, operation: { ends: '60s', status: 'Failed', error: rolledBack } },
      faults: [
        { at: 'extension', skip: 1, times: 3, ...old('Succeeded') },
        { at: 'operation', ...error(404, 'ResourceNotFound') },
      ],
    }),
    inputs: { 'extension-version': '1.24.1' },
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: /Helm timed out.*cause unknown/,
    planted: true,
  },
  {
    name: 'a write over a Failed one that Succeeded, and the read lags at Failed for some seconds',
    scenario: quick({
      extension: { existing: { ...flux, provisioningState: 'Failed' } },
      ...at('extension', { skip: 1, times: 5, ...old('Failed') }),
    }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /✓ my-cluster: Flux is installed/,
    planted: true,
  },
  {
    name: 'a deletion that Succeeded, and the read lags at Failed for some seconds',
    scenario: quick({
      extension: { existing: { ...flux, provisioningState: 'Failed' } },
      kubernetes: { pods: [], events: [] },
      ...at('extension', { skip: 2, times: 3, ...old('Failed') }),
    }),
    inputs: { 'recreate-failed': 'true' },
    fast: 3,
    outcome: 'installed',
    writes: ['DELETE extension flux', 'PUT extension flux'],
    reads: /✓ my-cluster: Flux is installed/,
    planted: true,
  },
]

const words: readonly Row[] = [
  ...(
    [
      ['SUCCEEDED', operation('SUCCEEDED')],
      ['Completed', operation('Completed')],
      ['null', operation(null)],
      ['absent', { status: 200, body: { id: 'x' } }],
      ['a number', operation(1)],
      ['stuck at Creating', operation('Creating')],
      ['only pages', { status: 200, text: '<html>' }],
      ['never answered', { cut: 'hang' as const }],
    ] as const
  ).map(([name, fault]) => ({
    name: `the operation is ${name}, and the extension Succeeded`,
    scenario: quick({ ...at('operation', fault) }),
    fast: 8,
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /✓ my-cluster: Flux is installed/,
    planted: true,
  })),
  {
    name: 'the operation is Cancelled, in that spelling',
    scenario: quick(at('operation', operation('Cancelled'))),
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: /The operation was cancelled in Azure/,
    planted: true,
  },
  {
    name: 'the operation Failed without an error: the reason is what the extension holds',
    scenario: quick({
      extension: { operation: { ends: '60s', status: 'Failed', error: rolledBack } },
      ...at('operation', { ...operation('Failed'), from: '60s' }),
    }),
    outcome: 'failed',
    reads: /Helm timed out.*cause unknown/,
    planted: true,
  },
  {
    name: 'an extension that exists, without a state: it is Succeeded',
    scenario: quick({ extension: { existing: { ...flux, provisioningState: null } } }),
    outcome: 'unchanged',
    writes: [],
    reads: /was not changed/,
  },
  {
    name: 'an extension that exists and is succeeded, in small letters',
    scenario: quick({ extension: { existing: { ...flux, provisioningState: 'succeeded' } } }),
    outcome: 'unchanged',
    writes: [],
    reads: /was not changed/,
  },
]

export const TRUST: readonly Row[] = [
  ...reads,
  ...forEver,
  ...lists,
  ...clusters,
  ...writes,
  ...ends,
  ...stale,
  ...words,
]
