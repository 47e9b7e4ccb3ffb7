/** An API server of which nobody asks what comes: a look of a few seconds needs no watches, which each have a connection. */
import type { ApiServer } from './interface.ts'

/** @returns the same server, whose watches tell nothing. */
export function listsOnly(api: ApiServer): ApiServer {
  return {
    pace: api.pace,
    get host() {
      return api.host
    },
    get ownCredential() {
      return api.ownCredential
    },
    reach: signal => api.reach(signal),
    get: (path, signal, accept) => api.get(path, signal, accept),
    dryRun: (path, body, as, signal) => api.dryRun(path, body, as, signal),
    annotate: (path, annotations, signal) => api.annotate(path, annotations, signal),
    stream: (path, signal) => api.stream(path, signal),
    watch: (_path, _query, _onEvent, signal) =>
      new Promise(resolve => {
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => resolve(), { once: true })
      }),
    close: () => api.close(),
  }
}
