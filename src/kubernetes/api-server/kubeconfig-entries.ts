/** A kubeconfig's cluster and user, of its current context. Read by hand: the library's reader opens files that it names. */
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { recordOf, textOf } from '../../json.ts'
import type { GivenKubeconfig } from '../../model/request.ts'
import { readPlainFile } from '../../plain-file.ts'

/** A cluster or a user, as a kubeconfig has them (Kubernetes docs, "kubeconfig (v1)"). */
export type Entry = Readonly<Record<string, unknown>>

const FILE_BYTES = 1024 * 1024

/** @param whose for messages. @throws Error where the text is no YAML, or names no cluster */
export function readEntries(yaml: string, whose: string): { readonly cluster: Entry; readonly user: Entry } {
  const config = recordOf(parseYaml(yaml, whose))
  const entryOf = (list: unknown, name: unknown, key: string) => {
    const all = Array.isArray(list) ? list.map(recordOf) : []
    return recordOf(all.find(each => each['name'] === name)?.[key])
  }
  const context = entryOf(config['contexts'], config['current-context'], 'context')
  const cluster = entryOf(config['clusters'], context['cluster'], 'cluster')
  if (textIn(cluster, 'server') === '') throw new Error('the kubeconfig names no cluster (current-context)')
  return { cluster, user: entryOf(config['users'], context['user'], 'user') }
}

function parseYaml(yaml: string, whose: string): unknown {
  try {
    return parse(yaml)
  } catch {
    // The parser's message quotes the lines around the fault, which may hold a credential that nobody knows yet.
    throw new Error(`the kubeconfig${whose} cannot be read (not valid YAML)`)
  }
}

/** @returns the text; '' where there is none. */
export function textIn(entry: Entry, key: string): string {
  return textOf(entry[key])
}

/** @returns base64, of the kubeconfig itself or of a file that one that was given names. @throws Error */
export function dataOf(what: string, entry: Entry, given: GivenKubeconfig | undefined): string | undefined {
  const data = textIn(entry, `${what}-data`)
  if (data !== '' || given === undefined) return data || undefined
  const text = fileOf(what, entry, given)
  return text === undefined ? undefined : Buffer.from(text).toString('base64')
}

/** @throws Error for a file that a kubeconfig of the checkout names: its text would go where that kubeconfig leads. */
export function fileOf(what: string, entry: Entry, { folder, fromCheckout }: GivenKubeconfig): string | undefined {
  const file = textIn(entry, what)
  if (file === '') return undefined
  if (fromCheckout) throw new Error(`the kubeconfig is a file of the checkout, so its ${what} file is not read`)
  try {
    return readPlainFile(resolve(folder, file), FILE_BYTES)
  } catch (cause) {
    throw new Error(`the ${what} file of the kubeconfig cannot be read`, { cause })
  }
}
