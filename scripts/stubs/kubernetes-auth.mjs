/**
 * In the place of what @kubernetes/client-node signs in with (openid-client, jsonpath-plus) and goes by (hpagent, socks,
 * socks-proxy-agent) in dist: tokens come from our sign-in, connections from our agents, and kubeconfigs that ask for
 * anything else are refused before (docs/adr/0029). Whatever would use one throws.
 */
function refuse() {
  throw new Error('this part of @kubernetes/client-node is not part of this bundle')
}

class Unused {
  constructor() {
    refuse()
  }
}

export { Unused as HttpProxyAgent, Unused as HttpsProxyAgent, Unused as SocksProxyAgent }
export const SocksClient = { createConnection: refuse }
export const customFetch = Symbol('unused')
export { refuse as discovery, refuse as JSONPath, refuse as refreshTokenGrant }
