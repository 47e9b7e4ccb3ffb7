/**
 * The suggested exemption: an edit of the cluster's own live policy, each one evaluated before and after. Two of them: the
 * service account's group among the exempt ones, and the narrowest carve-out of the one object.
 */
import { createTwoFilesPatch } from 'diff'
import { stringify } from 'yaml'
import type { KubernetesObject } from '../model/evidence.ts'
import type { Exemption, Verdict } from '../model/finding.ts'
import { appendToList, groupsNamedIn, stringListsIn } from './edit.ts'
import { type AdmissionContext, type AdmissionRequest, callersGroup } from './request.ts'
import type { Evaluator, Expression, PolicySpec } from './verdict.ts'

/** The live policies and bindings, and what is asked of them: one request for each operation that it may have been. */
export interface Case {
  readonly policy: KubernetesObject
  /** The bindings of the policy: the one that was named, or all. */
  readonly bindings: readonly KubernetesObject[]
  readonly requests: readonly AdmissionRequest[]
  readonly context: AdmissionContext
}

/** @returns denied when any operation is by any binding, since one was refused; admitted only when none is, and why. */
export function verdictOf(
  evaluator: Evaluator,
  { policy, bindings, requests, context }: Case,
): { verdict: Verdict; reason: string } {
  const judged = requests.flatMap(request =>
    bindings.map(binding => evaluator.judgeOne(policy, binding, request, context)),
  )
  const first = (verdict: Verdict) => judged.find(each => each.verdict === verdict)
  const deciding = first('denied') ?? first('undetermined') ?? judged[0]
  return { verdict: deciding?.verdict ?? 'undetermined', reason: deciding?.reason ?? 'nothing to evaluate' }
}

/** @returns the groups that the policy's expressions exempt, as far as they are written as literals. */
export function exemptGroups(policy: KubernetesObject): string[] {
  const groups = expressionsOf(policy).flatMap(({ text }) => groupsNamedIn(text))
  return [...new Set(groups.filter(group => group.startsWith('system:') || !group.includes(' ')))]
}

/** That group, written into the policy where it lists groups. */
export function groupExemption(evaluator: Evaluator, live: Case, before: Verdict): Exemption | undefined {
  const group = callersGroup(live.requests[0]?.user)
  if (group === '') return undefined
  const edits = expressionsOf(live.policy).flatMap(place =>
    stringListsIn(place.text)
      .filter(list => list.ofGroups || before === 'denied')
      .flatMap(list => {
        const text = appendToList(place.text, list, group)
        return text === undefined || list.items.includes(group) ? [] : [{ place, text }]
      }),
  )
  const tried = edits.map(({ place, text }) =>
    attempt(evaluator, live, before, 'group', group, place.name, false, place.put(text)),
  )
  const fallback = () =>
    withCondition(evaluator, live, before, 'group', group, `!('${group}' in request.userInfo.groups)`)
  return tried.find(each => each.after === 'admitted') ?? (before === 'denied' ? fallback() : (tried[0] ?? fallback()))
}

/** One more match condition that leaves out the one object; nothing of the policy's own text changes. */
export function carveOut(evaluator: Evaluator, live: Case, before: Verdict): Exemption | undefined {
  const request = live.requests[0]
  // Without resource and name the carve-out would be none.
  if (!request?.resource || !request.name) return undefined
  const stem = stemOf(request.name)
  const parts = [
    request.namespace ? `request.namespace == ${quote(request.namespace)}` : undefined,
    request.group ? `request.resource.group == ${quote(request.group)}` : undefined,
    `request.resource.resource == ${quote(request.resource)}`,
    // request.name is absent for deletecollection; absent is not this name.
    stem === undefined
      ? `has(request.name) && request.name == ${quote(request.name)}`
      : `has(request.name) && request.name.startsWith(${quote(stem)})`,
  ]
  const exempts = `${request.resource}${request.group ? `.${request.group}` : ''}/${stem === undefined ? request.name : `${stem}*`} in ${request.namespace || 'the cluster'}`
  const expression = `!(${parts.filter(part => part !== undefined).join(' && ')})`
  return withCondition(evaluator, live, before, 'carve-out', exempts, expression)
}

/**
 * Kubernetes' generated names end in hashes and five characters of an alphabet without vowels (apimachinery, util/rand), or
 * at the dash where those will be put. @returns what stays the same from try to try; undefined for any other name.
 */
export function stemOf(name: string): string | undefined {
  const hash = '[bcdfghjklmnpqrstvwxz2456789]'
  const [, stem] = new RegExp(`^(.+?-)(?:${hash}{6,10}-)?(?:${hash}{5})?$`).exec(name) ?? []
  return stem !== undefined && (name.endsWith('-') || new RegExp(`-${hash}{5}$`).test(name)) ? stem : undefined
}

/** Kubernetes allows 64 match conditions in a policy. */
const MOST_CONDITIONS = 64

function withCondition(
  evaluator: Evaluator,
  live: Case,
  before: Verdict,
  kind: Exemption['kind'],
  exempts: string,
  expression: string,
): Exemption | undefined {
  const spec = live.policy['spec'] as PolicySpec
  const conditions = Array.isArray(spec.matchConditions) ? (spec.matchConditions as readonly Expression[]) : []
  if (conditions.length >= MOST_CONDITIONS) return undefined
  const { namespace = '', name = '' } = live.requests[0] ?? {}
  const base = kind === 'group' ? `exempt-${namespace}-group` : `exempt-${name || namespace}`
  const wanted = base
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 60)
    .replace(/[^a-z0-9]+$/, '')
  const names = new Set(conditions.map(each => each.name))
  const free = names.has(wanted) ? `${wanted}-2` : wanted
  const patched = { ...live.policy, spec: { ...spec, matchConditions: [...conditions, { name: free, expression }] } }
  return attempt(evaluator, live, before, kind, exempts, `matchCondition ${free}`, true, patched)
}

function attempt(
  evaluator: Evaluator,
  live: Case,
  before: Verdict,
  kind: Exemption['kind'],
  exempts: string,
  place: string,
  added: boolean,
  patched: KubernetesObject,
): Exemption {
  const after = verdictOf(evaluator, { ...live, policy: patched }).verdict
  const [from, to] = [yamlOf(live.policy), yamlOf(patched)]
  const file = `${live.policy.metadata.name}.yaml`
  const diff = createTwoFilesPatch(`live/${file}`, `patched/${file}`, from, to, '', '', { context: 3 })
  return { kind, exempts, place, added, before, after, patched: to, diff }
}

const SPOKEN = { matchConditions: 'matchCondition', variables: 'variable', validations: 'validation' } as const

interface Place {
  readonly name: string
  readonly text: string
  /** @returns the policy with this expression's text replaced. */
  readonly put: (text: string) => KubernetesObject
}

function expressionsOf(policy: KubernetesObject): Place[] {
  const spec = (policy['spec'] ?? {}) as PolicySpec
  const places = (field: 'matchConditions' | 'variables' | 'validations') =>
    // What claims to be a policy may hold anything here.
    (Array.isArray(spec[field]) ? (spec[field] as readonly Expression[]) : []).map(
      (each, index, all): Place => ({
        name: `${SPOKEN[field]} ${each.name ?? index + 1}`,
        text: each.expression,
        put: text => ({
          ...policy,
          spec: {
            ...spec,
            [field]: all.map((other: Expression, at) => (at === index ? { ...other, expression: text } : other)),
          },
        }),
      }),
    )
  return [...places('matchConditions'), ...places('variables'), ...places('validations')]
}

/** What the server fills in, left out: the rest can be given to `kubectl apply`. */
function yamlOf(policy: KubernetesObject): string {
  const { name, labels, annotations } = policy.metadata
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } = (annotations ?? {}) as Record<
    string,
    string
  >
  return stringify(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, ...(labels ? { labels } : {}), ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}) },
      spec: policy['spec'],
    },
    // No anchors, and no line folded: what is compared is the policy's own text.
    { lineWidth: 0, aliasDuplicateObjects: false },
  )
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
