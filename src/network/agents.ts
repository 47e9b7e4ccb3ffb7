/** The https agents of one client: by a proxy or directly; an IPv6 literal is led there. */
import { Agent } from 'node:https'
import type { ProxyServer } from './proxy.ts'

/** node looks up an IPv6 literal that a client hands over with its brackets as a name; a private cloud may be at one. */
class DirectAgent extends Agent {
  override createConnection(...[options, ready]: Parameters<Agent['createConnection']>) {
    const written = String(options.host)
    if (!written.startsWith('[')) return super.createConnection(options, ready)
    return super.createConnection({ ...options, host: written.replace(/^\[|\]$/g, ''), servername: '' }, ready)
  }
}

/** Connections to one host at a time, of requests that end; without a limit as many as are asked for at once. */
let most = Number.POSITIVE_INFINITY

/** @param connections to one host, from now on. */
export function limitConnections(connections: number): void {
  most = connections
}

export class Agents {
  readonly #keepAlive: boolean
  readonly #besides: number
  readonly #by = new Map<string, Agent>()

  /** @param keepAlive whether connections are kept for the next request. @param besides connections to the host that are made elsewhere. */
  constructor(keepAlive: boolean, besides = 0) {
    this.#keepAlive = keepAlive
    this.#besides = besides
  }

  /** @param proxy the one to go by; undefined for none. @returns the agent, the same one each time. */
  async for(proxy: ProxyServer | undefined): Promise<Agent> {
    const key = proxy?.url.href ?? ''
    const known = this.#by.get(key)
    if (known !== undefined) return known
    const made =
      proxy === undefined
        ? new DirectAgent({
            keepAlive: this.#keepAlive,
            ...(this.#keepAlive ? { maxSockets: most - this.#besides } : {}),
          })
        : // Loaded where there is a proxy only.
          new (await import('./tunnel.ts')).Tunnel(proxy, this.#keepAlive)
    const agent = this.#by.get(key) ?? (made as Agent)
    this.#by.set(key, agent)
    return agent
  }

  /** Cuts what is open. */
  destroy(): void {
    for (const agent of this.#by.values()) agent.destroy()
  }
}

/** Of GitHub, Entra ID and Azure Resource Manager together: a host that is asked again is asked by the connection that is there. */
export const SHARED = new Agents(true)
