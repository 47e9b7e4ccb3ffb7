/** The run, on one screen: inputs, the first request, and only then the SDKs. */
import { setSecret } from '@actions/core'
import { cloudOf } from '../azure/sign-in/cloud.ts'
import { type AssertionSource, githubAssertion } from '../azure/sign-in/github-oidc.ts'
import { entraMetadata, type Metadata } from '../azure/sign-in/metadata.ts'
import { ActionError, messageOf } from '../errors.ts'
import { Redactor } from '../evidence/redact.ts'
import { type Inputs, readInputs } from '../inputs/index.ts'
import { rawSecrets, secretsOf } from '../inputs/secrets.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import { BUG, BUG_NEXT, type RunError } from '../model/outcome.ts'
import type { GivenKubeconfig } from '../model/request.ts'
import { limitConnections } from '../network/agents.ts'
import { realPathWithin } from '../plain-file.ts'
import { openDebugLog } from '../report/console.ts'
import { reportEarly } from '../report/early.ts'
import type { Crash } from './story.ts'

/** What still holds the process once all is reported is not waited for. */
const LINGER_MS = 2000
/** A check is a few reads: connections to one host at a time. */
const CHECK_CONNECTIONS = 3
/** The first request leaves within this time, or the run does not wait for it. */
const SENT_MS = 1500

export async function run(): Promise<void> {
  const redactor = new Redactor()
  // From the first moment: what the runner cancels is to be reported, however little it had begun.
  const cancelled = new AbortController()
  const cancel = new Promise<void>(resolve => cancelled.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancelled.abort())
  const crash: Crash = {}
  process.on('uncaughtException', thrown => {
    // What a session has seen is worth its report, whatever broke; a second fault ends it all.
    const { end } = crash
    delete crash.end
    if (end !== undefined) return end(thrown)
    fail(thrown, redactor)
    process.exit()
  })
  try {
    const mask = (secret: string) => {
      redactor.register(secret)
      // The runner masks what it is told wherever it stands: a line of a bracket or two would blank half of the log.
      for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) setSecret(line.trim())
    }
    const inputs = checkedInputs(mask)
    for (const secret of secretsOf(inputs)) mask(secret)
    if (inputs.kubeconfig !== undefined) await checkKubeconfig(inputs.kubeconfig, mask)
    if (inputs.evidence !== undefined) {
      process.exitCode = (await offline(inputs.evidence)) ? 1 : 0
      return
    }
    if (inputs.summarize !== undefined) {
      const { summarize } = await import('./summarize.ts')
      if (await summarize(inputs, inputs.summarize, redactor, cancelled.signal)) process.exitCode = 1
      return
    }
    const desired = await configurationsToWrite(inputs)
    await debugRequests(redactor)
    if (inputs.mode === 'check') limitConnections(CHECK_CONNECTIONS)
    const assertion = firstRequest(inputs, mask)
    // Importing blocks: what is on the wire first comes back while the SDKs are parsed.
    const late = Promise.race([cancel, new Promise<void>(resolve => setTimeout(resolve, SENT_MS).unref())])
    await Promise.race([assertion?.sent, late])
    const metadata = metadataAhead(inputs)
    await Promise.race([metadata?.sent, late])
    const around = { assertion, metadata, redactor, cancelled: cancelled.signal }
    const red =
      inputs.discover === undefined
        ? await (await import('./story.ts')).runStory(inputs, { ...around, crash, desired })
        : await (await import('./discover.ts')).discover(inputs, inputs.discover, { ...around, onSecret: mask })
    if (red) process.exitCode = 1
  } catch (thrown) {
    fail(thrown, redactor)
  }
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

/** @returns whether anything is wrong. @throws ActionError when the evidence cannot be read. */
async function offline(path: string): Promise<boolean> {
  const [{ reportJournal }, { reportFolder }] = await Promise.all([import('./replay.ts'), import('../report/files.ts')])
  try {
    const places = [process.env['GITHUB_WORKSPACE'] ?? '', process.env['RUNNER_TEMP'] ?? '']
    return await reportJournal({
      path: realPathWithin(path, places),
      extensionName: 'The extension',
      folder: reportFolder(process.env['RUNNER_TEMP']),
      // A run's own end holds; of pasted texts, an error that nobody recognises is not green.
      outcome: (findings, errors, ended) =>
        ended ?? (findings.some(each => !each.predicted) || errors ? 'failed' : 'unchanged'),
      note: 'Diagnosed offline, from the given evidence.',
      offline: true,
      writesOutputs: true,
    })
  } catch (cause) {
    throw new ActionError({
      doing: `Reading the evidence ${path}.`,
      likely: messageOf(cause),
      next: 'Set the path of a journal (output evidence-path), or of a file with one JSON object per line with source and text, in the workspace or in RUNNER_TEMP.',
      cause,
    })
  }
}

/** A bad input is quoted, and a secret may stand where it does not belong: what is secret is masked before that. */
function checkedInputs(mask: (secret: string) => void): Inputs {
  try {
    return readInputs()
  } catch (thrown) {
    for (const secret of rawSecrets()) mask(secret)
    throw thrown
  }
}

/** A mistake of the user's, which is told before any request. @throws ActionError */
async function checkKubeconfig(given: GivenKubeconfig, onSecret: (secret: string) => void): Promise<void> {
  const { wayTo } = await import('../kubernetes/api-server/kubeconfig.ts')
  try {
    wayTo(given.text, { getToken: async () => '', onSecret, given }, () => undefined)
  } catch (cause) {
    throw new ActionError({
      doing: 'Reading the input kubeconfig.',
      likely: messageOf(cause),
      next: 'Correct the kubeconfig, or remove it: Azure provides one for a managed cluster. Nothing was sent.',
      cause,
    })
  }
}

/** What is wrong with the files is told before any request. @throws ActionError */
async function configurationsToWrite({ flux, githubToken }: Inputs): Promise<readonly DesiredConfiguration[]> {
  if (flux.files.length === 0 && flux.path === undefined) return []
  const { desiredConfigurations } = await import('../repository/desired.ts')
  const tokens = [githubToken, process.env['GITHUB_TOKEN']].filter(each => each !== undefined && each !== '')
  return desiredConfigurations(flux, process.env, tokens as string[])
}

/** Each request, where the step's debug log is on. */
async function debugRequests(redactor: Redactor): Promise<void> {
  const write = openDebugLog(text => redactor.text(text))
  if (write === undefined) return
  const { logRequests } = await import('../network/request-log.ts')
  logRequests(line => write(`request: ${line}`))
}

/** Which tenant, a session of a login step tells later. */
function metadataAhead({ identity, environment, authorityHost }: Inputs): Metadata | undefined {
  if (identity.kind !== 'oidc') return undefined
  const { authority } = cloudOf(environment, authorityHost ? { authorityHost } : {})
  return entraMetadata(authority, identity.tenantId)
}

function firstRequest({ identity }: Inputs, onSecret: (secret: string) => void): AssertionSource | undefined {
  if (identity.kind !== 'oidc' && identity.kind !== 'azure-cli') return undefined
  // The session of the Azure CLI has tokens of its own, where the job may not ask GitHub.
  if (identity.kind === 'azure-cli' && !process.env['ACTIONS_ID_TOKEN_REQUEST_URL']) return undefined
  return githubAssertion({
    url: process.env['ACTIONS_ID_TOKEN_REQUEST_URL'],
    token: process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    audience: identity.audience,
    onSecret,
  })
}

/** A user's mistake is a sentence; a bug is a sentence and a short stack, never a minified line. */
function fail(thrown: unknown, redactor: Redactor): void {
  const isKnown = thrown instanceof ActionError
  const stack = isKnown || !(thrown instanceof Error) ? [] : (thrown.stack ?? '').split('\n').slice(1, 6)
  const failed: RunError = isKnown
    ? { doing: thrown.doing, likely: thrown.likely, next: thrown.next }
    : { doing: BUG, likely: messageOf(thrown), next: BUG_NEXT }
  const clean = redactSafely(failed, redactor)
  reportEarly(clean, clean === UNREADABLE ? [] : stack.map(line => redactor.text(line)))
  process.exitCode = 1
}

const UNREADABLE: RunError = {
  doing: BUG,
  likely: 'Its text is not shown, because secrets could not be removed from it.',
  next: BUG_NEXT,
}

/** Should redaction itself be what fails, nothing is told rather than everything. */
function redactSafely(failed: RunError, redactor: Redactor): RunError {
  try {
    return redactor.deep(failed)
  } catch {
    return UNREADABLE
  }
}
