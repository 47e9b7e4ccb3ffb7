/** What is taken of a kubeconfig: the address, the CA, and a credential that needs no command. */
import type { RequestOptions } from 'node:https'
import { KubeConfig, type User } from '@kubernetes/client-node'
import type { GivenKubeconfig } from '../../model/request.ts'
import { Agents } from '../../network/agents.ts'
import { type ProxyServer, proxyAt, secretsIn } from '../../network/proxy.ts'
import { type Credential, credentialOfAzure, credentialOfUser } from './credential.ts'
import { dataOf, type Entry, readEntries, textIn } from './kubeconfig-entries.ts'

/** Whether connections are taken at all is asked by one of its own. */
const REACH = 1

/** What is taken of a kubeconfig. */
export interface Way {
  readonly config: KubeConfig
  readonly server: string
  /** Its credential is the kubeconfig's own, and none of Entra ID's. */
  readonly ownCredential: boolean
  /** Of requests that end: a connection is kept for the next one. */
  readonly agents: Agents
  /** Of watches and logs, which each have a connection of their own. */
  readonly streams: Agents
  /** The one that the kubeconfig names, where it does. */
  readonly proxy: ProxyServer | undefined
}

/** What a kubeconfig is used with. */
export interface Credentials {
  /** @param serverId of the application whose tokens the API server takes; undefined for that of every AKS cluster. */
  readonly getToken: (serverId: string | undefined) => Promise<string>
  /** Told what must be masked before it is used. */
  readonly onSecret: (secret: string) => void
  /** Hosts that may be sent a credential; absent where the caller vouches for the kubeconfig. */
  readonly hosts?: readonly string[]
  /** Of a kubeconfig that the user gave: where it lies. */
  readonly given?: GivenKubeconfig
}

/** @param onToken told each token before it is sent. @throws Error for a kubeconfig that no credential may be sent by. */
export function wayTo(
  yaml: string,
  { getToken, onSecret, hosts, given }: Credentials,
  onToken: (token: string) => void,
): Way {
  const { cluster, user } = readEntries(yaml, given === undefined ? ' that Azure gave' : '')
  const server = textIn(cluster, 'server')
  const host = hostOf(server)
  if (given !== undefined) refuseUnsafe(cluster, host)
  const caData = dataOf('certificate-authority', cluster, given)
  if (hosts !== undefined && !hosts.some(each => each.toLowerCase() === host))
    throw new Error(
      `the kubeconfig points to ${host || 'no https address'}, which is not a host of the managed cluster (${hosts.join(', ') || 'it names none'}), so no credential was sent`,
    )
  if (hosts !== undefined && !caData) throw new Error(`the kubeconfig has no CA for ${host}, so no credential was sent`)
  const credential: Credential = given === undefined ? credentialOfAzure(user) : credentialOfUser(user, given)
  if (credential.is === 'static')
    for (const secret of [credential.keyData, credential.token]) if (secret) onSecret(secret)
  const config = new KubeConfig()
  config.addAuthenticator({
    isAuthProvider: (each: User) => each.authProvider?.name === 'entra',
    applyAuthentication: async (_: User, options: RequestOptions) => {
      const token = await getToken(credential.is === 'entra' ? credential.serverId : undefined)
      onToken(token)
      options.headers = { ...options.headers, Authorization: `Bearer ${token}` }
    },
  })
  const tlsServerName = textIn(cluster, 'tls-server-name')
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server,
      skipTLSVerify: false,
      ...(caData ? { caData } : {}),
      ...(tlsServerName ? { tlsServerName } : {}),
    },
    credential.is === 'static' ? { name: 'own', ...credential } : { name: 'entra', authProvider: { name: 'entra' } },
  )
  const proxy = proxyOf(textIn(cluster, 'proxy-url'), onSecret)
  return {
    config,
    server,
    ownCredential: credential.is === 'static',
    agents: new Agents(true, REACH),
    streams: new Agents(false),
    proxy,
  }
}

function refuseUnsafe(cluster: Entry, host: string): void {
  if (host === '') throw new Error('the server of the kubeconfig is not an https address')
  if (cluster['insecure-skip-tls-verify'] === true)
    throw new Error('the kubeconfig has insecure-skip-tls-verify, which could expose the credential; set its CA')
}

/** @throws Error for one that cannot be used: left out, requests would go where the kubeconfig does not want them. */
function proxyOf(address: string, onSecret: (secret: string) => void): ProxyServer | undefined {
  if (address === '') return undefined
  for (const secret of secretsIn(address)) onSecret(secret)
  const proxy = proxyAt(address)
  if (proxy === undefined) throw new Error('the proxy-url of the kubeconfig is not an http or https proxy')
  return proxy
}

/** @returns the host of an https address, in lower case; '' for any other. */
function hostOf(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined
  return url?.protocol === 'https:' && url.username === '' ? url.hostname.toLowerCase() : ''
}
