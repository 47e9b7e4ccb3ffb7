/** In the place of http-proxy-agent in dist: the pipeline of @azure/core-rest-pipeline goes by our agents, and its own proxy policy is removed (docs/adr/0020, 0029). */
export class HttpProxyAgent {
  constructor() {
    throw new Error('http-proxy-agent is not part of this bundle: requests go by their own agents')
  }
}
