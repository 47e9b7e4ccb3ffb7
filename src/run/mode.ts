/** What a mode is, to the story of a run. */
import type { Arm } from '../azure/arm/client.ts'
import type { ExtensionRun } from '../azure/extension/run.ts'
import type { ApiServer } from '../kubernetes/api-server/interface.ts'
import type { ClusterState } from '../model/evidence.ts'
import type { Session } from './session.ts'

/** The cluster as it is watched from before the install. */
export interface Watched {
  /** Resolves when it can be asked, or is not reached (yet). */
  readonly reached: Promise<void>
  /** Resolves when its sources have read what is there, or cannot. */
  readonly watching: Promise<void>
  /** undefined where it cannot be reached, or not yet. */
  api(): ApiServer | undefined
}

/** In what the modes differ. */
export interface Mode {
  /** What will be read of Azure whatever comes first: sent together with the cluster's own read. */
  readonly ahead: readonly ((arm: Arm, signal: AbortSignal) => Promise<unknown>)[]
  /** @throws ActionError when the cluster cannot take extensions. */
  cluster(arm: Arm, session: Session): Promise<ClusterState>
  /** Begins to follow the extension. @returns the run, and the release namespace where it is known before it is told. */
  extension(
    arm: Arm,
    session: Session,
    watched: Watched,
  ): { readonly run: Promise<ExtensionRun>; readonly namespace: Promise<string> }
}
