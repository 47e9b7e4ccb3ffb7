/**
 * Why a sign-in failed, and what to mend. Entra ID numbers its errors (AADSTS…); @azure/identity keeps the number in the
 * message only. Meanings: Microsoft Learn, "Microsoft Entra authentication and authorization error codes", and public reports.
 */
import { ActionError, messageOf } from '../../errors.ts'
import type { Identity } from '../../model/request.ts'
import type { Cloud } from './cloud.ts'
import type { Claims } from './github-oidc.ts'

interface Reason {
  readonly likely: string
  readonly next: string
}

/** @param claims of the assertion that GitHub gave, where there is one. @returns what the user reads. */
export function signInError(identity: Identity, cloud: Cloud, claims: Claims | undefined, cause: unknown): ActionError {
  const message = wordsOfCause(cause)
  if (identity.kind === 'azure-cli')
    return new ActionError({
      doing: 'Signing in to Azure with the Azure CLI session of this job.',
      likely: `No client-id was given, and the Azure CLI has no usable session: ${message}`,
      next: 'Run azure/login before this step, or give client-id, tenant-id and subscription-id to this one.',
      cause,
    })
  const number = /AADSTS(\d+)/.exec(message)?.[1]
  const { likely, next } = reasonOf(number, identity, claims, message)
  return new ActionError({
    doing: `Signing in to ${new URL(cloud.authority).host}, tenant ${identity.tenantId}, as application ${identity.clientId} (${identity.kind}).`,
    likely: number === undefined ? likely : `${likely}\nEntra ID: ${wordsOf(message)}`,
    next,
    cause,
  })
}

function reasonOf(
  number: string | undefined,
  { tenantId, clientId }: Exclude<Identity, { kind: 'azure-cli' }>,
  claims: Claims | undefined,
  message: string,
): Reason {
  switch (number) {
    case '700016':
      return {
        likely: `Tenant ${tenantId} has no application ${clientId}.`,
        next: 'Check client-id and tenant-id: the application (client) id, not the object id, and the tenant in which it is registered.',
      }
    case '90002':
    case '900023':
      return {
        likely: `There is no tenant ${tenantId}.`,
        next: 'Check tenant-id (the directory id in the Azure portal under Microsoft Entra ID), and environment where it is not the public cloud.',
      }
    case '7000215':
      return {
        likely: `The client secret is not one of application ${clientId}.`,
        next: "Give the secret's value in client-secret, not its id; where it was lost, make a new one: az ad app credential reset --id <client-id> --append. Better: a federated credential, which needs no secret.",
      }
    case '7000222':
      return {
        likely: `The client secret of application ${clientId} has expired.`,
        next: 'Make a new one (az ad app credential reset --id <client-id> --append) and store it, or use a federated credential, which does not expire.',
      }
    case '700024':
      return {
        likely: "GitHub's token was outside its five minutes when Entra ID looked at it.",
        next: 'Rerun the job. On a self-hosted runner, check its clock first.',
      }
    case '70025':
      return { likely: `Application ${clientId} has no federated credential at all.`, next: toEnter(claims) }
    case '700211':
      return { likely: 'No federated credential of the application has this issuer.', next: toEnter(claims) }
    case '700212':
      return {
        likely: 'No federated credential of the application has this audience.',
        next: `${toEnter(claims)}\nThe input audience sets what this step asks GitHub for.`,
      }
    case '7002137':
    case '7002138':
      return {
        likely:
          'No federated credential of the application has this subject\nThis code is seen where only capital letters differ: Entra ID tells them apart.',
        next: toEnter(claims),
      }
    case '700213':
    case '70021':
      return {
        likely: 'No federated credential of the application matches the token of this job.',
        next: toEnter(claims),
      }
    default:
      return {
        likely: message,
        next:
          number === undefined
            ? `Check tenant-id, client-id, and that the runner reaches this host${process.env['HTTPS_PROXY'] || process.env['https_proxy'] ? ' (by the proxy in HTTPS_PROXY)' : ''}; rerun the step.`
            : `Look up AADSTS${number} at https://login.microsoftonline.com/error?code=${number}.`,
      }
  }
}

/** The three values as they must stand in the federated credential; the subject's form is GitHub's and is not built here. */
function toEnter(claims: Claims | undefined): string {
  const where =
    'In the Azure portal: App registrations, the application, Certificates & secrets, Federated credentials.'
  if (claims === undefined) return `Compare issuer, subject and audience of its federated credentials. ${where}`
  const { issuer, subject, audience } = claims
  const capitals = /[A-Z]/.test(subject)
    ? [`The subject holds capital letters, and they count: '${subject.toLowerCase()}' would be another.`]
    : []
  return [
    `The federated credential must hold exactly:`,
    '',
    `    issuer    ${issuer}`,
    `    subject   ${subject}`,
    `    audience  ${audience}`,
    '',
    ...capitals,
    `${where} The subject is of this branch, tag, environment or pull request: another trigger has another one. A new credential can take minutes to work.`,
  ].join('\n')
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
