/** The objects that a path of a repository holds as they are: no overlay, no substitution, no chart has to be rendered for them. */
import { posix } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { isRecord, textOf } from '../json.ts'
import type { KubernetesObject } from '../model/evidence.ts'
import type { Git } from './git.ts'

export interface PlainObject {
  readonly object: KubernetesObject
  readonly file: string
}

export interface PlainManifests {
  readonly objects: readonly PlainObject[]
  /** Why some of what is built is not among them; '' where all of it is. */
  readonly unrendered: string
}

/** More objects of one path are not judged. */
const OBJECTS = 200
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** @param path of a Kustomization, relative to the root. @throws Error where git cannot read the commit */
export async function plainManifests(git: Git, commit: string, path: string): Promise<PlainManifests> {
  const all = await git.files(commit)
  const folder = posix.normalize(path).replace(/^\.?\/+|\/+$|^\.$/g, '')
  const own = [...all.keys()].filter(each => folder === '' || each.startsWith(`${folder}/`))
  if (own.some(each => KUSTOMIZATION.test(each)))
    return { objects: [], unrendered: `${path || '.'} has a kustomization, which is not rendered here` }
  const files = own.filter(each => /\.ya?ml$/i.test(each))
  const texts = await git.contents(files.map(each => all.get(each) ?? ''))
  const objects = files.flatMap((file, at) => objectsIn(texts[at] ?? '').map(object => ({ object, file })))
  const helm = objects.filter(({ object }) => object.kind === 'HelmRelease').length
  const why = [
    helm > 0 ? `what ${helm} HelmRelease${helm === 1 ? '' : 's'} make is not rendered here` : '',
    objects.length > OBJECTS ? `of ${objects.length} objects the first ${OBJECTS} are judged` : '',
  ]
  return { objects: objects.slice(0, OBJECTS), unrendered: why.filter(Boolean).join('; ') }
}

function objectsIn(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  return documents.flatMap(document => {
    try {
      const value: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 50 })
      const isObject =
        isRecord(value) &&
        isRecord(value['metadata']) &&
        textOf(value['metadata']['name']) !== '' &&
        textOf(value['kind']) !== ''
      return isObject ? [value as unknown as KubernetesObject] : []
    } catch {
      // Aliases without end: a file that nobody could apply.
      return []
    }
  })
}
