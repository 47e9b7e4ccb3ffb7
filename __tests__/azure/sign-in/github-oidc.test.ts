import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { githubAssertion } from '../../../src/azure/sign-in/github-oidc.ts'
import { ActionError } from '../../../src/errors.ts'

const jwt = (exp: number) => `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s`

describe('without the permission', () => {
  for (const [name, url, token] of [
    ['no URL', undefined, 't'],
    ['no token', 'https://x/?a=b', undefined],
  ] as const)
    test(`${name}: the error shows the block to add`, () => {
      assert.throws(
        () => githubAssertion({ url, token, audience: 'a', onSecret: () => undefined }),
        (error: unknown) =>
          error instanceof ActionError && error.next.includes('id-token: write') && error.next.includes('fork'),
      )
    })
})

describe('the assertion', { concurrency: true }, () => {
  const { createServer } = process.getBuiltinModule('node:https')
  const servers: import('node:https').Server[] = []
  after(() => {
    for (const server of servers.splice(0)) server.close()
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  })

  async function issuer(answer: (asked: number) => { status?: number; body: string }) {
    const { makeCertificate } = await import('../../../simulator/server.ts')
    let asked = 0
    const server = createServer(await makeCertificate(), (_, response) => {
      const { status = 200, body } = answer(++asked)
      response.writeHead(status).end(body)
    })
    servers.push(server)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    const { port } = server.address() as import('node:net').AddressInfo
    return { url: `https://127.0.0.1:${port}/?v=1`, asked: () => asked }
  }

  test('is kept while it is fresh, and asked anew when less than a minute is left', async () => {
    let now = Date.now()
    const { url, asked } = await issuer(n => ({
      body: JSON.stringify({ value: `${jwt(Math.floor(now / 1000) + 300)}${n}` }),
    }))
    const secrets: string[] = []
    const source = githubAssertion({
      url,
      token: 'request-token',
      audience: 'api://x',
      onSecret: secret => secrets.push(secret),
      now: () => now,
    })
    await source.sent
    const first = await source.get()
    assert.equal(await source.get(), first)
    assert.equal(asked(), 1)
    now += 250_000
    assert.notEqual(await source.get(), first)
    assert.equal(asked(), 2)
    assert.deepEqual(secrets.slice(0, 2), ['request-token', first], 'masked before use')
  })

  for (const [name, answer] of [
    ['an error', { status: 500, body: 'oops' }],
    ['no token', { body: '{}' }],
    ['no JSON', { body: '<html>' }],
  ] as const)
    test(`an answer with ${name} is told`, async () => {
      const { url } = await issuer(() => answer)
      const source = githubAssertion({ url, token: 't-0000', audience: 'a', onSecret: () => undefined })
      await assert.rejects(
        source.get(),
        (error: unknown) => error instanceof ActionError && /GitHub answered/.test(error.likely),
      )
      await source.sent
    })

  test('nobody to ask: told, and sent resolves', async () => {
    const source = githubAssertion({
      url: 'https://127.0.0.1:1/?a=b',
      token: 't-0000',
      audience: 'a',
      onSecret: () => undefined,
    })
    await source.sent
    await assert.rejects(source.get(), /could not be reached/)
  })
})
