/** Several clusters behind one Azure: each is a simulator of its own, and a front leads to it by the name in the path. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { request as send } from 'node:https'
import { type Simulator, startSimulator } from './index.ts'
import { ResourceGraph } from './resource-graph.ts'
import type { Scenario } from './scenario.ts'
import { makeCertificate, serve } from './server.ts'

export interface Fleet {
  /** PEM: what a client must trust, of the front and of each API server. */
  readonly certificate: string
  readonly origin: string
  readonly inputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** By the name of the cluster. */
  readonly clusters: Readonly<Record<string, Simulator>>
  close(): Promise<void>
}

/** @param graph what Azure Resource Graph has. @param scenarios by the name of the cluster. */
export async function startFleet(
  graph: NonNullable<NonNullable<Scenario['azure']>['graph']>,
  scenarios: Readonly<Record<string, Scenario>>,
): Promise<Fleet> {
  let origin = ''
  const clusters: Record<string, Simulator> = {}
  for (const [clusterName, scenario] of Object.entries(scenarios))
    clusters[clusterName] = await startSimulator(
      { ...scenario, azure: { ...scenario.azure, clusterName } },
      undefined,
      undefined,
      { front: () => origin },
    )
  const all = Object.values(clusters)
  const [first] = all
  if (first === undefined) throw new Error('a fleet has at least one cluster')
  const certificate = await makeCertificate()
  const { resources, ...options } = graph
  const index = new ResourceGraph(resources, options)
  const front = await serve(certificate, async (request, response, url) => {
    if (await index.handle(request, response, url)) return
    const [, name = ''] = /\/managedclusters\/([^/]+)/i.exec(url.pathname) ?? []
    lead(request, response, clusters[name] ?? first)
  })
  origin = front.origin
  const { 'cluster-name': _, 'resource-group': __, 'subscription-id': ___, ...inputs } = first.inputs
  return {
    certificate: [certificate.cert, ...all.map(each => each.certificate)].join('\n'),
    origin,
    inputs: { ...inputs, 'resource-manager-endpoint': origin, 'authority-host': origin },
    environment: {
      ...first.environment,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/github/token?api-version=2.0`,
    },
    clusters,
    async close() {
      await Promise.all([front.close(), ...all.map(each => each.close())])
    },
  }
}

function lead(request: IncomingMessage, response: ServerResponse, to: Simulator): void {
  const { method, headers } = request
  const asked = send(`${to.origin}${request.url}`, { method, headers, ca: to.certificate }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  asked.on('error', () => response.destroy())
  request.pipe(asked)
}
