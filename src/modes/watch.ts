/** mode watch: follows what another process installs (terraform, Bicep, az), from before the cluster is there. Writes nothing. */
import { awaitCluster } from '../azure/cluster/managed-cluster.ts'
import { watchExtension } from '../azure/extension/watch.ts'
import type { Inputs } from '../inputs.ts'
import { gap } from '../model/evidence.ts'
import { namespaceFor } from '../model/request.ts'
import type { Mode } from './bootstrap.ts'

export function watchMode({ cluster, extension }: Inputs): Mode {
  let waited = false
  return {
    cluster(arm, session) {
      session.phase = 'appear'
      const told = (why: string, unreadable: boolean) => {
        // What cannot be read may have been there all the while.
        if (!unreadable) waited = true
        if (unreadable) session.push(gap('the managed cluster', why))
        session.log.progress(`waiting: ${why}`)
      }
      return awaitCluster(arm, cluster, told, session.ending.signal)
    },
    extension(arm, { log, ending }) {
      const told = (why: string) => log.progress(`waiting: ${why}`)
      const run = Promise.resolve(watchExtension(arm, cluster, extension, waited, told, ending.signal))
      return { run, namespace: Promise.resolve(namespaceFor(extension)) }
    },
  }
}
