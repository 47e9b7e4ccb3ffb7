/** The refused request put to the cluster's own live policy, and the exemptions that would let it through. */
import { type Case, callersGroup, carveOut, exemptGroups, groupExemption, verdictOf } from '../admission/exemption.ts'
import { type AdmissionRequest, type Operation, serviceAccountUser } from '../admission/request.ts'
import { type BindingSpec, Evaluator, type Judgement, type PolicySpec } from '../admission/verdict.ts'
import type { PolicyObject, StoreReader } from '../evidence/store.ts'
import type { KubernetesObject } from '../model/evidence.ts'
import type { Fields, PolicyCheck } from '../model/finding.ts'
import { BUDGET_MS, bounded } from './budget.ts'

const evaluator = new Evaluator()
/** The last answer per request: pods change often, policies hardly ever. */
const remembered = new WeakMap<StoreReader, Map<string, { version: number; check: PolicyCheck }>>()

export function checkPolicy(fields: Fields, store: StoreReader): PolicyCheck {
  const answers = remembered.get(store) ?? new Map<string, { version: number; check: PolicyCheck }>()
  remembered.set(store, answers)
  const key = JSON.stringify(fields)
  const known = answers.get(key)
  if (known?.version === store.admissionVersion) return known.check
  const own = bounded(() => checkLive(fields, store)) ?? tooMuch(fields, store)
  // The other policies have a budget of their own: what they cost says nothing of this one.
  const others = own.verdict === 'admitted' ? [] : bounded(() => alsoRefusing(fields, store))
  const check = { ...own, alsoRefusedBy: others ?? [] }
  answers.set(key, { version: store.admissionVersion, check })
  return check
}

/** @returns what all live policies together say to one request, before anybody makes it. */
export function refusalOf(fields: Fields, store: StoreReader): Judgement {
  const fit = store.policies().filter(each => unfit(each, [], store) === undefined)
  const unfitOne = store.policies().find(each => unfit(each, [], store) !== undefined)
  const bindings = store.bindings().filter(each => each['spec'] instanceof Object)
  const namespace = fields.namespace?.value ?? ''
  const context = {
    ...contextOf(fields, store),
    // A namespace that is not there yet gets the label that every one has; one that could not be read has unknown ones.
    namespaceLabels:
      store.namespaceLabels(namespace) ??
      (store.isRead(`namespace ${namespace}`) ? { 'kubernetes.io/metadata.name': namespace } : undefined),
  }
  const judged = bounded(() =>
    requestsOf(fields, { metadata: { name: '' }, spec: {} }).map(request =>
      evaluator.judge(
        fit.map(each => each.body),
        bindings,
        request,
        context,
      ),
    ),
  )
  const open = { policy: unfitOne?.body.metadata.name ?? '', binding: '' }
  if (judged === undefined)
    return { ...open, verdict: 'undetermined', reason: `evaluating them took over ${BUDGET_MS / 1000} s here` }
  const worst = judged.find(each => each.verdict === 'denied') ?? judged.find(each => each.verdict === 'undetermined')
  if (worst !== undefined) return worst
  return unfitOne === undefined
    ? (judged[0] ?? { ...open, verdict: 'admitted', reason: 'no policy denies it' })
    : { ...open, verdict: 'undetermined', reason: unfit(unfitOne, [], store) ?? '' }
}

/** Policies that were too much once are not tried again: each try would hold the run up. */
const tooSlow = new WeakSet<object>()

function tooMuch(fields: Fields, store: StoreReader): PolicyCheck {
  for (const { body } of store.policies()) if (body.metadata.name === fields.policy?.value) tooSlow.add(body)
  return {
    ...nothing(fields),
    verdict: 'undetermined',
    reason: `evaluating it took over ${BUDGET_MS / 1000} s here`,
  }
}

function nothing(fields: Fields): Omit<PolicyCheck, 'verdict' | 'reason'> {
  return {
    group: callersGroup(callerOf(fields)),
    readAt: '',
    generation: '',
    exemptGroups: [],
    alsoRefusedBy: [],
    exemptions: [],
  }
}

/** Characters of a policy's JSON; one that is larger would cost more than its answer is worth. */
const POLICY_LIMIT = 256 * 1024

/** @returns why a policy is not evaluated here at all, or undefined. */
function unfit(policy: PolicyObject, bindings: readonly KubernetesObject[], store: StoreReader): string | undefined {
  if (policy.altered || store.paramsAltered()) return 'it holds a text that was given to this step as a secret'
  if (tooSlow.has(policy.body)) return `evaluating it took over ${BUDGET_MS / 1000} s here`
  if (JSON.stringify(policy.body).length > POLICY_LIMIT) return 'it is over 256 KiB'
  return [policy.body, ...bindings].every(each => each['spec'] instanceof Object) ? undefined : 'it has no spec'
}

function checkLive(fields: Fields, store: StoreReader): PolicyCheck {
  const none = nothing(fields)
  const name = fields.policy?.value ?? ''
  const found = store.policies().find(({ body }) => body.metadata.name === name)
  if (found === undefined)
    return store.isRead('admission policies')
      ? { ...none, verdict: 'admitted', readAt: store.now, reason: `the policy ${name} is not in the cluster any more` }
      : { ...none, verdict: 'not-read', reason: gapOf('admission policies', store) }
  const policy = found.body
  const about = {
    ...none,
    readAt: found.readAt,
    generation: String(policy.metadata.generation ?? ''),
    exemptGroups: exemptGroups(policy),
  }
  const bindings = bindingsOf(policy, fields.binding?.value, store)
  if (bindings.length === 0) {
    const listed = store.isRead('admission policy bindings')
    return {
      ...about,
      verdict: listed ? 'admitted' : 'undetermined',
      reason: listed ? 'its binding is not in the cluster any more' : gapOf('admission policy bindings', store),
    }
  }
  const fault = unfit(found, bindings, store)
  if (fault !== undefined) return { ...about, verdict: 'undetermined', reason: fault }
  const asked: Case = {
    policy,
    bindings,
    requests: requestsOf(fields, policy),
    context: contextOf(fields, store),
  }
  const asRead = verdictOf(evaluator, asked)
  // The verb is read from prose. Before it contradicts the server's own words, every operation is tried.
  const { verb: _, ...unsaid } = fields
  const contradicts = asRead.verdict === 'admitted'
  const live = contradicts ? { ...asked, requests: requestsOf(unsaid, policy) } : asked
  const { verdict, reason } = contradicts ? verdictOf(evaluator, live) : asRead
  const exemptions =
    verdict === 'admitted'
      ? []
      : [groupExemption(evaluator, live, verdict), carveOut(evaluator, live, verdict)].filter(
          each => each !== undefined,
        )
  return { ...about, verdict, reason, exemptions }
}

function bindingsOf(policy: KubernetesObject, named: string | undefined, store: StoreReader): KubernetesObject[] {
  const all = store
    .bindings()
    .filter(each => (each['spec'] as BindingSpec | undefined)?.policyName === policy.metadata.name)
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

function requestsOf(fields: Fields, policy: KubernetesObject): AdmissionRequest[] {
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
    user: callerOf(fields),
    dryRun: false,
    object: operation === 'DELETE' ? null : undefined,
    oldObject: operation === 'CREATE' ? null : undefined,
  }))
}

function callerOf(fields: Fields): AdmissionRequest['user'] {
  const [, , namespace, account] = (fields.serviceAccount?.value ?? '').split(':')
  return namespace && account ? serviceAccountUser(namespace, account) : undefined
}

function operationsOf(policy: KubernetesObject): Operation[] {
  const rules = (policy['spec'] as PolicySpec).matchConstraints?.resourceRules ?? []
  const named = new Set(rules.flatMap(rule => rule.operations ?? []))
  return (['CREATE', 'UPDATE', 'DELETE'] as const).filter(each => named.has(each) || named.has('*'))
}

function contextOf(fields: Fields, store: StoreReader) {
  return {
    namespaceLabels: store.namespaceLabels(fields.namespace?.value ?? ''),
    namespaceObject: undefined,
    params: store.params(),
    paramsRead: (policy: string) => store.isReadAll(`params of ${policy} (`),
  }
}

/** @returns the other policies that deny the same request. */
function alsoRefusing(fields: Fields, store: StoreReader): string[] {
  const policy = store.policies().find(({ body }) => body.metadata.name === fields.policy?.value)?.body
  if (policy === undefined) return []
  const others = store
    .policies()
    .filter(({ body }) => body !== policy)
    .filter(each => unfit(each, [], store) === undefined)
    .map(each => each.body)
  const bindings = store.bindings().filter(each => each['spec'] instanceof Object)
  const context = contextOf(fields, store)
  const judged = requestsOf(fields, policy).map(request => evaluator.judge(others, bindings, request, context))
  return [...new Set(judged.filter(each => each.verdict === 'denied').map(each => each.policy))]
}

function gapOf(what: string, store: StoreReader): string {
  const gap = store.gaps().findLast(each => each.data.what === what)
  return gap === undefined ? `${what} were not read` : `${what} could not be read: ${gap.text}`
}
