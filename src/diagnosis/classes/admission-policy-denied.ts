/**
 * A ValidatingAdmissionPolicy refused a write. The text names policy and binding, resource and name; who asked, and where,
 * is the pod's (or the event's controller's). Wording: Kubernetes' apiserver, measured on 1.35; Azure/AKS issues 5645, 5726.
 */

import type { StoreReader } from '../../evidence/store.ts'
import { type CollectionId, namespaceItself } from '../../model/collections.ts'
import { countOf } from '../../model/count-of.ts'
import type { CheckRow, ObjectRef, TextFact } from '../../model/evidence.ts'
import type { Field, FieldName, Finding, PolicyJudgement } from '../../model/finding.ts'
import { remedyFor } from '../admission-remedy.ts'
import type { Match, Rule, Suspicion } from '../rule.ts'
import { blockingOf, workloadOf } from '../standing.ts'
import { answeredWith, stable } from '../text/around.ts'
import type { Unwrapped } from '../text/unwrap.ts'

const DENIED =
  /(?:(?<resource>[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9.-]{1,250})?)(?: "(?<name>[^"]{0,253})")? is (?:forbidden|invalid): (?:: )?)?ValidatingAdmissionPolicy '(?<policy>[^']{1,253})'(?: with binding '(?<binding>[^']{1,253})')? denied request: ?(?<message>.*)/
const NAMESPACE = /\bin (?:the )?namespace "(?<namespace>[a-z0-9-]{1,63})"/
/** How far before the resource the sentence may say what was being done. */
const SENTENCE = 300

/** "updated" and its like say how a thing is, unless they say that it could not be made so. */
const VERBS: readonly (readonly [string, RegExp])[] = (
  [
    ['create', 'creat'],
    ['update', 'updat'],
    ['patch', 'patch'],
    ['delete', 'delet'],
  ] as const
).map(([verb, stem]) => [
  verb,
  new RegExp(String.raw`\b(?:${verb}s?|${stem}es|${stem}ing|be(?:en|ing)? ${stem}ed|not ${stem}ed)\b(?![-\w./])`, 'i'),
])

/** Service accounts of the built-in controllers, by the name under which they report events (Kubernetes, kube-controller-manager). */
const CONTROLLERS: Readonly<Record<string, string>> = {
  'replicaset-controller': 'replicaset-controller',
  'statefulset-controller': 'statefulset-controller',
  'daemonset-controller': 'daemon-set-controller',
  'deployment-controller': 'deployment-controller',
  'job-controller': 'job-controller',
  'cronjob-controller': 'cronjob-controller',
}

export const rule: Rule<'admission-policy-denied'> = {
  class: 'admission-policy-denied',
  literals: ['ValidatingAdmissionPolicy'],
  match(texts, fact) {
    const line = texts.map(each => each.text).join(' ')
    for (const unwrapped of texts) {
      const match = matchIn(unwrapped, line, fact)
      if (match !== undefined) return match
    }
    return undefined
  },
  async conclude(suspicion, store): Promise<Finding> {
    if (suspicion.first.kind === 'check-row') return predict(suspicion, store)
    const { blocking: blocked, implicated, starts, at } = blockingOf(suspicion, store)
    const fields = { ...suspicion.match.fields, ...callerOf(suspicion, at, store) }
    // The evaluator and its libraries are loaded when a refusal was seen, and not in a healthy run.
    const { judgePolicy } = await import('../../admission/live-policies.ts')
    const check = await judgePolicy(fields, store)
    const contradicted = check.verdict === 'admitted'
    // What the policy admits by now holds nothing up.
    const blocking = blocked && !contradicted
    const component = workloadOf(at, store) || fields.user?.value || 'the install'
    return {
      key: `admission-policy-denied ${suspicion.match.key}`,
      class: 'admission-policy-denied',
      certainty: 'proven',
      permanence: 'permanent',
      blocking,
      implicated: implicated && !contradicted,
      conclusive: blocking && policiesSettled(fields.namespace?.value ?? '', store),
      title: `${kindOfPolicy(fields)} denies ${component}`,
      brief: { title: `blocked by ${kindOfPolicy(fields)}`, cause: fields.message?.value ?? '' },
      cause: causeOf(fields, check, component, { blocking, implicated, starts, seen: suspicion.seen, contradicted }),
      fields,
      remedy: remedyFor(fields, check, store),
      witnesses: suspicion.witnesses,
      seen: suspicion.seen,
      starts,
      policyCheck: check,
    }
  },
}

/** What the check found, before anything has met it: the first write that this policy would refuse. */
async function predict({ match, first, witnesses }: Suspicion, store: StoreReader): Promise<Finding> {
  const { fields } = match
  const { judgePolicy } = await import('../../admission/live-policies.ts')
  const check = await judgePolicy(fields, store)
  const { policy, binding, user, verb, resource, name, namespace } = fields
  const isOther = (row: CheckRow) => row.policy === policy?.value && row.fields !== undefined && row !== first.data
  const others = store.checkRows().filter(isOther)
  const account = fields.serviceAccount?.value.split(':').at(-1) ?? 'the extension'
  return {
    key: `admission-policy-denied ${match.key}`,
    class: 'admission-policy-denied',
    certainty: 'likely',
    permanence: 'permanent',
    blocking: false,
    implicated: false,
    conclusive: false,
    predicted: true,
    title: `${kindOfPolicy(fields)} would deny ${account}`,
    brief: { title: `denied by ${kindOfPolicy(fields)}`, cause: fields.message?.value ?? '' },
    cause: [
      `ValidatingAdmissionPolicy '${policy?.value}' (binding '${binding?.value}') would deny`,
      `  who   ${user?.value ?? ''}`,
      `  what  ${verb?.value} ${[resource?.value, name?.value].filter(Boolean).join('/')} in ${namespace?.value}`,
      ...(others.length > 0 ? ['It would deny more writes of the extension: see the check in the summary.'] : []),
      'Found by the check, before the install. It uses the live policy and this action’s list of what the extension writes.',
    ],
    fields,
    remedy: remedyFor(fields, check, store),
    witnesses,
    seen: 1,
    starts: 0,
    policyCheck: check,
  }
}

/** Whose it is, is what tells who can change it. */
function kindOfPolicy({ policy }: Finding['fields']): string {
  return policy?.value.startsWith('aks-managed-') ? 'an AKS-managed policy' : 'an admission policy'
}

function matchIn({ text, whole }: Unwrapped, line: string, fact: TextFact): Match | undefined {
  if (!text.includes('ValidatingAdmissionPolicy')) return undefined
  const found = DENIED.exec(text)
  const { resource, name, policy, binding, message = '' } = found?.groups ?? {}
  if (!found || !policy) return undefined
  const sentence = text.slice(Math.max(0, found.index - SENTENCE), found.index)
  // Structured logs say what was being done beside the error, not in it; the policy's own message says nothing of it.
  const [own, beside] = [sentence, line.replace(text, ' ')].map(verbsIn)
  const told = fact.kind === 'event' ? verbOfEvent(fact.text) : own?.length ? own : (beside ?? [])
  // Only before the refusal: what follows is the policy author's message.
  const { namespace } = NAMESPACE.exec(sentence)?.groups ?? {}
  const fieldOf = (value: string | undefined): Field | undefined => (value ? { value, origin: 'text' } : undefined)
  const fields: Partial<Record<FieldName, Field | undefined>> = {
    policy: fieldOf(policy),
    binding: fieldOf(binding),
    resource: fieldOf(resource),
    name: fieldOf(name),
    verb: told.length === 1 ? fieldOf(told[0]) : undefined,
    namespace:
      fieldOf(namespace) ??
      (fact.object?.namespace
        ? { value: fact.object.namespace, origin: fact.kind === 'event' ? 'event-source' : 'pod' }
        : undefined),
    ...answeredWith(fact),
    message: fieldOf(whole ? message.trim() : (/^[^"]*/.exec(message)?.[0] ?? '').trim()),
  }
  const known = Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
  const { kind, name: on = '' } = fact.object ?? {}
  const who = `${kind}/${kind === 'Pod' ? stable(on) : on}`
  return { key: [policy, binding, resource, name && stable(name), namespace, who].join(' '), fields: known }
}

function verbsIn(text: string): string[] {
  return VERBS.filter(([, pattern]) => pattern.test(text)).map(([verb]) => verb)
}

/** "Error creating: …" is how the controllers' events begin (Kubernetes, pod control). */
function verbOfEvent(text: string): string[] {
  return /^Error creating\b/.test(text) ? ['create'] : []
}

/** Who made the request: the service account of the pod that logged it, or of the controller that reported it. */
function callerOf(
  { first }: Suspicion,
  at: ObjectRef | undefined,
  store: StoreReader,
): Partial<Record<FieldName, Field>> {
  const object = at ?? first.object
  if (first.kind === 'event') {
    const { reportingController } = first.data
    const account = Object.hasOwn(CONTROLLERS, reportingController) ? CONTROLLERS[reportingController] : undefined
    if (account === undefined) return {}
    const value = `system:serviceaccount:kube-system:${account}`
    return { serviceAccount: { value, origin: 'event-source' }, user: { value, origin: 'event-source' } }
  }
  if (object === undefined) return {}
  const account = store.pod(object.namespace ?? '', object.name)?.data.serviceAccount
  const place: Partial<Record<FieldName, Field>> = {
    pod: { value: object.name, origin: 'pod' },
    ...(object.container ? { container: { value: object.container, origin: 'pod' } } : {}),
  }
  if (!account) return place
  const value = `system:serviceaccount:${object.namespace}:${account}`
  return { ...place, serviceAccount: { value, origin: 'pod' }, user: { value, origin: 'pod' } }
}

/** The policies were read, or it is known that they cannot be: until then a live policy may yet contradict the text. */
function policiesSettled(namespace: string, store: StoreReader): boolean {
  const isSettled = (what: CollectionId) => store.wasListed(what) || store.gaps().some(gap => gap.data.what === what)
  // The labels of the release namespace are watched; those of any other are not, and are never known.
  const watched = store.wasListed(namespaceItself(namespace)) || store.namespaceLabels(namespace) !== undefined
  return isSettled('policies') && isSettled('bindings') && (watched || !isRelease(namespace, store))
}

function isRelease(namespace: string, store: StoreReader): boolean {
  return (
    namespace === store.extension()?.releaseNamespace &&
    !store.gaps().some(gap => gap.data.what === namespaceItself(namespace))
  )
}

interface Standing {
  readonly blocking: boolean
  readonly implicated: boolean
  readonly starts: number
  readonly seen: number
  readonly contradicted: boolean
}

function causeOf(fields: Finding['fields'], check: PolicyJudgement, component: string, standing: Standing): string[] {
  const { policy, binding, user, verb, resource, name, namespace, message } = fields
  const object = [resource?.value ?? 'an object', name?.value].filter(Boolean).join('/')
  const act = verb?.value ?? 'write (operation unknown; every operation that the policy matches was evaluated)'
  return [
    `ValidatingAdmissionPolicy '${policy?.value}'${binding ? ` (binding '${binding.value}')` : ''} denies`,
    `  who   ${user?.value ?? 'unknown: neither the text nor a pod names it'}`,
    `  what  ${act} ${object} in ${namespace?.value ?? 'an unknown namespace'}`,
    ...(message ? [`  why   ${message.value}`] : []),
    ...(check.alsoRefusedBy.length > 0 ? [`${check.alsoRefusedBy.join(', ')} denies the same request too.`] : []),
    standing.contradicted ? contradiction(component, standing, check) : standingWords(component, standing),
  ]
}

function standingWords(component: string, { blocking, implicated, starts, seen }: Standing): string {
  if (blocking && starts > 0)
    return `${component} crashes because of this (${countOf(starts, 'start')} so far) and cannot become Ready until it is allowed. Waiting does not help.`
  if (blocking)
    return `It was denied ${seen} times. What it should create cannot become Ready until it is allowed. Waiting does not help.`
  return implicated
    ? `${component} hit this ${times(seen)}. Its container did not exit because of it, but its pod is not Ready.`
    : `${component} hit this ${times(seen)} and kept running.`
}

function contradiction(component: string, { seen }: Standing, { readAt, reason }: PolicyJudgement): string {
  return `${component} hit this ${times(seen)}. The policy as read at ${readAt.slice(11, 19)} UTC allows this request: ${reason}. It was changed since, or the denial is old; it does not block the install now.`
}

function times(seen: number): string {
  return seen <= 1 ? 'once' : `${seen} times`
}
