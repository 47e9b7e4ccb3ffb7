/** The SDK's HTTP client looks up an IPv6 literal with its brackets, as a name; a private cloud may be at one. */
import { Agent } from 'node:https'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'

class LiteralAgent extends Agent {
  override createConnection(...[options, ready]: Parameters<Agent['createConnection']>) {
    const host = String(options.host).replace(/^\[|\]$/g, '')
    return super.createConnection({ ...options, host, servername: '' }, ready)
  }
}

/** Leads requests to an IPv6 literal there. */
export function ipv6Literals(): PipelinePolicy {
  let agent: Agent | undefined
  return {
    name: 'ipv6Literals',
    sendRequest(request, next) {
      if (new URL(request.url).hostname.startsWith('[')) {
        agent ??= new LiteralAgent({ keepAlive: true })
        request.agent = agent
      }
      return next(request)
    },
  }
}
