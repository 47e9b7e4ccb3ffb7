/** Whom to sign in as. */
import type { Identity } from '../model/request.ts'
import { GUID, type Reader } from './reader.ts'

/** @returns the identity that the inputs give; what is missing of it, the reader is told. */
export function readIdentity(read: Reader): Identity {
  const clientId = read.matching('client-id', GUID, 'a client id (a GUID)', false)
  const tenantId = read.matching('tenant-id', /^[A-Za-z0-9.-]{1,253}$/, 'a tenant id or domain', false)
  const clientSecret = read.text('client-secret')
  const audience = read.text('audience') ?? 'api://AzureADTokenExchange'
  if (clientId === undefined) {
    // An unset variable reads as empty: half an identity is never the session of the Azure CLI that was meant.
    const half = [tenantId && 'tenant-id', clientSecret && 'client-secret'].filter(Boolean).join(' and ')
    if (half !== '')
      read.wrong.push(
        `client-id: missing beside ${half} (a variable or secret that is not set reads as empty); leave out all of them to use the session of azure/login`,
      )
    return { kind: 'azure-cli' }
  }
  if (tenantId === undefined) read.wrong.push('tenant-id: missing beside client-id')
  if (clientSecret === undefined) return { kind: 'github-oidc', clientId, tenantId: tenantId ?? '', audience }
  return { kind: 'client-secret', clientId, tenantId: tenantId ?? '', clientSecret }
}
