/** The extension: compared with what was asked, written when it differs, and followed until the service is done with it. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Extension } from '@azure/arm-kubernetesconfiguration'
import { ActionError, messageOf } from '../errors.ts'
import { type ArmErrorFact, type Evidence, type ExtensionFact, type ExtensionState, gap } from '../model/evidence.ts'
import type { ClusterId, ExtensionRequest } from '../model/request.ts'
import type { Arm } from './arm.ts'
import { type ArmError, armErrorIn, armErrorThrown } from './arm-error.ts'
import { clusterResourceId } from './cluster.ts'
import { bodyOf, differences, refuseUnchangeable } from './extension-request.ts'

export interface InstallEnd {
  readonly result: 'installed' | 'unchanged' | 'failed'
}

export interface Install {
  /** The extension's states and the service's errors, until it is Succeeded or Failed. */
  readonly evidence: AsyncGenerator<Evidence>
  /** How it ended; undefined while it goes on. */
  end(): InstallEnd | undefined
  /** The service runs an operation that outlives this process. */
  operationRunning(): boolean
}

const POLL_MS = 3000
const RP = 'Microsoft.ContainerService'
const RESOURCE = 'managedClusters'
/** Of Microsoft.KubernetesConfiguration; any other state of an operation or a resource means that it is running. */
const TERMINAL = /^(Succeeded|Failed|Canceled)$/

/** The instance that is there, or undefined. @throws ActionError */
export async function readExtension(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
): Promise<Extension | undefined> {
  try {
    return await arm.sdk.extensions.get(cluster.resourceGroup, RP, RESOURCE, cluster.name, name, {
      abortSignal: signal,
    })
  } catch (thrown) {
    const error = armErrorThrown(thrown)
    if (error?.status === 404) return undefined
    throw new ActionError({
      doing: `Reading the extension ${name} of the managed cluster ${cluster.name}.`,
      likely: error ? `${error.code}: ${error.message}` : messageOf(thrown),
      next:
        error?.status === 403
          ? 'Give the identity the role Kubernetes Extension Contributor on the cluster.'
          : 'Nothing was written. Rerun the step.',
      cause: thrown,
    })
  }
}

/**
 * @param existing the instance that is there, as read just before.
 * @param watching resolves when the cluster is being watched: nothing is written before.
 */
export function install(
  arm: Arm,
  cluster: ClusterId,
  request: ExtensionRequest,
  existing: Extension | undefined,
  watching: Promise<void>,
  signal: AbortSignal,
): Install {
  const run = new InstallRun(arm, cluster, request, signal)
  return {
    evidence: run.follow(existing, watching),
    end: () => run.end,
    operationRunning: () => run.operationRunning,
  }
}

class InstallRun {
  end: InstallEnd | undefined
  operationRunning = false
  readonly #arm: Arm
  readonly #cluster: ClusterId
  readonly #request: ExtensionRequest
  readonly #signal: AbortSignal
  #lastState = ''
  #pollFault = ''
  #written = false
  #readFaults = 0

  constructor(arm: Arm, cluster: ClusterId, request: ExtensionRequest, signal: AbortSignal) {
    this.#arm = arm
    this.#cluster = cluster
    this.#request = request
    this.#signal = signal
  }

  async *follow(existing: Extension | undefined, watching: Promise<void>): AsyncGenerator<Evidence> {
    await watching
    let current = existing
    if (current !== undefined && !TERMINAL.test(current.provisioningState ?? '')) {
      yield* this.#changed(current, 'another operation is running on it; waiting for its end')
      this.operationRunning = true
      current = yield* this.#untilSettled()
      this.operationRunning = false
    }
    if (current !== undefined) refuseUnchangeable(this.#request, current)
    const differing = current === undefined ? ['it is not there'] : differences(this.#request, current)
    if (current !== undefined && differing.length === 0) {
      this.end = { result: 'unchanged' }
      yield* this.#changed(current, 'nothing that this step sets differs; no write')
      return
    }
    yield* this.#write(current, differing)
  }

  async *#write(existing: Extension | undefined, differing: readonly string[]): AsyncGenerator<Evidence> {
    // From here on a write may have reached Azure, whatever becomes of this process: the journal says so before.
    this.operationRunning = true
    const asked: Extension = { name: this.#request.name, extensionType: this.#request.type }
    yield* this.#changed({ ...existing, ...asked, provisioningState: 'Writing' }, '')
    const operation = await this.#put(existing)
    if (typeof operation !== 'string') {
      this.operationRunning = false
      this.end = { result: 'failed' }
      yield armErrorFact(operation, 'writing the extension')
      yield this.#fact(existing ?? { ...asked, provisioningState: '' }, '')
      return
    }
    this.#written = true
    yield* this.#seen(`written, because ${differing.join(', ')}`)
    const failure = yield* this.#untilOperationEnds(operation)
    this.operationRunning = false
    const last = await this.#readOnce()
    // Where the last state cannot be read, the operation's own end counts.
    const failed = failure !== undefined || (last !== undefined && last.provisioningState !== 'Succeeded')
    this.end = { result: failed ? 'failed' : 'installed' }
    if (failed) yield armErrorFact(failure ?? statusError(last), 'installing the extension')
    // Told in any case, as the last of it: whoever follows ends with it.
    yield this.#fact(last ?? { ...asked, provisioningState: failed ? 'Failed' : 'Succeeded' }, '')
  }

  /** @returns the operation's URL, or the error that refused the write. */
  async #put(existing: Extension | undefined): Promise<string | ArmError> {
    let operation: string | undefined
    let accepted = false
    try {
      await this.#arm.sdk.extensions.beginCreate(
        this.#cluster.resourceGroup,
        RP,
        RESOURCE,
        this.#cluster.name,
        this.#request.name,
        bodyOf(this.#request, existing),
        {
          abortSignal: this.#signal,
          onResponse: raw => {
            if (raw.request.method !== 'PUT') return
            accepted = raw.status < 300
            operation = raw.headers.get('azure-asyncoperation')
          },
        },
      )
    } catch (thrown) {
      // Once the write is accepted, what the SDK's first poll of the operation throws is read again by our own polls.
      if (!accepted) {
        this.#signal.throwIfAborted()
        return armErrorThrown(thrown) ?? { code: 'NoAnswer', message: messageOf(thrown), status: 0, details: [] }
      }
    }
    return operation ?? ''
  }

  /** The SDK's poller ends at the first failed poll and flattens a failed operation's error, so the polls are ours. */
  async *#untilOperationEnds(operation: string): AsyncGenerator<Evidence, ArmError | undefined> {
    let waitMs = POLL_MS / 3
    let broken = 0
    for (let polls = 1; operation !== ''; polls++) {
      await sleep(waitMs, undefined, { signal: this.#signal })
      const poll = await this.#poll(operation)
      if (poll === undefined) {
        broken++
        // A failed poll says nothing about the operation; it is told once per row of them.
        if (broken === 1)
          yield gap('the operation in Azure', `a poll was not answered (${this.#pollFault}); polling goes on`)
        waitMs = POLL_MS
        continue
      }
      broken = 0
      if (poll.status === 404) break
      waitMs = poll.retryAfterMs ?? POLL_MS
      const { status, error } = poll.body as { status?: string; error?: unknown }
      if (status === 'Succeeded') return undefined
      if (status === 'Failed' || status === 'Canceled')
        return (
          armErrorIn({ error }, 200) ?? {
            code: status,
            message: `The operation ended ${status}.`,
            status: 200,
            details: [],
          }
        )
      if (polls % 5 === 0) yield* this.#seen('')
    }
    const settled = yield* this.#untilSettled()
    return settled?.provisioningState === 'Succeeded' ? undefined : statusError(settled)
  }

  async #poll(operation: string) {
    try {
      const answer = await this.#arm.send('GET', operation, this.#signal)
      if (answer.status === 404 || (answer.status < 300 && answer.body instanceof Object)) return answer
      this.#pollFault = answer.error
        ? `${answer.error.code}: ${answer.error.message}`
        : `HTTP ${answer.status} without JSON`
      return undefined
    } catch (thrown) {
      this.#signal.throwIfAborted()
      if (thrown instanceof ActionError) throw thrown
      this.#pollFault = messageOf(thrown)
      return undefined
    }
  }

  /** Polls the resource itself: for operations begun by others, and for an operation URL that is gone. */
  async *#untilSettled(): AsyncGenerator<Evidence, Extension | undefined> {
    for (;;) {
      await sleep(POLL_MS, undefined, { signal: this.#signal })
      const now = await this.#readOnce()
      if (now === undefined && this.#readFaults > 0) continue
      if (now === undefined || TERMINAL.test(now.provisioningState ?? '')) return now
      yield* this.#changed(now, '')
    }
  }

  /** While an operation runs, a read that fails says nothing about it. @returns undefined then, and where it is gone. */
  async #readOnce(): Promise<Extension | undefined> {
    try {
      const extension = await readExtension(this.#arm, this.#cluster, this.#request.name, this.#signal)
      this.#readFaults = 0
      return extension
    } catch {
      this.#signal.throwIfAborted()
      this.#readFaults++
      return undefined
    }
  }

  async *#seen(why: string): AsyncGenerator<Evidence> {
    const extension = await this.#readOnce()
    if (this.#readFaults === 1)
      yield gap('the extension in Azure', 'it could not be read; the operation is followed on')
    yield* this.#changed(extension, why)
  }

  *#changed(extension: Extension | undefined, why: string): Generator<ExtensionFact> {
    if (extension === undefined) return
    const fact = this.#fact(extension, why)
    const key = JSON.stringify([fact.data, fact.text])
    if (key === this.#lastState) return
    this.#lastState = key
    yield fact
  }

  #fact(extension: Extension, why: string): ExtensionFact {
    const data = { ...stateOf(extension, this.#cluster), written: this.#written }
    const status = extension.statuses?.[0]?.message ?? ''
    return {
      kind: 'extension',
      time: new Date().toISOString(),
      object: { kind: 'Extension', name: data.name },
      text: [why, status].filter(Boolean).join('; '),
      data,
    }
  }
}

function stateOf(extension: Extension, cluster: ClusterId): Omit<ExtensionState, 'written'> {
  const name = extension.name ?? ''
  return {
    id: extension.id ?? `${clusterResourceId(cluster)}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`,
    name,
    type: extension.extensionType ?? '',
    provisioningState: extension.provisioningState ?? '',
    version: extension.currentVersion ?? extension.version ?? '',
    releaseTrain: extension.releaseTrain ?? '',
    releaseNamespace: extension.scope?.cluster?.releaseNamespace ?? '',
  }
}

/** The reason of a failed instance is in `statuses`; `errorInfo` is in the specification but was in no trace seen. */
function statusError(extension: Extension | undefined): ArmError {
  const status = extension?.statuses?.find(each => each.message)
  const info = extension?.errorInfo
  return {
    code: status?.code ?? info?.code ?? 'Unknown',
    message:
      status?.message ??
      info?.message ??
      `The extension is ${extension?.provisioningState ?? 'gone'}, and Azure gives no reason.`,
    status: 200,
    details: [],
  }
}

function armErrorFact(error: ArmError, during: string): ArmErrorFact {
  const { code, message, status, details } = error
  return { kind: 'arm-error', time: new Date().toISOString(), text: message, data: { code, status, during, details } }
}
