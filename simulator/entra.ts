/** Entra ID and GitHub's OIDC issuer: tokens that say for whom they are and until when, and are checked by those who get them. */
import { constants, createHash, createHmac, randomBytes, verify, X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { bodyOf, type Handler, sendJson } from './server.ts'

export const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
export const CLIENT = '99999999-8888-7777-6666-555555555555'
export const CLIENT_SECRET = 'simulated-client-secret-Q8~x'
export const REQUEST_TOKEN = 'simulated-request-token-7f3a'
export const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630'
const AUDIENCE = 'api://AzureADTokenExchange'
const ISSUER = 'https://token.actions.githubusercontent.com'
export const SUBJECT = 'repo:octo/demo:ref:refs/heads/main'

const key = randomBytes(32)

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`
}

/** @returns the claims of a token that this simulator made, whatever they say; undefined for any other text. */
function claimsOf(token: string): Record<string, unknown> | undefined {
  const [header, body, signature] = token.split('.')
  if (!header || !body || !signature) return undefined
  const expected = createHmac('sha256', key).update(`${header}.${body}`).digest('base64url')
  return signature === expected ? JSON.parse(Buffer.from(body, 'base64url').toString()) : undefined
}

const POD_ISSUER = 'https://oidc.prod-aks.simulated/runners'
const POD_SUBJECT = 'system:serviceaccount:runners:runner'

/** @param seconds that it lives. @returns the token that Kubernetes lays into the pod of a runner with workload identity. */
export function podAssertion(seconds = 3600, wall = Date.now()): string {
  const now = Math.floor(wall / 1000)
  return jwt({ iss: POD_ISSUER, sub: POD_SUBJECT, aud: [AUDIENCE], iat: now, exp: now + seconds })
}

/** Certificates that the application has, by the SHA-256 of their DER as base64url. */
const certificates = new Map<string, X509Certificate>()

/** @param pem of a certificate that belongs to the application from now on. */
export function registerCertificate(pem: string): void {
  const certificate = new X509Certificate(pem)
  certificates.set(createHash('sha256').update(certificate.raw).digest('base64url'), certificate)
}

/** @returns the claims of an assertion that a registered certificate's key signed. */
function claimsByCertificate(assertion: string): Record<string, unknown> | undefined {
  const [header = '', body = '', signature = ''] = assertion.split('.')
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
  const certificate = certificates.get(String(parsed['x5t#S256']))
  if (parsed['alg'] !== 'PS256' || certificate === undefined) return undefined
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  const key = { key: certificate.publicKey, ...padding }
  const good = verify('sha256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature, 'base64url'))
  return good ? JSON.parse(Buffer.from(body, 'base64url').toString()) : undefined
}

/** @returns what is wrong with a request's bearer token, or undefined. */
export function bearerFault(request: IncomingMessage, audience: string, now = Date.now()): string | undefined {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  return tokenFault(token, audience, now)
}

/** @returns what is wrong with a token, or undefined: for servers that ask whom it belongs to. */
export function tokenFault(token: string, audience: string, now = Date.now()): string | undefined {
  const claims = claimsOf(token)
  if (claims === undefined) return 'InvalidAuthenticationToken'
  if (claims['aud'] !== audience) return 'InvalidAuthenticationTokenAudience'
  return Number(claims['exp']) * 1000 < now ? 'ExpiredAuthenticationToken' : undefined
}

/** @returns an access token for a resource, as Entra ID gives it. */
export function tokenFor(audience: string, origin: string, wall = Date.now(), seconds = 3599): string {
  const now = Math.floor(wall / 1000)
  return jwt({ aud: audience, iss: `${origin}/${TENANT}/v2.0`, appid: CLIENT, iat: now, exp: now + seconds })
}

export interface EntraOptions {
  /** Of this server. */
  readonly origin: () => string
  /** ms since the epoch. */
  readonly now: () => number
  /** Seconds that an access token lives. */
  readonly tokenSeconds: number
  /** Of GitHub's token. */
  readonly subject: string
}

/** @returns true when the request was one of these and is answered. */
export function entraRoutes(options: EntraOptions): (...args: Parameters<Handler>) => Promise<boolean> {
  const { origin, tokenSeconds, subject } = options
  return async (request, response, url) => {
    if (url.pathname === '/github/token') {
      if (request.headers.authorization !== `Bearer ${REQUEST_TOKEN}`) sendJson(response, 401, { message: 'bad token' })
      else {
        const now = Math.floor(options.now() / 1000)
        const value = jwt({
          iss: ISSUER,
          sub: subject,
          aud: url.searchParams.get('audience'),
          iat: now,
          exp: now + 300,
        })
        sendJson(response, 200, { count: value.length, value })
      }
      return true
    }
    const [, tenant] = /^\/([\w-]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(url.pathname) ?? []
    // az asks about all organizations when it signs out.
    if (tenant === TENANT || tenant === 'organizations') {
      const base = `${origin()}/${tenant}`
      sendJson(response, 200, {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      })
      return true
    }
    if (url.pathname !== `/${TENANT}/oauth2/v2.0/token`) return false
    const form = new URLSearchParams(await bodyOf(request))
    const refused = refusalOf(form, options.now())
    if (refused !== undefined) {
      const [code, error, text] = refused
      const status = error === 'unauthorized_client' ? 400 : 401
      sendJson(response, status, {
        error,
        error_description: `AADSTS${code}: ${text} Trace ID: 00000000-0000-0000-0000-0000000000a1 Correlation ID: 00000000-0000-0000-0000-0000000000b2 Timestamp: ${new Date().toISOString()}`,
        error_codes: [code],
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      })
      return true
    }
    const audience = (form.get('scope') ?? '').split(' ')[0]?.replace(/\/\.default$/, '') ?? ''
    const token = tokenFor(audience, origin(), options.now(), tokenSeconds)
    sendJson(response, 200, {
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      ext_expires_in: tokenSeconds,
      access_token: token,
    })
    return true
  }
}

function algorithmOf(assertion: string): unknown {
  try {
    return JSON.parse(Buffer.from(assertion.split('.')[0] ?? '', 'base64url').toString()).alg
  } catch {
    return undefined
  }
}

function refusalOf(form: URLSearchParams, now: number): [number, string, string] | undefined {
  if (form.get('client_id') !== CLIENT)
    return [
      700016,
      'unauthorized_client',
      `Application with identifier '${form.get('client_id')}' was not found in the directory '${TENANT}'.`,
    ]
  const assertion = form.get('client_assertion')
  if (assertion === null)
    return form.get('client_secret') === CLIENT_SECRET
      ? undefined
      : [
          7000215,
          'invalid_client',
          'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
        ]
  if (algorithmOf(assertion) === 'PS256') {
    const own = claimsByCertificate(assertion)
    if (own?.['iss'] === CLIENT && own['sub'] === CLIENT && Number(own['exp']) * 1000 > now) return undefined
    return [
      700027,
      'invalid_client',
      'The certificate with identifier used to sign the client assertion is not registered on application.',
    ]
  }
  const claims = claimsOf(assertion)
  if (claims?.['iss'] === POD_ISSUER && claims['sub'] === POD_SUBJECT)
    return Number(claims['exp']) * 1000 < now
      ? [700024, 'invalid_client', 'Client assertion is not within its valid time range.']
      : undefined
  const subject = String(claims?.['sub'])
  if (subject !== SUBJECT || claims?.['iss'] !== ISSUER || claims['aud'] !== AUDIENCE)
    return [
      subject !== SUBJECT && subject.toLowerCase() === SUBJECT ? 7002138 : 700213,
      'invalid_client',
      `No matching federated identity record found for presented assertion subject '${subject}'.`,
    ]
  return Number(claims['exp']) * 1000 < now
    ? [700024, 'invalid_client', 'Client assertion is not within its valid time range.']
    : undefined
}
