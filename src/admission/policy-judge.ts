/** The refused request put to the cluster's own live policy, and the exemptions that would let it through. Pure. */
import type { KubernetesObject } from '../model/evidence.ts'
import type { Fields, PolicyJudgement } from '../model/finding.ts'
import { type Case, carveOut, exemptGroups, groupExemption, verdictOf } from './exemption.ts'
import { type AdmissionContext, type AdmissionRequest, callerOf, callersGroup, type Operation } from './request.ts'
import { type BindingSpec, Evaluator, type Judgement, NO_PARAMS, type PolicySpec } from './verdict.ts'
import type { AdmissionView, ReadPolicy } from './view.ts'

const evaluator = new Evaluator()

/** @returns what all live policies together say to one request, before anybody makes it. */
export function refusalOf(fields: Fields, view: AdmissionView): Judgement {
  const fit = view.policies.filter(each => unfit(each, [], view) === undefined)
  const unfitOne = view.policies.find(each => unfit(each, [], view) !== undefined)
  const bindings = view.bindings.filter(each => each['spec'] instanceof Object)
  const namespace = fields.namespace?.value ?? ''
  const context = {
    ...contextOf(view),
    // A namespace that is not there yet gets the label that every one has; one that could not be read has unknown ones.
    namespaceLabels:
      view.namespaceLabels ?? (view.namespaceRead ? { 'kubernetes.io/metadata.name': namespace } : undefined),
  }
  const judged = requestsOf(fields, { metadata: { name: '' }, spec: {} }, view.object).map(request =>
    evaluator.judge(
      fit.map(each => each.body),
      bindings,
      request,
      context,
    ),
  )
  const open = { policy: unfitOne?.body.metadata.name ?? '', binding: '' }
  const worst = judged.find(each => each.verdict === 'denied') ?? judged.find(each => each.verdict === 'undetermined')
  if (worst !== undefined) return worst
  return unfitOne === undefined
    ? (judged[0] ?? { ...open, verdict: 'admitted', reason: 'no policy denies it' })
    : { ...open, verdict: 'undetermined', reason: unfit(unfitOne, [], view) ?? '' }
}

/** What is said of a policy that is not evaluated. */
function nothing(fields: Fields): Omit<PolicyJudgement, 'verdict' | 'reason'> {
  return {
    group: callersGroup(callerOf(fields.serviceAccount?.value ?? '')),
    readAt: '',
    generation: '',
    exemptGroups: [],
    alsoRefusedBy: [],
    exemptions: [],
  }
}

/** Characters of the JSON of a policy and of its params; one that is larger would cost more than its answer is worth. */
const POLICY_LIMIT = 256 * 1024

/** @returns why a policy is not evaluated here at all, or undefined. */
function unfit(policy: ReadPolicy, bindings: readonly KubernetesObject[], view: AdmissionView): string | undefined {
  if (policy.altered || view.altered) return 'it contains a secret that was passed to this step'
  if (sizeOf([policy.body, ...paramsOf(policy.body, view)]) > POLICY_LIMIT) return 'with its params it is over 256 KiB'
  return [policy.body, ...bindings].every(each => each['spec'] instanceof Object) ? undefined : 'it has no spec'
}

/** @returns what the live policy says of the refused request; `alsoRefusedBy` is for `alsoRefusing` to say. */
export function judgePolicy(fields: Fields, view: AdmissionView): PolicyJudgement {
  const none = nothing(fields)
  const name = fields.policy?.value ?? ''
  const found = view.policies.find(({ body }) => body.metadata.name === name)
  if (found === undefined)
    return view.policiesRead
      ? { ...none, verdict: 'admitted', readAt: view.now, reason: `the policy ${name} no longer exists` }
      : { ...none, verdict: 'not-read', reason: view.policiesGap }
  const policy = found.body
  const about = {
    ...none,
    readAt: found.readAt,
    generation: String(policy.metadata.generation ?? ''),
    exemptGroups: exemptGroups(policy),
  }
  const bindings = bindingsOf(policy, fields.binding?.value, view)
  if (bindings.length === 0) {
    const listed = view.bindingsRead
    return {
      ...about,
      verdict: listed ? 'admitted' : 'undetermined',
      reason: listed ? 'its binding no longer exists' : view.bindingsGap,
    }
  }
  const fault = unfit(found, bindings, view)
  if (fault !== undefined) return { ...about, verdict: 'undetermined', reason: fault }
  const asked: Case = {
    policy,
    bindings,
    requests: requestsOf(fields, policy),
    context: contextOf(view),
  }
  const asRead = verdictOf(evaluator, asked)
  // The verb is read from prose. Before it contradicts the server's own words, every operation is tried.
  const { verb: _, ...unsaid } = fields
  const contradicts = asRead.verdict === 'admitted'
  const live = contradicts ? { ...asked, requests: requestsOf(unsaid, policy) } : asked
  const { verdict, reason } = contradicts ? verdictOf(evaluator, live) : asRead
  const exemptions =
    verdict === 'admitted' || reason === NO_PARAMS
      ? []
      : [groupExemption(evaluator, live, verdict), carveOut(evaluator, live, verdict)].filter(
          each => each !== undefined,
        )
  return { ...about, verdict, reason, exemptions }
}

function bindingsOf(policy: KubernetesObject, named: string | undefined, view: AdmissionView): KubernetesObject[] {
  const all = view.bindings.filter(
    each => (each['spec'] as BindingSpec | undefined)?.policyName === policy.metadata.name,
  )
  return named === undefined ? all : all.filter(each => each.metadata.name === named)
}

const OPERATIONS: Readonly<Record<string, readonly Operation[]>> = {
  create: ['CREATE'],
  update: ['UPDATE'],
  // A patch of a new object, as server-side apply sends it, is a CREATE.
  patch: ['UPDATE', 'CREATE'],
  delete: ['DELETE'],
}

/** The API version in which a group's resources are served, where it has only one (Kubernetes 1.31 and later). */
const VERSIONS: Readonly<Record<string, string>> = {
  '': 'v1',
  apps: 'v1',
  batch: 'v1',
  policy: 'v1',
  'rbac.authorization.k8s.io': 'v1',
  'networking.k8s.io': 'v1',
  'coordination.k8s.io': 'v1',
  'apiextensions.k8s.io': 'v1',
}

function requestsOf(fields: Fields, policy: KubernetesObject, object?: KubernetesObject): AdmissionRequest[] {
  const [resource = '', ...group] = (fields.resource?.value ?? '').split('.')
  const operations = OPERATIONS[fields.verb?.value ?? ''] ?? operationsOf(policy)
  return operations.map(operation => ({
    operation,
    group: group.join('.'),
    version: VERSIONS[group.join('.')],
    resource,
    subresource: '',
    kind: undefined,
    namespace: fields.namespace?.value ?? '',
    name: fields.name?.value,
    user: callerOf(fields.serviceAccount?.value ?? ''),
    dryRun: false,
    object: operation === 'DELETE' ? null : object,
    oldObject: operation === 'CREATE' ? null : undefined,
  }))
}

function operationsOf(policy: KubernetesObject): Operation[] {
  const rules = (policy['spec'] as PolicySpec).matchConstraints?.resourceRules ?? []
  const named = new Set(rules.flatMap(rule => rule.operations ?? []))
  return (['CREATE', 'UPDATE', 'DELETE'] as const).filter(each => named.has(each) || named.has('*'))
}

function contextOf({ namespaceLabels, params, paramsReadOf }: AdmissionView): AdmissionContext {
  return {
    namespaceLabels,
    namespaceObject: undefined,
    params,
    paramsRead: (policy: string) => paramsReadOf.includes(policy),
  }
}

/** The params that may be a policy's: of its kind. */
function paramsOf(policy: KubernetesObject, { params }: AdmissionView): KubernetesObject[] {
  const { paramKind } = (policy['spec'] ?? {}) as PolicySpec
  if (paramKind === undefined) return []
  return params.filter(each => each.apiVersion === paramKind.apiVersion && each.kind === paramKind.kind)
}

function sizeOf(objects: readonly KubernetesObject[]): number {
  return objects.reduce((size, each) => size + JSON.stringify(each).length, 0)
}

/** @returns the other policies that deny the same request. */
export function alsoRefusing(fields: Fields, view: AdmissionView): string[] {
  const policy = view.policies.find(({ body }) => body.metadata.name === fields.policy?.value)?.body
  if (policy === undefined) return []
  const others = view.policies
    .filter(({ body }) => body !== policy)
    .filter(each => unfit(each, [], view) === undefined)
    .map(each => each.body)
  const bindings = view.bindings.filter(each => each['spec'] instanceof Object)
  const context = contextOf(view)
  const judged = requestsOf(fields, policy).map(request => evaluator.judge(others, bindings, request, context))
  return [...new Set(judged.filter(each => each.verdict === 'denied').map(each => each.policy))]
}
