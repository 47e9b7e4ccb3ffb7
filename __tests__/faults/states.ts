/** What may be there already when the step begins, and what becomes of it. */
import { quick, type Row } from './row.ts'

const flux = { name: 'flux', extensionType: 'microsoft.flux', currentVersion: '1.22.2' }
const rolledBack = {
  code: 'ExtensionOperationFailed',
  message: 'release flux failed, and has been uninstalled due to atomic being set: context deadline exceeded',
}
const noPods = { pods: [], events: [] }
const failed = { ...flux, currentVersion: null, provisioningState: 'Failed' }
const runs = (state: string, status: 'Succeeded' | 'Failed') => ({
  existing: { ...flux, provisioningState: state },
  existingOperation: { ends: '240s', status, ...(status === 'Failed' ? { error: rolledBack } : {}) },
})

export const STATES: readonly Row[] = [
  {
    name: 'Succeeded, and nothing that was set differs',
    scenario: quick({ extension: { existing: { ...flux, configurationSettings: { a: '1', other: 'x' } } } }),
    inputs: { 'configuration-settings': 'a=1' },
    outcome: 'unchanged',
    writes: [],
    reads: /no setting of this step differs; not written/,
    outputs: { 'extension-version': '1.22.2', 'extension-version-before': '1.22.2' },
  },
  {
    name: 'Succeeded, and a setting differs',
    scenario: quick({ extension: { existing: { ...flux, configurationSettings: { a: '1' } } } }),
    inputs: { 'configuration-settings': 'a=2' },
    outcome: 'updated',
    writes: ['PUT extension flux'],
    reads: [/written because setting a differs/, /Flux is updated \(1\.22\.2 to 1\.24\.1\)/],
    outputs: { 'extension-version': '1.24.1', 'extension-version-before': '1.22.2' },
  },
  {
    name: 'Succeeded, and a protected setting is given',
    scenario: quick({ extension: { existing: flux } }),
    inputs: { 'configuration-protected-settings': 'key=hidden-value' },
    outcome: 'updated',
    writes: ['PUT extension flux'],
    reads: /protected setting key is always written/,
  },
  ...(['Creating', 'Updating'] as const).flatMap(state => [
    {
      name: `${state} by another, which succeeds`,
      scenario: quick({ extension: runs(state, 'Succeeded') }),
      outcome: 'unchanged',
      writes: [],
      reads: new RegExp(`${state}; another operation is running on it; waiting until it ends`),
    },
    {
      name: `${state} by another, which fails: written again`,
      scenario: quick({ extension: runs(state, 'Failed') }),
      outcome: 'installed',
      writes: ['PUT extension flux'],
      reads: /over the existing Failed one/,
    },
  ]),
  {
    name: 'Deleting by another: installed once it is deleted',
    scenario: quick({ extension: runs('Deleting', 'Succeeded') }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: [/Deleting; another operation is running on it/, /written because it is not found/],
  },
  {
    name: 'Failed, and Azure takes a write over it',
    scenario: quick({ extension: { existing: failed, overFailed: 'accepted' } }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /over the existing Failed one/,
  },
  {
    name: 'Failed, and Azure refuses a write over it',
    scenario: quick({ extension: { existing: failed, overFailed: 'refused' } }),
    outcome: 'failed',
    writes: [],
    reads: [/is Failed, and Azure rejects an update/, /recreate-failed: true/, /az k8s-extension delete .*--name flux/],
  },
  {
    name: 'Failed, recreate-failed: deleted and installed again',
    scenario: quick({ extension: { existing: failed, overFailed: 'refused' }, kubernetes: noPods }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'installed',
    writes: ['DELETE extension flux', 'PUT extension flux'],
    reads: /Deleting; recreate-failed: deleted first/,
  },
  {
    name: 'Failed, recreate-failed, flux configurations exist',
    scenario: quick({ extension: { existing: failed, fluxConfigurations: ['apps', 'infra'] }, kubernetes: noPods }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: [/2 Flux configurations \(apps, infra\)/, /az k8s-configuration flux delete/],
  },
  {
    name: 'Failed, recreate-failed, flux configurations cannot be listed',
    scenario: quick({
      extension: { existing: failed },
      kubernetes: noPods,
      faults: [
        {
          at: 'flux-configurations',
          status: 403,
          body: {
            error: {
              code: 'AuthorizationFailed',
              message:
                "The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.KubernetesConfiguration/fluxConfigurations/read' over scope '/subscriptions/s' or the scope is invalid.",
            },
          },
        },
      ],
    }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: [/Unknown whether Flux configurations exist/, /fluxConfigurations\/read/],
    planted: true,
  },
  ...(
    [
      ["a proxy's page (404)", { status: 404, text: '<html>not here</html>' }],
      ["a proxy's page (200)", { status: 200, text: '<html>sign in</html>' }],
      ['an object that is not a list', { status: 200, body: {} }],
    ] as const
  ).map(([answer, fault]) => ({
    name: `Failed, recreate-failed, flux configurations answer ${answer}`,
    scenario: quick({
      extension: { existing: failed, fluxConfigurations: ['apps'] },
      kubernetes: noPods,
      faults: [{ at: 'flux-configurations' as const, ...fault }],
    }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: /Unknown whether Flux configurations exist/,
    planted: true,
  })),
  {
    name: 'Failed, recreate-failed, the list of pods is none',
    scenario: quick({ extension: { existing: failed }, faults: [{ at: 'pods', status: 200, body: {} }] }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: /Unknown whether its workloads still run in flux-system/,
    planted: true,
  },
  {
    name: 'Failed when first read, recreate-failed, and Succeeded by another run since: not deleted',
    scenario: quick({
      extension: { existing: { ...flux, currentVersion: '1.24.1' } },
      faults: [
        {
          at: 'extension',
          times: 1,
          status: 200,
          body: { name: 'flux', properties: { extensionType: 'microsoft.flux', provisioningState: 'Failed' } },
        },
      ],
    }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'unchanged',
    writes: [],
    reads: /no setting of this step differs; not written/,
    planted: true,
  },
  {
    name: 'Failed, recreate-failed, the answer to the deletion is lost',
    scenario: quick({ extension: { existing: failed }, kubernetes: noPods, faults: [{ at: 'delete', cut: 'lost' }] }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'installed',
    writes: ['DELETE extension flux', 'PUT extension flux'],
    reads: /is installed/,
    planted: true,
  },
  {
    name: 'Failed, recreate-failed, a system extension',
    scenario: quick({ extension: { existing: { ...failed, isSystemExtension: true } }, kubernetes: noPods }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: /system extension: AKS installs and removes it itself/,
  },
  {
    name: 'Failed, recreate-failed, workloads still run',
    scenario: quick({
      speed: 1,
      extension: { existing: failed },
      kubernetes: {
        pods: [
          {
            name: 'source-controller-1',
            created: '0s',
            containers: [{ name: 'manager', starts: [{ at: '0s', ready: '0s' }] }],
          },
        ],
      },
    }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: /Its workloads still run: 1 pod \(source-controller-1\) in flux-system/,
  },
  {
    name: 'Failed, recreate-failed, the cluster cannot be read',
    scenario: quick({ extension: { existing: failed }, kubernetes: { access: 'forbidden' } }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: [],
    reads: [/Unknown whether its workloads still run in flux-system/, /permissions\.md/],
  },
  {
    name: 'Failed, recreate-failed, the deletion fails',
    scenario: quick({
      extension: {
        existing: failed,
        deletion: {
          ends: '5s',
          status: 'Failed',
          error: { code: 'ExtensionOperationFailed', message: 'helm uninstall failed' },
        },
      },
      kubernetes: noPods,
    }),
    inputs: { 'recreate-failed': 'true' },
    outcome: 'failed',
    writes: ['DELETE extension flux'],
    reads: [/helm uninstall failed/, /az k8s-extension delete --force/],
  },
  {
    name: 'of the same type under another name',
    scenario: quick({ extension: { existing: { ...flux, name: 'gitops' } } }),
    outcome: 'failed',
    writes: [],
    reads: [/microsoft\.flux already exists as gitops/, /extension-name: gitops/],
  },
  {
    name: 'of another type under this name',
    scenario: quick({ extension: { existing: { ...flux, extensionType: 'contoso.thing' } } }),
    outcome: 'failed',
    writes: [],
    reads: /its type is contoso\.thing, not microsoft\.flux/,
  },
  {
    name: 'in another namespace than asked for',
    scenario: quick({
      extension: {
        existing: {
          ...flux,
          name: 'thing',
          extensionType: 'contoso.thing',
          scope: { cluster: { releaseNamespace: 'here' } },
        },
      },
    }),
    inputs: { 'extension-type': 'contoso.thing', 'extension-name': 'thing', 'release-namespace': 'there' },
    outcome: 'failed',
    writes: [],
    reads: [/installed in namespace here\. A release cannot move to there/, /release-namespace: here/],
  },
  {
    name: 'in another namespace than the default, and none asked for: left where it is',
    scenario: quick({ extension: { existing: { ...flux, scope: { cluster: { releaseNamespace: 'gitops' } } } } }),
    outcome: 'unchanged',
    writes: [],
    reads: /no setting of this step differs; not written/,
  },
  {
    name: 'the operation Succeeded, and the resource lags behind it',
    scenario: quick({
      faults: [
        {
          at: 'extension',
          skip: 2,
          times: 1,
          status: 200,
          body: { name: 'flux', properties: { extensionType: 'microsoft.flux', provisioningState: 'Creating' } },
        },
      ],
    }),
    outcome: 'installed',
    writes: ['PUT extension flux'],
    reads: /✓ my-cluster: Flux is installed/,
    planted: true,
  },
  {
    name: "Helm's own lock, left by an earlier release: a failure, and not written again and again",
    scenario: quick({
      extension: {
        operation: {
          ends: '20s',
          status: 'Failed',
          error: {
            code: 'ExtensionOperationFailed',
            message:
              'Error: [ InnerError: [Helm installation failed : Unable to create/update Kubernetes resources for the extension : InnerError [another operation (install/upgrade/rollback) is in progress]]] occurred while doing the operation : [Create] on the config',
          },
        },
      },
    }),
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: /another operation \(install\/upgrade\/rollback\) is in progress/,
  },
  {
    name: 'existing protected settings that are not given: left in place, by PATCH',
    scenario: quick({ extension: { existing: { ...flux, configurationProtectedSettings: { old: 'x' } } } }),
    inputs: { 'configuration-settings': 'a=2' },
    outcome: 'updated',
    writes: ['PATCH extension flux'],
    reads: /by PATCH, which keeps the existing protected settings/,
  },
  {
    name: 'watched, and its update by another fails',
    scenario: quick({
      extension: {
        existing: { ...flux, provisioningState: 'Updating' },
        existingOperation: { ends: '200s', status: 'Failed', error: rolledBack },
      },
    }),
    inputs: { mode: 'watch' },
    outcome: 'failed',
    writes: [],
    reads: [/Flux 1\.22\.2 may still run/, /Flux update failed/],
  },
  {
    name: 'watched, and never readable (403): the reason is in the error',
    scenario: quick({
      extension: { existing: flux },
      faults: [
        {
          at: ['extension', 'extensions'],
          status: 403,
          body: {
            error: {
              code: 'AuthorizationFailed',
              message:
                "The client 'c' with object id 'bbbbbbbb-1111-2222-3333-444444444444' does not have authorization to perform action 'Microsoft.KubernetesConfiguration/extensions/read' over scope '/subscriptions/s' or the scope is invalid.",
            },
          },
        },
      ],
    }),
    inputs: { mode: 'watch', timeout: '8s' },
    outcome: 'timed-out',
    writes: [],
    reads: [
      /did not appear/,
      /not have authorization to perform action 'Microsoft\.KubernetesConfiguration\/extensions\/read'/,
      /for the role Kubernetes Extension Contributor/,
      /has been rejected since .* HTTP 403/,
    ],
    planted: true,
  },
  {
    name: 'watched, and not readable at first: the existing instance is not a new install',
    scenario: quick({
      extension: { existing: flux },
      faults: [{ at: 'extension', times: 1, status: 400, body: { error: { code: 'BadRequest', message: 'odd' } } }],
    }),
    inputs: { mode: 'watch' },
    outcome: 'unchanged',
    writes: [],
    reads: /could not be read \(BadRequest: odd\); still watching/,
    planted: true,
  },
  {
    name: 'an update that fails is distinguished from an install that fails',
    scenario: quick({
      extension: { existing: flux, operation: { ends: '60s', status: 'Failed', error: rolledBack } },
    }),
    inputs: { 'extension-version': '1.24.1' },
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: [/Flux 1\.22\.2 may still run/],
    outputs: { 'extension-version-before': '1.22.2' },
  },
  {
    name: 'an install whose operation is Canceled',
    scenario: quick({ extension: { operation: { ends: '60s', status: 'Canceled' } } }),
    outcome: 'failed',
    writes: ['PUT extension flux'],
    reads: /Canceled: The operation was cancelled in Azure.*A rerun of this step writes the extension again/,
  },
]
