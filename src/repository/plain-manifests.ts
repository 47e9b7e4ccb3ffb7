/** The objects that a path of a repository holds as they are: no overlay, no substitution, no chart has to be rendered for them. */

import { posix } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { isRecord, textOf } from '../json.ts'
import { countOf } from '../model/count-of.ts'
import type { KubernetesObject } from '../model/evidence.ts'
import { Budget } from './budget.ts'
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
    return { objects: [], unrendered: `${path || '.'} has a kustomization, which is not rendered` }
  const files = own.filter(each => /\.ya?ml$/i.test(each))
  const texts = await git.contents(files.map(each => all.get(each) ?? ''))
  const objects: PlainObject[] = []
  const budget = new Budget()
  let unread = 0
  for (const [at, file] of files.entries()) {
    const text = texts[at] ?? ''
    // Git gives no text of what is larger than a manifest.
    const found = text === '' || !(await budget.takes(text)) ? undefined : objectsIn(text)
    if (found === undefined) unread++
    else objects.push(...found.map(object => ({ object, file })))
  }
  const helm = objects.filter(({ object }) => object.kind === 'HelmRelease').length
  const why = [
    unread > 0
      ? `${unread} file${unread === 1 ? ' is' : 's are'} empty, too large or not valid YAML, and not evaluated`
      : '',
    helm > 0 ? `what ${countOf(helm, 'HelmRelease')} create is not rendered` : '',
    objects.length > OBJECTS ? `only the first ${OBJECTS} of ${objects.length} objects are evaluated` : '',
  ]
  return { objects: objects.slice(0, OBJECTS), unrendered: why.filter(Boolean).join('; ') }
}

/** undefined where it is no YAML that can be read. */
function objectsIn(text: string): KubernetesObject[] | undefined {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  const objects: KubernetesObject[] = []
  for (const document of documents) {
    if (document.errors.length > 0) return undefined
    try {
      objects.push(...objectsOf(document.toJS({ maxAliasCount: 50 })))
    } catch {
      // Aliases without end: a file that nobody could apply.
      return undefined
    }
  }
  return objects
}

/** A List is applied as what it holds. */
function objectsOf(value: unknown): KubernetesObject[] {
  if (!isRecord(value)) return []
  if (textOf(value['kind']).endsWith('List') && Array.isArray(value['items'])) return value['items'].flatMap(objectsOf)
  const isNamed = isRecord(value['metadata']) && textOf(value['metadata']['name']) !== ''
  return isNamed && textOf(value['kind']) !== '' ? [value as unknown as KubernetesObject] : []
}
