/** Which revision has to be applied, where nobody says: only where it is sure that the run's own commit is the one. */
import { isRepository } from './permalink.ts'

/** What of the run decides it (GitHub docs, "Variables reference"). */
export interface RunContext {
  readonly event: string
  readonly sha: string
  readonly refType: string
  readonly refName: string
  /** `https://host/owner/name`; '' where it is not known. */
  readonly repository: string
}

/** A source that may be held against it. */
export interface FollowedSource {
  readonly key: string
  readonly url: string
  /** What it follows, as `branch main`. */
  readonly ref: string
}

export interface Demand {
  /** '' where none is demanded. */
  readonly revision: string
  /** Keys of the sources that are held against it. */
  readonly sources: readonly string[]
  /** One line for the log. */
  readonly why: string
}

/** @param given what the user demands. */
export function demandFor(
  given: string | undefined,
  { event, sha, refType, refName, repository }: RunContext,
  sources: readonly FollowedSource[],
): Demand {
  const own = sources.filter(({ url }) => isRepository(url, repository))
  if (given !== undefined) {
    const held = own.length > 0 ? own : sources
    return { revision: given, sources: held.map(({ key }) => key), why: 'flux-revision names it' }
  }
  const none = (why: string): Demand => ({ revision: '', sources: [], why: `no revision is required: ${why}` })
  const onBranch = event === 'push' || (event === 'workflow_dispatch' && refType === 'branch')
  if (!onBranch)
    return none(
      /^pull_request/.test(event)
        ? 'the merge commit of a pull request is in no branch'
        : `a run of ${event || 'this event'} does not have a commit`,
    )
  if (own.length === 0) return none('no source follows this repository')
  const followed = `${refType === 'tag' ? 'tag' : 'branch'} ${refName}`
  const held = own.filter(({ ref }) => ref === followed || (ref === '' && followed === 'branch master'))
  if (held.length === 0) return none(`no source of this repository follows ${followed}`)
  return {
    revision: sha,
    sources: held.map(({ key }) => key),
    why: `this run is of ${followed}, which the source follows`,
  }
}
