/** An extension that is installed, or watched while others install it: its evidence, and how it ends. */
import type { Evidence } from '../../model/evidence.ts'

export interface ExtensionEnd {
  readonly result: 'installed' | 'updated' | 'unchanged' | 'failed'
}

/** An extension being installed, or watched while others install it. */
export interface ExtensionRun {
  /** The extension's states and the service's errors, until it is settled. @throws Refusal or ActionError for what ends the run. */
  readonly evidence: AsyncGenerator<Evidence>
  /** How it ended; undefined while it goes on. */
  end(): ExtensionEnd | undefined
  /** The service runs an operation that outlives this process. */
  operationRunning(): boolean
}

/** @returns the run's evidence, with whether its operation runs told before what is told next. */
export async function* withOperation({ evidence, operationRunning }: ExtensionRun): AsyncGenerator<Evidence> {
  let known = false
  const changed = function* (): Generator<Evidence> {
    const running = operationRunning()
    if (running === known) return
    known = running
    yield { kind: 'operation', time: new Date().toISOString(), text: '', data: { running } }
  }
  try {
    for await (const fact of evidence) {
      yield* changed()
      yield fact
    }
  } catch (thrown) {
    yield* changed()
    throw thrown
  }
  yield* changed()
}
