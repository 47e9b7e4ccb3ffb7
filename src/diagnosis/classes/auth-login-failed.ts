/** Signing in failed. Codes: Azure REST API reference; texts: public reports. */

import { command } from '../../model/command.ts'
import type { SignInAttempt } from '../../model/evidence.ts'
import type { FieldName, Step } from '../../model/finding.ts'
import { AGED_SESSION } from '../../model/identity.ts'
import type { About } from '../about.ts'
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

const CREDENTIAL = `${LEARN}developer/github/connect-from-azure-openid-connect`
/** Numbers of Entra ID that say that no federated credential matches (Microsoft Learn, "Microsoft Entra authentication and authorization error codes"). */
const UNMATCHED = /^AADSTS(?:70025|70021|700211|700212|700213|7002137|7002138)$/

const TRANSIENT = /AADSTS(?:90033|90006|90024|50196|900382)\b/

function attempt({
  tenant,
  application,
  issuer,
  subject,
  audience,
  identity,
}: SignInAttempt): Partial<Record<FieldName, string>> {
  return { tenant, identity: application, issuer, subject, audience, authType: identity }
}

/** What the number means, where Entra ID's own sentence does not say it plainly. */
function why({ f }: About): string[] {
  const [application, tenant] = [f('identity') || 'the application', f('tenant')]
  const meaning: Readonly<Record<string, string>> = {
    AADSTS700016: `Tenant ${tenant} has no application ${application}.`,
    AADSTS90002: `Tenant ${tenant} does not exist.`,
    AADSTS900023: `Tenant ${tenant} does not exist.`,
    AADSTS7000215: `The client secret is not one of ${application}.`,
    AADSTS7000222: `The client secret of ${application} has expired.`,
    AADSTS700024: 'The federated token was expired or not yet valid when Entra ID read it.',
    AADSTS70025: `${application} has no federated credential.`,
    AADSTS700211: 'No federated credential of the application has this issuer.',
    AADSTS700212: 'No federated credential of the application has this audience.',
    AADSTS7002137: 'No federated credential of the application has this subject. It is case-sensitive.',
    AADSTS7002138: 'No federated credential of the application has this subject. It is case-sensitive.',
    AADSTS700213: 'No federated credential of the application matches the token of this job.',
    AADSTS70021: 'No federated credential of the application matches the token of this job.',
    InvalidAuthenticationTokenTenant: 'The subscription belongs to another tenant than the one that was signed in to.',
  }
  const known = Object.hasOwn(meaning, f('code')) ? meaning[f('code')] : undefined
  return known === undefined ? [] : [known]
}

/** The three values as they must stand in the federated credential; the subject's form is GitHub's, and is not built here. */
function claimLines({ f }: About): string[] {
  if (!UNMATCHED.test(f('code')) || f('subject') === '') return []
  return (['issuer', 'subject', 'audience'] as const).map(name => `  ${name.padEnd(8)}  ${f(name)}`)
}

/** Where no token came, and no number of Entra ID says why. */
function withoutToken(authType: string): Step {
  switch (authType) {
    case 'managed-identity':
      return you(
        "Assign the identity to this runner's machine or service (system-assigned: enable it; user-assigned: attach it), or choose another auth-type.",
        `${LEARN}entra/identity/managed-identities-azure-resources/overview`,
      )
    case 'azd':
      return you('Run azd auth login before this step, or choose another auth-type.', CREDENTIAL)
    case 'azure-cli':
      return you(
        'Run azure/login before this step, or set client-id, tenant-id and subscription-id on this step.',
        CREDENTIAL,
      )
    default:
      return you(
        'Check tenant-id and client-id, and that the runner reaches this host (proxy, firewall); rerun the step.',
        CREDENTIAL,
      )
  }
}

function stepOf({ f }: About): Step {
  const code = f('code')
  if (/ACTIONS_ID_TOKEN|id-token/.test(f('message')))
    return you(
      'Grant the job id-token: write. Pull requests from forks and Dependabot runs never get a token.',
      CREDENTIAL,
    )
  if (UNMATCHED.test(code) || /No matching federated identity/.test(f('message'))) {
    const capitals = /[A-Z]/.test(f('subject')) ? ' The subject has capital letters, and it is case-sensitive.' : ''
    const exactly =
      f('subject') === '' ? 'Compare issuer, subject and audience' : 'Enter exactly this issuer, subject and audience'
    return you(
      `${exactly} in the federated credential of the application.${capitals} Each trigger (branch, tag, environment, pull request) has its own subject.${code === 'AADSTS700212' ? " The input audience sets the audience of this step's token." : ''} A new credential can take minutes to become active.`,
      CREDENTIAL,
    )
  }
  if (TRANSIENT.test(code)) return you('Entra ID was temporarily unavailable: run the step again.', CREDENTIAL)
  switch (code) {
    case 'AADSTS700016':
      return you('Check client-id (the application id, not the object id) and tenant-id.', CREDENTIAL)
    case 'AADSTS90002':
    case 'AADSTS900023':
      return you('Check tenant-id (the directory id), and environment outside the public cloud.', CREDENTIAL)
    case 'AADSTS7000215':
    case 'AADSTS7000222':
      return you(
        'Store the value of a valid secret in client-secret, not its id. A federated credential is better: it needs no secret and does not expire. To create a new secret:',
        CREDENTIAL,
        command`az ad app credential reset --id ${f('identity') || 'CLIENT_ID'} --append`,
      )
    case 'AADSTS700024':
      // Without a token of GitHub's there was a session, which is older than the token that it came of.
      if (f('authType') === 'workload-identity')
        return you(
          "The token in the runner's pod expired: azure-workload-identity rotates it every hour. Check the pod and the clock of its node.",
          CREDENTIAL,
        )
      if (f('authType') === 'azd')
        return you('Run azd auth login right before this step: azd cannot renew this session.', CREDENTIAL)
      return f('issuer') === ''
        ? you(AGED_SESSION, CREDENTIAL)
        : you('Rerun the job. On a self-hosted runner, check its clock first.', CREDENTIAL)
    case 'InvalidAuthenticationTokenTenant':
      return you('Check tenant-id and subscription-id.', CREDENTIAL)
    case 'NoToken':
      return withoutToken(f('authType'))
  }
  if (/No subscriptions? found/.test(f('message')))
    return you(
      'The identity signed in but has no access to a subscription: assign it a role, or check subscription-id. A login without one needs allow-no-subscriptions.',
      CREDENTIAL,
    )
  if (code === 'ExpiredAuthenticationToken')
    return you('The token expired during the job: sign in again right before this step.', CREDENTIAL)
  if (/Not all values are present|Please check the credentials|Ensure 'client-id'|auth-type/.test(f('message')))
    return you(
      'Set client-id, tenant-id and subscription-id (or creds) on the login. Secrets are empty in pull requests from forks and in Dependabot runs.',
      CREDENTIAL,
    )
  if (/^AADSTS\d{5,}$/.test(code))
    return you(
      `Look up ${code} at https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}.`,
      `https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}`,
    )
  if (f('reason') === 'token-refused' || /^InvalidAuthenticationToken|^ExpiredAuthenticationToken/.test(code))
    return you('Check tenant-id and environment. On a self-hosted runner, check its clock.', CREDENTIAL)
  return you(
    'Compare the federated credential of the application (issuer, subject, audience; case-sensitive) with the token of the job, or renew the client secret.',
    CREDENTIAL,
  )
}

export const rule = textRule('auth-login-failed', {
  codes: /^(?:AADSTS\d+|NoToken|InvalidAuthenticationToken\w*|ExpiredAuthenticationToken|AuthenticationFailed)$/,
  answer: ({ status }) => status === 401,
  literals: [],
  of: [...ANSWERS, 'pod-log'],
  // Of what components log, only the API server's own word that it knows no credentials.
  when: (_, fact) => fact.kind !== 'pod-log' || /asked for the client to provide credentials/.test(fact.text),
  patterns: [
    /(?<![A-Za-z])(?<code>AADSTS\d{4,8})(?::\s*(?<message>[\s\S]{0,400}?))?(?=\s*Trace ID|\s*$|")/,
    /(?<![A-Za-z])(?<code>AADSTS\d{4,8})/,
    /(?<code>InvalidAuthenticationToken(?:Tenant|Audience)?|ExpiredAuthenticationToken|AuthenticationFailed)\b(?<message>[\s\S]{0,300})/,
    /(?<code>AADSTS\d{3,8})\[\d+\]/,
    /(?<message>(?:give|set|grant) write permissions? to id-token[^"\n]{0,100})/,
    /(?<message>received access token is not valid[^"\n]{0,200})/,
    /(?<message>failed to create azidentity credential: [^\n]{1,300})/,
    /(?<message>cannot request token: [^\n]{1,200})/,
    /(?<message>the server has asked for the client to provide credentials)/,
    /(?<message>Not all values are present[^\n]{0,200})/,
    /(?<message>(?:Az CLI )?Login failed\. Please check the credentials[^\n]{0,200})/,
    /(?<message>Login failed with Error[^\n]{0,300})/,
    /(?<message>Unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)[^"\n]{0,100})/,
    /(?<message>ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)[^"\n]{0,100})/,
    /(?<message>Please run 'az login'[^"\n]{0,100}|No subscriptions? found for[^"\n]{0,100}|The access token (?:has expired|expiry UTC time)[^"\n]{0,200}|The access token is from the wrong issuer[^\n"]{0,200}|DefaultAzureCredential failed[^"\n]{0,200})/,
  ],
  around: [
    /[Aa]pplication(?: with identifier)? '(?<identity>[^']{1,100})'/,
    /[Ss]ubject:? '(?<identity>[^']{1,300})'/,
    /for app '(?<identity>[^']{1,100})'/,
  ],
  extract: (_, fact) => (fact.kind === 'arm-error' && fact.data.signIn ? attempt(fact.data.signIn) : {}),
  // A number that was masked in part is none.
  // Entra ID's own passing faults (Microsoft Learn, "Microsoft Entra authentication and authorization error codes").
  reason: text => (TRANSIENT.test(text) ? 'transient' : 'permanent'),
  title: ({ f }) =>
    `signing in to Azure failed${f('code') && !/^AADSTS\d{1,4}$/.test(f('code')) ? ` (${f('code')})` : ''}`,
  brief: about => {
    const { f } = about
    const isUnmatched = UNMATCHED.test(f('code')) && f('subject') !== ''
    return isUnmatched ? { cause: `${why(about).join(' ')} Subject: ${f('subject')}` } : {}
  },
  cause: about => [...why(about), ...claimLines(about)],
  remedy: about => [stepOf(about)],
})
