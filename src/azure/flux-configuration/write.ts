/** Writes Flux configurations: only what differs, nothing that somebody else owns unasked, and nothing is deleted. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../../errors.ts'
import { command } from '../../model/command.ts'
import { type Evidence, gap } from '../../model/evidence.ts'
import type { DesiredConfiguration } from '../../model/flux-configuration.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm, Method } from '../arm/client.ts'
import { type ArmError, isBusy, lineOf, refusal, stateAsError } from '../arm/error.ts'
import { compare, ownerOf, patchOf, unnamedSecrets } from './compare.ts'
import {
  askConfiguration,
  type ConfigurationReading,
  listConfigurations,
  type ReadConfiguration,
  readConfiguration,
} from './read.ts'

const POLL_MS = 3000
/** Two reads this far apart are two witnesses that there is none. */
const APART_MS = 5000
/** Another operation is waited for. */
const BUSY_MS = 10_000
const TRIES = 4
/** A read may still be of what was there before the write for this long. */
const STALE_MS = 60_000
const FAILED = /^(?:Failed|Canceled)$/
/** Polls between two lines that say that it is waited for. */
const SAY_EVERY = 20

/** What is asked of the writer, besides the configurations. */
export interface WriteOptions {
  /** Of each configuration, by name; plain. */
  readonly protectedSettings: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly adopt: boolean
  readonly allowRemovingSecrets: boolean
  /** Ids of the identity that signs in. */
  readonly identity: readonly string[]
  readonly log: (text: string) => void
  readonly signal: AbortSignal
}

/** What is to be sent for one configuration. */
interface Plan {
  readonly desired: DesiredConfiguration
  readonly method: 'PUT' | 'PATCH' | ''
  readonly body: object
  /** It holds secrets, of which no read tells whether they were taken. */
  readonly hasSecrets: boolean
  /** When somebody wrote it last before; '' where it did not exist. */
  readonly changedAt: string
}

/**
 * All of them are read and compared before the first is written.
 * @returns names of those that were written. @throws ActionError for what may not be written, Refusal for what Azure refuses
 */
export async function* writeConfigurations(
  arm: Arm,
  cluster: ClusterId,
  all: readonly DesiredConfiguration[],
  options: WriteOptions,
): AsyncGenerator<Evidence, ReadonlySet<string>> {
  const plans: Plan[] = []
  const refusals: Refusals = { sentences: [], commands: [] }
  const { sentences, commands } = refusals
  for (const desired of all) {
    const existing = await presence(arm, cluster, desired.name, options.signal)
    const plan = planFor(desired, existing, options, refusals, cluster)
    if (plan !== undefined) plans.push(plan)
  }
  if (sentences.length > 0)
    throw new ActionError({
      doing: `Comparing the Flux configurations of ${cluster.name} with this step's.`,
      likely: sentences.map(each => `- ${each}`).join('\n'),
      next:
        commands.length === 0
          ? 'Correct the files or the inputs of this step. Nothing was written to any Flux configuration.'
          : [
              'Delete the configuration first, then run the step again. With prune this deletes everything it applied and cannot be undone. Nothing was written to any Flux configuration.',
              ...commands.map(each => `    ${each}`),
            ].join('\n'),
    })
  yield* reportOthers(arm, cluster, all, options)
  const written = new Set<string>()
  for (const plan of plans) {
    if (plan.method === '') {
      options.log(`Flux configuration ${plan.desired.name}: unchanged`)
      continue
    }
    await send(arm, cluster, plan, options)
    written.add(plan.desired.name)
    options.log(`Flux configuration ${plan.desired.name}: written (${plan.method})`)
    await settle(arm, cluster, plan, options)
  }
  return written
}

/** Not there needs two witnesses: a read and, some seconds later, another. @throws Refusal where it cannot be read */
async function presence(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
): Promise<ReadConfiguration | undefined> {
  let reading: ConfigurationReading
  for (let tries = 1; ; tries++) {
    reading = await readConfiguration(arm, cluster, name, signal)
    if (reading.is === 'existing') return reading.configuration
    if (reading.is === 'missing' && tries >= 2) return undefined
    if (tries >= TRIES) break
    await sleep(APART_MS, undefined, { signal })
  }
  throw refusal(
    reading.error,
    `Reading the Flux configuration ${name}. Unknown whether it exists, so nothing was written.`,
  )
}

/** Why configurations cannot be written, and the commands that would make room for them. */
interface Refusals {
  readonly sentences: string[]
  readonly commands: string[]
}

function planFor(
  desired: DesiredConfiguration,
  existing: ReadConfiguration | undefined,
  { protectedSettings, adopt, allowRemovingSecrets, identity, log }: WriteOptions,
  refusals: Refusals,
  cluster: ClusterId,
): Plan | undefined {
  const { name, properties, from } = desired
  const secrets = protectedSettings[name] ?? {}
  const rest = { hasSecrets: Object.keys(secrets).length > 0, changedAt: existing?.state.changedAt ?? '' }
  const secretBody = Object.keys(secrets).length === 0 ? {} : { configurationProtectedSettings: toBase64(secrets) }
  if (existing === undefined)
    return { desired, ...rest, method: 'PUT', body: { properties: { ...properties, ...secretBody } } }
  const comparison = compare(desired, existing.properties)
  const { fixed, extra } = comparison
  // What Azure could not apply is sent again, whole: nothing else makes it try again.
  const isFailed = FAILED.test(existing.state.provisioningState)
  const differ = isFailed
    ? Object.keys(properties).filter(each => each !== 'scope' && each !== 'namespace')
    : comparison.differ
  const where = from === '' ? name : `${name} (${from})`
  if (extra.length > 0)
    log(`Flux configuration ${name}: keeping Kustomizations that only Azure has: ${extra.join(', ')}`)
  if (fixed.length > 0) {
    const { command: shown = '' } =
      command`az k8s-configuration flux delete --resource-group ${cluster.resourceGroup} --cluster-name ${cluster.name} --cluster-type ${cluster.type} --name ${name}`
    refusals.sentences.push(`${where}: ${fixed.join(' and ')} cannot be changed after creation`)
    if (shown !== '') refusals.commands.push(shown)
    return undefined
  }
  const dropped = Object.keys(secrets).length === 0 ? [] : unnamedSecrets(existing.properties, secrets)
  if (dropped.length > 0 && !allowRemovingSecrets) {
    refusals.sentences.push(
      `${where}: this write may remove protected settings that you did not pass: ${dropped.join(', ')}. Pass them too, or set allow-removing-protected-settings: true`,
    )
    return undefined
  }
  if (differ.length === 0 && !rest.hasSecrets) return { desired, ...rest, method: '', body: {} }
  const owner = ownerOf(existing.systemData, identity)
  if (owner !== 'this' && !adopt) {
    const who = owner === 'unknown' ? 'unknown who wrote it last' : 'another identity wrote it last'
    refusals.sentences.push(
      `${where}: exists and differs (${differ.slice(0, 5).join(', ') || 'protected settings'}); ${who}. Set adopt-flux-configurations: true to overwrite it`,
    )
    return undefined
  }
  log(`Flux configuration ${name}: differs in ${[...differ, ...Object.keys(secretBody)].slice(0, 10).join(', ')}`)
  const patch = patchOf(desired, existing.properties, { differ, removed: comparison.removed })
  return { desired, ...rest, method: 'PATCH', body: { properties: { ...patch, ...secretBody } } }
}

/** The service takes them in base64 (Azure CLI, k8s-configuration flux create). */
function toBase64(secrets: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([key, value]) => [key, Buffer.from(value).toString('base64')]))
}

async function* reportOthers(
  arm: Arm,
  cluster: ClusterId,
  all: readonly DesiredConfiguration[],
  { log, signal }: WriteOptions,
): AsyncGenerator<Evidence> {
  const names = await listConfigurations(arm, cluster, signal)
  if ('code' in names) {
    yield gap('flux-configurations', `could not be listed (${lineOf(names as ArmError)})`)
    return
  }
  const wanted = new Set(all.map(({ name }) => name.toLowerCase()))
  const others = (names as readonly string[]).filter(each => !wanted.has(each.toLowerCase()))
  if (others.length > 0) log(`Keeping the other Flux configurations of the cluster: ${others.slice(0, 20).join(', ')}`)
}

/** @throws Refusal for what Azure refuses */
async function send(
  arm: Arm,
  cluster: ClusterId,
  { desired, method, body, hasSecrets }: Plan,
  { log, signal }: WriteOptions,
): Promise<void> {
  const doing = `Writing the Flux configuration ${desired.name}.`
  for (let tries = 1; ; tries++) {
    const { error, retryAfterMs } = await askConfiguration(arm, method as Method, cluster, desired.name, signal, {
      body,
    })
    if (error === undefined) return
    const isUnclear = error.status === 0 ? error.notSent !== true : error.status === 408 || error.status >= 500
    // The answer was lost: what exists tells whether the write was; a secret is in no answer, so it is sent again.
    if (isUnclear && !hasSecrets && (await isAsDesired(arm, cluster, desired, signal))) return
    const waits =
      isBusy(error) || error.status === 429 || error.notSent === true || (isUnclear && hasSecrets && tries < TRIES)
    if (!waits) throw refusal(error, doing)
    log(`waiting: ${lineOf(error)}; retrying in ${(retryAfterMs ?? BUSY_MS) / 1000} s`)
    await sleep(retryAfterMs ?? BUSY_MS, undefined, { signal })
  }
}

async function isAsDesired(
  arm: Arm,
  cluster: ClusterId,
  desired: DesiredConfiguration,
  signal: AbortSignal,
): Promise<boolean> {
  const reading = await readConfiguration(arm, cluster, desired.name, signal)
  return reading.is === 'existing' && compare(desired, reading.configuration.properties).differ.length === 0
}

/** The write is an operation: it ends once the agent has applied it. @throws Refusal where it fails */
async function settle(
  arm: Arm,
  cluster: ClusterId,
  { desired, changedAt }: Plan,
  { signal, log }: WriteOptions,
): Promise<void> {
  const { name } = desired
  const began = performance.now()
  for (let polls = 0; ; polls++) {
    const reading = await readConfiguration(arm, cluster, name, signal)
    if (reading.is === 'existing') {
      const { provisioningState, errorMessage, changedAt: now } = reading.configuration.state
      const isOfBefore = changedAt !== '' && now === changedAt && performance.now() - began < STALE_MS
      if (provisioningState === 'Succeeded' && !isOfBefore) return checkRemoved(desired, reading.configuration)
      if (polls % SAY_EVERY === 0)
        log(`waiting: Flux configuration ${name} is ${provisioningState} until its agent applies it`)
      if (FAILED.test(provisioningState) && !isOfBefore)
        throw refusal(
          stateAsError(
            'FluxConfigurationFailed',
            errorMessage || `The Flux configuration ${name} is ${provisioningState}. Azure gives no reason.`,
          ),
          `Applying the Flux configuration ${name}.`,
        )
    }
    await sleep(POLL_MS, undefined, { signal })
  }
}

/** @throws Refusal where Azure keeps what the file has not any more: what runs is not what it says */
function checkRemoved(desired: DesiredConfiguration, { properties }: ReadConfiguration): void {
  const { removed } = compare(desired, properties)
  if (removed.length === 0) return
  throw refusal(
    stateAsError(
      'FluxConfigurationFailed',
      `Azure keeps ${removed.slice(0, 5).join(', ')} of the Flux configuration ${desired.name}, which the file no longer has. Set it to its empty value, or delete the configuration and run the step again.`,
    ),
    `Writing the Flux configuration ${desired.name}.`,
  )
}
