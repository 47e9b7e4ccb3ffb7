/** Signing in failed. Codes: Azure REST API reference; texts: public reports. */
import { ANSWERS } from '../rule.ts'
import { LEARN, you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('auth-login-failed', {
  literals: [],
  of: ANSWERS,
  patterns: [
    /(?<code>AADSTS\d{4,8})(?::\s*(?<message>[\s\S]{0,400}?))?(?=\s*Trace ID|\s*$|")/,
    /(?<code>AADSTS\d{4,8})/,
    /(?<code>InvalidAuthenticationToken(?:Tenant|Audience)?|ExpiredAuthenticationToken|AuthenticationFailed)\b(?<message>[\s\S]{0,300})/,
    /(?<code>AADSTS\d{3,8})\[\d+\]/,
    /(?<message>(?:give|set|grant) write permissions? to id-token[^"\n]{0,100})/,
    /(?<message>received access token is not valid[^"\n]{0,200})/,
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
  title: ({ f }) => `signing in to Azure failed${f('code') ? ` (${f('code')})` : ''}`,
  remedy: ({ f }) => [
    /ACTIONS_ID_TOKEN/.test(f('message'))
      ? you(
          'Give the job permissions: id-token: write. A pull request from a fork, and Dependabot, never get one.',
          `${LEARN}developer/github/connect-from-azure-openid-connect`,
        )
      : you(
          'Compare the federated credential of the application (issuer, subject, audience; capitals count) with the token of the job, or renew the client secret.',
          `${LEARN}developer/github/connect-from-azure-openid-connect`,
        ),
  ],
})
