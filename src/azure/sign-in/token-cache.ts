/** Tokens of a sign-in, kept while they are good and renewed before they end. */
import { ActionError } from '../../errors.ts'
import { signInError, type Whom } from './error.ts'
import type { AccessToken, Credential, Kind } from './kind.ts'

/** @throws Refusal with what Entra ID said, ActionError where the job may not ask GitHub: there is no token to be had. */
export type GetToken = (scope: string) => Promise<AccessToken>

export interface SignIn {
  readonly getToken: GetToken
  /** A service refused this token before its time: the next one is not taken from any cache. */
  refuse(token: string): void
}

/** A token is renewed with this much of its life left, or half of it where it lives less than twice that. */
const RENEW_MS = 300_000
/** While Entra ID does not answer, a token that is still good is used, and a new one is asked for this often. */
const AGAIN_MS = 20_000
/** With less of its life left than this a token is not used while its renewal may come. */
const SPARE_MS = 15_000
/** For a token with all that it takes, tries of each request included: the libraries wait without end. */
const ASK_MS = 240_000

interface Held {
  readonly token: AccessToken
  readonly renewAt: number
}

export interface TokenCacheOptions {
  readonly kind: Promise<Kind>
  /** @returns the error with what was answered in its place, where anything was. */
  readonly explain: (thrown: unknown) => Error
  readonly whom: Whom
  readonly onSecret: (secret: string) => void
  readonly signal: AbortSignal
}

export function tokenCache({ kind: loading, explain, whom, onSecret, signal }: TokenCacheOptions): SignIn {
  // Awaited with the first token; a rejection before that must not count as unhandled.
  loading.catch(() => undefined)
  let kind: Kind | undefined
  let credential: Credential | undefined
  const held = new Map<string, Held>()
  const asking = new Map<string, Promise<AccessToken>>()
  const ask = async (scope: string): Promise<AccessToken> => {
    const given = await once(scope)
    if (given.token !== held.get(scope)?.token.token) onSecret(given.token)
    const left = given.expiresOnTimestamp - Date.now()
    held.set(scope, { token: given, renewAt: given.expiresOnTimestamp - Math.min(RENEW_MS, left / 2) })
    return given
  }
  const once = async (scope: string): Promise<AccessToken> => {
    kind ??= await loading
    credential ??= kind.make()
    const limit = AbortSignal.timeout(ASK_MS)
    try {
      const given = await race(credential.getToken(scope, { abortSignal: AbortSignal.any([signal, limit]) }), limit)
      if (!given?.token || typeof given.token !== 'string') throw new Error('no token was returned')
      if (given.expiresOnTimestamp > Date.now()) return given
      throw new Error('the token has already expired; check the clock of the runner')
    } catch (thrown) {
      if (kind.fault?.() !== undefined) throw thrown
      // MSAL answers a throttled client from its own memory; a new one asks again.
      credential = undefined
      throw explain(thrown)
    }
  }
  const renew = (scope: string): Promise<AccessToken> => {
    let pending = asking.get(scope)
    if (pending === undefined) {
      pending = ask(scope).finally(() => asking.delete(scope))
      asking.set(scope, pending)
    }
    return pending
  }
  return {
    async getToken(scope) {
      const known = held.get(scope)
      const left = (known?.token.expiresOnTimestamp ?? 0) - Date.now()
      if (known !== undefined && Date.now() < known.renewAt) return known.token
      const renewal = renew(scope)
      if (known !== undefined && left > SPARE_MS) {
        // Nobody waits for a renewal while the token that is there is good.
        renewal.catch(() => held.set(scope, { ...known, renewAt: Date.now() + AGAIN_MS }))
        return known.token
      }
      try {
        return await renewal
      } catch (cause) {
        if (known === undefined || left <= 1000) {
          const fault = kind?.fault?.()
          throw fault instanceof ActionError ? fault : signInError(whom, kind?.claims?.(), cause)
        }
        held.set(scope, { ...known, renewAt: Date.now() + AGAIN_MS })
        return known.token
      }
    },
    refuse(token) {
      for (const [scope, each] of held) if (each.token.token === token) held.delete(scope)
      // The libraries keep a token until shortly before its end, whatever a service thinks of it.
      credential = undefined
    },
  }
}

async function race<T>(answer: Promise<T>, limit: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(limit.reason)
  limit.addEventListener('abort', late, { once: true })
  try {
    return await Promise.race([answer, promise])
  } finally {
    limit.removeEventListener('abort', late)
  }
}
