/** The repository that a step runs for: what of it the run knows, whether a commit contains another, where an object stands. */

import { messageOf } from '../errors.ts'
import type { RunContext } from '../flux/demand.ts'
import { isRepository } from '../flux/permalink.ts'
import { hashOf } from '../flux/revision.ts'
import { recordOf, textOf } from '../json.ts'
import { rest } from '../kubernetes/rest.ts'
import type { Evidence } from '../model/evidence.ts'
import { partsOfKey } from '../model/flux.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import type { PlaceAsked } from './gate.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** @returns what of the run says which commit it is about. */
export function contextOf(env: Environment): RunContext {
  const name = env['GITHUB_REPOSITORY'] ?? ''
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '')
  return {
    event: env['GITHUB_EVENT_NAME'] ?? '',
    sha: env['GITHUB_SHA'] ?? '',
    refType: env['GITHUB_REF_TYPE'] ?? '',
    refName: env['GITHUB_REF_NAME'] ?? '',
    repository: /^[\w.-]+\/[\w.-]+$/.test(name) ? `${server}/${name}` : '',
  }
}

/** Answers by the checkout's history, else by GitHub's compare API where a token is given, else not at all. */
export class Repository {
  readonly #env: Environment
  readonly #token: string | undefined
  readonly #signal: AbortSignal
  readonly #log: (text: string) => void
  #toldUnknown = false

  constructor(env: Environment, token: string | undefined, signal: AbortSignal, log: (text: string) => void) {
    this.#env = env
    this.#token = token
    this.#signal = signal
    this.#log = log
  }

  /** @returns whether `commit` contains `ancestor`, as a fact. */
  async compare(commit: string, ancestor: string): Promise<Evidence> {
    const by = await this.#askBoth(commit, ancestor)
    return {
      kind: 'ancestry',
      time: new Date().toISOString(),
      text: '',
      data: {
        commit,
        ancestor,
        contains: by.contains === undefined ? 'unknown' : by.contains ? 'yes' : 'no',
        by: by.by,
      },
    }
  }

  async #askBoth(
    commit: string,
    ancestor: string,
  ): Promise<{ contains: boolean | undefined; by: 'checkout' | 'github' | '' }> {
    const own = await (await this.#git())?.contains(commit, ancestor)
    if (own !== undefined) return { contains: own, by: 'checkout' }
    let why = 'github-token is not set'
    const name = this.#env['GITHUB_REPOSITORY'] ?? ''
    if (this.#token !== undefined && name !== '')
      try {
        const { containsByGitHub } = await import('../repository/compare.ts')
        return { contains: await containsByGitHub(this.#token, name, commit, ancestor, this.#signal), by: 'github' }
      } catch (thrown) {
        why = `GitHub's compare API: ${thrown instanceof Error ? thrown.message.slice(0, 200) : String(thrown)}`
      }
    if (!this.#toldUnknown)
      this.#log(
        `Flux: unknown whether a later commit contains ${ancestor.slice(0, 7)} (the checkout's history is too short, and ${why}); only that commit counts. Set fetch-depth: 0 in actions/checkout.`,
      )
    this.#toldUnknown = true
    return { contains: undefined, by: '' }
  }

  /** @returns where an object stands, as a fact: a place, or why there is none. */
  async place({ of, object, path, pathMissing, url, revision }: PlaceAsked): Promise<Evidence> {
    const commit = hashOf(revision)
    const fact = (data: { file: string; line: number; nearest: string; why: string }): Evidence => ({
      kind: 'manifest',
      time: new Date().toISOString(),
      object: partsOfKey(object || of),
      text: '',
      data: { of, commit, ...data },
    })
    const nowhere = (why: string) => fact({ file: '', line: 0, nearest: '', why })
    if (!isRepository(url, contextOf(this.#env).repository)) return nowhere('its source is not this repository')
    const git = await this.#git()
    if (git === undefined || !(await git.has(commit)))
      return nowhere('the checkout does not contain the applied commit')
    const { findPlace } = await import('../repository/manifest.ts')
    return fact(await findPlace(git, { commit, path, object, pathMissing }))
  }

  async #git() {
    const workspace = this.#env['GITHUB_WORKSPACE']
    if (!workspace) return undefined
    const { Git } = await import('../repository/git.ts')
    return new Git(workspace, this.#signal)
  }
}

/** Tries to ask GitHub for the head of a branch. */
const HEAD_TRIES = 3
const HEAD_APART_MS = 2000

/**
 * A run that was overtaken by a later push would write an older state.
 * @param log told where nobody can say.
 * @returns why this run must not write; '' where its commit is the head of its branch, or nobody can say.
 */
export async function whyOvertaken(
  env: Environment,
  token: string | undefined,
  signal: AbortSignal,
  log: (text: string) => void,
): Promise<string> {
  const { event, sha, refType, refName } = contextOf(env)
  const name = env['GITHUB_REPOSITORY'] ?? ''
  if (refType !== 'branch' || event.startsWith('pull_request') || name === '') return ''
  const unknown = `Unknown whether ${sha.slice(0, 7)} is still the head of branch ${refName}`
  if (token === undefined) {
    log(`${unknown}: github-token is not set. A run that a later push has overtaken would write an older state.`)
    return ''
  }
  const { headOf } = await import('../repository/compare.ts')
  let head = ''
  for (let tries = 1; head === ''; tries++)
    try {
      head = await headOf(token, name, refName, signal)
    } catch (thrown) {
      if (tries < HEAD_TRIES) await rest(HEAD_APART_MS, signal)
      signal.throwIfAborted()
      if (tries < HEAD_TRIES) continue
      log(`${unknown}: ${messageOf(thrown).slice(0, 200)}`)
      return ''
    }
  if (head === sha) return ''
  return `branch ${refName} is now at ${head.slice(0, 7)}, and this run is for ${sha.slice(0, 7)}`
}

/** What a configuration's source is, and what of it is followed. */
interface Followed {
  readonly url: string
  /** Of its `repositoryRef`; none where it has none. */
  readonly ref: Readonly<Record<string, unknown>>
}

/** The commit of the run tells of a source that follows what was pushed, and of no other. */
function isOfRun({ url, ref }: Followed, env: Environment): boolean {
  const { repository, refType, sha, ...context } = contextOf(env)
  // A pull request is looked at as what its base would become.
  const refName = env['GITHUB_BASE_REF'] || context.refName
  if (!isRepository(url, repository)) return false
  const given = ['branch', 'tag', 'semver', 'commit'].filter(each => textOf(ref[each]) !== '')
  if (given.length === 0) return refType === 'branch' && refName === 'master'
  return given.every(each => textOf(ref[each]) === (each === 'commit' ? sha : each === refType ? refName : ''))
}

/** @returns whether a path exists in this repository at the commit of the run; undefined where nobody can say. */
export async function pathsOf(
  env: Environment,
  source: Followed,
  signal: AbortSignal,
): Promise<(path: string) => boolean | undefined> {
  const { sha } = contextOf(env)
  const workspace = env['GITHUB_WORKSPACE']
  if (!workspace || !isOfRun(source, env)) return () => undefined
  const { Git } = await import('../repository/git.ts')
  const git = new Git(workspace, signal)
  if (!(await git.has(sha))) return () => undefined
  const files = [...(await git.files(sha)).keys()]
  return path => {
    const folder = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
    return folder === '' || folder === '.' || files.some(file => file.startsWith(`${folder}/`))
  }
}

/** @returns the source of a configuration. */
export function sourceOf({ properties }: DesiredConfiguration): Followed {
  const source = Object.values(properties)
    .map(recordOf)
    .find(each => textOf(each['url']) !== '')
  return { url: textOf(source?.['url']), ref: recordOf(source?.['repositoryRef']) }
}

/** @returns the objects that a path holds as they are, at the commit of the run; undefined where nobody can say. */
export async function plainOf(env: Environment, source: Followed, path: string, signal: AbortSignal) {
  const { sha } = contextOf(env)
  const workspace = env['GITHUB_WORKSPACE']
  if (!workspace || !isOfRun(source, env)) return undefined
  const [{ Git }, { plainManifests }] = await Promise.all([
    import('../repository/git.ts'),
    import('../repository/plain-manifests.ts'),
  ])
  const git = new Git(workspace, signal)
  return (await git.has(sha)) ? plainManifests(git, sha, path) : undefined
}
