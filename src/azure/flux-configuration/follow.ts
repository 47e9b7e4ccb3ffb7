/** Follows Flux configurations as evidence: reads only, each of them again and again, until the run ends. */
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../errors.ts'
import { type Evidence, gap } from '../../model/evidence.ts'
import { type FluxObject, partsOfKey } from '../../model/flux.ts'
import type { ClusterId } from '../../model/request.ts'
import { roleRemedy } from '../../model/roles.ts'
import type { Arm } from '../arm/client.ts'
import { armErrorFact, lineOf, stateAsError } from '../arm/error.ts'
import { type ConfigurationReading, type ReadConfiguration, readConfiguration } from './read.ts'

/** No interval is published by which the agent reports; it was seen to take seconds. */
const POLL_MS = 5000
/** After ten minutes. */
const SLOW_POLL_MS = 10_000
const SLOW_AFTER_MS = 600_000
/** Two reads this far apart that say so are two witnesses that there is no such configuration. */
const MISSING_MS = 10_000

/**
 * Ends when the signal is aborted.
 * @param written the configurations that this run wrote, by name.
 */
export async function* followConfiguration(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  written: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Evidence> {
  const follower = new Follower(name, written)
  const began = performance.now()
  while (!signal.aborted) {
    yield* follower.tell(await readOnce(arm, cluster, name, signal))
    const pause = performance.now() - began > SLOW_AFTER_MS ? SLOW_POLL_MS : POLL_MS
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

async function readOnce(
  arm: Arm,
  cluster: ClusterId,
  name: string,
  signal: AbortSignal,
): Promise<ConfigurationReading> {
  try {
    return await readConfiguration(arm, cluster, name, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    return { is: 'unread', error: { code: 'NotAsked', message: messageOf(thrown), status: 0, details: [] } }
  }
}

class Follower {
  readonly #name: string
  readonly #written: ReadonlySet<string>
  readonly #told = new Map<string, string>()
  #objects = new Map<string, FluxObject>()
  #unread = ''
  /** What Azure said of its failure, once told. */
  #failure: string | undefined
  #missingSince: number | undefined
  #last: ReadConfiguration | undefined

  constructor(name: string, written: ReadonlySet<string>) {
    this.#name = name
    this.#written = written
  }

  *tell(reading: ConfigurationReading): Generator<Evidence> {
    if (reading.is === 'existing') {
      this.#unread = ''
      this.#missingSince = undefined
      this.#last = reading.configuration
      return yield* this.#tellConfiguration(reading.configuration)
    }
    if (reading.is === 'missing') return yield* this.#tellMissing(reading)
    const why = `could not be read (${lineOf(reading.error)}); still watching`
    if (why === this.#unread) return
    this.#unread = why
    yield gap(`flux-configuration/${this.#name}`, why, { remedy: roleRemedy(reading.error.message) })
  }

  *#tellMissing(reading: Extract<ConfigurationReading, { is: 'missing' }>): Generator<Evidence> {
    const now = performance.now()
    this.#missingSince ??= now
    if (this.#last === undefined || now - this.#missingSince < MISSING_MS) return
    yield armErrorFact(
      { ...reading.error, code: 'FluxConfigurationDeleted' },
      `Watching the Flux configuration ${this.#name}.`,
    )
    const { state } = this.#last
    this.#last = undefined
    // Whoever writes it again, as it was or not, is told.
    this.#told.delete('')
    yield this.#fact('', { kind: 'flux-configuration', text: '', data: { ...state, deleted: true } })
  }

  *#tellConfiguration({ state, objects }: ReadConfiguration): Generator<Evidence> {
    const written = this.#written.has(this.#name)
    for (const [key, object] of objects)
      yield* this.#once(key, { kind: 'flux-object', text: '', object: partsOfKey(key), data: object })
    for (const [key, object] of this.#objects)
      if (!objects.has(key))
        yield* this.#once(key, {
          kind: 'flux-object',
          text: '',
          object: partsOfKey(key),
          data: { ...object, deleted: true },
        })
    this.#objects = new Map(objects)
    if (/^(?:Failed|Canceled)$/.test(state.provisioningState) && state.errorMessage !== this.#failure) {
      this.#failure = state.errorMessage
      const text =
        state.errorMessage ||
        `The Flux configuration ${this.#name} is ${state.provisioningState}. Azure gives no reason.`
      const fact = armErrorFact(stateAsError('FluxConfigurationFailed', text), `Flux configuration ${this.#name}.`)
      yield { ...fact, data: { ...fact.data, ends: true } }
    }
    // After its objects: whoever looks at it counts on these.
    yield* this.#once('', { kind: 'flux-configuration', text: '', data: { ...state, written } })
  }

  *#once(key: string, fact: Told): Generator<Evidence> {
    const text = JSON.stringify(fact.data)
    if (this.#told.get(key) === text) return
    this.#told.set(key, text)
    yield this.#fact(key, fact)
  }

  #fact(_: string, fact: Told): Evidence {
    return { time: new Date().toISOString(), ...fact } as Evidence
  }
}

type Told = Omit<Extract<Evidence, { kind: 'flux-object' | 'flux-configuration' }>, 'time'>
