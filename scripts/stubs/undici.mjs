/**
 * In the place of undici in dist: @actions/github makes its agents when it is loaded, and @kubernetes/client-node names them,
 * while every request here goes over node:https (docs/adr/0029). Whatever would send one throws.
 */
class Unused {
  dispatch() {
    throw new Error('undici is not part of this bundle: requests go over node:https')
  }
}

export class Agent extends Unused {}
export class ProxyAgent extends Unused {}
export class EnvHttpProxyAgent extends Unused {}
export class Socks5ProxyAgent extends Unused {}

export function fetch() {
  throw new Error('undici is not part of this bundle: requests go over node:https')
}

export default { Agent, ProxyAgent, EnvHttpProxyAgent, Socks5ProxyAgent, fetch }
