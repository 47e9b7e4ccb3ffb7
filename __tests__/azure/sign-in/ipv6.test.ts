import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { makeCertificate } from '../../../simulator/server.ts'
import { cloudOf } from '../../../src/azure/sign-in/cloud.ts'
import { signIn } from '../../../src/azure/sign-in/index.ts'
import { OpenRequests } from '../../../src/open-requests.ts'

process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
process.removeAllListeners('warning')
const server = createServer(await makeCertificate(), (request, response) => {
  const base = `https://[::1]:${(server.address() as AddressInfo).port}/t`
  const metadata = {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/a`,
    jwks_uri: `${base}/k`,
  }
  const token = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'token-of-v6' }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(/openid-configuration/.test(request.url ?? '') ? metadata : token))
})
after(() => server.close())

test('Entra ID of a private cloud, at an IPv6 literal', async context => {
  const listening = await new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false))
    server.listen(0, '::1', () => resolve(true))
  })
  if (!listening) return context.skip('this machine has no IPv6 loopback')
  const origin = `https://[::1]:${(server.address() as AddressInfo).port}`
  const { getToken } = signIn(
    { kind: 'client-secret', clientId: 'c', tenantId: 't', clientSecret: 'secret', chosen: '' },
    cloudOf('azurecloud', { authorityHost: origin, resourceManagerEndpoint: origin }),
    {
      assertion: undefined,
      metadata: undefined,
      account: undefined,
      onSecret: () => undefined,
      onNotice: () => undefined,
      signal: new AbortController().signal,
      open: new OpenRequests(),
    },
  )
  assert.equal((await getToken('x/.default')).token, 'token-of-v6')
})
