/**
 * The endpoints that give a machine or a service its managed identity's tokens: the instance metadata service, App Service
 * (and Container Apps), and the agent of an Arc machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { CLIENT, tokenFor } from './entra.ts'
import type { Simulator } from './index.ts'
import { sendJson } from './server.ts'

export const IDENTITY_RESOURCE =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/runner'
const HEADER = 'simulated-identity-header'
/** The library reads challenges from here and from nowhere else. */
const ARC_TOKENS = '/var/opt/azcmagent/tokens'

export interface MachineBehaviour {
  /** HTTP statuses answered before the first token. */
  readonly before?: readonly number[]
  /** Seconds that a token lives. */
  readonly seconds?: number
  /** Takes connections and never says a word. */
  readonly silent?: boolean
}

export interface Machine {
  /** The runner's environment on such a machine. */
  readonly environment: {
    readonly vm: Readonly<Record<string, string>>
    readonly appService: Readonly<Record<string, string>>
    readonly arc: Readonly<Record<string, string>>
  }
  /** Path of each request. */
  readonly requests: readonly string[]
  close(): void
}

export async function startMachine(
  simulator: Simulator,
  { before = [], seconds = 3599, silent = false }: MachineBehaviour = {},
): Promise<Machine> {
  const requests: string[] = []
  const planned = [...before]
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    if (silent) return
    const url = new URL(request.url ?? '/', 'http://machine')
    requests.push(url.pathname)
    const arc = url.pathname.startsWith('/arc/')
    const appService = url.pathname === '/msi/token'
    // What gives no token shows that the service exists.
    if (!appService && request.headers['metadata'] !== 'true')
      return sendJson(response, 400, {
        error: 'invalid_request',
        error_description: 'Required metadata header not specified',
      })
    if (appService && request.headers['x-identity-header'] !== HEADER)
      return sendJson(response, 401, { statusCode: 401, message: 'Unauthorized' })
    const status = planned.shift()
    if (status !== undefined) return sendJson(response, status, { error: 'unavailable', error_description: 'not yet' })
    if (arc && request.headers.authorization !== `Basic ${CHALLENGE}`)
      return sendJson(response, 401, {}, { 'www-authenticate': `Basic realm=${join(ARC_TOKENS, 'simulated.key')}` })
    const client = url.searchParams.get('client_id')
    const resource = url.searchParams.get('msi_res_id') ?? url.searchParams.get('mi_res_id')
    if ((client !== null && client !== CLIENT) || (resource !== null && resource !== IDENTITY_RESOURCE))
      return sendJson(response, 400, { error: 'invalid_request', error_description: 'Identity not found' })
    const audience = url.searchParams.get('resource') ?? ''
    const now = simulator.now()
    sendJson(response, 200, {
      access_token: tokenFor(audience, simulator.origin, now, seconds),
      expires_on: String(Math.floor(now / 1000) + seconds),
      expires_in: String(seconds),
      resource: audience,
      token_type: 'Bearer',
    })
  })
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    environment: {
      vm: { AZURE_POD_IDENTITY_AUTHORITY_HOST: origin },
      appService: { IDENTITY_ENDPOINT: `${origin}/msi/token`, IDENTITY_HEADER: HEADER },
      arc: { IDENTITY_ENDPOINT: `${origin}/arc/metadata/identity/oauth2/token`, IMDS_ENDPOINT: origin },
    },
    requests,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

const CHALLENGE = 'simulated-challenge'

/** @returns whether this machine lets the challenge of an Arc agent be where it belongs. */
export function layArcChallenge(): boolean {
  try {
    mkdirSync(ARC_TOKENS, { recursive: true })
    writeFileSync(join(ARC_TOKENS, 'simulated.key'), CHALLENGE)
    return true
  } catch {
    return false
  }
}
