/**
 * The GitHub OIDC assertion. It lives about five minutes (GitHub Docs, "OpenID Connect reference") while an install
 * takes longer, and @azure/identity asks for it twice per token: so it is kept while fresh and asked anew after that.
 *
 * Asked with node:https rather than @actions/core's getIDToken, which brings an HTTP client of 400 kB into the entry:
 * this is the run's first request, and it must leave before an SDK is parsed (docs/adr/0003).
 */
import { ActionError, messageOf } from '../../errors.ts'
import { isFinal, trustHint } from '../../network/faults.ts'
import { getText } from '../../network/get.ts'
import { retryAfter } from '../pause.ts'
import { isPassingStatus, Passing, retry } from './retry.ts'

export interface AssertionSource {
  /** @returns the assertion, asked anew when less than a minute of it is left. @throws ActionError */
  get(): Promise<string>
  /** What the last assertion says of itself; undefined before the first, and where it is no JWT. */
  claims(): Claims | undefined
  /** @returns why there is none yet, as a sentence; '' where nothing is waited for. */
  waits(): string
  /** Resolves once the first request's bytes have left (or it failed): the time to load an SDK. */
  readonly sent: Promise<void>
}

/** The claims by which Entra ID finds a federated credential, as they must be entered there. */
export interface Claims {
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

export interface OidcOptions {
  readonly url: string | undefined
  readonly token: string | undefined
  readonly audience: string
  /** Told every assertion before it is used, so that it can be masked. */
  readonly onSecret: (secret: string) => void
  readonly now?: () => number
}

const DOING = 'Signing in to Azure with a GitHub OIDC token.'
const PERMISSIONS = `Grant the job id-token: write, and keep the other permissions it needs. Pull requests from forks and Dependabot runs never get it: skip the step there.

    permissions:
      id-token: write
      contents: read

A reusable workflow gets it only if its caller grants it too. To skip the step:

    if: github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'`

/** Asks for the first assertion at once. @throws ActionError when the job may not ask for one. */
export function githubAssertion(options: OidcOptions): AssertionSource {
  const { url, token } = options
  if (!url || !token)
    throw new ActionError({
      doing: DOING,
      likely: 'Missing permission: id-token: write (ACTIONS_ID_TOKEN_REQUEST_URL is not set).',
      next: PERMISSIONS,
    })
  options.onSecret(token)
  const now = options.now ?? Date.now
  let payload: Record<string, unknown> = {}
  const { promise: sent, resolve } = Promise.withResolvers<void>()
  let waiting = ''
  const ask = async (): Promise<{ value: string; expires: number }> => {
    const address = new URL(`${url}&audience=${encodeURIComponent(options.audience)}`)
    waiting = `GitHub (${address.host}) has not returned a token yet`
    const value = await retry(async () => {
      try {
        return await askGitHub(address, token, resolve)
      } catch (thrown) {
        if (thrown instanceof ActionError) waiting = `${thrown.likely.replace(/\.$/, '')}; retrying`
        throw thrown
      }
    })
    waiting = ''
    options.onSecret(value)
    payload = payloadOf(value)
    const { exp } = payload
    return { value, expires: typeof exp === 'number' ? exp * 1000 : now() + 300_000 }
  }
  let current = ask()
  let asked = 0
  // Nobody may be waiting yet when the first one fails; whoever calls get() is told.
  current.catch(() => resolve())
  return {
    sent,
    waits: () => waiting,
    claims() {
      const { iss, sub, aud } = payload
      if (typeof iss !== 'string' || typeof sub !== 'string') return undefined
      return { issuer: iss, subject: sub, audience: String(aud) }
    },
    async get() {
      // One that failed is asked for anew as well: what failed once may be over.
      const fresh = await current.then(
        ({ expires }) => expires - now() >= 60_000,
        () => asked++ === 0,
      )
      if (!fresh) current = ask()
      return (await current).value
    },
  }
}

/** @returns the claims of a JWT; none where it is not one. Its signature is for Entra ID to check. */
function payloadOf(jwt: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** ms for GitHub's whole answer. */
const DEADLINE_MS = 20_000
/** Bytes of GitHub's answer. */
const ANSWER_LIMIT = 64 * 1024

async function askGitHub(url: URL, token: string, onSent: () => void): Promise<string> {
  const fail = (likely: string, cause: unknown) =>
    new ActionError({
      doing: DOING,
      likely,
      next: 'Rerun the job. If it fails again, check githubstatus.com and, on a self-hosted runner, its proxy.',
      cause,
    })
  const got = await getText(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': 'actions/oidc-client' },
    deadlineMs: DEADLINE_MS,
    limit: ANSWER_LIMIT,
    onSent,
  }).catch((error: unknown) => {
    const why = `GitHub could not be reached: ${messageOf(error)}${trustHint(error)}`
    throw fail(`${why}.`, isFinal(error) ? error : new Passing(why, error))
  })
  const { status, text } = got
  const value = assertionIn(text)
  if (status === 200 && value) return value
  const told = `GitHub answered HTTP ${status} without a token: ${text.slice(0, 200) || 'the answer is empty'}`
  const passes = isPassingStatus(status) || status < 300
  const { 'retry-after': after, date } = got.headers
  throw fail(told, passes ? new Passing(told, undefined, retryAfter(after, date)) : undefined)
}

function assertionIn(body: string): string | undefined {
  try {
    const value = (JSON.parse(body) as { value?: unknown }).value
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}
