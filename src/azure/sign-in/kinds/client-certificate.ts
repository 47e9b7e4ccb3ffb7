import { ClientCertificateCredential } from '@azure/identity'
import { entraOptions, type Kind, type Means } from '../kind.ts'

export interface ClientCertificate {
  readonly tenantId: string
  readonly clientId: string
  readonly certificate: string
  readonly password?: string
  /** With its chain, for applications that trust a subject name and its issuer. */
  readonly sendChain: boolean
}

export function certificateKind(given: ClientCertificate, means: Means): Kind {
  const { tenantId, clientId, certificate, password, sendChain } = given
  const pem = { certificate, ...(password === undefined ? {} : { certificatePassword: password }) }
  const options = { ...entraOptions(means), sendCertificateChain: sendChain }
  return { make: () => new ClientCertificateCredential(tenantId, clientId, pem, options) }
}
