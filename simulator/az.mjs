#!/usr/bin/env node
/**
 * A stand-in for az and azd with a session of a service principal, as azure/login leaves it. SESSION is `aged` for one that came
 * of a GitHub token more than five minutes ago: of the tokens, only the one for Azure Resource Manager is still in its cache.
 */
import { appendFileSync } from 'node:fs'
import { request } from 'node:https'
import { basename } from 'node:path'

const { SESSION = '', SESSION_ORIGIN, SESSION_TENANT, SESSION_CLIENT, SESSION_SECRET, SESSION_LOG } = process.env
const args = process.argv.slice(2)
const program = process.env['SESSION_PROGRAM'] ?? basename(process.argv[1])
if (SESSION_LOG) appendFileSync(SESSION_LOG, `${program} ${args.join(' ')}\n`)
const after = name => args[args.indexOf(name) + 1]

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

if (SESSION === 'mute') process.exit(7)
if (SESSION === 'none' && program === 'azd') {
  const message = '\nERROR: not logged in, run `azd auth login` to login\n'
  process.stdout.write(`${JSON.stringify({ type: 'consoleMessage', data: { message } })}\n`)
  process.exit(1)
}
if (SESSION === 'none') fail("ERROR: Please run 'az login' to setup account.")
if (args[0] === 'account' && args[1] === 'show') {
  const user = { name: SESSION_CLIENT, type: 'servicePrincipal' }
  const account = { environmentName: 'AzureCloud', id: '11111111-2222-3333-4444-555555555555', isDefault: true }
  process.stdout.write(JSON.stringify({ ...account, name: 'demo', state: 'Enabled', tenantId: SESSION_TENANT, user }))
} else {
  const resource = program === 'azd' ? after('--scope').replace(/\/\.default$/, '') : after('--resource')
  if (SESSION === 'aged' && resource !== SESSION_ORIGIN)
    fail(
      'ERROR: AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-29T01:20:00.0000000Z, assertion valid from 2026-11-29T01:00:00.0000000Z, expiry time of assertion 2026-11-29T01:05:00.0000000Z. Trace ID: 0 Correlation ID: 0 Timestamp: 0\nInteractive authentication is needed. Please run:\naz logout\naz login',
    )
  const body = new URLSearchParams({
    client_id: SESSION_CLIENT,
    client_secret: SESSION_SECRET,
    grant_type: 'client_credentials',
    scope: `${resource}/.default`,
  }).toString()
  const asked = request(`${SESSION_ORIGIN}/${SESSION_TENANT}/oauth2/v2.0/token`, { method: 'POST' }, response => {
    let text = ''
    response.on('data', chunk => {
      text += chunk
    })
    response.on('end', () => {
      const { access_token: token } = JSON.parse(text)
      const { exp } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
      const expiresOn = new Date(exp * 1000).toISOString()
      process.stdout.write(
        program === 'azd'
          ? JSON.stringify({ token, expiresOn })
          : JSON.stringify({
              accessToken: token,
              expires_on: exp,
              expiresOn,
              tenant: SESSION_TENANT,
              tokenType: 'Bearer',
            }),
      )
    })
  })
  asked.on('error', error => fail(`ERROR: ${error.message}`))
  asked.end(body)
}
