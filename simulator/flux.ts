/**
 * Flux configurations of Microsoft.KubernetesConfiguration: states as recorded, at the times that a scenario gives. A list
 * carries no conditions; a write is an operation that ends once the agent has applied it.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock.ts'
import { type FluxConfigurationPlan, msOf } from './scenario.ts'
import { bodyOf, sendJson } from './server.ts'

const API_VERSIONS = ['2025-04-01', '2024-11-01', '2023-05-01']
const PATH =
  /^\/providers\/microsoft\.kubernetesconfiguration\/fluxconfigurations(?:\/([^/]+)(?:\/operations\/([^/]+))?)?$/i

type Body = Record<string, unknown>

export class FluxConfigurations {
  readonly #clock: Clock
  readonly #all = new Map<string, { properties: Body; systemData: Body }>()
  readonly #plans: ReadonlyMap<string, FluxConfigurationPlan>
  readonly #operations = new Map<string, { status: string; error?: object }>()
  readonly #onWrite: (what: string) => void
  readonly #origin: () => string

  constructor(
    plans: readonly FluxConfigurationPlan[],
    names: readonly string[],
    clock: Clock,
    origin: () => string,
    onWrite: (what: string) => void,
  ) {
    this.#clock = clock
    this.#origin = origin
    this.#onWrite = onWrite
    this.#plans = new Map(plans.map(plan => [plan.name, plan]))
    for (const name of names) this.#put(name, { provisioningState: 'Succeeded' }, {})
    for (const { name, existing, written, states = [] } of plans) {
      if (existing === undefined) continue
      this.#put(name, { provisioningState: 'Succeeded', ...existing }, { ...(written ?? {}) })
      for (const { at, ...properties } of states) clock.at(msOf(at), () => this.#change(name, properties))
    }
  }

  #at(): string {
    return `${new Date(this.#clock.wall()).toISOString().slice(0, -1)}4567+00:00`
  }

  #put(name: string, properties: Body, systemData: Body): void {
    const blank = Object.keys((properties['configurationProtectedSettings'] as Body | undefined) ?? {}).map(key => [
      key,
      '',
    ])
    this.#all.set(name, {
      properties: {
        scope: 'cluster',
        namespace: 'flux-system',
        sourceKind: 'GitRepository',
        suspend: false,
        kustomizations: {},
        repositoryPublicKey: '',
        sourceUpdatedAt: null,
        statusUpdatedAt: null,
        sourceSyncedCommitId: null,
        complianceState: null,
        errorMessage: null,
        statuses: [],
        ...properties,
        configurationProtectedSettings: Object.fromEntries(blank),
      },
      systemData: {
        createdBy: null,
        createdByType: null,
        createdAt: this.#at(),
        lastModifiedBy: null,
        lastModifiedByType: null,
        lastModifiedAt: this.#at(),
        ...systemData,
      },
    })
  }

  /** What the agent reports: the time of it is the scenario's own, unless the state says another. */
  #change(name: string, properties: Body): void {
    const one = this.#all.get(name)
    if (one === undefined) return
    const reports = properties['statuses'] !== undefined ? { statusUpdatedAt: this.#at() } : {}
    const fetched = properties['sourceSyncedCommitId'] !== undefined ? { sourceUpdatedAt: this.#at() } : {}
    Object.assign(one.properties, reports, fetched, properties)
  }

  /** @returns false when the path is none of theirs. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL, rest: string): Promise<boolean> {
    const [matches, name, operation] = PATH.exec(rest) ?? []
    if (matches === undefined) return false
    const version = url.searchParams.get('api-version') ?? url.searchParams.get('api-Version') ?? ''
    if (!API_VERSIONS.includes(version))
      sendJson(response, 400, {
        error: { code: 'InvalidApiVersionParameter', message: `The api-version '${version}' is invalid.` },
      })
    else if (name === undefined)
      sendJson(response, 200, {
        value: [...this.#all.keys()].map(each => this.#resource(url, each, true)),
        nextLink: null,
      })
    else if (operation !== undefined) this.#operation(response, url, operation)
    else if (request.method === 'GET') this.#get(response, url, name)
    else if (request.method === 'PUT' || request.method === 'PATCH')
      this.#write(request.method, response, url, name, JSON.parse(await bodyOf(request)) as { properties?: Body })
    else
      sendJson(response, 405, {
        error: { code: 'MethodNotAllowed', message: `The simulator does not serve ${request.method}.` },
      })
    return true
  }

  #get(response: ServerResponse, url: URL, name: string): void {
    if (this.#all.has(name)) sendJson(response, 200, this.#resource(url, name, false))
    else
      sendJson(response, 404, {
        error: { code: 'ResourceNotFound', message: `FluxConfiguration with name '${name}' not found.` },
      })
  }

  #write(
    method: 'PUT' | 'PATCH',
    response: ServerResponse,
    url: URL,
    name: string,
    { properties = {} }: { properties?: Body },
  ): void {
    const before = this.#all.get(name)
    const plan = this.#plans.get(name)
    if (plan?.refused !== undefined) {
      sendJson(response, plan.refused.status, { error: { code: plan.refused.code, message: plan.refused.message } })
      return
    }
    if (method === 'PATCH' && before === undefined) return this.#get(response, url, name)
    this.#onWrite(`${method} fluxConfiguration ${name}`)
    this.#clock.begin()
    const kustomizations =
      method === 'PATCH'
        ? withoutNull({ ...(before?.properties['kustomizations'] as Body), ...(properties['kustomizations'] as Body) })
        : properties['kustomizations']
    const merged = method === 'PATCH' ? { ...before?.properties, ...properties, kustomizations } : properties
    this.#put(
      name,
      { ...merged, provisioningState: before === undefined ? 'Creating' : 'Updating' },
      before?.systemData['createdAt'] === undefined ? {} : { createdAt: before.systemData['createdAt'] },
    )
    const id = randomUUID()
    this.#operations.set(id, { status: before === undefined ? 'Creating' : 'Updating' })
    const now = this.#clock.elapsed()
    this.#clock.at(now + msOf(plan?.applied, 3000), () => {
      this.#operations.set(id, { status: 'Succeeded' })
      this.#change(name, { provisioningState: 'Succeeded', errorMessage: '', complianceState: 'Pending' })
    })
    for (const { at, ...state } of plan?.states ?? []) this.#clock.at(now + msOf(at), () => this.#change(name, state))
    sendJson(response, before === undefined ? 201 : method === 'PUT' ? 200 : 202, this.#resource(url, name, false), {
      'azure-asyncoperation': `${this.#origin()}${url.pathname}/operations/${id}?api-version=${url.searchParams.get('api-version')}`,
    })
  }

  #operation(response: ServerResponse, url: URL, id: string): void {
    const operation = this.#operations.get(id)
    if (operation === undefined)
      sendJson(response, 404, { error: { code: 'ResourceNotFound', message: 'The operation was not found.' } })
    else sendJson(response, 200, { id: url.pathname, name: id, ...operation })
  }

  #resource(url: URL, name: string, listed: boolean): object {
    const { properties = {}, systemData = {} } = this.#all.get(name) ?? {}
    const statuses = (properties['statuses'] as Body[] | null) ?? []
    return {
      id: url.pathname.replace(/\/fluxconfigurations(\/.*)?$/i, `/fluxConfigurations/${name}`),
      name,
      type: 'Microsoft.KubernetesConfiguration/fluxConfigurations',
      properties: listed
        ? { ...properties, statuses: statuses.map(each => ({ ...each, statusConditions: null })) }
        : properties,
      systemData,
    }
  }
}

function withoutNull(of: Body): Body {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null))
}
