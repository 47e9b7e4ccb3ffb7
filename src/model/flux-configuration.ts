/**
 * What a Flux configuration may hold, member by member: Microsoft.KubernetesConfiguration, fluxConfigurations 2025-04-01 (the
 * service's own specification). A file is checked against it before anything is sent.
 */

/** How one value has to look. */
export type Shape =
  | { readonly is: 'text'; readonly oneOf?: readonly string[]; readonly pattern?: RegExp; readonly meaning?: string }
  | { readonly is: 'number' | 'boolean' }
  | { readonly is: 'list'; readonly each: Shape }
  | { readonly is: 'map'; readonly each: Shape; readonly names?: RegExp }
  | { readonly is: 'object'; readonly members: Readonly<Record<string, Shape>>; readonly needs?: readonly string[] }

const text: Shape = { is: 'text' }
const number: Shape = { is: 'number' }
const boolean: Shape = { is: 'boolean' }
const label: Shape = {
  is: 'text',
  pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  meaning: 'a name of lower-case letters, digits and hyphens',
}
const object = (members: Readonly<Record<string, Shape>>, ...needs: readonly string[]): Shape => ({
  is: 'object',
  members,
  needs,
})

const TIMES = { timeoutInSeconds: number, syncIntervalInSeconds: number } as const

const GIT = object(
  {
    ...TIMES,
    url: text,
    repositoryRef: object({ branch: text, tag: text, semver: text, commit: text }),
    sshKnownHosts: text,
    httpsUser: text,
    httpsCACert: text,
    localAuthRef: text,
    provider: { is: 'text', oneOf: ['Azure', 'GitHub', 'Generic'] },
  },
  'url',
)

const BUCKET = object(
  { ...TIMES, url: text, bucketName: text, insecure: boolean, accessKey: text, localAuthRef: text },
  'url',
)

const BLOB = object(
  {
    ...TIMES,
    url: text,
    containerName: text,
    servicePrincipal: object({
      clientId: text,
      tenantId: text,
      clientCertificateSendChain: boolean,
    }),
    managedIdentity: object({ clientId: text }),
    localAuthRef: text,
  },
  'url',
)

const OCI = object(
  {
    ...TIMES,
    url: text,
    repositoryRef: object({ tag: text, semver: text, digest: text }),
    layerSelector: object({ mediaType: text, operation: { is: 'text', oneOf: ['extract', 'copy'] } }),
    verify: object({
      provider: text,
      verificationConfig: { is: 'map', each: text },
      matchOidcIdentity: { is: 'list', each: object({ issuer: text, subject: text }) },
    }),
    insecure: boolean,
    useWorkloadIdentity: boolean,
    serviceAccountName: text,
    tlsConfig: object({ caCertificate: text }),
    localAuthRef: text,
  },
  'url',
)

const KUSTOMIZATION = object({
  name: label,
  path: text,
  dependsOn: { is: 'list', each: text },
  ...TIMES,
  retryIntervalInSeconds: number,
  prune: boolean,
  force: boolean,
  wait: boolean,
  postBuild: object({
    substitute: { is: 'map', each: text },
    substituteFrom: {
      is: 'list',
      each: object(
        { kind: { is: 'text', oneOf: ['ConfigMap', 'Secret'] }, name: text, optional: boolean },
        'kind',
        'name',
      ),
    },
  }),
})

/** The properties of a Flux configuration that may be written. */
export const CONFIGURATION: Shape = object(
  {
    scope: { is: 'text', oneOf: ['cluster', 'namespace'] },
    namespace: label,
    sourceKind: { is: 'text', oneOf: ['GitRepository', 'Bucket', 'AzureBlob', 'OCIRepository'] },
    suspend: boolean,
    gitRepository: GIT,
    bucket: BUCKET,
    azureBlob: BLOB,
    ociRepository: OCI,
    kustomizations: { is: 'map', each: KUSTOMIZATION, names: /^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/ },
    waitForReconciliation: boolean,
    reconciliationWaitDuration: {
      is: 'text',
      pattern: /^P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/,
      meaning: 'an ISO 8601 duration',
    },
  },
  'sourceKind',
)

/** Members that hold secrets: they come by an input, never by a file (same specification). */
export const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  'configurationProtectedSettings',
  'clientSecret',
  'clientCertificate',
  'clientCertificatePassword',
  'accountKey',
  'sasToken',
  'privateKey',
])

/** What Azure answers and nobody writes: a whole resource that was exported has them. */
export const READ_ONLY: ReadonlySet<string> = new Set([
  'provisioningState',
  'complianceState',
  'errorMessage',
  'statuses',
  'statusUpdatedAt',
  'sourceUpdatedAt',
  'sourceSyncedCommitId',
  'repositoryPublicKey',
])

/** Characters that the name of a configuration and that of one of its Kustomizations may have together (Azure CLI). */
export const NAMES_LIMIT = 62

/** A configuration to write. */
export interface DesiredConfiguration {
  readonly name: string
  /** Properties as they are sent, without secrets. */
  readonly properties: Readonly<Record<string, unknown>>
  /** Where it was read, for messages; '' for the short form. */
  readonly from: string
}
