import { ClientSecretCredential } from '@azure/identity'
import { entraOptions, type Kind, type Means } from '../kind.ts'

export interface ClientSecret {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}

export function secretKind({ tenantId, clientId, clientSecret }: ClientSecret, means: Means): Kind {
  return { make: () => new ClientSecretCredential(tenantId, clientId, clientSecret, entraOptions(means)) }
}
