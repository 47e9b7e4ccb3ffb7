/** Whom to sign in as: by the inputs, by the session of an azure/login step, by the runner's pod; others by name only. */
import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { parsedJson, recordOf } from '../json.ts'
import { AUTH_KINDS, type AuthKind, type Identity } from '../model/identity.ts'
import { GUID } from '../model/names.ts'
import { readPlainFile } from '../plain-file.ts'
import { readCertificate } from './certificate.ts'
import { optional, type Reader } from './reader.ts'

export const AUTH_TYPES = ['auto', ...AUTH_KINDS] as const

/** What a kind is given. Inputs with a default of action.yml are not among them: the runner always hands those over. */
interface Uses {
  readonly needs: readonly Given[]
  readonly may: readonly Given[]
}

const GIVEN = [
  'client-id',
  'tenant-id',
  'client-secret',
  'client-certificate',
  'client-certificate-password',
  'managed-identity-resource-id',
] as const
type Given = (typeof GIVEN)[number]

const APPLICATION = ['client-id', 'tenant-id'] as const
const USES: Readonly<Record<AuthKind, Uses>> = {
  oidc: { needs: APPLICATION, may: [] },
  'client-secret': { needs: [...APPLICATION, 'client-secret'], may: [] },
  'client-certificate': { needs: [...APPLICATION, 'client-certificate'], may: ['client-certificate-password'] },
  'managed-identity': { needs: [], may: ['client-id', 'managed-identity-resource-id'] },
  'workload-identity': { needs: [], may: APPLICATION },
  'azure-cli': { needs: [], may: [] },
  azd: { needs: [], may: ['tenant-id'] },
}

const RESOURCE_ID =
  /^\/subscriptions\/[^/\s]+\/resourcegroups\/[^/\s]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/\s]+$/i

/** @returns the identity; what is missing of it, the reader is told. */
export function readIdentity(read: Reader, env: Readonly<Record<string, string | undefined>> = process.env): Identity {
  const type = read.oneOf('auth-type', AUTH_TYPES, 'auto')
  const values: Readonly<Record<Given, string | undefined>> = {
    'client-id': read.matching('client-id', GUID, 'a client id (a GUID)', false),
    'tenant-id': read.matching('tenant-id', /^[A-Za-z0-9.-]{1,253}$/, 'a tenant id or domain', false),
    'client-secret': read.text('client-secret'),
    'client-certificate': read.text('client-certificate'),
    'client-certificate-password': read.text('client-certificate-password'),
    'managed-identity-resource-id': read.matching(
      'managed-identity-resource-id',
      RESOURCE_ID,
      'the ARM id of a user-assigned identity (/subscriptions/…/userAssignedIdentities/<name>)',
    ),
  }
  const given = GIVEN.filter(name => values[name] !== undefined)
  const { kind, chosen } = type === 'auto' ? choose(given, read, env) : { kind: type, chosen: '' }
  refuseOthers(kind, given, chosen === '' ? `auth-type: ${kind}` : kind, read)
  const { 'client-id': clientId = '', 'tenant-id': tenantId = '' } = values
  const audience = read.text('audience') ?? 'api://AzureADTokenExchange'
  const sendChain = read.boolean('send-certificate-chain') ?? false
  switch (kind) {
    case 'oidc':
      return { kind, clientId, tenantId, audience, chosen }
    case 'client-secret':
      return { kind, clientId, tenantId, clientSecret: values['client-secret'] ?? '', chosen }
    case 'client-certificate': {
      const password = values['client-certificate-password']
      const certificate = readCertificate(values['client-certificate'] ?? '', password, read.wrong)
      return { kind, clientId, tenantId, certificate, ...optional('password', password), sendChain, chosen }
    }
    case 'managed-identity':
      return {
        kind,
        ...optional('clientId', values['client-id']),
        ...optional('resourceId', values['managed-identity-resource-id']),
        chosen,
      }
    case 'workload-identity':
      return workload(clientId, tenantId, chosen, read, env)
    case 'azure-cli':
      return { kind, audience, chosen }
    case 'azd':
      return { kind, ...optional('tenantId', values['tenant-id']), chosen }
  }
}

/** The order: what the inputs give, the session of azure/login, the runner's pod. Nothing is asked for by probing an address. */
function choose(
  given: readonly Given[],
  read: Reader,
  env: Readonly<Record<string, string | undefined>>,
): { kind: AuthKind; chosen: string } {
  const has = (name: Given) => given.includes(name)
  if (has('client-secret') && has('client-id')) return { kind: 'client-secret', chosen: 'client-secret is set' }
  if (has('client-certificate') && has('client-id'))
    return { kind: 'client-certificate', chosen: 'client-certificate is set' }
  if (has('managed-identity-resource-id'))
    return { kind: 'managed-identity', chosen: 'managed-identity-resource-id is set' }
  if (has('client-id')) return { kind: 'oidc', chosen: 'client-id is set, without a secret' }
  // An unset variable reads as empty: half an identity is never the session that was meant.
  if (given.length > 0) {
    read.wrong.push(
      `client-id: missing, but ${given.join(' and ')} ${given.length > 1 ? 'are' : 'is'} set (an unset variable or secret is empty). Remove all of them to use the session of azure/login`,
    )
    return { kind: 'oidc', chosen: 'only a part is set' }
  }
  if (hasSession(env)) return { kind: 'azure-cli', chosen: 'a login step left an Azure CLI session' }
  const event = env['GITHUB_EVENT_NAME'] ?? ''
  const isOfPod = Boolean(env['AZURE_FEDERATED_TOKEN_FILE'])
  if (isOfPod && !event.startsWith('pull_request'))
    return { kind: 'workload-identity', chosen: "the runner's pod has a federated token" }
  read.wrong.push(
    `client-id: missing, and no azure/login session was found. Set client-id and tenant-id (GitHub OIDC), run azure/login before this step, or name another sign-in in auth-type (${AUTH_KINDS.slice(1).join(', ')})${isOfPod ? `. On ${event} the identity of the runner's pod is used only with auth-type: workload-identity` : ''}`,
  )
  return { kind: 'azure-cli', chosen: 'nothing is set' }
}

/** Bytes of az's profile: each subscription takes some hundred. */
const PROFILE_BYTES = 4 * 1024 * 1024

/**
 * A login step of this job leaves subscriptions in az's profile, and `az account clear` none. On a runner that is kept, an older
 * profile is somebody else's. The folder of the job's event is made when the job begins; the file itself is written anew for each
 * step.
 */
function hasSession(env: Readonly<Record<string, string | undefined>>): boolean {
  const path = join(env['AZURE_CONFIG_DIR'] || join(homedir(), '.azure'), 'azureProfile.json')
  try {
    const { subscriptions } = recordOf(parsedJson(readPlainFile(path, PROFILE_BYTES).replace(/^\ufeff/, '')))
    const event = env['GITHUB_EVENT_PATH']
    const began = event ? statSync(dirname(event)).mtimeMs : 0
    return Array.isArray(subscriptions) && subscriptions.length > 0 && statSync(path).mtimeMs >= began
  } catch {
    return false
  }
}

function refuseOthers(kind: AuthKind, given: readonly Given[], what: string, read: Reader): void {
  const { needs, may } = USES[kind]
  const incomplete = read.wrong.some(line => line.startsWith('client-id: missing'))
  for (const name of needs)
    if (!given.includes(name) && !incomplete)
      read.wrong.push(
        `${name}${name === 'tenant-id' ? ' (the directory id)' : ''}: missing, but ${what === kind ? 'client-id' : what} is set`,
      )
  for (const name of given)
    if (!needs.includes(name) && !may.includes(name) && !incomplete)
      read.wrong.push(`${name}: not used with ${what}; remove it, or choose another auth-type`)
  if (kind === 'managed-identity' && given.includes('client-id') && given.includes('managed-identity-resource-id'))
    read.wrong.push('managed-identity-resource-id: it already names the identity; remove client-id')
}

/** azure-workload-identity sets these variables in the pod (its documentation, "Mutating admission webhook"). */
function workload(
  clientId: string,
  tenantId: string,
  chosen: string,
  read: Reader,
  env: Readonly<Record<string, string | undefined>>,
): Identity {
  const found = {
    AZURE_FEDERATED_TOKEN_FILE: env['AZURE_FEDERATED_TOKEN_FILE'] ?? '',
    AZURE_CLIENT_ID: clientId || (env['AZURE_CLIENT_ID'] ?? ''),
    AZURE_TENANT_ID: tenantId || (env['AZURE_TENANT_ID'] ?? ''),
  }
  const missing = Object.entries(found).filter(([, value]) => value === '')
  if (missing.length > 0)
    read.wrong.push(
      `auth-type: workload-identity needs ${missing.map(([name]) => name).join(' and ')}, which azure-workload-identity sets in the runner's pod (a container job does not inherit it)`,
    )
  return {
    kind: 'workload-identity',
    clientId: found.AZURE_CLIENT_ID,
    tenantId: found.AZURE_TENANT_ID,
    tokenFile: found.AZURE_FEDERATED_TOKEN_FILE,
    chosen,
  }
}
