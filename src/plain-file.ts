/** Files that somebody else chose: of a checkout, or named by an input. A pipe, a device or a link out of its place is none. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'

/**
 * @param places folders in one of which the file must lie, links followed.
 * @param orItself a folder is meant, which may be one of these.
 * @returns the file's real path. @throws Error where it does not exist, or lies elsewhere
 */
export function realPathWithin(path: string, places: readonly string[], orItself = false): string {
  const real = realpathSync(path)
  const inside = (place: string) => {
    const way = relative(realpathSync(place), real)
    return (orItself || way !== '') && !way.startsWith('..') && !isAbsolute(way)
  }
  if (places.some(place => place !== '' && inside(place))) return real
  throw new Error(`it is not in ${places.filter(Boolean).join(' or ') || 'any folder of this job'}`)
}

/** @param limit bytes. @returns the text. @throws Error where it is not a plain file, or larger */
export function readPlainFile(path: string, limit: number): string {
  // Not blocking: the other end of a pipe may never come.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new Error('not a file')
    if (stat.size > limit) throw new Error(`over ${limit / 1024 / 1024} MiB`)
    const bytes = Buffer.alloc(stat.size)
    let at = 0
    for (let read = 1; read > 0 && at < bytes.length; at += read)
      read = readSync(descriptor, bytes, at, bytes.length - at, at)
    return bytes.subarray(0, at).toString()
  } finally {
    closeSync(descriptor)
  }
}

/** Folders inside folders: an artifact, a run, and whatever a workflow puts around them. */
const DEPTH = 6

/** @param name of the file. @returns the paths of all plain files of that name, in order. Links are not followed. @throws Error where the folder cannot be read */
export function filesBelow(folder: string, name: string, depth = 0): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const own = entries.filter(each => each.isFile() && each.name === name).map(each => join(folder, each.name))
  if (depth === DEPTH) return own
  const folders = entries.filter(each => each.isDirectory())
  return [...own, ...folders.flatMap(each => filesBelow(join(folder, each.name), name, depth + 1))]
}
