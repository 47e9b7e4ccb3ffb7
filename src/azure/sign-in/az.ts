/**
 * The Azure CLI, asked for its session and for tokens. Not by the library's AzureCliCredential: that keeps of most errors no
 * more than "please run az login", and the number of Entra ID says what to do (docs/adr/0021).
 */
import { recordOf, textOf } from '../../json.ts'
import { GUID } from '../../model/names.ts'
import type { AccessToken } from './kind.ts'
import { askProgram } from './program.ts'

/** Who is signed in, as `az account show` tells it. */
export interface AzAccount {
  /** Of an application; '' for a person or a managed identity. */
  readonly clientId: string
  readonly user: string
  readonly tenantId: string
  /** Name of the cloud, such as AzureCloud. */
  readonly cloud: string
}

const JSON_OUTPUT = ['--output', 'json']

/** @throws Error with what az says, where nobody is signed in. */
export async function readAccount(signal: AbortSignal): Promise<AzAccount> {
  const { user, tenantId, environmentName } = await askProgram('az', ['account', 'show', ...JSON_OUTPUT], signal)
  const { name, type } = recordOf(user)
  const isApplication = /^servicePrincipal$/i.test(textOf(type)) && GUID.test(textOf(name))
  return {
    clientId: isApplication ? textOf(name) : '',
    user: textOf(name),
    tenantId: textOf(tenantId),
    cloud: textOf(environmentName),
  }
}

/** @throws Error with what az says, AADSTS number included. */
export async function askAzForToken(scope: string, signal: AbortSignal): Promise<AccessToken> {
  const resource = scope.replace(/\/\.default$/, '')
  const args = ['account', 'get-access-token', '--resource', resource, ...JSON_OUTPUT]
  const { accessToken: token, expires_on: seconds, expiresOn: local } = await askProgram('az', args, signal)
  // Older releases give the time of the runner's own zone only.
  const expiresOnTimestamp = Number(seconds) > 0 ? Number(seconds) * 1000 : Date.parse(String(local))
  if (typeof token === 'string' && token !== '' && Number.isFinite(expiresOnTimestamp))
    return { token, expiresOnTimestamp }
  throw new Error('az account get-access-token returned no valid token')
}
