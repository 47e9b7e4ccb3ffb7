/** The run, on one screen: inputs, the first request, and only then the SDKs. */
import { error, setOutput, setSecret } from '@actions/core'
import { type AssertionSource, githubAssertion } from './azure/github-oidc.ts'
import { ActionError, messageOf } from './errors.ts'
import { Redactor } from './evidence/redact.ts'
import { type Inputs, readInputs, secretsOf } from './inputs.ts'
import { forAnnotation } from './report/neutralise.ts'

/** Protected settings may hold what is no secret; masked, such words would blank half of the report. */
const ORDINARY = /^(true|false|yes|no|on|off|null|none|enabled|disabled|\d{1,5})$/i

/** What still holds the process once all is reported is not waited for. */
const LINGER_MS = 2000

export async function run(): Promise<void> {
  const redactor = new Redactor()
  process.once('uncaughtException', thrown => {
    failed(thrown, redactor)
    process.exit()
  })
  try {
    const inputs = readInputs()
    const mask = (secret: string) => {
      redactor.register(secret)
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') setSecret(line.trim())
    }
    for (const secret of secretsOf(inputs)) if (!ORDINARY.test(secret)) mask(secret)
    const assertion = firstRequest(inputs, mask)
    // Importing blocks: what is on the wire first comes back while the SDKs are parsed.
    await assertion?.sent
    const { installMode } = await import('./modes/install.ts')
    if (await installMode(inputs, assertion, redactor)) process.exitCode = 1
  } catch (thrown) {
    failed(thrown, redactor)
  }
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

function firstRequest({ identity }: Inputs, onSecret: (secret: string) => void): AssertionSource | undefined {
  if (identity.kind !== 'github-oidc') return undefined
  return githubAssertion({
    url: process.env['ACTIONS_ID_TOKEN_REQUEST_URL'],
    token: process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    audience: identity.audience,
    onSecret,
  })
}

/** A user's mistake is a sentence; a bug is a sentence and a short stack, never a minified line. */
function failed(thrown: unknown, redactor: Redactor): void {
  const known = thrown instanceof ActionError
  const stack =
    known || !(thrown instanceof Error) ? '' : `\n${(thrown.stack ?? '').split('\n').slice(1, 6).join('\n')}`
  const text = redactor.text(
    `${known ? thrown.message : `The action met an error that it does not know: ${messageOf(thrown)}`}${stack}`,
  )
  error(text.split('\n').map(forAnnotation).join('\n'), { title: 'The step could not go on' })
  setOutput('outcome', 'failed')
  process.exitCode = 1
}
