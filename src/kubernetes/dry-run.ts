/** A write as somebody else that is never carried out: for the check. */
import { messageOf } from '../errors.ts'
import { type ApiServer, KubernetesError } from './api-server/interface.ts'

/** Not "does not support dry run", which says nothing of the write. */
const DENIED = /ValidatingAdmissionPolicy '[^']*'.{0,300} denied request|admission webhook "[^"]*" denied the request/

/** What the server said to a write that is never carried out. */
export type DryRun = 'admitted' | 'refused' | 'not-asked'

/** @param user a service account, with its groups. @returns what the server said, in its words. */
export async function dryRun(
  api: ApiServer,
  path: string,
  body: object,
  user: { readonly username: string; readonly groups: readonly string[] },
  signal: AbortSignal,
): Promise<{ readonly said: DryRun; readonly words: string }> {
  try {
    const made = (await api.dryRun(path, body, user, signal)) as { kind?: unknown } | null
    // An answer of something in between, a proxy's page say, is none.
    if (made?.kind === undefined || made.kind === 'Status')
      return { said: 'not-asked', words: 'no object was returned' }
    return { said: 'admitted', words: 'a dry run was allowed' }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    const words = messageOf(thrown)
    const refused = thrown instanceof KubernetesError && DENIED.test(words)
    return { said: refused ? 'refused' : 'not-asked', words }
  }
}
