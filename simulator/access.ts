/** Identities, federated credentials, role definitions and assignments: what scripts/setup.sh reads, writes and removes. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, sendJson } from './server.ts'

/** Paths of resources that are stored as they are written. */
const STORED =
  /\/providers\/microsoft\.(?:managedidentity\/userassignedidentities\/[^/]+(?:\/federatedidentitycredentials\/[^/]+)?|authorization\/role(?:assignments|definitions)\/[^/]+)$/i

/** Lists: the credentials of an identity, and the assignments of a principal in a subscription. */
const LISTED =
  /\/(?:userassignedidentities\/[^/]+\/federatedidentitycredentials|subscriptions\/[^/]+\/providers\/microsoft\.authorization\/roleassignments)\/?$/i

interface Stored {
  readonly id: string
  readonly name: string
  readonly properties: Record<string, unknown>
}

export class Access {
  readonly #resources = new Map<string, Stored>()
  readonly #onWrite: (what: string) => void

  constructor(onWrite: (what: string) => void) {
    this.#onWrite = onWrite
  }

  /** @returns whether the path is of such a resource, and is answered. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (LISTED.test(path) && request.method === 'GET') {
      const principal = /principalId eq '([^']*)'/.exec(
        new URL(request.url ?? '', 'http://arm').searchParams.get('$filter') ?? '',
      )?.[1]
      const value = [...this.#resources.values()].filter(
        ({ id, properties }) =>
          (principal === undefined
            ? id.toLowerCase().startsWith(`${path.toLowerCase()}/`)
            : /\/roleassignments\//i.test(id)) &&
          (principal === undefined || properties['principalId'] === principal),
      )
      sendJson(response, 200, { value })
      return true
    }
    if (!STORED.test(path)) return false
    const key = path.toLowerCase()
    const known = this.#resources.get(key)
    const name = path.split('/').at(-1) ?? ''
    switch (request.method) {
      case 'PUT': {
        const asked = JSON.parse((await bodyOf(request)) || '{}') as { properties?: Record<string, unknown> }
        const isIdentity = /userassignedidentities\/[^/]+$/.test(key)
        // What Azure gives an identity, which its caller does not choose.
        const own = isIdentity ? { principalId: guidOf(key, 'p'), clientId: guidOf(key, 'c') } : {}
        const scope = path.replace(/\/providers\/microsoft\.authorization\/.*$/i, '')
        const made = {
          ...asked,
          id: path,
          name,
          properties: { ...asked.properties, ...own, ...(/roleassignments/.test(key) ? { scope } : {}) },
        }
        this.#resources.set(key, made)
        this.#onWrite(`PUT ${name}`)
        sendJson(response, known === undefined ? 201 : 200, made)
        return true
      }
      case 'DELETE':
        this.#resources.delete(key)
        this.#onWrite(`DELETE ${name}`)
        sendJson(response, known === undefined ? 204 : 200, known ?? {})
        return true
      default:
        if (known === undefined)
          sendJson(response, 404, { error: { code: 'ResourceNotFound', message: `'${name}' was not found.` } })
        else sendJson(response, 200, known)
        return true
    }
  }
}

/** A GUID that is always the same for a name. */
function guidOf(name: string, salt: string): string {
  const hex = Buffer.from(`${salt}${name}`).toString('hex').padStart(32, '0').slice(-32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
