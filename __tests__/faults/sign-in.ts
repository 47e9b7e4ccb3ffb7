/** Sign-in that fails: GitHub's side, the federated credential, the secret, the tenant. Texts as Entra ID was seen to write them. */
import { quick, type Row } from './row.ts'

const SUBJECT = 'repo:octo/demo:ref:refs/heads/main'
const TRACE =
  'Trace ID: 00000000-0000-0000-0000-0000000000a1 Correlation ID: 00000000-0000-0000-0000-0000000000b2 Timestamp: 2026-10-01 08:00:00Z'

/** An answer of Entra ID. */
function aadsts(code: number, text: string, status = 401, error = 'invalid_client') {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${text} ${TRACE}`,
      error_codes: [code],
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  }
}

const token = (answer: { status: number; body: object }) => quick({ faults: [{ at: 'token', ...answer }] })
const secret = (answer: { status: number; body: object }) => ({ ...token(answer), identity: 'client-secret' as const })
/** The three values, as they must be entered. */
const VALUES = [
  /issuer: https:\/\/token\.actions\.githubusercontent\.com/,
  /subject: repo:octo\/demo:ref:refs\/heads\/main/,
  /audience: api:\/\/AzureADTokenExchange/,
]

export const SIGN_IN: readonly Row[] = [
  {
    name: 'id-token: write is missing',
    scenario: quick(),
    without: ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    outcome: 'failed',
    reads: [/permissions:\n +id-token: write/, /fork/, /Dependabot/],
  },
  {
    name: "GitHub's issuer answers 503 twice",
    scenario: quick({ faults: [{ at: 'oidc', status: 503, times: 2 }] }),
    outcome: 'installed',
    reads: /signed in to Azure with a GitHub OIDC token/,
    planted: true,
  },
  {
    name: "GitHub's issuer answers 503 and continues to",
    fast: 5,
    scenario: quick({ faults: [{ at: 'oidc', status: 503 }] }),
    outcome: 'failed',
    reads: [/GitHub answered HTTP 503 without a token/, /githubstatus\.com/],
    planted: true,
  },
  {
    name: "GitHub's issuer refuses (401)",
    scenario: quick({ faults: [{ at: 'oidc', status: 401, body: { message: 'no' } }] }),
    outcome: 'failed',
    reads: /GitHub answered HTTP 401 without a token: {"message":"no"}/,
    planted: true,
  },
  {
    name: 'no federated credential of this subject (700213)',
    scenario: token(
      aadsts(700213, `No matching federated identity record found for presented assertion subject '${SUBJECT}'.`),
    ),
    outcome: 'failed',
    reads: [/AADSTS700213/, ...VALUES],
    planted: true,
  },
  {
    name: 'a subject that differs in capitals only (7002138), by the simulator itself',
    scenario: quick({ entra: { subject: 'repo:Octo/demo:ref:refs/heads/main' } }),
    outcome: 'failed',
    reads: [/AADSTS7002138/, /case-sensitive/, /subject: repo:Octo\/demo/, /The subject has capital letters/],
  },
  {
    name: 'no federated credential of this issuer (700211)',
    scenario: token(aadsts(700211, 'No matching federated identity record found for presented assertion issuer.')),
    outcome: 'failed',
    reads: [/AADSTS700211/, /has this issuer/, ...VALUES],
    planted: true,
  },
  {
    name: 'no federated credential of this audience (700212)',
    scenario: token(aadsts(700212, 'No matching federated identity record found for presented assertion audience.')),
    outcome: 'failed',
    reads: [/AADSTS700212/, /has this audience/, /input audience/, ...VALUES],
    planted: true,
  },
  {
    name: 'no federated credential matches, the older text (70021)',
    scenario: token(
      aadsts(
        70021,
        `No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com'. Assertion Subject: '${SUBJECT}'. Assertion Audience: 'api://AzureADTokenExchange'.`,
        400,
        'invalid_request',
      ),
    ),
    outcome: 'failed',
    reads: [/AADSTS70021:/, ...VALUES],
    planted: true,
  },
  {
    name: 'no federated credential at all (70025)',
    scenario: token(aadsts(70025, 'The client has no configured federated identity credentials.')),
    outcome: 'failed',
    reads: [/AADSTS70025/, /has no federated credential/, ...VALUES],
    planted: true,
  },
  {
    name: "GitHub's token outside its time (700024)",
    scenario: token(aadsts(700024, 'Client assertion is not within its valid time range.')),
    outcome: 'failed',
    reads: [/AADSTS700024/, /Rerun the job/, /clock/],
    planted: true,
  },
  {
    name: 'no such application in the tenant (700016)',
    scenario: token(
      aadsts(700016, "Application with identifier 'x' was not found in the directory 'y'.", 400, 'unauthorized_client'),
    ),
    outcome: 'failed',
    reads: [/AADSTS700016/, /Tenant aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee has no application/, /not the object id/],
    planted: true,
  },
  {
    name: 'no such tenant (90002)',
    scenario: quick({
      faults: [{ at: 'discovery', ...aadsts(90002, "Tenant 'x' not found.", 400, 'invalid_request') }],
    }),
    outcome: 'failed',
    reads: [/Tenant aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee does not exist/, /Check tenant-id/],
    planted: true,
  },
  {
    name: 'a wrong client secret (7000215)',
    scenario: secret(
      aadsts(
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'x'.",
      ),
    ),
    outcome: 'failed',
    reads: [/AADSTS7000215/, /value of a valid secret in client-secret, not its id/],
    planted: true,
  },
  {
    name: 'an expired client secret (7000222)',
    scenario: secret(aadsts(7000222, "The provided client secret keys for app 'x' are expired.")),
    outcome: 'failed',
    reads: [/AADSTS7000222/, /has expired/, /az ad app credential reset/],
    planted: true,
  },
  {
    name: 'an error of Entra ID that is not known',
    scenario: token(aadsts(53003, 'Access has been blocked by Conditional Access policies.', 400, 'invalid_grant')),
    outcome: 'failed',
    reads: [/AADSTS53003/, /login\.microsoftonline\.com\/error\?code=53003/],
    planted: true,
  },
  ...(['reset', 503] as const).flatMap(fault =>
    (['discovery', 'token'] as const).map(at => ({
      name: `Entra ID, ${at}: ${fault} twice`,
      scenario: quick({ faults: [{ at, times: 2, ...(fault === 'reset' ? { cut: fault } : { status: fault }) }] }),
      outcome: 'installed',
      reads: /signed in to Azure/,
      planted: true,
    })),
  ),
  ...(
    [
      ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' }, body: {} }],
      ['429 without Retry-After', { status: 429, body: {} }],
      ['408', { status: 408, text: '' }],
      ["a proxy's page (200)", { status: 200, text: '<html>sign in</html>' }],
      ['half of its JSON', { cut: 'half' as const }],
      [
        'temporarily_unavailable',
        aadsts(90033, 'A transient error has occurred. Please try again.', 400, 'temporarily_unavailable'),
      ],
    ] as const
  ).flatMap(([name, fault]) =>
    (['oidc', 'discovery', 'token'] as const)
      .filter(at => at !== 'oidc' || name !== 'temporarily_unavailable')
      .map(at => ({
        name: `${at}: ${name}, twice`,
        scenario: quick({ faults: [{ at, times: 2, ...fault }] }),
        fast: 4,
        outcome: 'installed',
        reads: /signed in to Azure/,
        planted: true,
      })),
  ),
  ...(
    [
      ["a proxy's page (200)", { status: 200, text: '<html>sign in here</html>' }, /HTTP 200: <html>sign in here/],
      ['503 with words', { status: 503, text: 'upstream is down' }, /HTTP 503: upstream is down/],
      ['a connection that breaks off', { cut: 'reset' as const }, /socket hang up|ECONNRESET/],
    ] as const
  ).flatMap(([name, fault, reads]) =>
    (['discovery', 'token'] as const).map(at => ({
      name: `${at}: ${name}, and it continues: the words are kept`,
      scenario: quick({ faults: [{ at, ...fault }] }),
      fast: 6,
      outcome: 'failed',
      writes: [],
      reads,
      planted: true,
    })),
  ),
]
