/** Leads each request of an SDK by the agent that the runner's network asks for: the SDK has its own reading of proxies. */
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { SHARED } from '../network/agents.ts'
import { proxyFor } from '../network/proxy.ts'

/** An address that nobody goes by: given one, the SDK does not read the runner's variables, of which it takes fewer forms. */
export const UNREAD_PROXY = { host: 'http://127.0.0.1', port: 9 }

/** @returns a policy that sets the agent of each https request; what asks a machine's own address by http goes there directly. */
export function networkPolicy(): PipelinePolicy {
  return {
    name: 'network',
    async sendRequest(request, next) {
      const url = new URL(request.url)
      delete request.proxySettings
      if (url.protocol === 'https:') request.agent = await SHARED.for(proxyFor(url))
      else delete request.agent
      return next(request)
    },
  }
}
