/** What the cluster's own live policies say to a request, asked of the thread that judges, and remembered. */

import type { StoreReader } from '../evidence/store.ts'
import { type CollectionId, namespaceItself, wordsOf } from '../model/collections.ts'
import type { KubernetesObject } from '../model/evidence.ts'
import type { Fields, PolicyJudgement } from '../model/finding.ts'
import { BUDGET_MS, JudgeThread } from './judge-thread.ts'
import { callerOf, callersGroup } from './request.ts'
import type { Judgement } from './verdict.ts'
import type { AdmissionView } from './view.ts'

const thread = new JudgeThread()
/** The last answer per request: pods change often, policies hardly ever. */
const remembered = new WeakMap<StoreReader, Map<string, { version: number; check: PolicyJudgement }>>()
/** Versions of a store's policies that took too much: asked again, they would hold the run up again. */
const tooMuch = new WeakMap<StoreReader, { readonly policies: WeakSet<object>; refusalsAt: number }>()

function overOf(store: StoreReader) {
  const over = tooMuch.get(store) ?? { policies: new WeakSet<object>(), refusalsAt: -1 }
  tooMuch.set(store, over)
  return over
}

const TOO_MUCH = `evaluating it took over ${BUDGET_MS / 1000} s or too much memory`

/** @returns what the live policy that refused says of the request, and what would exempt it. */
export async function judgePolicy(fields: Fields, store: StoreReader): Promise<PolicyJudgement> {
  const answers = remembered.get(store) ?? new Map<string, { version: number; check: PolicyJudgement }>()
  remembered.set(store, answers)
  const key = JSON.stringify(fields)
  const version = store.admissionVersion
  const known = answers.get(key)
  if (known?.version === version) return known.check
  const view = viewOf(fields, store)
  const own = await judgeOwn(fields, view, store)
  // The other policies have a budget of their own: what they cost says nothing of this one.
  const others = own.verdict === 'admitted' ? [] : await thread.ask('others', fields, view)
  const check = { ...own, alsoRefusedBy: others ?? [] }
  answers.set(key, { version, check })
  return check
}

async function judgeOwn(fields: Fields, view: AdmissionView, store: StoreReader): Promise<PolicyJudgement> {
  const { policies } = overOf(store)
  const policy = view.policies.find(({ body }) => body.metadata.name === fields.policy?.value)?.body
  const check = policy !== undefined && policies.has(policy) ? undefined : await thread.ask('policy', fields, view)
  if (check !== undefined) return check
  if (policy !== undefined) policies.add(policy)
  return {
    verdict: 'undetermined',
    reason: TOO_MUCH,
    readAt: '',
    generation: '',
    exemptGroups: [],
    group: callersGroup(callerOf(fields.serviceAccount?.value ?? '')),
    alsoRefusedBy: [],
    exemptions: [],
  }
}

/** @param object that is written, where it is known whole. @returns what all live policies together say to one request, before anybody makes it. */
export async function refusalOf(fields: Fields, store: StoreReader, object?: KubernetesObject): Promise<Judgement> {
  const over = overOf(store)
  const judged =
    over.refusalsAt === store.admissionVersion
      ? undefined
      : await thread.ask('refusal', fields, { ...viewOf(fields, store), ...(object === undefined ? {} : { object }) })
  if (judged !== undefined) return judged
  over.refusalsAt = store.admissionVersion
  return { verdict: 'undetermined', policy: '', binding: '', reason: TOO_MUCH }
}

function viewOf(fields: Fields, store: StoreReader): AdmissionView {
  const namespace = fields.namespace?.value ?? ''
  const policies = store.policies()
  return {
    now: store.now,
    policies,
    bindings: store.bindings(),
    params: store.params(),
    altered: store.paramsAltered(),
    namespaceLabels: store.namespaceLabels(namespace),
    namespaceRead: store.isRead(namespaceItself(namespace)),
    policiesRead: store.isRead('policies'),
    bindingsRead: store.isRead('bindings'),
    paramsReadOf: policies.map(({ body }) => body.metadata.name).filter(name => store.areParamsRead(name)),
    policiesGap: gapOf('policies', store),
    bindingsGap: gapOf('bindings', store),
  }
}

function gapOf(what: CollectionId, store: StoreReader): string {
  const gap = store.gaps().findLast(each => each.data.what === what)
  return gap === undefined ? `${wordsOf(what)} were not read` : `${wordsOf(what)} could not be read: ${gap.text}`
}
