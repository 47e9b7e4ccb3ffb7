/** Requests that wait for their turn among the connections that there may be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCertificate, serve } from '../../../simulator/server.ts'
import { connectApiServer } from '../../../src/kubernetes/api-server/client.ts'
import { limitConnections } from '../../../src/network/agents.ts'

const SLOW_MS = 6500

test('an answer that takes longer than a connection may, on one that another request has left', async context => {
  limitConnections(3)
  context.after(() => limitConnections(Number.POSITIVE_INFINITY))
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  const certificate = await makeCertificate()
  const server = await serve(certificate, (_, response, url) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":')
    setTimeout(() => response.end('1}'), url.pathname === '/slow' ? SLOW_MS : 10)
  })
  const kubeconfig = `current-context: c
contexts: [{name: c, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "${server.origin}", certificate-authority-data: ${Buffer.from(certificate.cert).toString('base64')}}}]
users: [{name: u, user: {token: t}}]
`
  const api = connectApiServer(kubeconfig, {
    getToken: async () => '',
    onSecret: () => undefined,
    given: { text: kubeconfig, folder: '', fromCheckout: false },
  })
  const { signal } = new AbortController()
  const paths = ['/a', '/b', '/slow', ...Array.from({ length: 40 }, (_, n) => `/${n}`)]
  const answers = await Promise.all(paths.map(path => api.get(path, signal)))
  assert.deepEqual(
    answers,
    paths.map(() => ({ a: 1 })),
  )
  assert.equal(server.connections(), 2)
  assert.deepEqual(warnings, [])
  process.off('warning', note)
  api.close()
  await server.close()
})
