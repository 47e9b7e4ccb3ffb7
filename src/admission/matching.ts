/**
 * Whether a policy, or a binding, is asked about a request at all: rules, selectors, matchPolicy. Semantics: Kubernetes
 * API reference, "MatchResources", and the apiserver's rule matcher.
 */
import type { KubernetesObject } from '../model/evidence.ts'
import type { AdmissionContext, AdmissionRequest } from './request.ts'

export type Matching =
  | 'yes'
  | 'no'
  /** Where the server would put another version of the object to the policy, nothing is known of what it says. */
  | { readonly undetermined: string; readonly converted?: boolean }

interface Rule {
  readonly apiGroups?: readonly string[]
  readonly apiVersions?: readonly string[]
  readonly operations?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly scope?: string
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

export interface MatchResources {
  readonly matchPolicy?: string
  readonly resourceRules?: readonly Rule[]
  readonly excludeResourceRules?: readonly Rule[]
  readonly namespaceSelector?: Selector
  readonly objectSelector?: Selector
}

/** @param resources of a policy (matchConstraints), or of a binding, where no rules mean every resource. */
export function matches(
  resources: MatchResources | undefined,
  of: 'policy' | 'binding',
  request: AdmissionRequest,
  context: AdmissionContext,
): Matching {
  if (resources === undefined) return of === 'binding' ? 'yes' : 'no'
  const rules = resources.resourceRules ?? []
  const exact = resources.matchPolicy === 'Exact'
  const parts = [
    rules.length === 0 && of === 'binding' ? 'yes' : anyRule(rules, request, exact),
    negate(anyRule(resources.excludeResourceRules ?? [], request, exact)),
    namespaceMatches(resources.namespaceSelector, request, context),
    objectMatches(resources.objectSelector, request),
  ] as const
  return parts.find(part => part === 'no') ?? parts.find(part => part !== 'yes') ?? 'yes'
}

function negate(matching: Matching): Matching {
  return matching === 'yes' ? 'no' : matching === 'no' ? 'yes' : matching
}

function anyRule(rules: readonly Rule[], request: AdmissionRequest, exact: boolean): Matching {
  const results = rules.map(rule => ruleMatches(rule, request, exact))
  return results.find(each => each === 'yes') ?? results.find(each => each !== 'no') ?? 'no'
}

/** Resources served in two groups, which matchPolicy Equivalent takes for one (Kubernetes API: events). */
const TWIN_GROUPS: Readonly<Record<string, readonly string[]>> = { events: ['', 'events.k8s.io'] }

function ruleMatches(rule: Rule, request: AdmissionRequest, exact: boolean): Matching {
  const { operations = [], resources = [], apiGroups = [], apiVersions = [], resourceNames = [] } = rule
  const has = (list: readonly string[], value: string) => list.includes('*') || list.includes(value)
  if (!has(operations, request.operation) || !resources.some(each => resourceMatches(each, request))) return 'no'
  if (!scopeMatches(rule.scope, request)) return 'no'
  if (resourceNames.length > 0) {
    if (request.name === undefined) return { undetermined: "the rule names objects, and the object's name is unknown" }
    if (!resourceNames.includes(request.name)) return 'no'
  }
  if (!has(apiGroups, request.group)) {
    const twins = TWIN_GROUPS[request.resource] ?? []
    const twin = twins.includes(request.group) && apiGroups.some(group => twins.includes(group))
    return twin && !exact
      ? { undetermined: 'the rule names another API group that serves the same resource', converted: true }
      : 'no'
  }
  if (request.version === undefined)
    return apiVersions.includes('*') ? 'yes' : { undetermined: 'the API version of the request is unknown' }
  if (has(apiVersions, request.version)) return 'yes'
  return exact
    ? 'no'
    : {
        undetermined: 'the rule names another API version, and the server converts objects between versions',
        converted: true,
      }
}

function resourceMatches(pattern: string, request: AdmissionRequest): boolean {
  const [resource = '', subresource = ''] = pattern.split('/')
  return (
    (resource === '*' || resource === request.resource) && (subresource === '*' || subresource === request.subresource)
  )
}

function isNamespaceObject(request: AdmissionRequest): boolean {
  return request.group === '' && request.resource === 'namespaces'
}

function scopeMatches(scope: string | undefined, request: AdmissionRequest): boolean {
  if (scope === undefined || scope === '*') return true
  const namespaced = request.namespace !== '' && !isNamespaceObject(request)
  return namespaced === (scope === 'Namespaced')
}

function namespaceMatches(
  selector: Selector | undefined,
  request: AdmissionRequest,
  context: AdmissionContext,
): Matching {
  if (isEmpty(selector)) return 'yes'
  if (isNamespaceObject(request)) return objectMatches(selector, request)
  if (request.namespace === '') return 'yes'
  // Every namespace carries its own name as this label (Kubernetes docs, "Automatic labelling").
  const named = { 'kubernetes.io/metadata.name': request.namespace }
  if (context.namespaceLabels !== undefined)
    return selects(selector, { ...context.namespaceLabels, ...named }) ? 'yes' : 'no'
  const keys = [
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(each => each.key),
  ]
  if (keys.some(key => !(key in named))) return { undetermined: "the namespace's labels were not read" }
  return selects(selector, named) ? 'yes' : 'no'
}

function objectMatches(selector: Selector | undefined, request: AdmissionRequest): Matching {
  if (isEmpty(selector)) return 'yes'
  const { object, oldObject } = request
  if (object === undefined || oldObject === undefined)
    return { undetermined: "the policy selects by labels, and the object's labels are unknown" }
  const chosen = [object, oldObject].some(each => each !== null && selects(selector, labelsOf(each)))
  return chosen ? 'yes' : 'no'
}

function labelsOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return object.metadata?.labels ?? {}
}

function isEmpty(selector: Selector | undefined): boolean {
  return (
    selector === undefined ||
    (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0)
  )
}

/** A label selector (Kubernetes docs, "Labels and Selectors"). */
export function selects(selector: Selector | undefined, labels: Readonly<Record<string, string>>): boolean {
  const own = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined)
  const equal = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => own(key) === value)
  return (
    equal &&
    (selector?.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = own(key)
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value)
        case 'NotIn':
          return value === undefined || !values.includes(value)
        case 'Exists':
          return value !== undefined
        default:
          return operator === 'DoesNotExist' && value === undefined
      }
    })
  )
}
