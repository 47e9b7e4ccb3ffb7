import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, test } from 'node:test'
import { makeCertificate, serve } from '../../../simulator/server.ts'
import { connectApiServer } from '../../../src/kubernetes/api-server/client.ts'
import type { ApiServer, WatchEvent } from '../../../src/kubernetes/api-server/interface.ts'

async function against(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  act: (api: ApiServer) => Promise<void>,
  refused: string[] = [],
): Promise<void> {
  const certificate = await makeCertificate()
  const server = await serve(certificate, answer)
  const kubeconfig = JSON.stringify({
    clusters: [
      {
        name: 'c',
        cluster: {
          server: server.origin,
          'certificate-authority-data': Buffer.from(certificate.cert).toString('base64'),
        },
      },
    ],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  })
  const api = connectApiServer(kubeconfig, {
    getToken: async () => 'token-1',
    onSecret: () => undefined,
    onRefused: token => refused.push(token),
  })
  try {
    await act(api)
  } finally {
    api.close()
    await server.close()
  }
}

const watched = async (api: ApiServer): Promise<WatchEvent[]> => {
  const events: WatchEvent[] = []
  await api.watch('/x', {}, event => events.push(event), new AbortController().signal)
  return events
}

describe('a watch', { concurrency: true }, () => {
  test('hands out events however their lines are cut', () =>
    against(
      (_, response) => {
        const text = `${JSON.stringify({ type: 'ADDED', object: { a: 'ä' } })}\n\n${JSON.stringify({ type: 'BOOKMARK', object: {} })}\n`
        const bytes = Buffer.from(text)
        response.writeHead(200)
        for (let at = 0; at < bytes.length; at++) response.write(bytes.subarray(at, at + 1))
        response.end()
      },
      async api =>
        assert.deepEqual(await watched(api), [
          { type: 'ADDED', object: { a: 'ä' } },
          { type: 'BOOKMARK', object: {} },
        ]),
    ))

  for (const [name, body, told] of [
    ['a line without end', () => Buffer.alloc(17 * 1024 * 1024, 'x'), /an event is over 16 MiB/],
    ['what is no JSON', () => Buffer.from('<html>\n'), /ended early/],
    ['what is no event', () => Buffer.from('{"type":7}\n'), /something that is not an event/],
    ['null', () => Buffer.from('null\n'), /something that is not an event/],
  ] as const)
    test(`with ${name} is an error, and no crash`, () =>
      against(
        (_, response) => response.writeHead(200).end(body()),
        api => assert.rejects(watched(api), told),
      ))
})

test('a token that is refused is given up, once a minute at most', async () => {
  const refused: string[] = []
  await against(
    (_, response) => response.writeHead(401).end('{"message":"Unauthorized"}'),
    async api => {
      for (let n = 0; n < 3; n++) await assert.rejects(api.get('/x', new AbortController().signal), /Unauthorized/)
    },
    refused,
  )
  assert.deepEqual(refused, ['token-1'])
})
