/** Run command, as recorded traces show it: 202 with a place for the result, and the command's output there. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AKS_SERVER, tokenFault } from './entra.ts'
import { bodyOf, sendJson } from './server.ts'

/** What the service does with commands. */
export interface RunCommandPlan {
  /** Time from the request to the result, such as 8s. */
  readonly takes?: string
  /** The request is refused. */
  readonly refused?: { readonly status: number; readonly code: string; readonly message: string }
  /** The pod does not run (`provisioningState: failed`). */
  readonly reason?: string
  /** What comes in the place of the script's output. */
  readonly output?: string
}

export interface RunCommandState {
  readonly plan: RunCommandPlan
  /** ms of this process from the request to the result. */
  readonly takesMs: number
  readonly entra: boolean
  /** Address and PEM of the CA of the API server. */
  readonly server: string
  readonly ca: string
  /** A real one, that acts as the caller; undefined for the stand-in. */
  readonly kubectl: readonly string[] | undefined
  readonly now: () => number
}

export class RunCommands {
  readonly #results = new Map<string, { readonly readyAt: number; readonly output: Promise<string> }>()
  readonly #state: RunCommandState

  constructor(state: RunCommandState) {
    this.#state = state
  }

  async begin(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { plan, entra, takesMs, now } = this.#state
    const { command, clusterToken } = JSON.parse(await bodyOf(request)) as { command: string; clusterToken?: string }
    const { refused } = plan
    if (refused !== undefined) {
      const { status, ...error } = refused
      return sendJson(response, status, { error })
    }
    if (entra && (clusterToken === undefined || tokenFault(clusterToken, AKS_SERVER, now()) !== undefined)) {
      const message = 'This cluster have Azure Active Directory enabled, .clusterToken is required.'
      return sendJson(response, 400, { code: 'MissingAADClusterToken', message })
    }
    const id = randomBytes(16).toString('hex')
    const output = plan.output === undefined ? this.#run(command, clusterToken ?? '') : Promise.resolve(plan.output)
    this.#results.set(id, { readyAt: performance.now() + takesMs, output })
    const location = `${url.origin}${url.pathname.replace(/\/runCommand$/i, '')}/commandResults/${id}${url.search}`
    sendJson(response, 202, null, { location })
  }

  async result(response: ServerResponse, url: URL, id: string): Promise<void> {
    const result = this.#results.get(id)
    if (result === undefined)
      return sendJson(response, 404, { error: { code: 'NotFound', message: 'no such command' } })
    if (performance.now() < result.readyAt) return sendJson(response, 202, null, { location: url.href })
    const { reason } = this.#state.plan
    if (reason !== undefined)
      return sendJson(response, 200, { id, properties: { provisioningState: 'failed', reason } })
    const logs = await result.output
    sendJson(response, 200, { id, properties: { provisioningState: 'Succeeded', exitCode: 0, logs } })
  }

  /** The script itself, in a shell, with a kubectl that acts as the caller. */
  #run(command: string, token: string): Promise<string> {
    const { server, ca } = this.#state
    const folder = mkdtempSync(join(tmpdir(), 'run-command-'))
    const own = [process.execPath, join(import.meta.dirname, 'kubectl.mjs')]
    const quoted = (this.#state.kubectl ?? own).map(each => `'${each}'`).join(' ')
    const as =
      this.#state.kubectl === undefined
        ? ''
        : '--server="$KUBE_SERVER" --certificate-authority="$NODE_EXTRA_CA_CERTS" --token="$KUBE_TOKEN"'
    writeFileSync(join(folder, 'ca.pem'), ca)
    writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\nexec ${quoted} ${as} "$@"\n`, { mode: 0o755 })
    const env = {
      PATH: `${folder}:${process.env['PATH']}`,
      KUBECONFIG: '/dev/null',
      HOME: folder,
      KUBE_SERVER: server,
      KUBE_TOKEN: token,
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    }
    return new Promise(resolve => {
      execFile('sh', ['-c', command], { env, maxBuffer: 2 ** 24 }, (_, stdout, stderr) => {
        // The service hands over 512 kB and no more.
        resolve((stdout + stderr).slice(0, 512 * 1000))
      })
    })
  }
}
