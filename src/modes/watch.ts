/** mode watch: follows what another process installs (terraform, Bicep, az), from before the cluster is there. Writes nothing. */
import { awaitCluster } from '../azure/cluster.ts'
import { watchExtension } from '../azure/watch.ts'
import type { Inputs } from '../inputs.ts'
import type { Mode } from './bootstrap.ts'

export function watchMode({ cluster, extension }: Inputs): Mode {
  return {
    cluster(arm, session) {
      session.phase = 'appear'
      return awaitCluster(arm, cluster, why => session.log.progress(`waiting: ${why}`), session.ending.signal)
    },
    extension(arm, session) {
      const run = Promise.resolve(watchExtension(arm, cluster, extension, session.ending.signal))
      return { run, namespace: Promise.resolve(extension.releaseNamespace) }
    },
  }
}
