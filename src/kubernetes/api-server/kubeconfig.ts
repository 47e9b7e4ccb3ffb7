/** What is taken of a kubeconfig: the address, the CA and, where the cluster has no Entra ID, its static credential. */
import type { RequestOptions } from 'node:https'
import { KubeConfig, type User } from '@kubernetes/client-node'
import { Agents } from '../../network/agents.ts'
import { type ProxyServer, proxyAt, secretsIn } from '../../network/proxy.ts'

/** What is taken of a kubeconfig. */
export interface Way {
  readonly config: KubeConfig
  readonly server: string
  readonly adminCertificate: boolean
  readonly agents: Agents
  /** The one that the kubeconfig names, where it does. */
  readonly proxy: ProxyServer | undefined
}

/** What a kubeconfig is used with. */
export interface Credentials {
  /** Gives an access token for the API server. */
  readonly getToken: () => Promise<string>
  /** Told what must be masked before it is used. */
  readonly onSecret: (secret: string) => void
  /** Hosts that may be sent a credential; absent where the caller vouches for the kubeconfig. */
  readonly hosts?: readonly string[]
}

/** @param onToken told each token before it is sent. @throws Error for a kubeconfig that no credential may be sent by. */
export function wayTo(yaml: string, { getToken, onSecret, hosts }: Credentials, onToken: (token: string) => void): Way {
  const given = loadKubeconfig(yaml)
  const cluster = given.getCurrentCluster()
  if (cluster === null) throw new Error('the kubeconfig names no cluster')
  const { name, server, caData, proxyUrl } = cluster
  const host = hostOf(server)
  if (hosts !== undefined && !hosts.some(each => each.toLowerCase() === host))
    throw new Error(
      `the kubeconfig leads to ${host || 'no https address'}, which is not a host that the managed cluster names (${hosts.join(', ') || 'it names none'}), so no credential was sent there`,
    )
  if (hosts !== undefined && !caData)
    throw new Error(`the kubeconfig holds no CA for ${host}, so no credential was sent there`)
  const user = given.getCurrentUser()
  const adminCertificate = Boolean(user?.certData ?? user?.token)
  for (const secret of [user?.keyData, user?.token, user?.password]) if (secret) onSecret(secret)
  const config = new KubeConfig()
  config.addAuthenticator({
    isAuthProvider: (each: User) => each.authProvider?.name === 'entra',
    applyAuthentication: async (_: User, options: RequestOptions) => {
      const token = await getToken()
      onToken(token)
      options.headers = { ...options.headers, Authorization: `Bearer ${token}` }
    },
  })
  // Address, CA and credential are all that is taken: a kubeconfig may also name commands to run and files to read.
  config.loadFromClusterAndUser(
    { name, server, skipTLSVerify: false, ...(caData === undefined ? {} : { caData }) },
    adminCertificate ? credentialOf(user) : { name: 'entra', authProvider: { name: 'entra' } },
  )
  return { config, server, adminCertificate, agents: new Agents(false), proxy: proxyOf(proxyUrl, onSecret) }
}

/** @throws Error for one that cannot be used: left out, requests would go where the kubeconfig does not want them. */
function proxyOf(address: string | undefined, onSecret: (secret: string) => void): ProxyServer | undefined {
  if (!address) return undefined
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

function loadKubeconfig(kubeconfig: string): KubeConfig {
  const config = new KubeConfig()
  try {
    config.loadFromString(kubeconfig)
    return config
  } catch {
    // The parser's message quotes the lines around the fault, which may hold a credential that nobody knows yet.
    throw new Error('the kubeconfig that Azure gave cannot be read (it is no valid YAML)')
  }
}

function credentialOf(user: User | null): User {
  const { certData, keyData, token } = user ?? {}
  return {
    name: 'admin',
    ...(certData === undefined ? {} : { certData }),
    ...(keyData === undefined ? {} : { keyData }),
    ...(token === undefined ? {} : { token }),
  }
}
