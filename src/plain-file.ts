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

export interface Found {
  /** Paths of plain files, in order. */
  readonly files: readonly string[]
  /** What may hold more of them and was not looked at, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[]
}

/** @param name of the files. Links are not followed. @throws Error where the folder itself cannot be read */
export function filesBelow(folder: string, name: string, depth = 0): Found {
  const files: string[] = []
  const skipped: { path: string; why: string }[] = []
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const each of entries) {
    const path = join(folder, each.name)
    if (each.name === name && each.isFile()) files.push(path)
    else if (each.name === name && !each.isDirectory()) skipped.push({ path, why: 'not a plain file' })
    else if (each.isSymbolicLink()) skipped.push({ path, why: 'a link, which is not followed' })
    else if (each.isDirectory() && depth === DEPTH) skipped.push({ path, why: `deeper than ${DEPTH} folders` })
    else if (each.isDirectory())
      try {
        const below = filesBelow(path, name, depth + 1)
        files.push(...below.files)
        skipped.push(...below.skipped)
      } catch (thrown) {
        skipped.push({ path, why: thrown instanceof Error ? thrown.message : 'it cannot be read' })
      }
  }
  return { files, skipped }
}
