/** mode install: reads the extension, and writes it where it differs from what the step asks for. */

import type { Arm } from '../../azure/arm/client.ts'
import { readCluster } from '../../azure/cluster/read.ts'
import { differences } from '../../azure/extension/compare.ts'
import { ExtensionFollower, expectedNamespace, instanceOf, type Presence } from '../../azure/extension/follow.ts'
import { install } from '../../azure/extension/install.ts'
import { establish } from '../../azure/extension/known.ts'
import { ActionError, Refusal } from '../../errors.ts'
import type { Inputs } from '../../inputs/index.ts'
import { podsIn } from '../../model/collections.ts'
import type { DesiredConfiguration } from '../../model/flux-configuration.ts'
import type { Mode, Watched } from '../mode.ts'
import type { Session } from '../session.ts'
import { aheadOf, check } from './check.ts'

export function installMode(inputs: Inputs, desired: readonly DesiredConfiguration[]): Mode {
  const { cluster, extension, recreateFailed, allowRemovingSecrets } = inputs
  return {
    ahead: aheadOf(inputs, inputs.check !== 'off'),
    cluster: (arm, session) => readCluster(arm, cluster, session.ending.signal),
    extension(arm, session, watched) {
      session.phase = 'install'
      const follower = new ExtensionFollower(arm, cluster, extension, session.ending.signal)
      const reading = establish(follower, fact => session.push(fact))
      const namespace = reading.then(
        presence => expectedNamespace(arm, cluster, presence, extension, session.ending.signal),
        () => expectedNamespace(arm, cluster, undefined, extension, session.ending.signal),
      )
      const watching =
        inputs.check === 'off' ? watched.watching : checkedFirst(inputs, arm, session, watched, reading, desired)
      // Awaited by the install; a refusal before that must not count as unhandled.
      watching.catch(() => undefined)
      const options = {
        watching,
        recreateFailed,
        allowRemovingSecrets,
        workloads: (of: string) => workloadsIn(session, of),
      }
      const run = reading.then(presence => install(follower, presence, options))
      return { run, namespace }
    },
  }
}

/**
 * Looks before anything is written. Which account writes what is our table, not the cluster's word: so it warns, unless the
 * user wants it to stop. @throws Refusal where it is refused and `check: fail`
 */
async function checkedFirst(
  inputs: Inputs,
  arm: Arm,
  session: Session,
  watched: Watched,
  reading: Promise<Presence>,
  desired: readonly DesiredConfiguration[],
): Promise<void> {
  const presence = await reading.catch(() => undefined)
  if (presence === undefined) return
  const existing = instanceOf(presence)
  // What is there, and as asked for, has made its writes.
  if (existing !== undefined && differences(inputs.extension, existing).length === 0) return watched.watching
  const result = await check(arm, session, inputs, watched, presence, desired)
  // Nothing is written before the API server was reached, where the user wants it so.
  if (inputs.kubeAccess === 'direct') await watched.watching
  const owner = session.store.checkRows().find(each => each.check === 'flux-owner' && each.verdict === 'refused')
  if (owner !== undefined)
    throw new ActionError({
      doing: `Checking ${inputs.cluster.name} before the install.`,
      likely: `${owner.detail}. The extension would take over the objects of that Flux.`,
      next: 'Use mode: gate to wait for the existing Flux, or remove it first (flux uninstall, or delete its FluxInstance) and run this step again. Nothing was written.',
    })
  // What it found is evidence, and the finding that the run is red for.
  if (result === 'refused' && inputs.check === 'fail') throw new Refusal([])
}

/** @returns the pods that are there, or undefined where they could not be listed. */
function workloadsIn({ store }: Session, namespace: string): string[] | undefined {
  if (!store.isRead(podsIn(namespace))) return undefined
  return store
    .pods()
    .filter(({ data }) => !data.deleted && data.phase !== 'Succeeded' && data.phase !== 'Failed')
    .map(({ object }) => object?.name ?? '')
}
