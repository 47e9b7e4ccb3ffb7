/** Addresses of a repository on GitHub: compared, and linked to. */
import { shortRevision } from './revision.ts'

/** @returns `host/owner/name` in lower case of any form of a Git address; '' where it is none. */
export function repositoryOf(url: string): string {
  const scp = /^(?:ssh:\/\/)?(?:[\w.-]+@)([\w.-]+)(?::\d+)?[:/]+(.+?)(?:\.git)?\/?$/.exec(url)
  const web = /^(?:https?|ssh):\/\/(?:[^@/\s]*@)?([\w.-]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(url)
  const [, host = '', path = ''] = web ?? scp ?? []
  // GitHub's SSH over HTTPS has a host of its own.
  return host === '' ? '' : `${host.replace(/^ssh\.github\.com$/i, 'github.com')}/${path}`.toLowerCase()
}

/** @param repository `https://host/owner/name`. @returns whether a source's address is this repository's. */
export function isRepository(url: string, repository: string): boolean {
  const own = repositoryOf(repository)
  return own !== '' && repositoryOf(url) === own
}

/** @returns the address of a line at a commit; '' where one of its parts is not known. */
export function permalink(
  repository: string,
  { file, line, commit }: { readonly file: string; readonly line: number; readonly commit: string },
): string {
  if (!/^https:\/\//.test(repository) || file === '' || !/^[0-9a-f]{7,40}$/i.test(commit)) return ''
  const path = file.split('/').map(encodeURIComponent).join('/')
  return `${repository}/blob/${commit}/${path}${line > 0 ? `#L${line}` : ''}`
}

/** @returns the address that compares two commits; '' where one is not known. */
export function compareLink(repository: string, from: string, to: string): string {
  const hashes = [from, to].map(each => /([0-9a-f]{40})$/i.exec(each)?.[1] ?? '')
  if (!/^https:\/\//.test(repository) || hashes.some(each => each === '') || hashes[0] === hashes[1]) return ''
  return `${repository}/compare/${shortRevision(hashes[0] ?? '')}...${shortRevision(hashes[1] ?? '')}`
}
