/**
 * Where an object stands in a repository: file and line by kind, namespace and name, in the YAML that a Kustomization builds.
 * Several places, or none, are no place: nothing is guessed. How a build finds its files: kustomize's reference, "kustomization".
 */
import { posix } from 'node:path'
import { isMap, isScalar, LineCounter, parseAllDocuments, type YAMLMap } from 'yaml'
import { recordOf } from '../json.ts'
import { partsOfKey } from '../model/flux.ts'
import { Budget } from './budget.ts'
import type { Git } from './git.ts'

export interface Place {
  readonly file: string
  /** From 1; 0 where only the file is known. */
  readonly line: number
  /** The nearest path that exists, of one that does not. */
  readonly nearest: string
  /** Why there is none; '' where there is. */
  readonly why: string
}

export interface Asked {
  readonly commit: string
  /** Path of the Kustomization, relative to the root. */
  readonly path: string
  /** Key of the object; '' for the Kustomization's own file. */
  readonly object: string
  readonly pathMissing: boolean
}

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/
const YAML_FILE = /\.ya?ml$/i
/** Files and folders that a build is followed through. */
const FOLLOWED = 5000
/** Characters of one kustomization. */
const KUSTOMIZATION_LENGTH = 256 * 1024

const nowhere = (why: string, nearest = ''): Place => ({ file: '', line: 0, nearest, why })

/** @throws Error where git cannot read the commit */
export async function findPlace(git: Git, { commit, path, object, pathMissing }: Asked): Promise<Place> {
  const files = await git.files(commit)
  const root = normal(path)
  if (pathMissing) return nowhere('the path does not exist', nearestOf(root, [...files.keys()]))
  const own = within([...files.keys()], root)
  if (own.length === 0) return nowhere('the path has no file at this commit')
  const build = await followBuild(git, files, root, own)
  const kustomization = own.find(each => KUSTOMIZATION.test(each) && posix.dirname(each) === (root || '.'))
  const ofKustomization: Place =
    kustomization === undefined
      ? nowhere('no file of this path can be identified')
      : { file: kustomization, line: 0, nearest: '', why: '' }
  if (object === '') return ofKustomization
  const found = await search(git, files, build, object)
  // The rest may have a second one.
  if (found === undefined) return nowhere('too much YAML to search')
  const [only, ...others] = found
  if (only === undefined) return build.renames ? ofKustomization : nowhere('no file of this path contains it')
  if (others.length > 0) return nowhere(`${found.length} places of this path contain it`)
  return { ...only, nearest: '', why: '' }
}

/** @returns a path as git has it: relative, without `./`; '' for the root, and for one that leads out of it. */
function normal(path: string): string {
  const clean = posix.normalize(path.replaceAll('\\', '/')).replace(/^\/+|\/+$/g, '')
  return clean === '.' || clean.startsWith('..') ? '' : clean
}

function within(all: readonly string[], folder: string): string[] {
  return folder === '' ? [...all] : all.filter(each => each.startsWith(`${folder}/`))
}

/** Characters that two paths must share at either end to be called near. */
const NEAR = 3

/** @returns the folder whose path is nearest to one that does not exist: the most alike, or the deepest above it. */
function nearestOf(path: string, files: readonly string[]): string {
  const folders = new Set<string>()
  for (const file of files)
    for (let at = posix.dirname(file); at !== '.' && !folders.has(at); at = posix.dirname(at)) folders.add(at)
  let best = ''
  let least = Number.POSITIVE_INFINITY
  for (const folder of folders) {
    const { shared, away } = likeness(folder.toLowerCase(), path.toLowerCase())
    if (shared >= NEAR && away < least) [best, least] = [folder, away]
  }
  for (let at = posix.dirname(path); best === '' && at !== '.'; at = posix.dirname(at)) if (folders.has(at)) best = at
  return best
}

/** Characters that two texts share at either end, and those that one has and the other has not. */
function likeness(one: string, other: string): { shared: number; away: number } {
  const short = Math.min(one.length, other.length)
  let head = 0
  while (head < short && one[head] === other[head]) head++
  let tail = 0
  while (tail < short - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++
  return { shared: head + tail, away: one.length + other.length - 2 * (head + tail) }
}

interface Build {
  readonly files: ReadonlySet<string>
  /** Names of objects differ from those in the files, or objects are made without one. */
  readonly renames: boolean
}

/** The files of a build: those below its path, and what kustomizations lead to from there; patches repeat an object and are none. */
async function followBuild(
  git: Git,
  all: ReadonlyMap<string, string>,
  root: string,
  own: readonly string[],
): Promise<Build> {
  const top = own.filter(each => KUSTOMIZATION.test(each) && posix.dirname(each) === (root || '.'))
  // Without a kustomization of its own, Flux makes one of all that is below.
  const files = new Set(top.length > 0 ? [] : own.filter(each => YAML_FILE.test(each)))
  const patches = new Set<string>()
  const pending = top.length > 0 ? top : own.filter(each => KUSTOMIZATION.test(each))
  const seen = new Set<string>()
  let renames = false
  while (pending.length > 0 && seen.size < FOLLOWED) {
    const batch = pending.splice(0).filter(each => !seen.has(each))
    for (const each of batch) seen.add(each)
    const texts = await git.contents(batch.map(each => all.get(each) ?? ''))
    for (const [index, file] of batch.entries()) {
      const folder = posix.dirname(file)
      const { resources, patched, changesNames } = readKustomization(texts[index] ?? '')
      renames ||= changesNames
      for (const each of patched) patches.add(posix.join(folder, each))
      for (const each of resources) {
        const target = posix.join(folder, each)
        if (all.has(target)) files.add(target)
        else pending.push(...[...all.keys()].filter(key => KUSTOMIZATION.test(key) && posix.dirname(key) === target))
      }
    }
  }
  // What a kustomization does not name is not built; where none could be followed, all below is looked at.
  const chosen = files.size > 0 ? files : new Set(own.filter(each => YAML_FILE.test(each)))
  return { files: new Set([...chosen].filter(each => !patches.has(each) && !KUSTOMIZATION.test(each))), renames }
}

function readKustomization(text: string) {
  // More than that is no kustomization that anybody wrote, and aliases in it are nobody's.
  const isKustomization = text.length <= KUSTOMIZATION_LENGTH && !/(?:^|[\s[,:])\*\w/.test(text)
  const [document] = isKustomization ? parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false }) : []
  const value = recordOf(
    document !== undefined && 'toJS' in document ? safely(() => document.toJS({ maxAliasCount: 50 })) : {},
  )
  const list = (name: string) => {
    const given = value[name]
    return Array.isArray(given) ? given : []
  }
  const texts = (names: readonly string[]) =>
    names.flatMap(list).filter((each): each is string => typeof each === 'string' && !/^[a-z]+:\/\/|\n/i.test(each))
  const patches = [...list('patches'), ...list('patchesJson6902')].map(
    each => (each as { path?: unknown } | null)?.path,
  )
  return {
    resources: texts(['resources', 'bases', 'components', 'crds']),
    patched: [...texts(['patchesStrategicMerge']), ...patches.filter(each => typeof each === 'string')],
    changesNames: [
      'namePrefix',
      'nameSuffix',
      'configMapGenerator',
      'secretGenerator',
      'helmCharts',
      'generators',
    ].some(name => value[name] !== undefined),
  }
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    // Aliases without end, or worse: a file that is no kustomization.
    return undefined
  }
}

async function search(
  git: Git,
  all: ReadonlyMap<string, string>,
  { files }: Build,
  object: string,
): Promise<{ file: string; line: number }[] | undefined> {
  const { kind, namespace, name } = partsOfKey(object)
  const candidates = [...files].filter(each => YAML_FILE.test(each) || each.endsWith('.json'))
  const texts = await git.contents(candidates.map(each => all.get(each) ?? ''))
  const found: { file: string; line: number }[] = []
  const budget = new Budget()
  for (const [index, file] of candidates.entries()) {
    const text = texts[index] ?? ''
    // Parsing costs: most files do not even hold the name.
    if (!text.includes(name) || !text.includes(kind)) continue
    if (!(await budget.takes(text))) return undefined
    for (const line of linesOf(text, kind, namespace, name)) found.push({ file, line })
  }
  return found
}

/** @returns the lines at which objects of that kind and name begin. An object without a namespace gets one by the build. */
export function linesOf(text: string, kind: string, namespace: string, name: string): number[] {
  const counter = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: counter, logLevel: 'silent', uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  return documents.flatMap(({ contents }) => {
    if (!isMap(contents)) return []
    const items = scalar(contents, 'kind') === 'List' ? contents.get('items') : undefined
    const maps =
      items !== undefined && typeof items === 'object' && items !== null && 'items' in items
        ? (items.items as unknown[])
        : [contents]
    return maps.filter(isMap).flatMap(each => {
      const metadata = each.get('metadata')
      if (!isMap(metadata) || scalar(each, 'kind') !== kind || scalar(metadata, 'name') !== name) return []
      const of = scalar(metadata, 'namespace')
      if (of !== '' && namespace !== '' && of !== namespace) return []
      const at = startOf(each)
      return at === undefined ? [] : [counter.linePos(at).line]
    })
  })
}

function startOf(map: YAMLMap): number | undefined {
  const key = map.items[0]?.key
  return isScalar(key) ? key.range?.[0] : map.range?.[0]
}

function scalar(map: YAMLMap, name: string): string {
  const value = map.get(name)
  return typeof value === 'string' ? value : ''
}
