/**
 * The Azure CLI, asked for its session and for tokens. Not by the library's AzureCliCredential: that keeps of most errors no
 * more than "please run az login", and the number of Entra ID says what to do (docs/adr/0021).
 */
import { execFile } from 'node:child_process'
import { isRecord, parsedJson, recordOf } from '../../json.ts'
import type { AccessToken } from './kind.ts'

/** ms: the CLI starts slowly, and on a busy runner takes many seconds. */
const ANSWER_MS = 60_000
const OUTPUT_BYTES = 1024 * 1024

/** Who is signed in, as `az account show` tells it. */
export interface AzAccount {
  /** Of an application; '' for a person or a managed identity. */
  readonly clientId: string
  readonly user: string
  readonly tenantId: string
  /** Name of the cloud, such as AzureCloud. */
  readonly cloud: string
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws Error with what az says, where nobody is signed in. */
export async function readAccount(signal: AbortSignal): Promise<AzAccount> {
  const { user, tenantId, environmentName } = recordOf(await askAz(['account', 'show'], signal))
  const { name, type } = recordOf(user)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const isApplication = /^servicePrincipal$/i.test(text(type)) && GUID.test(text(name))
  return {
    clientId: isApplication ? text(name) : '',
    user: text(name),
    tenantId: text(tenantId),
    cloud: text(environmentName),
  }
}

/** @throws Error with what az says, AADSTS number included. */
export async function askAzForToken(scope: string, signal: AbortSignal): Promise<AccessToken> {
  const resource = scope.replace(/\/\.default$/, '')
  const answer = recordOf(await askAz(['account', 'get-access-token', '--resource', resource], signal))
  const { accessToken: token, expires_on: seconds, expiresOn: local } = answer
  // Older releases give the time of the runner's own zone only.
  const expiresOnTimestamp = Number(seconds) > 0 ? Number(seconds) * 1000 : Date.parse(String(local))
  if (typeof token === 'string' && token !== '' && Number.isFinite(expiresOnTimestamp))
    return { token, expiresOnTimestamp }
  throw new Error('az account get-access-token gave no token that can be used')
}

function askAz(args: readonly string[], signal: AbortSignal): Promise<unknown> {
  const windows = process.platform === 'win32'
  const spoken = `az ${args.slice(0, 2).join(' ')}`
  return new Promise((resolve, reject) => {
    execFile(
      // On Windows az is a batch file, which only a shell starts. The arguments are ours, and an https address that was checked.
      windows ? 'az.cmd' : 'az',
      [...args, '--output', 'json'],
      {
        // Not from the checkout: Windows looks there for programs first.
        cwd: windows ? (process.env['SystemRoot'] ?? 'C:\\') : '/',
        shell: windows,
        timeout: ANSWER_MS,
        maxBuffer: OUTPUT_BYTES,
        windowsHide: true,
        signal,
      },
      (fault, stdout, stderr) => {
        const answer = parsedJson(stdout)
        if (fault === null && isRecord(answer)) return resolve(answer)
        reject(faultOf(spoken, fault, stderr))
      },
    )
  })
}

function faultOf(spoken: string, fault: (Error & { code?: unknown; killed?: boolean }) | null, stderr: string): Error {
  const words = stderr
    .replace(/^(?:WARNING: .*\r?\n)+/gm, '')
    .replace(/^ERROR: /m, '')
    .trim()
  if (fault?.code === 'ENOENT' || /is not recognized as an internal or external command/.test(stderr))
    return new Error('the Azure CLI (az) is not on the PATH of this runner', { cause: fault })
  if (fault?.killed) return new Error(`${spoken} gave no answer within ${ANSWER_MS / 1000} s`, { cause: fault })
  return new Error(words === '' ? `${spoken} gave no answer` : words.slice(0, 4000), { cause: fault })
}
