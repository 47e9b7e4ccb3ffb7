/**
 * Why a sign-in failed, as a fact: what Entra ID or the Azure CLI said, and whom it was for. Entra ID numbers its errors
 * (AADSTS…); @azure/identity keeps the number in the message only.
 */
import { messageOf, Refusal } from '../../errors.ts'
import type { SignInAttempt } from '../../model/evidence.ts'
import { applicationOf, CREDENTIALS, type Identity } from '../../model/identity.ts'
import type { AzAccount } from './az.ts'
import type { Cloud } from './cloud.ts'
import type { Claims } from './github-oidc.ts'

/** The code of a sign-in without a number of Entra ID: there was no answer, or not one of Entra ID's. */
export const NO_TOKEN = 'NoToken'

/** Whom a sign-in is for. */
export interface Whom {
  readonly identity: Identity
  readonly cloud: Cloud
  /** Who is signed in to the Azure CLI, where that is asked. */
  readonly account: AzAccount | undefined
}

/** @param claims of the assertion that GitHub gave, where there is one. @returns what the run ends on. */
export function signInError({ identity, cloud, account }: Whom, claims: Claims | undefined, cause: unknown): Refusal {
  const message = wordsOfCause(cause)
  const code = /AADSTS\d+/.exec(message)?.[0] ?? NO_TOKEN
  const { clientId, tenantId } = account ?? applicationOf(identity)
  const signIn: SignInAttempt = {
    identity: identity.kind,
    tenant: tenantId,
    application: clientId,
    issuer: claims?.issuer ?? '',
    subject: claims?.subject ?? '',
    audience: claims?.audience ?? '',
  }
  const where = tenantId === '' ? 'Azure' : `${new URL(cloud.authority).host}, tenant ${tenantId}`
  const as = clientId === '' ? '' : `, as application ${clientId}`
  const during = `Signing in to ${where}${as}, with ${CREDENTIALS[identity.kind]}.`
  return new Refusal(
    [
      {
        kind: 'arm-error',
        time: new Date().toISOString(),
        text: code === NO_TOKEN ? message : wordsOf(message),
        data: { code, status: code === NO_TOKEN ? 0 : 400, during, details: [], ends: true, signIn },
      },
    ],
    cause,
  )
}

/** The sentence of Entra ID, without the ids that follow it and without what the libraries put before it. */
function wordsOf(message: string): string {
  const at = message.indexOf('AADSTS')
  return (message.slice(at).split(/\s*Trace ID:/)[0] ?? '').slice(0, 4000)
}

/** What was answered says more than what MSAL made of it. */
function wordsOfCause(cause: unknown): string {
  return cause instanceof Error && cause.cause !== undefined ? cause.message : messageOf(cause)
}
