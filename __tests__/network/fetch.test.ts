import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, test } from 'node:test'
import { fetchByAgents } from '../../src/network/fetch.ts'

const closing: (() => void)[] = []
after(() => {
  for (const close of closing) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

describe("fetch for GitHub's client", () => {
  test('sends method, headers and body, and hands on status, headers and body', async () => {
    const origin = await serve(async (request, response) => {
      const said = `${request.method} ${request.headers['authorization']} ${await textOf(request)}`
      response.writeHead(201, { 'x-two': ['a', 'b'] }).end(said)
    })
    const answer = await fetchByAgents(origin, { method: 'POST', headers: { authorization: 'token t' }, body: '{}' })
    assert.deepEqual(
      [answer.status, await answer.text(), answer.headers.get('x-two')],
      [201, 'POST token t {}', 'a, b'],
    )
  })

  for (const status of [204, 304])
    test(`${status} has no body`, async () => {
      const origin = await serve((_, response) => response.writeHead(status).end())
      assert.equal((await fetchByAgents(origin)).body, null)
    })

  test('follows a repository that was renamed, with its token', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(307, { location: '/new' }).end()
      else response.end(`${request.url} ${request.headers['authorization']}`)
    })
    const answer = await fetchByAgents(`${origin}/old`, { headers: { authorization: 'token t' } })
    assert.equal(await answer.text(), '/new token t')
  })

  test('the token goes to no other host', async () => {
    const other = await serve((request, response) => response.end(String(request.headers['authorization'])))
    const origin = await serve((_, response) => response.writeHead(302, { location: other }).end())
    const answer = await fetchByAgents(origin, { headers: { Authorization: 'token t' } })
    assert.equal(await answer.text(), 'undefined')
  })

  test('redirects have an end', async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: '/' }).end())
    await assert.rejects(fetchByAgents(origin), /redirects without end/)
  })

  test('an abort ends it', async () => {
    const origin = await serve(() => undefined)
    await assert.rejects(fetchByAgents(origin, { signal: AbortSignal.timeout(50) }))
  })

  test('an answer that breaks off is an error', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
    })
    await assert.rejects(fetchByAgents(origin))
  })
})
