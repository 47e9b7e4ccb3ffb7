/** What every mode begins with: the session, its end by timeout or cancel, and the inputs as evidence. */
import { resolve } from 'node:path'
import { setSecret } from '@actions/core'
import type { Redactor } from '../evidence/redact.ts'
import type { Inputs } from '../inputs/index.ts'
import type { Evidence } from '../model/evidence.ts'
import { releaseNamespace, spokenName } from '../model/extension-types.ts'
import { leaveForPost } from '../report/state.ts'
import { Session } from './session.ts'

export interface Begun {
  readonly session: Session
  /** Masks a secret everywhere, before it is used. */
  readonly onSecret: (secret: string) => void
  /** Takes the timer and the listeners away again. */
  readonly release: () => void
}

/** @param cancelled aborted when the runner cancels the step. @param onTimeout called when its time is over. */
export function begin(inputs: Inputs, redactor: Redactor, cancelled: AbortSignal, onTimeout: () => void): Begun {
  const session = new Session({
    redactor,
    extensionName: spokenName(inputs.extension),
    stopOnProvenCause: inputs.stopOnProvenCause,
    timeoutMs: inputs.timeoutMs,
    logs: inputs.logs,
    commentToken: inputs.commentToken,
    checkRunToken: inputs.checkRunToken,
    env: process.env,
    actionRoot: resolve(import.meta.dirname, '../..'),
  })
  leaveForPost('journal', session.journal.path || 'none')
  leaveForPost('extension', spokenName(inputs.extension))
  const timer = setTimeout(onTimeout, inputs.timeoutMs)
  const cancel = () => session.end('cancelled')
  cancelled.addEventListener('abort', cancel, { once: true })
  if (cancelled.aborted) cancel()
  return {
    session,
    onSecret(secret) {
      redactor.register(secret)
      setSecret(secret)
    },
    release() {
      clearTimeout(timer)
      cancelled.removeEventListener('abort', cancel)
    },
  }
}

/** The inputs as evidence: names and choices, no value that may be secret. */
export function runFact(inputs: Inputs): Evidence {
  const { check, cluster, extension, identity, mode } = inputs
  return {
    kind: 'run',
    time: new Date().toISOString(),
    text: 'began',
    data: {
      inputs: {
        mode,
        'cluster-name': cluster.name,
        'cluster-type': cluster.type,
        'resource-group': cluster.resourceGroup,
        'subscription-id': cluster.subscriptionId,
        'extension-type': extension.type,
        'extension-name': extension.name,
        'release-namespace': releaseNamespace(undefined, extension),
        'extension-version': extension.version ?? '',
        'configuration-settings': Object.keys(extension.settings).join(' '),
        'configuration-protected-settings': Object.keys(extension.protectedSettings).join(' '),
        'flux-configuration-names': inputs.flux.names.join(' '),
        // Configurations that the step may write, beside the extension.
        'flux-writes': String(inputs.flux.files.length > 0 || inputs.flux.path !== undefined),
        check: mode === 'install' ? check : '',
        identity: identity.kind,
      },
    },
  }
}
