/** A scenario file: read, checked against its schema, with its defaults. Its times are in ms once read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { Fault, Monkeys } from './faults.ts'
import type { AzureResource, GraphOptions } from './resource-graph.ts'
import type { RunCommandPlan } from './run-command.ts'
import schema from './scenario.schema.json' with { type: 'json' }

export interface LogEntry {
  readonly after?: string
  readonly text?: string
  readonly base64?: string
  readonly repeat?: number
}

export interface ContainerStart {
  readonly at: string
  readonly ready?: string
  readonly log?: readonly (string | LogEntry)[]
  readonly exit?: { readonly after: string; readonly code?: number; readonly reason?: string }
}

export interface ScenarioPod {
  readonly name: string
  readonly namespace?: string
  readonly owner?: string
  readonly serviceAccount?: string
  /** No Helm release made its workload: it is of the user's own. */
  readonly foreign?: boolean
  readonly created?: string
  readonly removed?: string
  /** From then on it is being deleted, and is not gone. */
  readonly terminating?: string
  readonly containers: readonly {
    readonly name: string
    readonly image?: string
    readonly waiting?: string
    readonly starts?: readonly ContainerStart[]
  }[]
}

export interface ScenarioEvent {
  readonly at: string
  readonly object: string
  readonly type?: string
  readonly reason: string
  readonly message: string
  readonly controller?: string
  readonly count?: number
  readonly namespace?: string
}

/** A Kubernetes object of whatever kind. */
export interface AnyObject {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown }
  readonly [key: string]: unknown
}

export type ForbiddenResource =
  | 'pods'
  | 'pods/log'
  | 'events'
  | 'namespaces'
  | 'validatingadmissionpolicies'
  | 'validatingadmissionpolicybindings'

export interface Operation {
  readonly ends: string
  readonly status: 'Succeeded' | 'Failed' | 'Canceled'
  readonly error?: { readonly code: string; readonly message: string }
}

export interface OfferedType {
  /** Versions of the API that the cloud knows. */
  readonly apiVersions?: readonly string[]
  readonly offered?: boolean
  readonly namespace?: string
  readonly versions?: readonly string[]
  /** Ranges of Kubernetes versions that none of them runs on. */
  readonly unsupported?: readonly string[]
}

/** A Flux configuration, and what becomes of it. */
export interface FluxConfigurationPlan {
  readonly name: string
  /** Properties of one that exists from the first; without them it appears by a write. */
  readonly existing?: Readonly<Record<string, unknown>>
  /** Who wrote it, and when (systemData). */
  readonly written?: Readonly<Record<string, unknown>>
  /** When the agent has applied a write. */
  readonly applied?: string
  /** Properties that change: after the beginning, or after the write. */
  readonly states?: readonly { readonly at: string; readonly [property: string]: unknown }[]
  /** What a write of it is refused with. */
  readonly refused?: { readonly status: number; readonly code: string; readonly message: string }
}

export interface ConnectedCluster {
  readonly connectivityStatus?: string
  /** What it becomes in the midst of an install, and when. */
  readonly becomes?: string
  readonly at?: string
  readonly agentErrors?: readonly { readonly component: string; readonly message: string }[]
}

export interface Scenario {
  readonly title: string
  readonly speed?: number
  /** So much later each request is looked at, in real time: the way to Azure and to the cluster. */
  readonly late?: string
  readonly expect: {
    readonly outcome: string
    readonly errors: number
    readonly warnings?: number
    readonly outputs?: Readonly<Record<string, string>>
    readonly says?: readonly string[]
  }
  readonly inputs?: Readonly<Record<string, string>>
  /** Files of the repository, by path; elsewhere {commit} stands for their commit, {before} for the one before. */
  readonly repository?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly identity?: 'oidc' | 'client-secret'
  readonly entra?: { readonly tokenLifetime?: string; readonly subject?: string }
  readonly faults?: readonly Fault[]
  readonly monkeys?: Monkeys
  readonly azure?: {
    readonly subscription?: string
    readonly resourceGroup?: string
    readonly clusterName?: string
    readonly location?: string
    readonly provider?: string
    /** As the service offers the type; without it, microsoft.flux in its own namespace. */
    readonly extensionType?: OfferedType
    readonly runCommand?: RunCommandPlan
    /** A cluster that Arc connects, in the place of a managed one. */
    readonly connectedCluster?: ConnectedCluster
    readonly managedCluster?: {
      readonly exists?: boolean
      readonly sku?: 'Automatic' | 'Base'
      readonly tier?: string
      readonly managedSystemNodePools?: boolean
      readonly kubernetesVersion?: string
      readonly powerState?: 'Running' | 'Stopped'
      readonly provisioningState?: string
      readonly entra?: boolean
      readonly private?: boolean
      readonly authorizedRanges?: readonly string[]
      readonly disableRunCommand?: boolean
      readonly fqdn?: string
      readonly managedIdentity?: boolean
      readonly appears?: string
    }
    /** What Azure Resource Graph has, and the members of a fleet. */
    readonly graph?: GraphOptions & {
      readonly resources: readonly AzureResource[]
      readonly members?: readonly { readonly clusterResourceId: string; readonly group?: string }[]
    }
    readonly fluxConfigurations?: readonly FluxConfigurationPlan[]
    readonly extension?: {
      readonly version?: string
      readonly releaseNamespace?: string
      readonly existing?: Readonly<Record<string, unknown>>
      readonly existingOperation?: Operation
      readonly overFailed?: 'accepted' | 'refused'
      readonly deletedAt?: string
      readonly deletion?: Operation
      readonly fluxConfigurations?: readonly string[]
      readonly operation?: Operation
    }
  }
  readonly kubernetes?: {
    readonly access?: 'yes' | 'forbidden' | 'unreachable' | 'hanging'
    readonly outages?: readonly { readonly from: string; readonly until: string }[]
    readonly compacted?: number
    readonly buffered?: boolean
    readonly endless?: boolean
    readonly forbidden?: readonly ForbiddenResource[]
    readonly namespaces?: readonly {
      readonly name: string
      readonly labels?: Readonly<Record<string, string>>
      readonly created?: string
      readonly removed?: string
    }[]
    readonly policies?: readonly AnyObject[]
    readonly bindings?: readonly AnyObject[]
    readonly objects?: readonly AnyObject[]
    readonly changes?: readonly { readonly at: string; readonly policy?: AnyObject; readonly binding?: AnyObject }[]
    /** Objects of Flux, from the first or from a time on; one of the same name replaces it. */
    readonly flux?: readonly {
      readonly at?: string
      readonly deleted?: boolean
      readonly object: AnyObject & { readonly kind: string }
    }[]
    readonly pods?: readonly ScenarioPod[]
    readonly events?: readonly ScenarioEvent[]
  }
  readonly cuts?: { readonly logs?: readonly number[]; readonly watches?: readonly string[] }
}

const SCENARIOS = join(import.meta.dirname, 'scenarios')

/** @returns the names of the scenarios that come with the project. */
export function scenarioNames(): string[] {
  return readdirSync(SCENARIOS)
    .map(file => basename(file, '.yaml'))
    .sort()
}

/**
 * @param nameOrPath a scenario of the project's, or a file.
 * @throws Error that names what is wrong with it, and where.
 */
export function loadScenario(nameOrPath: string): Scenario {
  const own = join(SCENARIOS, `${nameOrPath}.yaml`)
  const path = existsSync(own) ? own : nameOrPath
  if (!existsSync(path)) throw new Error(`no scenario '${nameOrPath}': a file, or one of ${scenarioNames().join(', ')}`)
  return checkScenario(parse(readFileSync(path, 'utf8'), { merge: true }), path)
}

/** @param path for messages. */
export function checkScenario(value: unknown, path: string): Scenario {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
  if (ajv.validate(schema, value)) return value as Scenario
  throw new Error(`${path} is no scenario:\n${ajv.errorsText(ajv.errors, { separator: '\n', dataVar: '' })}`)
}

/** @param time such as 5s, 2m, 500ms. @returns ms. */
export function msOf(time: string | undefined, fallback = 0): number {
  const [, number, unit] = /^(-?\d+(?:\.\d+)?)(ms|s|m)$/.exec(time ?? '') ?? []
  if (number === undefined) return fallback
  return Number(number) * (unit === 'm' ? 60_000 : unit === 's' ? 1000 : 1)
}
