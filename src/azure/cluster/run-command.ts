/**
 * A command that Azure carries out in the cluster, in a pod of its own: the way to a private API server that needs no network
 * (Azure REST API, "Managed Clusters - Run Command").
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { recordOf, textOf } from '../../json.ts'
import { clusterArmId } from '../../model/names.ts'
import type { ClusterId } from '../../model/request.ts'
import { roleRemedy } from '../../model/roles.ts'
import type { Arm, ArmAnswer } from '../arm/client.ts'
import { lineOf } from '../arm/error.ts'

const API_VERSION = '2025-10-01'
const POLL_MS = 2000
/** ms for the whole command: its pod has a minute to be scheduled. */
const WHOLE_MS = 120_000

/**
 * @param token for the API server, where the cluster has Entra ID: the command acts as whom it is of; '' for none.
 * @returns what the command wrote.
 * @throws Error with why it did not run, and what helps where that is known
 */
export async function runCommand(
  arm: Arm,
  cluster: ClusterId,
  command: string,
  token: string,
  signal: AbortSignal,
): Promise<string> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(WHOLE_MS)])
  const path = `${clusterArmId(cluster)}/runCommand?api-version=${API_VERSION}`
  const body = { command, context: '', ...(token === '' ? {} : { clusterToken: token }) }
  // Sent once: each one that arrives is a pod.
  let answer = await arm.send('POST', path, until, { tries: 1, body })
  const { location } = answer
  if (location === '') resultIn(answer)
  for (;;) {
    const logs = isPassing(answer) ? undefined : resultIn(answer)
    if (logs !== undefined) return logs
    if (location === '') throw new Error('Azure gave no address for the result of the command')
    try {
      await sleep(POLL_MS, undefined, { signal: until })
      // A poll without a body says that it goes on: there is nothing to try again.
      answer = await arm.send('GET', location, until, { tries: 1 })
    } catch (thrown) {
      signal.throwIfAborted()
      throw until.aborted ? new Error(`the command returned no result within ${WHOLE_MS / 1000} s`) : thrown
    }
  }
}

/** Of a poll that a front end did not answer: nothing follows from it. */
function isPassing({ error, location }: ArmAnswer): boolean {
  return error !== undefined && location === '' && (error.status === 0 || error.status === 429 || error.status >= 500)
}

/** @returns what the command wrote; undefined while it goes on. @throws Error where it did not run */
function resultIn(answer: ArmAnswer): string | undefined {
  if (answer.error !== undefined) throw new Error(wordsOf(answer))
  const { provisioningState, logs, exitCode, reason } = recordOf(recordOf(answer.body)['properties'])
  const state = textOf(provisioningState)
  if (/^failed$/i.test(state)) throw new Error(explain(String(reason ?? 'it failed')))
  if (answer.status !== 200 || !/^succeeded$/i.test(state)) return undefined
  // The script goes on after what fails in it: an exit code says that it did not run at all.
  if (typeof logs === 'string' && (exitCode === 0 || logs !== '')) return logs
  throw new Error(`the command exited with code ${String(exitCode)} and no output`)
}

function wordsOf({ error }: ArmAnswer): string {
  const words = error === undefined ? '' : lineOf(error)
  return explain([words, roleRemedy(words)].filter(Boolean).join(' '))
}

/** Source of the texts: Microsoft Learn, "Resolve az aks command invoke failures", and public issues. */
function explain(words: string): string {
  if (/not schedulable|did not start within|KubernetesPerformanceError|KubernetesOperationError/i.test(words))
    return `${words} The pod of a run command tolerates no taint: it needs a node with free resources outside the system pools.`
  if (/admission webhook|ValidatingAdmissionPolicy|denied the request/i.test(words))
    return `${words} A policy denies the pod of the run command: exempt the namespace aks-command.`
  return words
}
