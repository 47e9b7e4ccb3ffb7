/** The session of azd. Not by the library's AzureDeveloperCliCredential: that takes any JSON for a token, and keeps nothing of what azd says. */
import type { AccessToken, Kind } from '../kind.ts'
import { askProgram } from '../program.ts'

export function azdKind(tenantId: string | undefined): Kind {
  const tenant = tenantId === undefined ? [] : ['--tenant-id', tenantId]
  return {
    make: () => ({
      async getToken(scope, { abortSignal }): Promise<AccessToken> {
        const args = ['auth', 'token', '--output', 'json', '--no-prompt', '--scope', scope, ...tenant]
        const answer = await askProgram('azd', args, abortSignal)
        const { token, expiresOn } = answer
        const expiresOnTimestamp = Date.parse(String(expiresOn))
        if (typeof token === 'string' && token !== '' && Number.isFinite(expiresOnTimestamp))
          return { token, expiresOnTimestamp }
        const { data } = answer as { data?: { message?: unknown } }
        throw new Error(
          typeof data?.message === 'string' ? data.message.trim() : 'azd auth token returned no valid token',
        )
      },
    }),
  }
}
