/** mode install: reads the extension, and writes it where it differs from what the step asks for. */
import { readCluster } from '../azure/cluster.ts'
import { readExtension } from '../azure/extension.ts'
import { install } from '../azure/install.ts'
import type { Inputs } from '../inputs.ts'
import { namespaceFor } from '../model/request.ts'
import type { Session } from '../session.ts'
import type { Mode } from './bootstrap.ts'

export function installMode({ cluster, extension, recreateFailed }: Inputs): Mode {
  return {
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, watching) {
      const { signal } = session.ending
      session.phase = 'install'
      const reading = readExtension(arm, cluster, extension.name, signal)
      const namespace = reading.then(
        found => found?.scope?.cluster?.releaseNamespace ?? namespaceFor(extension),
        () => namespaceFor(extension),
      )
      const options = { watching, recreateFailed, workloads: (of: string) => podsIn(session, of) }
      const run = reading.then(existing => install(arm, cluster, extension, existing, options, signal))
      return { run, namespace }
    },
  }
}

/** @returns the pods that are there, or undefined where they could not be listed. */
function podsIn({ store }: Session, namespace: string): string[] | undefined {
  if (!store.isRead(`pods in ${namespace}`)) return undefined
  return store
    .pods()
    .filter(({ data }) => !data.deleted && data.phase !== 'Succeeded' && data.phase !== 'Failed')
    .map(({ object }) => object?.name ?? '')
}
