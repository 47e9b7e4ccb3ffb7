/** A budget of time for what hostile input could make last. */
import { createContext, Script } from 'node:vm'

/** One policy's expressions may be made to take for ever; the server bounds them by a cost of its own. */
export const BUDGET_MS = 1000
const sandbox: { run?: () => unknown } = createContext({})
const script = new Script('run()')

/** @returns undefined when it took longer than its budget: V8 ends it, whatever it is in. */
export function bounded<T>(run: () => T): T | undefined {
  try {
    sandbox.run = run
    return script.runInContext(sandbox, { timeout: BUDGET_MS }) as T
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw thrown
  }
}
