/** Azure Resource Manager that refuses, throttles, breaks off, or answers what is not its own. Texts as public reports show them. */
import type { Endpoint, Fault } from '../../simulator/faults.ts'
import { quick, type Row } from './row.ts'

const CLUSTER =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group/providers/Microsoft.ContainerService/managedClusters/my-cluster'
const EXTENSION = `${CLUSTER}/providers/Microsoft.KubernetesConfiguration/extensions/flux`

const nested = (status: number, code: string, message: string) => ({ status, body: { error: { code, message } } })
const forbidden = (action: string, scope: string) =>
  nested(
    403,
    'AuthorizationFailed',
    `The client 'c' with object id 'bbbbbbbb-1111-2222-3333-444444444444' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )
const at = (endpoint: Endpoint, answer: Omit<Fault, 'at'>) => quick({ faults: [{ at: endpoint, ...answer }] })

const NOT_REGISTERED =
  "The subscription is not registered to use namespace 'Microsoft.KubernetesConfiguration'. See https://aka.ms/rps-not-found for how to register subscriptions."
const BUSY =
  'Operation is not allowed: Another operation (Updating) is in progress, please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details'
const THROTTLED =
  "Number of requests for subscription '11111111-2222-3333-4444-555555555555' and operation 'GET' exceeded the limit. Please try again after '1' seconds."

/** All that a run asks of ARM, in its order. */
const PHASES: readonly Endpoint[] = ['cluster', 'extension', 'credential', 'extensions', 'put', 'operation']

const passing: readonly (readonly [string, Omit<Fault, 'at'>])[] = [
  ['503', { status: 503, times: 2 }],
  ['500 with a page instead of JSON', { status: 500, times: 2, text: '<html>oops</html>' }],
  ['connection reset', { cut: 'reset', times: 2 }],
  ['connection cut in the middle of the answer', { cut: 'half', times: 2 }],
  [
    '429 with Retry-After',
    { ...nested(429, 'SubscriptionRequestsThrottled', THROTTLED), headers: { 'retry-after': '1' }, times: 2 },
  ],
  ['429 without Retry-After', { ...nested(429, 'TooManyRequests', 'Too many requests.'), times: 2 }],
]

const refused: readonly Row[] = [
  {
    name: 'provider not registered (409 MissingSubscriptionRegistration)',
    scenario: at('put', {
      status: 409,
      body: {
        error: {
          code: 'MissingSubscriptionRegistration',
          message: NOT_REGISTERED,
          details: [
            {
              code: 'MissingSubscriptionRegistration',
              target: 'Microsoft.KubernetesConfiguration',
              message: NOT_REGISTERED,
            },
          ],
        },
      },
    }),
    outcome: 'failed',
    writes: [],
    reads: [
      /not registered for Microsoft\.KubernetesConfiguration/,
      /az provider register --namespace Microsoft\.KubernetesConfiguration --subscription 11111111-2222-3333-4444-555555555555 --wait/,
    ],
    planted: true,
  },
  {
    name: '403 on the cluster',
    scenario: at('cluster', forbidden('Microsoft.ContainerService/managedClusters/read', CLUSTER)),
    outcome: 'failed',
    reads: [
      /lacks the action Microsoft\.ContainerService\/managedClusters\/read on \/subscriptions\//,
      /--role "Azure Kubernetes Service Cluster User Role" --assignee-object-id bbbbbbbb-1111-2222-3333-444444444444/,
    ],
    planted: true,
  },
  {
    name: '403 on reading the extension',
    scenario: at('extension', forbidden('Microsoft.KubernetesConfiguration/extensions/read', EXTENSION)),
    outcome: 'failed',
    reads: [/extensions\/read/, /--role "Kubernetes Extension Contributor"/],
    planted: true,
  },
  {
    name: '403 on listing the extensions: said, and the write continues',
    scenario: at('extensions', forbidden('Microsoft.KubernetesConfiguration/extensions/read', CLUSTER)),
    outcome: 'installed',
    reads: /not seen: other extensions of the cluster/,
    planted: true,
  },
  {
    name: '403 on writing the extension',
    scenario: at('put', forbidden('Microsoft.KubernetesConfiguration/extensions/write', EXTENSION)),
    outcome: 'failed',
    writes: [],
    reads: [/extensions\/write on \/subscriptions\//, /--role "Kubernetes Extension Contributor"/, /five minutes/],
    planted: true,
  },
  {
    name: '403 on the cluster credential: said, and the install continues',
    scenario: at(
      'credential',
      forbidden('Microsoft.ContainerService/managedClusters/listClusterUserCredential/action', CLUSTER),
    ),
    outcome: 'installed',
    reads: [/not seen: the cluster: .*listClusterUserCredential\/action/, /Azure Kubernetes Service Cluster User Role/],
    planted: true,
  },
  {
    name: '403 on the operation: said, and the extension itself tells the end',
    scenario: at('operation', forbidden('Microsoft.KubernetesConfiguration/extensions/operations/read', EXTENSION)),
    outcome: 'installed',
    reads: /a poll was not answered \(AuthorizationFailed/,
    planted: true,
  },
  {
    name: 'subscription missing',
    scenario: at(
      'cluster',
      nested(
        404,
        'SubscriptionNotFound',
        "The subscription '11111111-2222-3333-4444-555555555555' could not be found.",
      ),
    ),
    outcome: 'failed',
    reads: [/subscription 11111111-2222-3333-4444-555555555555 not found/, /Check subscription-id/],
    planted: true,
  },
  {
    name: 'resource group missing',
    scenario: at('cluster', nested(404, 'ResourceGroupNotFound', "Resource group 'my-group' could not be found.")),
    outcome: 'failed',
    reads: [/resource group my-group not found/, /Check resource-group/],
    planted: true,
  },
  {
    name: 'cluster missing',
    scenario: quick({ azure: { managedCluster: { exists: false } } }),
    outcome: 'failed',
    reads: [/managed cluster my-cluster not found in resource group my-group/, /Check cluster-name/],
  },
  {
    name: 'cluster busy (409), then not',
    scenario: at('put', { ...nested(409, 'OperationNotAllowed', BUSY), times: 1 }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /waiting, not written yet: another operation is in progress \(OperationNotAllowed/,
    planted: true,
  },
  {
    name: 'a flat AKS error',
    scenario: at('cluster', {
      status: 400,
      body: { code: 'BadRequest', details: null, message: 'the flat reason', subcode: '' },
    }),
    outcome: 'failed',
    reads: /BadRequest: the flat reason/,
    planted: true,
  },
  {
    name: 'throttled to the end (429)',
    scenario: at('cluster', {
      ...nested(429, 'SubscriptionRequestsThrottled', THROTTLED),
      headers: { 'retry-after': '0' },
    }),
    outcome: 'failed',
    reads: [/Azure throttles/, /Run the step again in a few minutes/],
    planted: true,
  },
  {
    name: 'down to the end (503)',
    scenario: at('cluster', { ...nested(503, 'ServiceUnavailable', 'down'), headers: { 'retry-after': '0' } }),
    outcome: 'failed',
    reads: [/Azure kept answering 503/, /azure\.status\.microsoft/],
    planted: true,
  },
  {
    name: 'another tenant (401 InvalidAuthenticationTokenTenant)',
    scenario: at(
      'cluster',
      nested(401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.'),
    ),
    outcome: 'failed',
    reads: [/belongs to another tenant/, /Check tenant-id and subscription-id/],
    planted: true,
  },
  {
    name: "a proxy's page instead of the cluster",
    scenario: at('cluster', { status: 200, text: '<html>sign in to the proxy</html>' }),
    outcome: 'failed',
    reads: [/cannot be reached from this runner/, /a body that is not a managed cluster/],
    planted: true,
  },
  {
    name: 'a write that Azure Policy forbids',
    scenario: at(
      'put',
      nested(
        403,
        'RequestDisallowedByPolicy',
        "Resource 'flux' was disallowed by policy. Policy identifiers: 'deny-extensions'.",
      ),
    ),
    outcome: 'failed',
    reads: [/an Azure Policy assignment denies/, /az policy assignment list/, /deny-extensions/],
    planted: true,
  },
  {
    name: 'a write that a lock forbids',
    scenario: at(
      'put',
      nested(
        409,
        'ScopeLocked',
        "The scope 'x' cannot perform write operation because following scope(s) are locked: 'y'.",
      ),
    ),
    outcome: 'failed',
    reads: [/a resource lock blocks this write/, /az lock list/],
    planted: true,
  },
  {
    name: 'a type that the region does not have',
    scenario: at(
      'put',
      nested(
        400,
        'ExtensionTypeRegistrationGetFailed',
        'Extension type microsoft.flux is not registered in region qatarcentral.',
      ),
    ),
    outcome: 'failed',
    reads: [/is not offered in this region/, /list-by-cluster/],
    planted: true,
  },
  {
    name: 'a core extension of AKS',
    scenario: at(
      'put',
      nested(
        403,
        'Forbidden',
        "Failed to update 'aks-managed-azure-monitor-logs' for the cluster. Access denied: 'write' operation is not allowed.",
      ),
    ),
    outcome: 'failed',
    reads: /is managed by AKS; only AKS can change it/,
    planted: true,
  },
]

const survived: readonly Row[] = [
  ...PHASES.flatMap(phase =>
    passing.map(([name, fault]) => ({
      name: `${name}, twice, on: ${phase}`,
      scenario: at(phase, fault),
      outcome: 'installed',
      writes: ['PUT extension flux'],
      // A write is not sent again unseen: what is there is looked at first.
      reads:
        phase === 'operation'
          ? /a poll was not answered/
          : /retrying in|reading the extension, and writing it again if needed/,
      planted: true,
    })),
  ),
  {
    name: 'a write whose answer is lost: followed by the extension itself, written once',
    scenario: at('put', { cut: 'lost', times: 1 }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: [/not seen: the answer to the write/, /is installed/],
    planted: true,
  },
  {
    name: 'a token that is refused in mid-poll: another is asked for',
    scenario: at('operation', {
      ...nested(
        401,
        'ExpiredAuthenticationToken',
        "The access token expiry UTC time '10/1/2026 8:00:00 AM' is earlier than current UTC time '10/1/2026 8:00:30 AM'.",
      ),
      times: 1,
    }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /is installed/,
    planted: true,
  },
  {
    name: 'an operation whose address answers 404: the extension is polled',
    scenario: at('operation', nested(404, 'ResourceNotFound', 'The operation was not found.')),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /its address answers 404; polling the extension instead/,
    planted: true,
  },
  {
    name: 'reads of the extension that fail while the operation runs',
    scenario: quick({ faults: [{ at: 'extension', skip: 1, times: 1, ...nested(400, 'BadRequest', 'odd') }] }),
    outcome: 'installed',
    reads: /not seen: the extension in Azure: could not be read \(BadRequest: odd\); still watching/,
    planted: true,
  },
]

const odd: readonly Row[] = [
  {
    name: 'an extension whose members are of other types than they should be',
    scenario: at('extension', {
      status: 200,
      body: { name: 7, properties: { extensionType: null, provisioningState: 7, statuses: 'x', scope: 3 } },
    }),
    outcome: 'failed',
    writes: [],
    reads: /[Uu]nknown whether it exists/,
    planted: true,
  },
  {
    name: 'an extension that is not an object',
    scenario: at('extension', { status: 200, body: [] }),
    outcome: 'failed',
    writes: [],
    reads: [/[Uu]nknown whether it exists/, /the answer is not the JSON of an extension/],
    planted: true,
  },
  {
    name: 'a list of extensions with nothing in it that is one: no witness, no write',
    scenario: at('extensions', { status: 200, body: { value: [null, 7, 'x', {}] } }),
    outcome: 'failed',
    writes: [],
    reads: /the list contains an item that is not an extension/,
    planted: true,
  },
  {
    name: 'a kubeconfig that is not YAML, with a credential in it: the credential is not printed',
    scenario: at('credential', {
      status: 200,
      body: {
        kubeconfigs: [
          {
            name: 'clusterUser',
            value: Buffer.from('users:\n- user:\n    token: top-secret-token\n   client-key-data: x').toString(
              'base64',
            ),
          },
        ],
      },
    }),
    outcome: 'installed',
    reads: /^(?![\s\S]*top-secret-token)[\s\S]*not seen: the cluster: the kubeconfig that Azure gave cannot be read/,
    planted: true,
  },
]

export const ARM: readonly Row[] = [...odd, ...refused, ...survived]
