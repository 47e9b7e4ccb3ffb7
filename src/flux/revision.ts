/**
 * Revisions as Flux writes them: `main@sha1:<hash>`, `v1.2.3@sha256:<digest>`, `sha1:<hash>`, a chart's version; before Flux 2.0
 * `main/<hash>` (fluxcd.io, "RFC-0005"). What is demanded is a commit, a tag or a digest.
 */

/** @returns the hash or digest in a revision, in lower case; '' where it has none. */
export function hashOf(revision: string): string {
  const [, hash = ''] = /^(?:(?:.*@)?(?:sha1|sha256):)?([0-9a-f]{7,64})$/i.exec(revision) ?? []
  // Only a whole hash after a slash: a tag may be `release/1234567`.
  const [, older = ''] = /^.+\/([0-9a-f]{40})$/i.exec(revision) ?? []
  return (hash || older).toLowerCase()
}

/** @returns the branch or tag in a revision; '' where it has none. */
export function refOf(revision: string): string {
  const [, named] = /^(.+)@sha(?:1|256):[0-9a-f]+$/i.exec(revision) ?? []
  const [, older] = /^(.+)\/[0-9a-f]{40}$/i.exec(revision) ?? []
  return named ?? older ?? ''
}

/** @returns the commit as people write it: seven digits of a hash; anything else as it is. */
export function shortRevision(revision: string): string {
  const hash = hashOf(revision)
  return hash === '' ? revision : hash.slice(0, 7)
}

/** @returns whether two revisions are of the same content: by their hashes, where both have one. */
export function isSameRevision(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  const [first, second] = [hashOf(one), hashOf(other)]
  if (first === '' || second === '') return one === other
  return first.length >= second.length ? first.startsWith(second) : second.startsWith(first)
}

/** @param demanded a commit (seven digits or more), a tag, or a digest. @returns whether a revision is the one that is demanded. */
export function isDemanded(revision: string, demanded: string): boolean {
  if (revision === '' || demanded === '') return false
  if (revision === demanded || refOf(revision) === demanded) return true
  const hash = hashOf(demanded)
  return hash !== '' && isSameRevision(revision, demanded)
}

/** @returns whether a demand is a commit, of which a later one may contain it. */
export function isCommit(demanded: string): boolean {
  return /^[0-9a-f]{7,40}$/i.test(demanded)
}

/** @returns the revision in what Flux says of a success ("Applied revision: main@sha1:…"); '' where it names none. */
export function revisionIn(message: string): string {
  const [, applied = ''] = /[Aa]pplied revision: (\S+)/.exec(message) ?? []
  const [, stored = ''] = /stored artifact for revision '([^']+)'/.exec(message) ?? []
  return applied || stored
}
