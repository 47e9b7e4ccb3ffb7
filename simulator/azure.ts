/** Azure Resource Manager with Microsoft.ContainerService and Microsoft.KubernetesConfiguration, as recorded traces show them. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Access } from './access.ts'
import type { Clock } from './clock.ts'
import { bearerFault, TENANT } from './entra.ts'
import { FluxConfigurations } from './flux.ts'
import { ResourceGraph } from './resource-graph.ts'
import type { RunCommands } from './run-command.ts'
import { type ConnectedCluster, msOf, type Operation as PlannedEnd, type Scenario } from './scenario.ts'
import { bodyOf, sendJson } from './server.ts'

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
/** az 2.91 asks for the first. */
const API_VERSIONS = ['2026-06-01', '2026-04-01', '2025-10-01']

/** The signature values of a real operation URL are about 3 KB; a request without them is refused. */
const SIGNED = `t=639000000000000000&c=${'SIGCERT'.repeat(370)}&s=${'SIG'.repeat(114)}&h=${'HASH'.repeat(10)}43c`

/** How an operation ended. */
export type OperationEnd = Omit<PlannedEnd, 'ends'>

export interface AzureState {
  readonly scenario: Scenario
  readonly clock: Clock
  readonly origin: () => string
  /** Where the `Location` header points: a host that no client may call. */
  readonly foreignOrigin: () => string
  readonly kubeconfig: () => string
  /** The host in it. */
  readonly apiServerHost: () => string
  /** Carries an operation out in a real cluster; undefined where the scenario says how and when each one ends. */
  readonly operate:
    | ((kind: 'Create' | 'Update' | 'Delete', extension: Readonly<Record<string, unknown>>) => Promise<OperationEnd>)
    | undefined
  readonly commands: RunCommands
  /** Told of each write, and of what a client did that it must not. */
  readonly onWrite: (what: string) => void
  readonly onViolation: (what: string) => void
}

interface ExtensionProperties {
  extensionType: string
  provisioningState: string
  version: string | null
  currentVersion: string | null
  scope: { cluster?: { releaseNamespace?: string } }
  configurationSettings: Record<string, string>
  configurationProtectedSettings: Record<string, string>
  statuses: object[]
  [key: string]: unknown
}

interface Operation {
  readonly id: string
  status: string
  error?: { code: string; message: string }
}

export class Azure {
  readonly #state: AzureState
  readonly #extensions = new Map<string, ExtensionProperties>()
  readonly #operations = new Map<string, Operation>()
  readonly #flux: FluxConfigurations
  readonly #access: Access
  readonly #graph: ResourceGraph
  readonly #modified = new WeakMap<ExtensionProperties, string>()

  constructor(state: AzureState) {
    this.#state = state
    this.#access = new Access(state.onWrite)
    const { resources = [], ...options } = state.scenario.azure?.graph ?? {}
    this.#graph = new ResourceGraph(resources, options)
    this.#flux = new FluxConfigurations(
      state.scenario.azure?.fluxConfigurations ?? [],
      state.scenario.azure?.extension?.fluxConfigurations ?? [],
      state.clock,
      state.origin,
      state.onWrite,
    )
    const { existing, deletedAt } = state.scenario.azure?.extension ?? {}
    if (deletedAt !== undefined) state.clock.at(msOf(deletedAt), () => this.#extensions.clear())
    if (existing !== undefined) {
      const name = String(existing['name'] ?? 'flux')
      const properties = this.#filled({ provisioningState: 'Succeeded', ...existing })
      this.#extensions.set(name, properties)
      const running = state.scenario.azure?.extension?.existingOperation
      if (running !== undefined)
        state.clock.at(msOf(running.ends), () => {
          if (properties.provisioningState === 'Deleting' && running.status === 'Succeeded')
            this.#extensions.delete(name)
          else this.#settle(properties, running)
        })
    }
  }

  /** @returns false when the path is not ARM's. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    // ARM compares paths without regard to case; the operation URLs it gives spell the type in PascalCase.
    const path = url.pathname.replace(/\/+$/, '')
    const {
      clusterName = 'my-cluster',
      resourceGroup = 'my-group',
      subscription = SUBSCRIPTION,
    } = this.#state.scenario.azure ?? {}
    const cluster = `/subscriptions/${subscription}/resourcegroups/${resourceGroup}/providers/${this.#arc === undefined ? 'microsoft.containerservice/managedclusters' : 'microsoft.kubernetes/connectedclusters'}/${clusterName}`
    if (!/^\/(?:subscriptions(?:\/|$)|providers\/microsoft\.resourcegraph\/)/i.test(path)) return false
    const fault = bearerFault(request, this.#state.origin(), this.#state.clock.wall())
    if (fault !== undefined) {
      sendJson(
        response,
        401,
        { error: { code: fault, message: `The access token is not usable: ${fault}.` } },
        { 'www-authenticate': 'Bearer error="invalid_token"' },
      )
      return true
    }
    // What az asks for when it signs in.
    if (/^\/subscriptions$/i.test(path)) {
      const one = { id: path, subscriptionId: subscription, displayName: 'demo', state: 'Enabled', tenantId: TENANT }
      sendJson(response, 200, { value: [{ ...one, id: `${path}/${subscription}` }] })
      return true
    }
    if (/^\/subscriptions\/[^/]+\/providers\/microsoft\.kubernetesconfiguration$/i.test(path)) {
      const registrationState = this.#state.scenario.azure?.provider ?? 'Registered'
      sendJson(response, 200, { id: path, namespace: 'Microsoft.KubernetesConfiguration', registrationState })
      return true
    }
    if (await this.#graph.handle(request, response, url)) return true
    if (/\/microsoft\.containerservice\/fleets\/[^/]+\/members$/i.test(path)) {
      const members = this.#state.scenario.azure?.graph?.members ?? []
      const value = members.map((properties, at) => ({
        id: `${path}/member-${at}`,
        name: `member-${at}`,
        properties: { provisioningState: 'Succeeded', ...properties },
      }))
      sendJson(response, 200, { value })
      return true
    }
    if (await this.#access.handle(request, response, path)) return true
    if (!path.toLowerCase().startsWith(cluster.toLowerCase()))
      return notFound(response, 'ResourceGroupNotFound', `Resource group '${path.split('/')[4]}' could not be found.`)
    const { exists, appears } = this.#state.scenario.azure?.managedCluster ?? {}
    if (exists === false || this.#state.clock.age() < msOf(appears))
      return notFound(
        response,
        'ResourceNotFound',
        `The Resource 'Microsoft.ContainerService/managedClusters/${clusterName}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      )
    await this.#route(request, response, url, path.slice(cluster.length))
    return true
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL, rest: string): Promise<void> {
    const version = url.searchParams.get('api-version') ?? url.searchParams.get('api-Version') ?? ''
    if (rest === '' && request.method === 'GET')
      return this.#arc === undefined ? this.#cluster(response, version) : this.#connected(response, version, this.#arc)
    if (/^\/listclusterusercredential$/i.test(rest) && request.method === 'POST') return this.#credential(response)
    const [, type, versions] =
      /^\/providers\/microsoft\.kubernetesconfiguration\/extensiontypes\/([^/]+)(\/versions)?$/i.exec(rest) ?? []
    if (type !== undefined) return this.#offer(response, url, type, versions !== undefined)
    if (/^\/runcommand$/i.test(rest) && request.method === 'POST')
      return this.#state.commands.begin(request, response, url)
    const [, command] = /^\/commandresults\/([0-9a-f]+)$/i.exec(rest) ?? []
    if (command !== undefined && request.method === 'GET') return this.#state.commands.result(response, url, command)
    if (/^\/providers\/microsoft\.kubernetesconfiguration\/extensions$/i.test(rest) && request.method === 'GET') {
      const value = [...this.#extensions].map(([name, properties]) => this.#resource(url, name, properties))
      return sendJson(response, 200, { value, nextLink: null })
    }
    if (await this.#flux.handle(request, response, url, rest)) return
    const [, name, operation] =
      /^\/providers\/microsoft\.kubernetesconfiguration\/extensions\/([^/]+)(?:\/operations\/([^/]+))?$/i.exec(rest) ??
      []
    if (name === undefined) {
      notFound(response, 'ResourceNotFound', `The simulator does not serve ${rest}.`)
      return
    }
    if (operation !== undefined) return this.#operation(response, url, operation)
    if (request.method === 'GET') return this.#get(response, url, name)
    if (request.method === 'PUT') return this.#put(response, url, name, await bodyOf(request))
    if (request.method === 'PATCH') return this.#patch(response, url, name, await bodyOf(request))
    if (request.method === 'DELETE') return this.#delete(response, url, name)
    sendJson(response, 405, {
      error: { code: 'MethodNotAllowed', message: `The simulator does not serve ${request.method}.` },
    })
  }

  /** As the recorded answers of the extension types API: versions are not sorted. */
  #offer(response: ServerResponse, url: URL, type: string, ofVersions: boolean): void {
    const given = this.#state.scenario.azure?.extensionType
    const flux = type.toLowerCase() === 'microsoft.flux'
    const { apiVersions = ['2026-05-01', '2024-11-01-preview'], offered = flux || given !== undefined } = given ?? {}
    const { namespace = flux ? 'flux-system' : '', versions = ['1.9.3', '1.24.1', '1.5.0'], unsupported } = given ?? {}
    const version = url.searchParams.get('api-version') ?? ''
    if (!apiVersions.includes(version))
      return sendJson(response, 400, {
        error: { code: 'InvalidApiVersionParameter', message: `The api-version '${version}' is invalid.` },
      })
    if (!offered) {
      notFound(response, 'ResourceNotFound', `Extension type ${type} was not found.`)
      return
    }
    const id = url.pathname
    if (!ofVersions) {
      const settings = { allowMultipleInstances: false, defaultReleaseNamespace: namespace }
      return sendJson(response, 200, {
        id,
        name: type,
        type: 'Microsoft.KubernetesConfiguration/extensionTypes',
        properties: {
          description: null,
          publisher: 'Microsoft',
          isSystemExtension: false,
          isManagedIdentityRequired: false,
          supportedClusterTypes: ['Managedclusters', 'connectedclusters'],
          supportedScopes: { defaultScope: 'cluster', clusterScopeSettings: settings },
          planInfo: null,
        },
      })
    }
    const ranges = unsupported === undefined ? null : [{ distributions: ['AKS'], unsupportedVersions: unsupported }]
    const value = versions.map(name => ({
      id: `${id}/${name}`,
      name,
      properties: {
        version: name,
        supportedClusterTypes: ['Managedclusters', 'connectedclusters'],
        unsupportedKubernetesVersions: { managedCluster: ranges, connectedCluster: null },
      },
    }))
    sendJson(response, 200, { value, nextLink: null })
  }

  get #arc(): ConnectedCluster | undefined {
    return this.#state.scenario.azure?.connectedCluster
  }

  #connected(response: ServerResponse, version: string, cluster: ConnectedCluster): void {
    const { azure } = this.#state.scenario
    if (!['2024-01-01', '2021-10-01'].includes(version))
      return sendJson(response, 400, {
        error: { code: 'InvalidApiVersionParameter', message: `The api-version '${version}' is invalid.` },
      })
    const { connectivityStatus = 'Connected', becomes, at, agentErrors = [] } = cluster
    const name = azure?.clusterName ?? 'my-cluster'
    const changed = becomes !== undefined && this.#state.clock.elapsed() >= msOf(at)
    sendJson(response, 200, {
      id: `/subscriptions/${azure?.subscription ?? SUBSCRIPTION}/resourceGroups/${azure?.resourceGroup ?? 'my-group'}/providers/Microsoft.Kubernetes/connectedClusters/${name}`,
      name,
      type: 'microsoft.kubernetes/connectedclusters',
      location: azure?.location ?? 'swedencentral',
      kind: null,
      identity: { type: 'SystemAssigned', principalId: 'p', tenantId: TENANT },
      properties: {
        agentVersion: '1.21.10',
        kubernetesVersion: '1.33.5+k3s1',
        totalNodeCount: 3,
        distribution: 'k3s',
        infrastructure: 'generic',
        provisioningState: 'Succeeded',
        connectivityStatus: changed ? becomes : connectivityStatus,
        lastConnectivityTime: '2026-10-01T08:00:00.123Z',
        managedIdentityCertificateExpirationTime: '2026-12-30T08:00:00Z',
        arcAgentProfile: { agentState: 'Succeeded', agentErrors },
      },
    })
  }

  #cluster(response: ServerResponse, version: string): void {
    const { azure } = this.#state.scenario
    if (!API_VERSIONS.includes(version)) {
      sendJson(response, 400, {
        error: {
          code: 'InvalidApiVersionParameter',
          message: `The api-version '${version}' is invalid. The supported versions are '${API_VERSIONS.join(',')}'`,
        },
      })
      return
    }
    const cluster = azure?.managedCluster ?? {}
    const { sku = 'Automatic', tier = 'Standard', kubernetesVersion = '1.33.7', powerState = 'Running' } = cluster
    const name = azure?.clusterName ?? 'my-cluster'
    const group = azure?.resourceGroup ?? 'my-group'
    const managed = cluster.managedSystemNodePools ?? sku === 'Automatic'
    sendJson(response, 200, {
      id: `/subscriptions/${azure?.subscription ?? SUBSCRIPTION}/resourcegroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`,
      location: azure?.location ?? 'swedencentral',
      name,
      type: 'Microsoft.ContainerService/ManagedClusters',
      kind: sku,
      properties: {
        provisioningState: cluster.provisioningState ?? 'Succeeded',
        powerState: { code: powerState },
        kubernetesVersion: kubernetesVersion.split('.').slice(0, 2).join('.'),
        currentKubernetesVersion: kubernetesVersion,
        fqdn: cluster.fqdn ?? this.#state.apiServerHost(),
        ...(managed ? { hostedSystemProfile: { enabled: true } } : {}),
        aadProfile: cluster.entra === false ? null : { managed: true, enableAzureRBAC: true, tenantID: TENANT },
        apiServerAccessProfile: {
          enablePrivateCluster: cluster.private === true,
          authorizedIPRanges: cluster.authorizedRanges ?? null,
          disableRunCommand: cluster.disableRunCommand ?? null,
        },
        disableLocalAccounts: cluster.entra !== false,
      },
      identity: cluster.managedIdentity === false ? { type: 'None' } : { type: 'SystemAssigned', tenantId: TENANT },
      sku: { name: sku, tier },
    })
  }

  #credential(response: ServerResponse): void {
    if (this.#state.scenario.kubernetes?.access === 'forbidden') {
      const scope = `/subscriptions/${SUBSCRIPTION}/resourceGroups/my-group/providers/Microsoft.ContainerService/managedClusters/my-cluster`
      sendJson(response, 403, {
        error: {
          code: 'AuthorizationFailed',
          message: `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
        },
      })
      return
    }
    const value = Buffer.from(this.#state.kubeconfig()).toString('base64')
    sendJson(response, 200, { kubeconfigs: [{ name: 'clusterUser', value }] })
  }

  #get(response: ServerResponse, url: URL, name: string): void {
    const properties = this.#extensions.get(name)
    if (properties === undefined)
      notFound(response, 'ResourceNotFound', `Extension instance with name '${name}' not found.`)
    else sendJson(response, 200, this.#resource(url, name, properties))
  }

  #put(response: ServerResponse, url: URL, name: string, body: string): void {
    const { scenario, clock, onWrite, foreignOrigin, origin } = this.#state
    const { properties: asked, identity } = JSON.parse(body) as {
      properties: Partial<ExtensionProperties>
      identity?: { type?: string }
    }
    if (this.#arc !== undefined && identity?.type !== 'SystemAssigned')
      this.#state.onViolation('an extension of a connected cluster was written without an identity')
    if (this.#arc === undefined && identity !== undefined) {
      sendJson(response, 400, {
        error: { code: 'BadRequest', message: "Failed to perform resource identity operation. Status: 'BadRequest'." },
      })
      return
    }
    const before = this.#extensions.get(name)
    const refusal = this.#refusalOf(name, asked, before)
    if (refusal !== undefined) {
      sendJson(response, refusal.status, { error: { code: refusal.code, message: refusal.message } })
      return
    }
    const state = before === undefined ? 'Creating' : 'Updating'
    const properties = this.#filled({ ...asked, provisioningState: state })
    this.#extensions.set(name, properties)
    this.#touch(properties)
    onWrite(`PUT extension ${name}`)
    clock.begin()
    const id = randomUUID()
    const operation: Operation = { id, status: state }
    this.#operations.set(id, operation)
    const planned = scenario.azure?.extension?.operation ?? { ends: '60s', status: 'Succeeded' }
    if (before !== undefined) properties.currentVersion = before.currentVersion
    this.#whenEnded(before === undefined ? 'Create' : 'Update', properties, planned, end =>
      this.#finish(operation, properties, end),
    )
    const path = url.pathname.replace(/managedclusters/i, 'ManagedClusters')
    sendJson(response, before === undefined ? 201 : 200, this.#resource(url, name, properties), {
      'azure-asyncoperation': `${origin()}${path}/operations/${id}?api-Version=${url.searchParams.get('api-version')}&${SIGNED}`,
      location: `${foreignOrigin()}${path}`,
    })
  }

  /** Changes what it names; protected settings that it does not name stay (Microsoft Learn, cluster extensions). */
  #patch(response: ServerResponse, url: URL, name: string, body: string): void {
    const { scenario, clock, onWrite, foreignOrigin, origin } = this.#state
    const properties = this.#extensions.get(name)
    if (properties === undefined) {
      notFound(response, 'ResourceNotFound', `Extension instance with name '${name}' not found.`)
      return
    }
    const { provisioningState } = properties
    if (!/^(Succeeded|Failed|Canceled)$/.test(provisioningState)) {
      const message = `The PATCH method cannot be completed due to a conflict. (ProvisioningState of extension: ${provisioningState}). Please wait for a few minutes for the ProvisioningState to change to Succeeded, Failed or Canceled and retry again.`
      return sendJson(response, 409, { error: { code: 'ExtensionPatchFailed', message } })
    }
    const { properties: asked } = JSON.parse(body) as { properties: Partial<ExtensionProperties> }
    const { configurationProtectedSettings: _, ...kept } = this.#filled({ ...properties, ...asked })
    Object.assign(properties, kept, { provisioningState: 'Updating' })
    this.#touch(properties)
    onWrite(`PATCH extension ${name}`)
    clock.begin()
    const operation: Operation = { id: randomUUID(), status: 'Updating' }
    this.#operations.set(operation.id, operation)
    const planned = scenario.azure?.extension?.operation ?? { ends: '60s', status: 'Succeeded' }
    this.#whenEnded('Update', properties, planned, end => this.#finish(operation, properties, end))
    const path = url.pathname.replace(/managedclusters/i, 'ManagedClusters')
    sendJson(response, 202, this.#resource(url, name, properties), {
      'azure-asyncoperation': `${origin()}${path}/operations/${operation.id}?api-Version=${url.searchParams.get('api-version')}&${SIGNED}`,
      location: `${foreignOrigin()}${path}`,
    })
  }

  #finish(operation: Operation, properties: ExtensionProperties, end: OperationEnd): void {
    operation.status = end.status
    if (end.error !== undefined && end.status !== 'Succeeded') operation.error = end.error
    this.#settle(properties, end)
  }

  /** What the service does not take: what two writes at once get, and one over a Failed instance, is not established. */
  #refusalOf(name: string, asked: Partial<ExtensionProperties>, before: ExtensionProperties | undefined) {
    const type = asked.extensionType?.toLowerCase()
    const other = [...this.#extensions].find(
      ([each, { extensionType }]) => each !== name && extensionType.toLowerCase() === type,
    )
    if (other !== undefined)
      return {
        status: 400,
        code: 'ValidationFailed',
        message: 'Multiple extensions of same type is not allowed at this scope.',
      }
    if (before === undefined) return undefined
    const { provisioningState } = before
    if (!/^(Succeeded|Failed|Canceled)$/.test(provisioningState))
      return {
        status: 409,
        code: 'ExtensionPutFailed',
        message: `The PUT method cannot be completed due to a conflict. (ProvisioningState of extension: ${provisioningState}). Please wait for a few minutes for the ProvisioningState to change to Succeeded, Failed or Canceled and retry again.`,
      }
    if (provisioningState === 'Failed' && this.#state.scenario.azure?.extension?.overFailed === 'refused')
      return {
        status: 400,
        code: 'ExtensionCreationFailed',
        message: 'The extension is in a failed state. Delete the extension and create it again.',
      }
    return undefined
  }

  #delete(response: ServerResponse, url: URL, name: string): void {
    const { onWrite, onViolation, origin, scenario } = this.#state
    if (url.searchParams.has('forceDelete')) onViolation('an extension was deleted by force')
    const properties = this.#extensions.get(name)
    if (properties === undefined) return sendJson(response, 204, undefined)
    onWrite(`DELETE extension ${name}`)
    properties.provisioningState = 'Deleting'
    this.#touch(properties)
    const operation: Operation = { id: randomUUID(), status: 'Deleting' }
    this.#operations.set(operation.id, operation)
    const planned = scenario.azure?.extension?.deletion ?? { ends: '5s', status: 'Succeeded' }
    this.#whenEnded('Delete', properties, planned, end => {
      operation.status = end.status
      if (end.status === 'Succeeded') this.#extensions.delete(name)
      else {
        if (end.error !== undefined) operation.error = end.error
        this.#settle(properties, end)
      }
    })
    const path = url.pathname.replace(/managedclusters/i, 'ManagedClusters')
    sendJson(response, 202, undefined, {
      'azure-asyncoperation': `${origin()}${path}/operations/${operation.id}?api-Version=${url.searchParams.get('api-version')}&${SIGNED}`,
    })
  }

  /** As the real cluster says, or as and when the scenario does. */
  #whenEnded(
    kind: 'Create' | 'Update' | 'Delete',
    properties: ExtensionProperties,
    planned: PlannedEnd,
    ended: (end: OperationEnd) => void,
  ): void {
    const { clock, operate } = this.#state
    if (operate === undefined) clock.at(clock.elapsed() + msOf(planned.ends), () => ended(planned))
    else
      operate(kind, properties).then(ended, (thrown: unknown) =>
        ended({ status: 'Failed', error: { code: 'InternalError', message: String(thrown) } }),
      )
  }

  #settle(properties: ExtensionProperties, { status, error }: OperationEnd): void {
    this.#touch(properties)
    properties.provisioningState = status
    if (status === 'Succeeded') properties.currentVersion = this.#state.scenario.azure?.extension?.version ?? '1.24.1'
    else if (error !== undefined)
      // The failed extension stays, its reason in statuses; errorInfo is never filled in what was recorded.
      properties.statuses = [
        { code: 'InstallationFailed', displayStatus: null, level: null, message: error.message, time: null },
      ]
  }

  #operation(response: ServerResponse, url: URL, id: string): void {
    const operation = this.#operations.get(id)
    if (
      url.searchParams.get('c')?.startsWith('SIGCERT') !== true ||
      url.searchParams.get('h')?.endsWith('43c') !== true
    )
      this.#state.onViolation('an operation was polled without the whole signed URL')
    if (operation === undefined) {
      notFound(response, 'ResourceNotFound', 'The operation was not found.')
      return
    }
    const { status, error } = operation
    sendJson(response, 200, { id: url.pathname, name: id, status, ...(error === undefined ? {} : { error }) })
  }

  /** `lastModifiedAt` moves with each write, and with the end of each operation. */
  #touch(properties: ExtensionProperties): void {
    this.#modified.set(properties, `${new Date(this.#state.clock.wall()).toISOString().slice(0, -1)}4567+00:00`)
  }

  #resource(url: URL, name: string, properties: ExtensionProperties): object {
    const at = '2026-10-01T08:00:00.1234567+00:00'
    return {
      id: url.pathname.replace(/\/extensions$/i, `/extensions/${name}`),
      name,
      type: 'Microsoft.KubernetesConfiguration/extensions',
      properties: { ...properties },
      systemData: {
        createdBy: null,
        createdByType: null,
        createdAt: at,
        lastModifiedBy: null,
        lastModifiedByType: null,
        lastModifiedAt: this.#modified.get(properties) ?? at,
      },
    }
  }

  #filled(given: Partial<ExtensionProperties>): ExtensionProperties {
    const blank = Object.keys(given.configurationProtectedSettings ?? {}).map(key => [key, ''])
    return {
      extensionType: 'microsoft.flux',
      autoUpgradeMinorVersion: true,
      autoUpgradeMode: 'compatible',
      releaseTrain: 'Stable',
      version: null,
      currentVersion: null,
      provisioningState: 'Succeeded',
      configurationSettings: {},
      statuses: [],
      aksAssignedIdentity: null,
      isSystemExtension: false,
      extensionState: null,
      ...given,
      configurationProtectedSettings: Object.fromEntries(blank),
      scope: {
        cluster: {
          releaseNamespace:
            given.scope?.cluster?.releaseNamespace ??
            this.#state.scenario.azure?.extension?.releaseNamespace ??
            'flux-system',
        },
      },
    }
  }
}

function notFound(response: ServerResponse, code: string, message: string): true {
  sendJson(response, 404, { error: { code, message } })
  return true
}
