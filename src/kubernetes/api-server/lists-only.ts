/** An API server of which nobody asks what comes: a look of a few seconds needs no watches, which each have a connection. */
import type { ApiServer } from './interface.ts'

/** @returns the same server, whose watches tell nothing. */
export function listsOnly(api: ApiServer): ApiServer {
  const watch: ApiServer['watch'] = (_path, _query, _onEvent, signal) =>
    new Promise(resolve => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  return Object.assign(Object.create(api) as ApiServer, { watch })
}
