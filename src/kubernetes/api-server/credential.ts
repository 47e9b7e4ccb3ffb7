/** What a kubeconfig's user signs in with. No command that it names is run. */
import { isRecord, recordOf } from '../../json.ts'
import { GUID } from '../../model/names.ts'
import type { GivenKubeconfig } from '../../model/request.ts'
import { dataOf, type Entry, fileOf, textIn } from './kubeconfig-entries.ts'

export type Credential =
  | { readonly is: 'static'; readonly certData?: string; readonly keyData?: string; readonly token?: string }
  /** A token of ours. */
  | { readonly is: 'entra'; readonly serverId?: string }

/** Azure gives a credential only where the cluster has no Entra ID: the certificate of an admin. */
export function credentialOfAzure(user: Entry): Credential {
  const parts = partsOf(textIn(user, 'client-certificate-data'), textIn(user, 'client-key-data'), textIn(user, 'token'))
  return parts.certData || parts.token ? { is: 'static', ...parts } : { is: 'entra' }
}

/** @throws Error where the user names a command, or nothing that can be used. */
export function credentialOfUser(user: Entry, given: GivenKubeconfig): Credential {
  if (isRecord(user['exec'])) return ofCommand(user['exec'], given)
  const provider = user['auth-provider']
  if (isRecord(provider)) {
    const name = textIn(provider, 'name')
    if (name === 'azure') return entra(given, textIn(recordOf(provider['config']), 'apiserver-id'))
    throw new Error(
      `the kubeconfig uses the auth-provider ${name}, which is not supported; use a kubeconfig with a token or a client certificate`,
    )
  }
  const parts = partsOf(
    dataOf('client-certificate', user, given),
    dataOf('client-key', user, given),
    textIn(user, 'token') || fileOf('tokenFile', user, given)?.trim(),
  )
  if (parts.token || (parts.certData && parts.keyData)) return { is: 'static', ...parts }
  throw new Error('the user of the kubeconfig has no token, no client certificate and no kubelogin entry')
}

/**
 * kubelogin's arguments say for which server application its token is (Azure/kubelogin, "get-token"); the token itself is ours.
 * @throws Error for any other command
 */
function ofCommand(exec: Entry, given: GivenKubeconfig): Credential {
  const name = textIn(exec, 'command').split(/[\\/]/).at(-1) ?? ''
  const all = Array.isArray(exec['args']) ? exec['args'].map(String) : []
  if (!/^(?:kubectl-)?kubelogin(?:\.exe)?$/i.test(name) || !all.includes('get-token'))
    throw new Error(
      `the kubeconfig signs in with the command ${name || '(none)'}, and this step runs no commands. Use a kubelogin kubeconfig (azure/aks-set-context with use-kubelogin), or one with a service account token`,
    )
  const at = all.indexOf('--server-id')
  const joined = all.find(each => each.startsWith('--server-id='))
  return entra(given, at >= 0 ? (all[at + 1] ?? '') : (joined?.slice('--server-id='.length) ?? ''))
}

/** Azure Resource Manager, Graph (two), Key Vault, Storage, and others of Microsoft's first (Microsoft Learn, "Verify first-party Microsoft applications"). */
const NO_API_SERVER =
  /^(?:797f4846-ba00-4fd7-ba43-dac1f8f63013|0000000[\da-f]-0000-0000-c000-000000000000|cfa8b339-82a2-471a-a3c9-0fc0be7a4093|e406a681-f3d4-42a8-90b6-c2b029497af1|499b84ac-1321-427f-aa17-267ca6975798|022907d3-0f1b-48f7-badc-1ba6abab6d66)$/i

/** @throws Error for a kubeconfig of the checkout: whoever writes it chooses where a token of this job goes. */
function entra({ fromCheckout }: GivenKubeconfig, serverId: string): Credential {
  if (fromCheckout)
    throw new Error(
      'the kubeconfig is a file of the checkout, so its server gets no token of this job; write it to a folder outside the workspace, such as RUNNER_TEMP',
    )
  if (serverId === '') return { is: 'entra' }
  if (NO_API_SERVER.test(serverId))
    throw new Error(
      `the --server-id of the kubeconfig (${serverId}) belongs to another Microsoft service; its tokens are not sent to an API server`,
    )
  if (GUID.test(serverId)) return { is: 'entra', serverId }
  throw new Error('the --server-id of the kubeconfig is not a GUID')
}

function partsOf(certData: string | undefined, keyData: string | undefined, token: string | undefined) {
  return { ...(certData ? { certData } : {}), ...(keyData ? { keyData } : {}), ...(token ? { token } : {}) }
}
