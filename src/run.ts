/** The run, on one screen: inputs, the first request, and only then the SDKs. */
import { setSecret } from '@actions/core'
import { type AssertionSource, githubAssertion } from './azure/github-oidc.ts'
import { ActionError, messageOf } from './errors.ts'
import { Redactor } from './evidence/redact.ts'
import { type Inputs, readInputs, secretsOf } from './inputs.ts'
import { reportEarly } from './report/early.ts'

/** What still holds the process once all is reported is not waited for. */
const LINGER_MS = 2000

export async function run(): Promise<void> {
  const redactor = new Redactor()
  // From the first moment: what the runner cancels is to be reported, however little it had begun.
  const cancelled = new AbortController()
  const cancel = new Promise<void>(resolve => cancelled.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancelled.abort())
  process.once('uncaughtException', thrown => {
    failed(thrown, redactor)
    process.exit()
  })
  try {
    const inputs = readInputs()
    const mask = (secret: string) => {
      redactor.register(secret)
      // The runner masks what it is told wherever it stands: a line of a bracket or two would blank half of the log.
      for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) setSecret(line.trim())
    }
    for (const secret of secretsOf(inputs)) mask(secret)
    const assertion = firstRequest(inputs, mask)
    // Importing blocks: what is on the wire first comes back while the SDKs are parsed.
    await Promise.race([assertion?.sent, cancel])
    const [{ bootstrap }, mode] = await Promise.all([import('./modes/bootstrap.ts'), modeOf(inputs)])
    if (await bootstrap(mode, inputs, assertion, redactor, cancelled.signal)) process.exitCode = 1
  } catch (thrown) {
    failed(thrown, redactor)
  }
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

async function modeOf(inputs: Inputs) {
  switch (inputs.mode) {
    case 'install':
      return (await import('./modes/install.ts')).installMode(inputs)
    case 'watch':
      return (await import('./modes/watch.ts')).watchMode(inputs)
  }
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
  const told = known ? thrown.message : `The action met an error that it does not know: ${messageOf(thrown)}`
  reportEarly(redactor.text(`${told}${stack}`))
  process.exitCode = 1
}
