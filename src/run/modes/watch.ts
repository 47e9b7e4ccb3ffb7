/** mode watch: follows what another process installs (terraform, Bicep, az), from before the cluster is there. Writes nothing. */
import { type Awaited, awaitCluster } from '../../azure/cluster/read.ts'
import { ExtensionFollower, expectedNamespace } from '../../azure/extension/follow.ts'
import { watchExtension } from '../../azure/extension/watch.ts'
import type { Inputs } from '../../inputs/index.ts'
import { gap } from '../../model/evidence.ts'
import type { Mode } from '../mode.ts'

export function watchMode({ cluster, extension }: Inputs): Mode {
  let waited = false
  return {
    ahead: [],
    cluster(arm, session) {
      session.phase = 'appear'
      const onWait = ({ text, unreadable }: Awaited) => {
        // What cannot be read may have been there all the while.
        if (!unreadable) waited = true
        if (unreadable) session.push(gap('managed-cluster', text))
        session.log.progress(`waiting: ${text}`)
      }
      return awaitCluster(arm, cluster, onWait, session.ending.signal)
    },
    extension(arm, { log, ending }) {
      const onWait = (why: string) => log.progress(`waiting: ${why}`)
      const follower = new ExtensionFollower(arm, cluster, extension, ending.signal)
      const run = Promise.resolve(watchExtension(follower, () => waited, onWait))
      return { run, namespace: expectedNamespace(arm, cluster, undefined, extension, ending.signal) }
    },
  }
}
