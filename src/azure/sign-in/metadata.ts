/**
 * Entra ID's metadata of a tenant (OpenID Connect Discovery). MSAL asks for it before its first token, and again with each new
 * client, while it never changes within a run. So it is asked for once, together with GitHub's token.
 */
import { type Got, getText } from '../../network/get.ts'

/** ms; after that MSAL asks by itself, with its own retries. */
const DEADLINE_MS = 5000
const LIMIT = 64 * 1024

export interface Metadata {
  /** As MSAL asks for it. */
  readonly url: string
  /** undefined where it did not come. */
  readonly answer: Promise<Got | undefined>
  /** Resolves once the request's bytes have left, or it failed. */
  readonly sent: Promise<void>
}

/** @param authority origin of Entra ID. Asks at once. */
export function entraMetadata(authority: string, tenantId: string): Metadata {
  const url = `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`
  const { promise: sent, resolve } = Promise.withResolvers<void>()
  const asking = getText(new URL(url), {
    headers: { accept: 'application/json' },
    deadlineMs: DEADLINE_MS,
    limit: LIMIT,
    onSent: resolve,
  })
  const answer = asking.then(
    got => (got.status === 200 ? got : undefined),
    () => undefined,
  )
  void answer.then(() => resolve())
  return { url, answer, sent }
}
